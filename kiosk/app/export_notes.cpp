#include "kiosk/app/export_notes.h"

#include <ranges>
#include <vector>

#include "kiosk/admin/csv.h"
#include "kiosk/app/whole_board.h"
#include "sync/event/board.h"

namespace chalkpoint::app {
namespace {

using event::Json;
using event::Note;
using journal::Result;

std::string time_of(const Note& note) {
  return event::rfc3339({.unix_ms = note.unix_ms, .utc_offset_min = note.utc_offset_min, .mono_ms = 0, .boot_id = {}});
}

const char* verdict_name(event::Verdict verdict) {
  constexpr std::array kNames = {"", "shown", "hidden", "removed"};
  return kNames.at(static_cast<std::size_t>(verdict));
}

const char* work_name(event::Work work) {
  constexpr std::array kNames = {"", "read", "working", "done"};
  return kNames.at(static_cast<std::size_t>(work));
}

std::string text_of(const event::Signature& by) {
  return by.name.empty() ? "" : by.name + ", " + by.role;
}

using admin::Cell;
constexpr auto kWord = Cell::Kind::word;

const std::vector<admin::Column>& columns() {
  static const std::vector<admin::Column> all = {{.name = "id"},
                                                 {.name = "time", .wide = 19},
                                                 {.name = "kind"},
                                                 {.name = "code", .wide = 8},
                                                 {.name = "language"},
                                                 {.name = "name"},
                                                 {.name = "text", .wide = 50},
                                                 {.name = "drawing"},
                                                 {.name = "held"},
                                                 {.name = "verdict"},
                                                 {.name = "reason"},
                                                 {.name = "judged_by", .wide = 20},
                                                 {.name = "work"},
                                                 {.name = "until"},
                                                 {.name = "did", .wide = 30},
                                                 {.name = "pinned"},
                                                 {.name = "supports"},
                                                 {.name = "replies", .wide = 50}};
  return all;
}

// What was removed is told of, not repeated: a file goes further than a board.
std::vector<Cell> cells(const Note& note) {
  const bool removed = event::standing(note) == event::Standing::removed;
  std::string replies;
  for (const event::Reply& reply : note.replies)
    replies += (replies.empty() ? "" : "\n") + reply.text + " — " + text_of(reply.by);
  return {{note.id.text()},
          {time_of(note), Cell::Kind::time},
          {note.confided  ? "private"
           : note.of_club ? "club"
                          : "public",
           kWord},
          {note.code},
          {note.language},
          {removed ? "" : note.name},
          {removed ? "" : note.text},
          {note.strokes.empty() ? "" : "yes", kWord},
          {admin::list_cell(note.held)},
          {verdict_name(note.verdict), kWord},
          {note.reason},
          {text_of(note.judged_by)},
          {work_name(note.work), kWord},
          {note.until},
          {note.did},
          {note.pinned ? "yes" : "", kWord},
          {std::to_string(note.supports), Cell::Kind::number},
          {replies}};
}

Json json_line(const Note& note) {
  const auto values = cells(note);
  Json line;
  for (std::size_t i = 0; i < values.size(); ++i) line[columns()[i].name] = values[i].text;
  line["held"] = note.held;
  line["pinned"] = note.pinned;
  line["drawing"] = !note.strokes.empty();
  line["supports"] = note.supports;
  line["replies"] = Json::array();
  for (const event::Reply& reply : note.replies)
    line["replies"].push_back({{"text", reply.text}, {"name", reply.by.name}, {"role", reply.by.role}});
  return line;
}

}  // namespace

Result<std::size_t> export_notes(const OnStore& store, const ExportSpan& span, RowSink& to, const ExportWatch& watch) {
  event::Board board;
  const auto read = read_whole_board(store, [&](const journal::BoardPage& page) {
    board.apply(page.own, event::Origin::own);
    board.apply(page.foreign, event::Origin::foreign);
    return watch(static_cast<std::uint64_t>(page.through), static_cast<std::uint64_t>(page.newest));
  });
  if (!read) return std::unexpected(read.error());
  if (auto begun = to.begin(columns()); !begun) return std::unexpected(begun.error());
  std::size_t rows = 0;
  for (const Note* note : std::views::reverse(board.all())) {
    if (!span.holds(note->unix_ms)) continue;
    ++rows;
    if (auto done = to.row([&] { return cells(*note); }, [&] { return json_line(*note); }); !done)
      return std::unexpected(done.error());
  }
  return rows;
}

}  // namespace chalkpoint::app
