#include "kiosk/desk/report_sheet.h"

#include <cmath>

#include "kiosk/ui/figures.h"

namespace chalkpoint::desk {
namespace {

constexpr const char* kBetween = " · ";

using ui::rounded, ui::with_sign;

/// The NPS in whole points, rounded once.
std::string score_of(const event::Tally& tally) {
  return with_sign(100.0 * static_cast<double>(tally.promoters - tally.detractors) /
                   static_cast<double>(tally.scored()));
}

std::uint64_t plural(std::int64_t count) {
  return static_cast<std::uint64_t>(count);
}

/// Words while a sheet is written.
class Writer {
 public:
  Writer(const Report& report, const std::map<std::string, std::string>& labels, const ui::Text& text)
      : report_(report), labels_(labels), text_(text) {}

  std::string said(const Days& which) const {
    if (which.first == which.last) return text_.day_of_week(which.first);
    return text_.day(which.first) + " – " + text_.day(which.last);
  }

  std::string scope(const Scope& scope) const {
    std::string out = scope.club.empty() ? "" : scope.club + kBetween;
    if (!scope.whole_site) return out + text_.get("report.scope.terminal");
    out += text_.get("report.scope.site");
    if (!scope.read_unix_ms) return out;
    return out + ", " +
           text_.get("report.scope.read", "time",
                     text_.when(*scope.read_unix_ms, report_.made_unix_ms, report_.utc_offset_min));
  }

  void headline(PrintSheet& sheet) const {
    const event::Tally& now = report_.total;
    const std::int64_t scored = now.scored();
    const bool few = scored < kScoredMin;
    sheet.big = few ? std::to_string(scored) : score_of(now);
    sheet.small = few ? text_.get("report.scores.word", plural(scored)) : "± " + rounded(*event::margin(now));
    if (scored == 0)
      sheet.words.push_back(text_.get("report.none"));
    else
      sheet.words.push_back(text_.get("report.scores", plural(scored)) + ": " +
                            text_.get("report.promoters", plural(now.promoters)) + ", " +
                            text_.get("report.passives", plural(now.passives)) + ", " +
                            text_.get("report.detractors", plural(now.detractors)) + ".");
    if (scored > 0 && few) sheet.words.push_back(text_.get("report.few", "n", std::to_string(kScoredMin)));
    if (!few) sheet.words.push_back(change(now, report_.total_before));
    if (2 * now.completed < now.responses()) sheet.words.push_back(text_.get("report.small"));
  }

  std::string change(const event::Tally& now, const event::Tally& before) const {
    const Change change = change_of(now, before);
    if (change == Change::unknown)
      return ui::filled(text_.get("report.change.unknown", "days", said(report_.before)), "scores",
                        text_.get("report.scores", plural(before.scored())));
    constexpr std::array keys = {"unknown", "none", "up", "down"};
    std::string out =
        text_.get("report.change." + std::string(keys[static_cast<std::size_t>(change)]), "days", said(report_.before));
    out = ui::filled(out, "points", with_sign(*difference(now, before)));
    return ui::filled(out, "margin", rounded(*event::difference_margin(now, before)));
  }

  std::vector<SheetRow> counts() const {
    const event::Tally& now = report_.total;
    return {count("report.begun", now.responses()), count("report.finished", now.completed),
            count("report.scored", now.scored()), count("report.suspect", now.suspect)};
  }

  SheetRow scores(const std::string& label, const ReportRow& row) const {
    const event::Tally& now = row.now;
    SheetRow out = count_row(label, 0, 0);
    out.groups = {now.promoters, now.passives, now.detractors};
    out.detail = std::to_string(now.promoters) + kBetween + std::to_string(now.passives) + kBetween +
                 std::to_string(now.detractors);
    out.value = now.scored() < kScoredMin ? text_.get("report.scores", plural(now.scored()))
                                          : score_of(now) + " ± " + rounded(*event::margin(now)) + arrow(row);
    return out;
  }

  SheetBlock breakdown(const char* title, const std::vector<ReportRow>& rows, const char* labels) const {
    SheetBlock out{.title = text_.get(title), .legend = text_.get("report.legend"), .rows = {}};
    for (const ReportRow& row : rows) out.rows.push_back(scores(label(labels, row.value), row));
    if (rows.empty()) out.legend = text_.get("report.nothing");
    return out;
  }

