// What a SQLite store sets aside, and how much of it each device may leave there.
#pragma once

#include <map>

#include "sync/hub/sqlite_file.h"

namespace chalkpoint::hub {

/// Octets a device may have set aside before nothing more is taken from it: a terminal that goes wrong leaves
/// kilobytes, and gigabytes would fill the disk that every club's answers need.
inline constexpr std::int64_t kQuarantinedBytesMax = 64LL * 1024 * 1024;

/// Lives as long as its connection. Throws SQLite::Exception; the caller owns the transaction.
class SqliteQuarantine {
 public:
  explicit SqliteQuarantine(SQLite::Database& db);

  /// Whether the device (its number) has left kQuarantinedBytesMax here. Counts what is kept for the device that goes
  /// on with the epoch.
  bool is_full(std::int64_t device);
  /// Sets an event aside, once however often it comes. Returns why: the reason of the first time.
  std::string keep(std::int64_t origin, std::int64_t device, const wire::Refused& refused,
                   const std::optional<event::Bytes>& sealed, std::int64_t received_ms);
  /// After a rollback, also one in the middle of a statement.
  void forget();

 private:
  std::string reason_of(std::int64_t origin, std::uint64_t sequence, const event::Hash& digest);

  SQLite::Database& db_;
  SQLite::Statement add_;
  SQLite::Statement find_reason_;
  std::optional<std::map<std::int64_t, std::int64_t>> octets_;  ///< by device number; nothing before they are counted
};

}  // namespace chalkpoint::hub
