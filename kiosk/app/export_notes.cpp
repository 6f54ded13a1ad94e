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

Result<event::Board> read_all(journal::Journal& journal) {
  event::Board board;
  const auto read = read_whole_board(journal, [&board](const journal::BoardPage& page) {
    board.apply(page.own, event::Origin::own);
    board.apply(page.foreign, event::Origin::foreign);
  });
  if (!read) return std::unexpected(read.error());
  return board;
}

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

const std::vector<std::string>& columns() {
  static const std::vector<std::string> names = {"id",   "time",    "kind", "code",    "language", "name",
                                                 "text", "drawing", "held", "verdict", "reason",   "judged_by",
                                                 "work", "until",   "did",  "pinned",  "supports", "replies"};
  return names;
}

// What was removed is told of, not repeated: a file goes further than a board.
std::vector<std::string> cells(const Note& note) {
  const bool removed = event::standing(note) == event::Standing::removed;
  std::string replies;
  for (const event::Reply& reply : note.replies)
    replies += (replies.empty() ? "" : "\n") + reply.text + " — " + text_of(reply.by);
  return {note.id.text(),
          time_of(note),
          note.confided  ? "private"
          : note.of_club ? "club"
                         : "public",
          note.code,
          note.language,
          removed ? "" : note.name,
          removed ? "" : note.text,
          note.strokes.empty() ? "" : "yes",
          admin::list_cell(note.held),
          verdict_name(note.verdict),
          note.reason,
          text_of(note.judged_by),
          work_name(note.work),
          note.until,
          note.did,
          note.pinned ? "yes" : "",
          std::to_string(note.supports),
          replies};
}

Json json_line(const Note& note) {
  const auto values = cells(note);
  Json line;
  for (std::size_t i = 0; i < values.size(); ++i) line[columns()[i]] = values[i];
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

Result<std::size_t> export_notes(journal::Journal& journal, ExportFormat format, std::ostream& out,
                                 const ExportProgress& progress) {
  const auto board = read_all(journal);
  if (!board) return std::unexpected(board.error());
  if (format == ExportFormat::csv) out << admin::kCsvStart << admin::csv_line(columns());
  std::size_t rows = 0;
  for (const Note* note : std::views::reverse(board->all())) {
    if (format == ExportFormat::csv)
      out << admin::csv_line(cells(*note));
    else
      out << event::canonical_json(json_line(*note)) << '\n';
    progress(++rows);
  }
  out.flush();
  if (!out.good())
    return std::unexpected(journal::Problem{"The export could not be written",
                                            "Free some room at its destination, or choose another with --out."});
  return rows;
}

}  // namespace chalkpoint::app
