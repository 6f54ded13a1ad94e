#include "kiosk/app/export.h"

#include <cstdio>
#include <set>

#include "kiosk/admin/csv.h"

namespace chalkpoint::app {
namespace {

using event::Json;
using journal::ExportRow;
using journal::Result;

std::string outcome(const ExportRow& row) {
  return row.completed ? "completed" : "abandoned";
}

std::string group_name(int score) {
  switch (event::group_of(score)) {
    case event::Group::promoter:
      return "promoter";
    case event::Group::passive:
      return "passive";
    case event::Group::detractor:
      return "detractor";
  }
  return "";
}

/// A person reads this: lists are joined, anything deeper stays JSON.
std::string cell_of(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return event::canonical_json(value);
  std::string cell;
  for (const Json& item : value) cell += (cell.empty() ? "" : "; ") + cell_of(item);
  return cell;
}

std::string seconds(std::int64_t ms) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", static_cast<double>(ms) / 1000.0);
  return text.data();
}

/// "erased" tells a contact that was left and erased since from one that never was.
std::string contact_cell(const ExportRow& row) {
  if (!row.response.contact) return "";
  return row.has_sealed_contact ? row.response.contact->channel : row.response.contact->channel + " (erased)";
}

using admin::Cell;
using admin::Column;
constexpr auto kNumber = Cell::Kind::number;
constexpr auto kWord = Cell::Kind::word;

std::vector<Column> columns_of(const std::set<std::string>& questions) {
  std::vector<Column> out = {{.name = "id"},
                             {.name = "time", .wide = 19},
                             {.name = "outcome"},
                             {.name = "survey"},
                             {.name = "revision"},
                             {.name = "language"},
                             {.name = "touchpoint", .wide = 18},
                             {.name = "score", .wide = 8},
                             {.name = "group"},
                             {.name = "suspect"},
                             {.name = "duration_s", .wide = 10},
                             {.name = "code", .wide = 8},
                             {.name = "contact_channel"},
                             {.name = "by"},
                             {.name = "role"},
                             {.name = "about"},
                             {.name = "epoch"},
                             {.name = "sequence", .wide = 10}};
  for (const std::string& question : questions) out.push_back({.name = question, .wide = 30, .question = true});
  return out;
}

std::vector<Cell> cells_of(const ExportRow& row, const std::set<std::string>& questions) {
  const event::Response& response = row.response;
  std::vector<Cell> cells{{row.id.text()},
                          {row.time, Cell::Kind::time},
                          {outcome(row), kWord},
                          {response.survey},
                          {std::to_string(response.revision), kNumber},
                          {response.language},
                          {response.touchpoint, kWord},
                          {response.score ? std::to_string(*response.score) : "", kNumber},
                          {response.score ? group_name(*response.score) : "", kWord},
                          {admin::list_cell(response.suspect)},
                          {seconds(response.duration_ms), kNumber},
                          {response.code},
                          {contact_cell(row)},
                          {response.by ? response.by->name : ""},
                          {response.by ? response.by->role : "", kWord},
                          {response.about ? response.about->text() : ""},
                          {row.epoch},
                          {std::to_string(row.sequence), kNumber}};
  for (const auto& question : questions) {
    const auto answer = response.answers.find(question);
    if (answer == response.answers.end())
      cells.emplace_back();
    else
      cells.push_back({cell_of(*answer), answer->is_number() ? kNumber : Cell::Kind::text});
  }
  return cells;
}

Json json_line(const ExportRow& row) {
  Json line = event::to_json(row.response);
  line["id"] = row.id.text();
  line["time"] = row.time;
  line["outcome"] = outcome(row);
  line["epoch"] = row.epoch;
  line["sequence"] = row.sequence;
  return line;
}

/// The response that an event is; nothing for other events.
Result<std::optional<ExportRow>> row_of(const event::Event& event) {
  if (event.type != event::kResponseCompleted && event.type != event::kResponseAbandoned) return std::nullopt;
  auto response = event::response_from_json(event::body_data(event.body));
  if (!response)
    return std::unexpected(event::Problem{"Event " + event.id.text() + " cannot be exported: " + response.error().what,
                                          "Run verify on this store."});
  return ExportRow{event.id,
                   event.epoch,
                   event.sequence,
                   event.time,
                   event.type == event::kResponseCompleted,
                   event.sealed.has_value(),
                   std::move(*response)};
}

class TextSink : public RowSink {
 public:
  TextSink(ExportFormat format, Octets out) : csv_(format == ExportFormat::csv), out_(std::move(out)) {}

