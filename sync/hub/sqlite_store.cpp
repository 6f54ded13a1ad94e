#include "sync/hub/sqlite_store.h"

#include <filesystem>
#include <map>

#include "sync/hub/sqlite_codes.h"
#include "sync/hub/sqlite_file.h"
#include "sync/hub/sqlite_intake.h"
#include "sync/hub/sqlite_own.h"
#include "sync/hub/sqlite_row.h"
#include "sync/hub/sqlite_verify.h"

namespace chalkpoint::hub {
namespace {

using event::Problem;

/// Events looked at for one page: a site with one busy device has almost only the reader's own, which are passed by.
constexpr std::uint64_t kPageScanMax = 5000;
/// Octets an event takes on a page beside its body and the names in its source: place, hash, and what attributes take
/// more than the body's members.
constexpr std::size_t kPlacedBytes = 256;
/// Of a page without events.
constexpr std::size_t kPageHeadBytes = 512;

constexpr const char* kDeviceColumns =
    "SELECT site.name, device.device, device.name, device.added_ms, device.revoked_ms, device.heard_ms, "
    "device.clock_offset_ms FROM device JOIN site ON site.number = device.site ";

Device to_device(SQLite::Statement& row) {
  return {.who = {row.getColumn(0).getString(), row.getColumn(1).getString()},
          .name = row.getColumn(2).getString(),
          .added_ms = row.getColumn(3).getInt64(),
          .revoked_ms = optional_integer(row.getColumn(4)),
          .heard_ms = optional_integer(row.getColumn(5)),
          .clock_offset_ms = optional_integer(row.getColumn(6))};
}

Problem not_in_use(const Principal& who) {
  return {"the site " + who.site + " has no device " + who.device + " in use",
          "`chalkpoint-hub device list` shows those there are"};
}

class SqliteStore final : public Store {
 public:
  SqliteStore(SqliteFile file, event::Random random)
      : file_(std::move(file)), random_(std::move(random)), intake_(*file_.db) {}

  std::string epoch() const override { return file_.epoch; }

  Result<std::vector<Taken>> append(std::span<const Delivery> deliveries) override {
    auto answers = in_transaction([&]() -> Result<std::vector<Taken>> {
      std::vector<Taken> taken;
      for (const Delivery& delivery : deliveries) {
        auto answer = intake_.take(delivery, file_.epoch);
        if (!answer) return std::unexpected(answer.error());
        taken.push_back(std::move(*answer));
      }
      intake_.raise_counters();
      return taken;
    });
    if (!answers) {
      intake_.forget();
    } else if (auto done = scrub(); !done) {
      return std::unexpected(done.error());  // sent again, it is known, and scrubbed then
    }
    return answers;
  }

  Result<wire::Page> read(const Principal& reader, const wire::Reading& what, std::size_t events_max,
                          std::size_t bytes_max) override {
    return guarded([&] { return read_page(reader, what, events_max, bytes_max); });
  }

  Result<void> add_device(const Device& device, const event::Hash& token_hash, const KeyRecord& key_if_new) override {
    return in_transaction([&]() -> Result<void> {
      std::int64_t site = site_number(device.who.site);
      if (site == 0) site = add_site(device.who.site, key_if_new);
      if (is_in_use(site, device.who.device)) {
        return std::unexpected(
            Problem{"the site " + device.who.site + " has a device " + device.who.device + " already",
                    "choose another name, or revoke that one first"});
      }
      SQLite::Statement add(*file_.db,
                            "INSERT INTO device(site, device, name, token_hash, added_ms) VALUES (?, ?, ?, ?, ?)");
      add.bind(1, site);
      add.bind(2, device.who.device);
      add.bind(3, device.name);
      bind_octets(add, 4, token_hash);
      add.bind(5, device.added_ms);
      add.exec();
      return {};
    });
  }

  Result<void> revoke_device(const Principal& who, std::int64_t now_ms) override {
    return in_transaction([&]() -> Result<void> {
      SQLite::Statement revoke(*file_.db,
                               "UPDATE device SET revoked_ms = ? WHERE device = ? AND revoked_ms IS NULL AND "
                               "site = (SELECT number FROM site WHERE name = ?)");
      revoke.bind(1, now_ms);
      revoke.bind(2, who.device);
      revoke.bind(3, who.site);
      if (revoke.exec() == 1) return {};
      return std::unexpected(not_in_use(who));
    });
  }