  SheetBlock answers() const {
    const Answering& a = report_.answering;
    SheetBlock out{.title = text_.get("report.answers"), .legend = {}, .rows = {}};
    out.legend = text_.get(report_.hours_always ? "report.clock.always" : "report.clock.open");
    out.rows.push_back(count("report.came", a.came));
    SheetRow in_time = count("report.in_time", a.in_time);
    if (const auto percent = in_time_percent(a)) {
      in_time.value = std::to_string(*percent) + " %";
      in_time.detail = ui::filled(text_.get("report.of", "part", std::to_string(a.in_time)), "whole",
                                  std::to_string(a.in_time + a.late));
      in_time.part = a.in_time;
      in_time.whole = a.in_time + a.late;
    }
    out.rows.push_back(std::move(in_time));
    out.rows.push_back(count("report.late", a.late));
    out.rows.push_back(count("report.pending", a.pending));
    out.rows.push_back(time("report.first_answer", a.first_answer_ms, a.answered));
    out.rows.push_back(time("report.resolution", a.resolution_ms, a.resolved));
    return out;
  }

  SheetBlock cases() const {
    const CaseFigures& c = report_.cases;
    SheetBlock out{.title = text_.get("report.cases"), .legend = text_.get("report.cases.now"), .rows = {}};
    out.rows = {count("report.cases.opened", c.opened), count("report.cases.resolved", c.resolved),
                count("report.cases.open", c.open), count("report.cases.overdue", c.overdue),
                count("report.openings", report_.contact_openings)};
    out.rows[3].part = c.overdue;
    out.rows[3].whole = c.open;
    return out;
  }

  SheetBlock causes() const {
    constexpr std::array keys = {"report.cause.unsaid", "cause.process", "cause.information", "cause.expectation"};
    SheetBlock out{.title = text_.get("report.causes"), .legend = text_.get("report.causes.of"), .rows = {}};
    for (std::size_t i = 1; i <= keys.size(); ++i) {  // what was not said stands last
      const std::size_t cause = i % keys.size();
      out.rows.push_back(count_row(text_.get(keys[cause]), report_.cases.causes[cause], report_.cases.opened));
    }
    return out;
  }

 private:
  std::string label(const char* labels, const std::string& value) const {
    if (*labels == '\0') {
      const auto found = labels_.find(value);
      return found == labels_.end() ? value : found->second;
    }
    const std::string key = labels + value;
    const std::string& known = text_.get(key);
    return known == key ? value : known;
  }
  static SheetRow count_row(const std::string& label, std::int64_t part, std::int64_t whole) {
    return {.label = label, .value = std::to_string(part), .detail = {}, .groups = {}, .part = part, .whole = whole};
  }
  SheetRow count(const char* key, std::int64_t number) const { return count_row(text_.get(key), number, 0); }

  static std::string arrow(const ReportRow& row) {
    switch (change_of(row.now, row.before)) {
      case Change::up:
        return " ↑";
      case Change::down:
        return " ↓";
      case Change::none:
      case Change::unknown:
        break;
    }
    return {};
  }

  SheetRow time(const char* key, std::optional<std::int64_t> ms, std::int64_t of) const {
    SheetRow out = count(key, 0);
    out.value = "—";
    if (!ms) return out;
    out.value = duration(*ms);
    out.detail = text_.get("report.median", "n", std::to_string(of));
    return out;
  }
  std::string duration(std::int64_t ms) const {
    const std::string minutes = text_.get("report.minutes", "n", std::to_string(ms % kOneHourMs / kOneMinuteMs));
    if (ms < kOneHourMs) return minutes;
    return text_.get("report.hours", "n", std::to_string(ms / kOneHourMs)) + " " + minutes;
  }

  const Report& report_;
  const std::map<std::string, std::string>& labels_;
  const ui::Text& text_;
};

void add_row(std::string& out, const SheetRow& row) {
  out += "  " + row.label + ": " + row.value + (row.detail.empty() ? "" : " (" + row.detail + ")") + "\n";
}

}  // namespace

PrintSheet sheet_of(const Report& report, const Scope& scope, const std::map<std::string, std::string>& labels,
                    const ui::Text& text) {
  const Writer write(report, labels, text);
  PrintSheet out;
  out.title = text.get("report.title");
  out.when = write.said(report.days);
  out.scope = write.scope(scope);
  write.headline(out);
  out.counts = write.counts();
  out.blocks = {write.breakdown("report.touchpoints", report.touchpoints, "touchpoint."),
                write.answers(),
                write.breakdown("report.departments", report.departments, ""),
                write.cases(),
                write.breakdown("report.statuses", report.statuses, "report.status."),
                write.causes()};
  return out;
}

std::string to_text(const PrintSheet& sheet) {
  std::string out =
      sheet.title + " — " + sheet.when + "\n" + sheet.scope + "\n\n" + sheet.big + " " + sheet.small + "\n";
  for (const std::string& sentence : sheet.words) out += sentence + "\n";
  out += "\n";
  for (const SheetRow& row : sheet.counts) add_row(out, row);
  for (const SheetBlock& block : sheet.blocks) {
    out += "\n" + block.title + (block.legend.empty() ? "" : " — " + block.legend) + "\n";
    for (const SheetRow& row : block.rows) add_row(out, row);
  }
  return out;
}

}  // namespace chalkpoint::desk
