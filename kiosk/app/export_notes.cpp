#include "kiosk/app/export_notes.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "kiosk/admin/csv.h"
#include "kiosk/chalk/board.h"

namespace chalkpoint::app {
namespace {

using chalk::Note;
using event::Json;
using journal::Result;

constexpr std::size_t kExportPageEvents = 1'000, kExportPageBytes = 4'000'000;

struct Known {
  chalk::Board board;
  std::vector<event::Uuid> ids;
};

Result<Known> read_all(journal::Journal& journal) {
  Known known;
  for (std::int64_t after = 0;;) {
    const auto page = journal.read_board(after, kExportPageEvents, kExportPageBytes);
    if (!page) return std::unexpected(page.error());
    known.board.apply(page->own, chalk::Origin::own);
    known.board.apply(page->foreign, chalk::Origin::foreign);
    for (const auto* events : {&page->own, &page->foreign})
      for (const event::Event& one : *events)
        if (one.type == event::kNoteWritten || one.type == event::kNoteConfided) known.ids.push_back(one.id);
    if (!page->more) return known;
    after = page->through;
  }
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

const std::vector<std::string>& columns() {
  static const std::vector<std::string> names = {"id",    "time",    "kind",   "code",     "language", "name",
                                                 "text",  "drawing", "held",   "verdict",  "reason",   "work",
                                                 "until", "did",     "pinned", "supports", "replies"};
  return names;
}

std::vector<std::string> cells(const Note& note) {
  std::string replies;
  for (const chalk::Reply& reply : note.replies)
    replies += (replies.empty() ? "" : "\n") + reply.text + " — " + reply.by.name + ", " + reply.by.role;
  return {note.id.text(),
          time_of(note),
          note.confided ? "private" : "public",
          note.code,
          note.language,
          note.name,
          note.text,
          note.strokes.empty() ? "" : "yes",
          admin::list_cell(note.held),
          verdict_name(note.verdict),
          note.reason,
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
  for (const chalk::Reply& reply : note.replies)
    line["replies"].push_back({{"text", reply.text}, {"name", reply.by.name}, {"role", reply.by.role}});
  return line;
}

}  // namespace

Result<std::size_t> export_notes(journal::Journal& journal, ExportFormat format, std::ostream& out,
                                 const ExportProgress& progress) {
  const auto known = read_all(journal);
  if (!known) return std::unexpected(known.error());
  std::vector<const Note*> notes;
  for (const event::Uuid& id : known->ids)
    if (const Note* note = known->board.find(id)) notes.push_back(note);  // a malformed one is no note
  std::ranges::sort(notes, {}, [](const Note* note) { return std::pair(note->hlc, note->id); });
  notes.erase(std::ranges::unique(notes).begin(), notes.end());
  if (format == ExportFormat::csv) out << admin::kCsvStart << admin::csv_line(columns());
  std::size_t rows = 0;
  for (const Note* note : notes) {
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