  Result<std::vector<Device>> devices() override {
    return guarded([&]() -> Result<std::vector<Device>> {
      SQLite::Statement rows(*file_.db, std::string(kDeviceColumns) + "ORDER BY 1, 2, device.number");
      std::vector<Device> devices;
      while (rows.executeStep()) devices.push_back(to_device(rows));
      return devices;
    });
  }

  Result<std::optional<Device>> authenticate(const event::Hash& token_hash) override {
    return guarded([&]() -> Result<std::optional<Device>> {
      SQLite::Statement row(*file_.db, std::string(kDeviceColumns) + "WHERE token_hash = ? AND revoked_ms IS NULL");
      bind_octets(row, 1, token_hash);
      if (!row.executeStep()) return std::nullopt;
      return to_device(row);
    });
  }

  Result<void> offer_code(const Principal& who, const event::Hash& code_hash, std::int64_t until_ms) override {
    return in_transaction([&]() -> Result<void> {
      if (hub::offer_code(*file_.db, who, code_hash, until_ms)) return {};
      return std::unexpected(not_in_use(who));
    });
  }

  Result<std::optional<Device>> redeem_code(const event::Hash& code_hash, const event::Hash& token_hash,
                                            std::int64_t now_ms) override {
    return in_transaction([&]() -> Result<std::optional<Device>> {
      const auto number = hub::redeem_code(*file_.db, code_hash, token_hash, now_ms);
      if (!number) return std::nullopt;
      SQLite::Statement row(*file_.db, std::string(kDeviceColumns) + "WHERE device.number = ?");
      row.bind(1, *number);
      if (!row.executeStep()) return std::nullopt;
      return to_device(row);
    });
  }

  Result<std::optional<KeyRecord>> site_key(std::string_view site) override {
    return guarded([&]() -> Result<std::optional<KeyRecord>> {
      SQLite::Statement row(*file_.db, "SELECT public_key, wrapped_key, key_id FROM site WHERE name = ?");
      row.bind(1, std::string(site));
      if (!row.executeStep()) return std::nullopt;
      return KeyRecord{to_hash(row.getColumn(0)).value_or(event::Hash{}), row.getColumn(1).getString(),
                       row.getColumn(2).getString()};
    });
  }

  Result<std::vector<Count>> counts(std::optional<std::string_view> site) override {
    return guarded([&]() -> Result<std::vector<Count>> {
      SQLite::Statement rows(*file_.db,
                             "SELECT site.name, day, touchpoint, language, completed, suspect, score, responses "
                             "FROM counter JOIN site ON site.number = counter.site WHERE ?1 IS NULL OR site.name = ?1");
      if (site) rows.bind(1, std::string(*site));
      std::vector<Count> counts;
      while (rows.executeStep()) {
        auto [bucket, responses] = to_counter(rows, 1);
        counts.push_back({rows.getColumn(0).getString(), std::move(bucket), responses});
      }
      return counts;
    });
  }

  Result<std::optional<event::Bytes>> contact(std::string_view site, const event::Uuid& event) override {
    return guarded([&]() -> Result<std::optional<event::Bytes>> {
      SQLite::Statement row(*file_.db, "SELECT sealed FROM contact WHERE place = ?");
      row.bind(1, place_of_event(site, event));
      if (!row.executeStep()) return std::nullopt;
      return row.getColumn(0).getString();
    });
  }

  Result<void> say(std::string_view site, std::span<const event::Fact> facts, std::int64_t now_ms) override {
    auto said = in_transaction([&]() -> Result<void> {
      const auto delivery = own_delivery(*file_.db, file_.epoch, std::string(site), facts, now_ms);
      if (!delivery) return std::unexpected(delivery.error());
      const auto answer = intake_.take(*delivery, file_.epoch);
      if (!answer) return std::unexpected(answer.error());
      if (!*answer) return std::unexpected(answer->error().problem);
      for (const wire::Outcome& outcome : (*answer)->outcomes)
        if (outcome.status != wire::Status::accepted)
          return std::unexpected(Problem{"the hub cannot say this: " + outcome.reason, "run `chalkpoint-hub verify`"});
      intake_.raise_counters();
      return {};
    });
    if (!said) {
      intake_.forget();
      return said;
    }
    return scrub();
  }

