#include "sync/hub/sqlite_erasure.h"

#include "sync/hub/sqlite_row.h"

namespace chalkpoint::hub {

void erase_box(SQLite::Database& db, std::int64_t site, const event::Uuid& of) {
  for (const char* sql :
       {"INSERT OR IGNORE INTO erased VALUES (?, ?)",
        "DELETE FROM contact WHERE place = (SELECT place FROM event_id WHERE site = ? AND id = ?)",
        // What was set aside unread may hold the box inside its text, so the text goes.
        "UPDATE quarantine SET sealed = NULL, raw = x'' WHERE origin IN (SELECT number FROM origin WHERE site = ?) AND "
        "id = ? AND (sealed IS NOT NULL OR instr(raw, '\"sealed\"') > 0)"}) {
    SQLite::Statement erase(db, sql);
    erase.bind(1, site);
    bind_octets(erase, 2, of.bytes);
    erase.exec();
  }
}

bool is_erased(SQLite::Database& db, std::int64_t site, const event::Uuid& id) {
  SQLite::Statement row(db, "SELECT 1 FROM erased WHERE site = ? AND id = ?");
  row.bind(1, site);
  bind_octets(row, 2, id.bytes);
  return row.executeStep();
}

}  // namespace chalkpoint::hub
