#include "kiosk/app/export_workbook.h"

#include <array>

#include "kiosk/admin/xlsx.h"
#include "kiosk/app/export_cases.h"
#include "kiosk/app/export_notes.h"
#include "platform/safe_file.h"
#include "sync/event/nps.h"

namespace chalkpoint::app {
namespace {

using admin::Cell;
using admin::Column;
using event::Json;
using journal::Result;

// The words for `key`, or `plain` where the catalogue has none.
std::string words_for(const ui::Text& text, const std::string& key, const std::string& plain) {
  const std::string& found = text.get(key);
  return found == key ? plain : found;
}

class SheetSink : public RowSink {
 public:
  SheetSink(admin::Workbook& book, const WorkbookOrder& order, std::string name)
      : book_(book), order_(order), name_(std::move(name)) {}

  bool has_columns() const override { return true; }

  Result<void> begin(std::vector<Column> columns) override {
    for (Column& column : columns) {
      const auto question = order_.questions.find(column.name);
      column.label = column.question && question != order_.questions.end()
                         ? question->second
                         : words_for(order_.text, "export.column." + column.name, column.name);
      touchpoint_.push_back(column.name == "touchpoint");
    }
    table_ = book_.add_table(name_, std::move(columns));
    return {};
  }

  Result<void> row(const std::function<std::vector<Cell>()>& cells, const std::function<Json()>& /*line*/) override {
    auto values = cells();
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i].kind != Cell::Kind::word || values[i].text.empty()) continue;
      values[i].text =
          words_for(order_.text, (touchpoint_[i] ? "touchpoint." : "export.word.") + values[i].text, values[i].text);
    }
    book_.add_row(table_, values);
    if (++rows_ % kLookEvery != 0) return {};
    const auto room = platform::free_room(order_.scratch);
    if (!room || *room >= kScratchLeftBytes) return {};
    return std::unexpected(event::Problem{"The disk of the terminal has no room left to prepare a workbook",
                                          "Free some room on it, take a shorter period, or choose CSV."});
  }

 private:
  static constexpr std::size_t kLookEvery = 2'000;
  admin::Workbook& book_;
  const WorkbookOrder& order_;
  std::string name_;
  std::size_t table_ = 0, rows_ = 0;
  std::vector<bool> touchpoint_;
};

void summarise(admin::Workbook& book, std::size_t sheet, const WorkbookOrder& order, const event::Tally& tally,
               std::size_t notes, std::size_t cases) {
  const ui::Text& text = order.text;
  const auto row = [&](const char* key, std::string value, Cell::Kind kind) {
    book.add_row(sheet, std::array<Cell, 2>{Cell{text.get(key)}, Cell{std::move(value), kind}});
  };
  const auto count = [&](const char* key, auto value) { row(key, std::to_string(value), Cell::Kind::number); };
  row("export.summary.title", order.club, Cell::Kind::text);
  row("export.summary.made", event::rfc3339(order.made), Cell::Kind::time);
  row("export.summary.period", order.when, Cell::Kind::text);
  count("export.summary.responses", tally.responses());
  count("export.summary.completed", tally.completed);
  count("export.summary.abandoned", tally.abandoned);
  count("export.summary.suspect", tally.suspect);
  count("export.summary.promoters", tally.promoters);
  count("export.summary.passives", tally.passives);
  count("export.summary.detractors", tally.detractors);
  const Json said = event::to_json(tally);
  if (!said["nps"].is_null()) row("export.summary.nps", said["nps"].dump(), Cell::Kind::number);
  if (!said["margin"].is_null()) row("export.summary.margin", said["margin"].dump(), Cell::Kind::number);
  count("export.summary.notes", notes);
  count("export.summary.cases", cases);
}

}  // namespace

Result<std::size_t> export_workbook(const OnStore& store, const WorkbookOrder& order, const ExportWatch& watch) {
  auto book = admin::Workbook::open({.file = order.file,
                                     .scratch = order.scratch,
                                     .title = order.text.get("export.summary.title") + " " + order.club,
                                     .author = "Chalkpoint"});
  if (!book) return std::unexpected(book.error());
  const std::size_t summary = (*book)->add_summary(order.text.get("export.sheet.summary"));
  SheetSink sheet(**book, order, order.text.get("export.sheet.responses"));
  const auto responses = export_responses(store, order.span, sheet, watch);
  if (!responses) return std::unexpected(responses.error());
  const ExportWatch end = [&watch](std::uint64_t, std::uint64_t) { return watch(1, 1); };
  SheetSink note_sheet(**book, order, order.text.get("export.sheet.notes"));
  const auto notes = export_notes(store, order.span, note_sheet, end);
  if (!notes) return std::unexpected(notes.error());
  SheetSink case_sheet(**book, order, order.text.get("export.sheet.cases"));
  const auto cases = export_cases(store, order.span, case_sheet, end);
  if (!cases) return std::unexpected(cases.error());
  summarise(**book, summary, order, *responses, *notes, *cases);
  if (const auto done = (*book)->finish(); !done) return std::unexpected(done.error());
  return static_cast<std::size_t>(responses->responses()) + *notes + *cases;
}

}  // namespace chalkpoint::app
