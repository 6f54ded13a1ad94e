#include "sync/hub/sqlite_quarantine.h"

#include "sync/hub/sqlite_row.h"

namespace chalkpoint::hub {
namespace {

/// Octets of a row beside its texts: numbers, hash, digest and its place in the index.
constexpr std::int64_t kRowBytes = 256;

constexpr const char* kCount =
    "SELECT (SELECT device FROM receipt WHERE receipt.origin = quarantine.origin ORDER BY through DESC LIMIT 1) AS "
    "owner, sum(length(raw) + ifnull(length(sealed), 0)), count(*) FROM quarantine GROUP BY owner";

}  // namespace

SqliteQuarantine::SqliteQuarantine(SQLite::Database& db)
    : db_(db),
      add_(db,
           "INSERT OR IGNORE INTO quarantine(origin, sequence, hash, id, reason, raw, sealed, received_ms, digest) "
           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      find_reason_(db, "SELECT reason FROM quarantine WHERE origin = ? AND sequence = ? AND digest = ?") {}

bool SqliteQuarantine::is_full(std::int64_t device) {
  if (!octets_) {
    octets_.emplace();
    SQLite::Statement rows(db_, kCount);
    while (rows.executeStep()) {
      (*octets_)[rows.getColumn(0).getInt64()] =
          rows.getColumn(1).getInt64() + kRowBytes * rows.getColumn(2).getInt64();
    }
  }
  const auto kept = octets_->find(device);
  return kept != octets_->end() && kept->second >= kQuarantinedBytesMax;
}

std::string SqliteQuarantine::keep(std::int64_t origin, std::int64_t device, const wire::Refused& refused,
                                   const std::optional<event::Bytes>& sealed, std::int64_t received_ms) {
  add_.clearBindings();
  add_.bind(1, origin);
  add_.bind(2, as_integer(refused.sequence));
  const std::string_view hash =
      refused.hash ? std::string_view(reinterpret_cast<const char*>(refused.hash->data()), refused.hash->size())
                   : std::string_view("");
  bind_octets(add_, 3, hash);
  if (refused.id) bind_octets(add_, 4, refused.id->bytes);
  add_.bindNoCopy(5, refused.reason);
  bind_octets(add_, 6, refused.raw);
  if (sealed) bind_octets(add_, 7, *sealed);
  add_.bind(8, received_ms);
  const event::Hash digest = event::blake2b({refused.raw, hash});
  bind_octets(add_, 9, digest);
  const bool fresh = add_.exec() == 1;
  add_.reset();
  if (!fresh) return reason_of(origin, refused.sequence, digest);
  if (octets_) {
    const std::size_t texts = refused.raw.size() + (sealed ? sealed->size() : 0);
    (*octets_)[device] += static_cast<std::int64_t>(texts) + kRowBytes;
  }
  return refused.reason;
}

void SqliteQuarantine::forget() {
  add_.tryReset();
  find_reason_.tryReset();
  octets_.reset();
}

std::string SqliteQuarantine::reason_of(std::int64_t origin, std::uint64_t sequence, const event::Hash& digest) {
  find_reason_.bind(1, origin);
  find_reason_.bind(2, as_integer(sequence));
  bind_octets(find_reason_, 3, digest);
  find_reason_.executeStep();
  std::string reason = find_reason_.getColumn(0).getString();
  find_reason_.reset();
  return reason;
}

}  // namespace chalkpoint::hub
