#include "sync/hub/sqlite_codes.h"

#include <sodium.h>

#include "sync/hub/sqlite_row.h"

namespace chalkpoint::hub {
namespace {

/// The device whose code this is. All that are offered are compared, each in the same time whatever differs: how long
/// it takes tells nobody how near they came.
std::optional<std::int64_t> device_of(SQLite::Database& db, const event::Hash& code_hash, std::int64_t now_ms) {
  SQLite::Statement rows(db,
                         "SELECT enrolment_code.device, code_hash, until_ms FROM enrolment_code JOIN device "
                         "ON device.number = enrolment_code.device WHERE device.revoked_ms IS NULL");
  std::optional<std::int64_t> found;
  while (rows.executeStep()) {
    const event::Hash offered = to_hash(rows.getColumn(1)).value_or(event::Hash{});
    const bool same = sodium_memcmp(offered.data(), code_hash.data(), offered.size()) == 0;
    if (same && now_ms < rows.getColumn(2).getInt64()) found = rows.getColumn(0).getInt64();
  }
  return found;
}

}  // namespace

bool offer_code(SQLite::Database& db, const Principal& who, const event::Hash& code_hash, std::int64_t until_ms) {
  SQLite::Statement offer(db,
                          "INSERT OR REPLACE INTO enrolment_code SELECT device.number, ?, ? FROM device JOIN site ON "
                          "site.number = device.site WHERE device.device = ? AND site.name = ? AND revoked_ms IS NULL");
  bind_octets(offer, 1, code_hash);
  offer.bind(2, until_ms);
  offer.bind(3, who.device);
  offer.bind(4, who.site);
  return offer.exec() == 1;
}

std::optional<std::int64_t> redeem_code(SQLite::Database& db, const event::Hash& code_hash,
                                        const event::Hash& token_hash, std::int64_t now_ms) {
  const auto device = device_of(db, code_hash, now_ms);
  if (!device) return std::nullopt;
  SQLite::Statement take(db, "DELETE FROM enrolment_code WHERE device = ?");
  take.bind(1, *device);
  take.exec();
  SQLite::Statement renew(db, "UPDATE device SET token_hash = ? WHERE number = ?");
  bind_octets(renew, 1, token_hash);
  renew.bind(2, *device);
  renew.exec();
  return device;
}

}  // namespace chalkpoint::hub