  bool has_columns() const override { return csv_; }
  Result<void> begin(std::vector<Column> columns) override {
    if (!csv_) return {};
    std::vector<std::string> names;
    for (Column& column : columns) names.push_back(std::move(column.name));
    return out_(std::string(admin::kCsvStart) + admin::csv_line(names));
  }
  Result<void> row(const std::function<std::vector<Cell>()>& cells, const std::function<Json()>& line) override {
    if (!csv_) return out_(event::canonical_json(line()) + '\n');
    std::vector<std::string> texts;
    for (Cell& cell : cells()) texts.push_back(std::move(cell.text));
    return out_(admin::csv_line(texts));
  }

 private:
  bool csv_;
  Octets out_;
};

}  // namespace

Result<void> each_own_event(const OnStore& store, const ExportWatch& watch,
                            const std::function<Result<void>(const event::Event&)>& take) {
  constexpr std::size_t kEventsAtOnce = 2'000, kBytesAtOnce = 4'000'000;  // some ten milliseconds of the store
  const auto epochs = ask_for(store, [](journal::Journal& journal) { return journal.epochs(); });
  if (!epochs) return std::unexpected(epochs.error());
  std::uint64_t done = 0, whole = 0;
  for (const journal::Epoch& epoch : *epochs) whole += epoch.last;
  for (const journal::Epoch& epoch : *epochs) {
    for (std::uint64_t after = 0; after < epoch.last;) {
      const auto events = ask_for(store, [&](journal::Journal& journal) {
        return journal.read_after(epoch.name, after, kEventsAtOnce, kBytesAtOnce);
      });
      if (!events) return std::unexpected(events.error());
      if (events->empty()) break;
      for (const event::Event& event : *events)
        if (auto taken = take(event); !taken) return taken;
      after = events->back().sequence;
      done += events->size();
      if (!watch(std::min(done, whole), whole)) return std::unexpected(given_up());
    }
  }
  return {};
}

event::Problem given_up() {
  return {"It was stopped before its end", "Begin it again whenever you like."};
}

std::unique_ptr<RowSink> text_sink(ExportFormat format, Octets out) {
  return std::make_unique<TextSink>(format, std::move(out));
}

Result<event::Tally> export_responses(const OnStore& store, const ExportSpan& span, RowSink& to,
                                      const ExportWatch& watch) {
  std::set<std::string> questions;
  const std::uint64_t passes = to.has_columns() ? 2 : 1;  // the first to find out which questions there are
  const auto each = [&](std::uint64_t pass, const std::function<Result<void>(const ExportRow&)>& take) {
    return each_own_event(
        store, [&](std::uint64_t done, std::uint64_t whole) { return watch(done + pass * whole, whole * passes); },
        [&](const event::Event& event) -> Result<void> {
          const auto at = event::parse_rfc3339(event.time);
          if (!at || !span.holds(at->unix_ms)) return {};
          const auto row = row_of(event);
          if (!row) return std::unexpected(row.error());
          return *row ? take(**row) : Result<void>();
        });
  };
  if (passes == 2) {
    const auto named = each(0, [&](const ExportRow& row) -> Result<void> {
      for (const auto& [name, answer] : row.response.answers.items()) questions.insert(name);
      return {};
    });
    if (!named) return std::unexpected(named.error());
  }
  if (auto begun = to.begin(columns_of(questions)); !begun) return std::unexpected(begun.error());
  event::Tally tally;
  const auto done = each(passes - 1, [&](const ExportRow& row) {
    event::count(tally, row.completed, row.response.score, !row.response.suspect.empty());
    return to.row([&] { return cells_of(row, questions); }, [&] { return json_line(row); });
  });
  if (!done) return std::unexpected(done.error());
  return tally;
}

}  // namespace chalkpoint::app
