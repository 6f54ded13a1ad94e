#include "kiosk/admin/results_told.h"

#include "kiosk/ui/figures.h"

namespace chalkpoint::admin::results {

using event::Change;

namespace {

std::uint64_t plural(std::int64_t count) {
  return static_cast<std::uint64_t>(count);
}

/// Unrounded: it is rounded once, when it is written.
double points(const event::Tally& tally) {
  return 100.0 * static_cast<double>(tally.promoters - tally.detractors) / static_cast<double>(tally.scored());
}

}  // namespace

std::string Told::days(const Days& which) const {
  const bool years = which.first.substr(0, 4) != which.last.substr(0, 4);
  const auto day = [&](const std::string& one) {
    return text_.day(one) + (years ? " " + one.substr(0, 4) : std::string());
  };
  return which.first == which.last ? text_.day_of_week(which.first) : day(which.first) + " – " + day(which.last);
}

std::string Told::scores(const event::Counts& counts) const {
  return text_.get("report.scores", plural(event::tally_of(counts).scored()));
}

std::string Told::score(const event::Counts& counts) const {
  const event::Tally tally = event::tally_of(counts);
  if (tally.scored() < event::kScoredMin) return scores(counts);
  return ui::with_sign(points(tally)) + " ± " + ui::rounded(*event::margin(tally));
}

std::string Told::groups(const event::Counts& counts) const {
  const event::Tally tally = event::tally_of(counts);
  std::string out = text_.get("report.promoters", plural(tally.promoters)) + ", " +
                    text_.get("report.passives", plural(tally.passives)) + ", " +
                    text_.get("report.detractors", plural(tally.detractors));
  if (tally.scored() >= event::kScoredMin) return score(counts) + " · " + out;
  return out;
}

std::string Told::answers(std::int64_t count) const {
  return text_.get("results.answers", plural(count));
}

std::string Told::percent(std::int64_t part, std::int64_t whole) const {
  return whole == 0 ? "—" : std::to_string((200 * part + whole) / (2 * whole)) + "\u00a0%";
}

std::string Told::change(const ResultsRead& read) const {
  const event::Tally now = event::tally_of(read.now.total), before = event::tally_of(read.before);
  const std::string when = days(*read.before_days);
  const Change change = event::change_of(now, before);
  if (change == Change::unknown)
    return ui::filled(text_.get("report.change.unknown", "days", when), "scores", scores(read.before));
  const char* key = change == Change::none ? "report.change.none"
                    : change == Change::up ? "report.change.up"
                                           : "report.change.down";
  const std::string out = ui::filled(text_.get(key, "days", when), "points", ui::with_sign(*difference(now, before)));
  return ui::filled(out, "margin", ui::rounded(*event::difference_margin(now, before)));
}

std::vector<std::string> Told::head(const ResultsRead& read) const {
  std::vector<std::string> out;
  const event::Tally now = event::tally_of(read.now.total);
  if (now.scored() == 0) return {text_.get("report.none")};
  out.push_back(scores(read.now.total) + ": " + text_.get("report.promoters", plural(now.promoters)) + ", " +
                text_.get("report.passives", plural(now.passives)) + ", " +
                text_.get("report.detractors", plural(now.detractors)) + ".");
  if (now.scored() < event::kScoredMin)
    out.push_back(text_.get("report.few", "n", std::to_string(event::kScoredMin)));
  else if (read.before_days)
    out.push_back(change(read));
  return out;
}

std::string Told::word(const std::string& prefix, const std::string& value) const {
  const std::string key = prefix + value;
  const std::string& known = text_.get(key);
  return known == key ? value : known;
}

}  // namespace chalkpoint::admin::results
