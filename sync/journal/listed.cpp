// The lists of people to be called: rows beside the journal, sealed each by itself, never sent, gone without a trace
// when they are erased.
#include "sync/journal/state.h"

namespace chalkpoint::journal {

Listed listed_row(const event::Uuid& id, SQLite::Statement& row) {
  return {.id = id,
          .list = row.getColumn(1).getString(),
          .day = row.getColumn(2).getString(),
          .key_id = row.getColumn(3).getString(),
          .sealed = event::Bytes(blob(row.getColumn(4))),
          .mark = row.getColumnCount() > 5 ? row.getColumn(5).getString() : ""};
}

void insert_listed(SQLite::Database& db, const Listed& row) {
  SQLite::Statement insertion(db, "INSERT INTO listed VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
  bind_blob(insertion, 1, view(row.id));
  bind_text(insertion, 2, row.list);
  bind_text(insertion, 3, row.day);
  bind_text(insertion, 4, row.key_id);
  bind_blob(insertion, 5, row.sealed);
  bind_text(insertion, 6, row.mark);
  insertion.exec();
}

Result<void> Journal::keep_listed(std::span<const Listed> rows) {
  return guarded(state_->dir, "store a list", [&]() -> Result<void> {
    Commit transaction(state_->run);
    for (const Listed& row : rows) insert_listed(state_->db, row);
    transaction.commit();
    return {};
  });
}

Result<std::vector<Listed>> Journal::listed() {
  return guarded(state_->dir, "read the lists", [&]() -> Result<std::vector<Listed>> {
    std::vector<Listed> out;
    SQLite::Statement rows(state_->db, "SELECT id, list, day, key_id, sealed, mark FROM listed ORDER BY list, day, id");
    while (rows.executeStep())
      if (const auto id = uuid_of(blob(rows.getColumn(0)))) out.push_back(listed_row(*id, rows));
    return out;
  });
}

Result<std::size_t> Journal::erase_listed(std::span<const event::Uuid> ids) {
  if (ids.empty()) return 0;
  return guarded(state_->dir, "erase from a list", [&]() -> Result<std::size_t> {
    state_->db.exec(
        "PRAGMA secure_delete=ON");  // overwrites the freed cells, so that the box is gone from the file too
    Commit transaction(state_->run);
    SQLite::Statement erase(state_->db, "DELETE FROM listed WHERE id = ?");
    std::size_t count = 0;
    for (const event::Uuid& id : ids) {
      erase.reset();
      bind_blob(erase, 1, view(id));
      count += static_cast<std::size_t>(erase.exec());
    }
    transaction.commit();
    state_->db.exec("PRAGMA wal_checkpoint(TRUNCATE)");  // and from the log
    return count;
  });
}

}  // namespace chalkpoint::journal
