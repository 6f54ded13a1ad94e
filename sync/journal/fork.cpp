// How a store that was put back from an image of itself goes on beside what the hub heard of it since.
#include <sqlite3.h>

#include "sync/journal/journal.h"
#include "sync/journal/state.h"

namespace chalkpoint::journal {
namespace {

std::vector<std::int64_t> rows_after(SQLite::Database& db, std::int64_t origin, std::uint64_t sequence) {
  std::vector<std::int64_t> rows;
  SQLite::Statement query(db, "SELECT seq FROM event WHERE origin = ? AND origin_seq > ? ORDER BY origin_seq");
  query.bind(1, origin);
  query.bind(2, static_cast<std::int64_t>(sequence));
  while (query.executeStep()) rows.push_back(query.getColumn(0).getInt64());
  return rows;
}

/// Records an event again, as the next of `epoch`; its id, its row and what was projected from it stay.
void move_event(SQLite::Database& db, std::int64_t row, OwnEpoch& to, Tail& tail) {
  SQLite::Statement query(db, "SELECT body FROM event WHERE seq = ?");
  query.bind(1, row);
  query.executeStep();
  const event::Bytes old_body(blob(query.getColumn(0)));
  auto parts = event::split_body(old_body);
  if (!parts) throw SQLite::Exception("an event cannot be read", SQLITE_CORRUPT);
  parts->epoch = to.epoch.name;
  parts->sequence = ++to.epoch.last;
  const event::Bytes body = event::join_body(*parts);
  const event::Hash hash = event::chain_hash(tail.hash, body);
  SQLite::Statement update(
      db, "UPDATE event SET origin = ?, origin_seq = ?, body = ?, prev_hash = ?, hash = ? WHERE seq = ?");
  update.bind(1, to.origin);
  update.bind(2, static_cast<std::int64_t>(to.epoch.last));
  bind_blob(update, 3, body);
  bind_blob(update, 4, view(tail.hash));
  bind_blob(update, 5, view(hash));
  update.bind(6, row);
  update.exec();
  tail.hash = hash;
}

void write_acked(SQLite::Database& db, const OwnEpoch& own) {
  SQLite::Statement update(db, "UPDATE origin SET acked = ? WHERE id = ?");
  update.bind(1, static_cast<std::int64_t>(own.epoch.acked));
  update.bind(2, own.origin);
  update.exec();
}

}  // namespace

bool Journal::State::fork(std::string_view epoch, std::uint64_t common) {
  OwnEpoch* old = find(epoch);
  if (old == nullptr) return false;
  const bool ends_there = old->epoch.last <= common && !old->epoch.current;
  common = std::min(common, old->epoch.last);
  if (ends_there) {
    old->epoch.acked = common;
    write_acked(db, *old);
    return false;
  }
  const auto rows = rows_after(db, old->origin, common);
  old->epoch.last = old->epoch.acked = common;
  write_acked(db, *old);
  begin_epoch();
  write_settings({{std::string(setting::kDownCursor), ""}});
  for (const std::int64_t row : rows) move_event(db, row, own.back(), tail);
  return true;
}

Result<bool> Journal::fork(std::string_view epoch, std::uint64_t common) {
  const auto own_before = state_->own;
  const Tail tail_before = state_->tail;
  const auto settings_before = state_->settings;
  auto forked = guarded(state_->dir, "begin a fresh epoch", [&]() -> Result<bool> {
    Commit transaction(state_->run);
    const bool fresh = state_->fork(epoch, common);
    transaction.commit();
    return fresh;
  });
  if (!forked) {
    state_->own = own_before;
    state_->tail = tail_before;
    state_->settings = settings_before;
  } else if (*forked) {
    state_->world.notice("The hub holds another life of epoch " + std::string(epoch) + ": what it lacks goes on as " +
                         state_->own.back().epoch.name + ".");
  }
  return forked;
}

}  // namespace chalkpoint::journal