  Result<Findings> verify() override {
    return guarded([&]() -> Result<Findings> { return verify_sqlite(*file_.db); });
  }

 private:
  /// Runs `work`, whose exceptions become a Problem.
  template <typename Work>
  auto guarded(const Work& work) -> decltype(work()) {
    try {
      return work();
    } catch (const SQLite::Exception& error) {
      return std::unexpected(Problem{std::string("the store failed: ") + error.what(),
                                     "check free space and the disk; `chalkpoint-hub verify` names what is damaged"});
    }
  }

  /// The same, in a transaction that is committed only for a result.
  template <typename Work>
  auto in_transaction(const Work& work) -> decltype(work()) {
    return guarded([&]() -> decltype(work()) {
      SQLite::Transaction transaction(*file_.db, SQLite::TransactionBehavior::IMMEDIATE);
      auto result = work();
      if (result) transaction.commit();
      return result;
    });
  }

  /// 0 for an unknown one.
  std::int64_t site_number(std::string_view site) {
    SQLite::Statement row(*file_.db, "SELECT number FROM site WHERE name = ?");
    row.bind(1, std::string(site));
    return row.executeStep() ? row.getColumn(0).getInt64() : 0;
  }

  std::int64_t add_site(const std::string& site, const KeyRecord& key) {
    SQLite::Statement add(*file_.db, "INSERT INTO site(name, public_key, wrapped_key, key_id) VALUES (?, ?, ?, ?)");
    add.bind(1, site);
    bind_octets(add, 2, key.open);
    add.bind(3, key.wrapped);
    add.bind(4, key.key_id);
    add.exec();
    return file_.db->getLastInsertRowid();
  }

  bool is_in_use(std::int64_t site, const std::string& device) {
    SQLite::Statement row(*file_.db, "SELECT 1 FROM device WHERE site = ? AND device = ? AND revoked_ms IS NULL");
    row.bind(1, site);
    row.bind(2, device);
    return row.executeStep();
  }

  /// 0 for an unknown one.
  std::int64_t place_of_event(std::string_view site, const event::Uuid& event) {
    SQLite::Statement row(*file_.db, "SELECT place FROM event_id WHERE site = ? AND id = ?");
    row.bind(1, site_number(site));
    bind_octets(row, 2, event.bytes);
    return row.executeStep() ? row.getColumn(0).getInt64() : 0;
  }

  /// The write-ahead log holds an erased page until it is written over: before that nothing is erased.
  Result<void> scrub() {
    unscrubbed_ = intake_.take_erased() || unscrubbed_;
    if (!unscrubbed_) return {};
    return guarded([&]() -> Result<void> {
      file_.db->exec("PRAGMA wal_checkpoint(TRUNCATE)");
      unscrubbed_ = false;
      return {};
    });
  }

  Result<wire::Page> read_page(const Principal& reader, const wire::Reading& what, std::size_t events_max,
                               std::size_t bytes_max);
  std::map<std::int64_t, std::uint64_t> held_by_origin(std::int64_t site, const std::vector<wire::Held>& own);
  void notice_lost_life(std::uint64_t after, std::uint64_t end);

