// What the journal tells of the site that all its terminals share, the chalk board above all, and of the responses that
// wait for the staff: every event but the other responses, own and others', in the order they were stored. Board,
// people, queue and the like are made of them in memory.
#include "sync/event/canonical.h"
#include "sync/event/nps.h"
#include "sync/event/results.h"
#include "sync/journal/state.h"

namespace chalkpoint::journal {
namespace {

/// Responses are many and make tables of their own; whatever else is told is few. The index and the queries must say it
/// in the same words.
const std::string kSharedKinds = "substr(type, 1, 20) <> 'chalkpoint.response.'";
/// The question's presence is counted in a table, too; every hour of every terminal would fill the memory.
const std::string kTold = kSharedKinds + " AND type <> '" + std::string(event::kParticipationCounted) + "'";
/// Both parts come in the order of their rows, so that they are merged as they are read.
const std::string kReadBoard =
    "SELECT event.seq AS place, body, hash, own FROM event JOIN origin ON origin.id = event.origin WHERE event.seq > "
    "?1 AND " +
    kTold +
    " UNION ALL SELECT event.seq, body, hash, own FROM response JOIN event ON event.seq = response.seq WHERE "
    "response.seq > ?1 AND response.completed = 1 AND (response.by_staff = 1 OR response.score <= " +
    std::to_string(event::kDetractorScoreMax) +
    " OR response.has_contact = 1 OR (response.worded = 1 AND response.at >= ?3)) ORDER BY place LIMIT ?2";
/// Of words with a good score those of so many days are read: whoever has not looked into them by then never will, and
/// a million answers must not fill the memory. The reports and exports know them all.
constexpr std::int64_t kWordsReadDays = 60, kDayMs = 86'400'000;
const std::string kNewestNotes = "SELECT body FROM (SELECT seq, body FROM event WHERE " + kSharedKinds +
                                 " AND type IN ('chalkpoint.note.written.v1', 'chalkpoint.note.confided.v1') ORDER BY "
                                 "seq DESC LIMIT ?) ORDER BY seq";

}  // namespace

void index_board(SQLite::Database& db) {
  // A board of hundreds among a million answers is found without reading those. Not one of the tables: without it the
  // same is read, slower; so a full disk is no reason to fail.
  db.tryExec("CREATE INDEX IF NOT EXISTS event_shared ON event(seq) WHERE " + kSharedKinds);
  db.tryExec("DROP INDEX IF EXISTS event_board");  // of an earlier version, which knew fewer kinds
}

std::string note_code(std::string_view type, std::string_view data) {
  if (type != event::kNoteWritten && type != event::kNoteConfided) return {};
  const auto members = event::canonical_parts(data);
  if (!members) return {};
  for (const event::JsonPart& member : *members) {
    if (member.name == "code") return event::json_text(member.value).value_or("");
  }
  return {};
}

void load_note_codes(SQLite::Database& db, RecentCodes& codes, std::size_t limit) {
  SQLite::Statement newest(db, kNewestNotes);
  newest.bind(1, static_cast<std::int64_t>(limit));
  while (newest.executeStep()) {
    if (const auto parts = event::split_body(blob(newest.getColumn(0)))) codes.add(note_code(parts->type, parts->data));
  }
}

Result<BoardPage> Journal::read_board(std::int64_t after, std::size_t events_max, std::size_t bytes_max) {
  auto page = guarded(state_->dir, "read the board", [&]() -> Result<BoardPage> {
    BoardPage out;
    out.through = after;
    SQLite::Statement rows(state_->db, kReadBoard);
    rows.bind(1, after);
    rows.bind(2, static_cast<std::int64_t>(events_max) + 1);
    rows.bind(3, state_->world.now_unix_ms() - kWordsReadDays * kDayMs);
    std::size_t bytes = 0;
    while (rows.executeStep()) {
      const auto body = blob(rows.getColumn(1));
      bytes += body.size();
      const std::size_t taken = out.own.size() + out.foreign.size();
      out.more = taken == events_max || (taken > 0 && bytes > bytes_max);
      if (out.more) break;
      out.through = rows.getColumn(0).getInt64();
      const auto parts = event::split_body(body);
      const auto hash = hash_of(blob(rows.getColumn(2)));
      if (!parts || !hash) continue;  // damage: verify() names it, and one note must not take the board with it
      auto& side = rows.getColumn(3).getInt() != 0 ? out.own : out.foreign;
      side.push_back(stored_event(*parts, body, *hash));
    }
    SQLite::Statement newest(state_->db, "SELECT coalesce(max(seq), 0) FROM event");
    newest.executeStep();
    out.newest = newest.getColumn(0).getInt64();
    return out;
  });
  if (!page) state_->problem = page.error();
  return page;
}

}  // namespace chalkpoint::journal
