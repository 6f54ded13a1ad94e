// How deliveries enter a SQLite store: the rules of Store::append, as statements.
#pragma once

#include <array>
#include <map>
#include <utility>

#include "sync/hub/sqlite_quarantine.h"

namespace chalkpoint::hub {

/// Lives as long as its connection. Throws SQLite::Exception; the caller owns the transaction.
class SqliteIntake {
 public:
  explicit SqliteIntake(SQLite::Database& db);

  /// Takes one delivery in, or refuses it before anything is changed. A Problem for a sender that the store does not
  /// know.
  Result<Taken> take(const Delivery& delivery, const std::string& hub_epoch);
  /// Raises the counters by what was taken in since the last call; before the commit.
  void raise_counters();
  /// Whether a box was erased since the last call: then the log is to be taken into the file.
  bool take_erased() { return std::exchange(erased_, false); }
  /// After a rollback: forgets what was to be counted, and makes every statement fit to be used again. One that failed
  /// takes no new values before.
  void forget();

 private:
  struct Origin {
    std::int64_t site = 0;
    std::int64_t device = 0;
    std::int64_t number = 0;         ///< 0 while nothing of it is kept
    std::uint64_t hub_seq = 0;       ///< of the site's last event
    std::uint64_t held_through = 0;  ///< sequences up to this one are dealt with
    std::optional<event::Hash> chain;
    std::optional<std::int64_t> owner;  ///< number of the device that brought its last batch
    std::int64_t received_ms = 0;
  };
  struct Verdict {
    wire::Status status = wire::Status::accepted;
    std::string reason;
  };

  std::optional<Origin> find_origin(const Delivery& delivery);
  bool is_anothers(const Origin& origin);
  Verdict take_next(Origin& origin, const event::Event& event);
  Verdict take_known(const Origin& origin, const event::Event& event);
  Verdict set_aside(const Origin& origin, const wire::Refused& refused, const std::optional<event::Bytes>& sealed);
  Verdict set_aside(const Origin& origin, const event::Event& event, std::string reason);
  std::optional<event::Hash> hash_of(std::int64_t site, const event::Uuid& id);
  void finish(const Origin& origin, const Delivery& delivery, bool advanced);

  SQLite::Database& db_;
  bool erased_ = false;
  SQLite::Statement find_device_;
  SQLite::Statement find_origin_;
  SQLite::Statement add_origin_;
  SQLite::Statement find_rival_;
  SQLite::Statement add_id_;
  SQLite::Statement add_event_;
  SQLite::Statement add_contact_;
  SQLite::Statement find_hash_;
  SQLite::Statement advance_origin_;
  SQLite::Statement advance_site_;
  SQLite::Statement add_receipt_;
  SQLite::Statement note_device_;
  SQLite::Statement raise_;
  SqliteQuarantine aside_;
  std::map<std::pair<std::int64_t, Bucket>, std::int64_t> counters_;  ///< by site number
};

}  // namespace chalkpoint::hub