  SqliteFile file_;
  event::Random random_;
  SqliteIntake intake_;
  bool noticed_lost_life_ = false;
  bool unscrubbed_ = false;
};

/// What the reader holds, by the numbers of the origins; epochs that nobody brought are passed by.
std::map<std::int64_t, std::uint64_t> SqliteStore::held_by_origin(std::int64_t site,
                                                                  const std::vector<wire::Held>& own) {
  std::map<std::int64_t, std::uint64_t> held;
  SQLite::Statement origin(*file_.db, "SELECT number FROM origin WHERE site = ? AND epoch = ?");
  for (const wire::Held& one : own) {
    origin.reset();
    origin.bind(1, site);
    origin.bind(2, one.epoch);
    if (origin.executeStep()) held[origin.getColumn(0).getInt64()] = one.through;
  }
  return held;
}

Result<wire::Page> SqliteStore::read_page(const Principal& reader, const wire::Reading& what, std::size_t events_max,
                                          std::size_t bytes_max) {
  std::uint64_t after = what.after;
  SQLite::Statement site(*file_.db, "SELECT number, hub_seq FROM site WHERE name = ?");
  site.bind(1, reader.site);
  if (!site.executeStep()) return std::unexpected(Problem{"the store knows no site " + reader.site, "check the token"});
  const std::int64_t number = site.getColumn(0).getInt64();
  const auto end = natural(site.getColumn(1));
  if (after > end) notice_lost_life(after, end);

  wire::Page page{.hub_epoch = file_.epoch,
                  .through = after,
                  .more = false,
                  .events = {},
                  .after = after,
                  .reader = wire::reader_text(reader.site, reader.device)};
  const std::uint64_t scan_end = std::min(end, after + std::min(kPageScanMax, end));
  // The receipt that brought an event is the origin's first one that reaches as far.
  SQLite::Statement rows(*file_.db,
                         "SELECT event.place, device.device, event.hash, event.body, event.origin, event.sequence "
                         "FROM event "
                         "JOIN device ON device.number = (SELECT receipt.device FROM receipt "
                         "  WHERE receipt.origin = event.origin AND receipt.through >= event.sequence "
                         "  ORDER BY receipt.through LIMIT 1) "
                         "WHERE event.place > ? AND event.place <= ? ORDER BY event.place");
  rows.bind(1, place_of(number, after));
  rows.bind(2, place_of(number, scan_end));
  const auto held = held_by_origin(number, what.own);
  const auto is_held = [&](const std::string& device) {
    if (what.own.empty()) return device == reader.device;
    const auto found = held.find(rows.getColumn(4).getInt64());
    return found != held.end() && natural(rows.getColumn(5)) <= found->second;
  };
  std::size_t bytes = kPageHeadBytes;
  while (after < scan_end && rows.executeStep()) {
    const std::uint64_t hub_seq = hub_seq_of(rows.getColumn(0).getInt64());
    const std::string device = rows.getColumn(1).getString();
    if (!is_held(device)) {
      auto event = event::parse_body(rows.getColumn(3).getString());
      if (!event) {  // for verify() to tell: one row must not stop the whole site's stream
        page.through = hub_seq;
        continue;
      }
      bytes += event->body.size() + reader.site.size() + device.size() + kPlacedBytes;
      if (page.events.size() == events_max || (bytes > bytes_max && !page.events.empty())) break;
      event->hash = to_hash(rows.getColumn(2)).value_or(event::Hash{});
      page.events.push_back({hub_seq, {reader.site, device, event->epoch}, std::move(*event)});
    }
    page.through = hub_seq;
  }
  page.more = page.through < end;
  return page;
}

void SqliteStore::notice_lost_life(std::uint64_t after, std::uint64_t end) {
  // Once a life: the first reader proves that this store was put back, the others only learn of it; and a reader that
  // makes its cursor up cannot send every terminal round again and again.
  if (noticed_lost_life_ || end >= after) return;
  noticed_lost_life_ = true;
  renew_epoch(file_, random_);
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path, event::Random random) {
  auto file = open_sqlite_file(path, random);
  if (!file) return std::unexpected(file.error());
  return std::make_unique<SqliteStore>(std::move(*file), std::move(random));
}

Result<std::unique_ptr<Store>> open_store(const std::string& spec, event::Random random, Missing missing) {
  constexpr std::string_view sqlite = "sqlite:";
  if (spec.starts_with("postgres:"))
    return std::unexpected(Problem{"this hub was built without PostgreSQL", "use --store sqlite:FILE"});
  if (!spec.starts_with(sqlite) || spec.size() == sqlite.size())
    return std::unexpected(Problem{"--store " + spec + " names no store", "write --store sqlite:FILE"});
  const std::string path = spec.substr(sqlite.size());
  if (missing == Missing::refuse && !std::filesystem::exists(path))
    return std::unexpected(
        Problem{"there is no store at " + path, "check the name; `device add` and `serve` make a new one"});
  return open_sqlite_store(path, std::move(random));
}

}  // namespace chalkpoint::hub
