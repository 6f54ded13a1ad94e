#include "sync/journal/state.h"

namespace chalkpoint::journal {
namespace {

constexpr std::string_view kHlcSeen = "hlc_seen";            // the highest clock read down from other devices
constexpr std::string_view kFileIdentity = "file_identity";  // of the file this store was last opened from
constexpr std::string_view kRestored = "restored";           // set in a backup

}  // namespace

Statements::Statements(SQLite::Database& db)
    : begin(db, "BEGIN IMMEDIATE"),
      commit(db, "COMMIT"),
      rollback(db, "ROLLBACK"),
      checkpoint(db, "PRAGMA wal_checkpoint(PASSIVE)"),
      insert_event(db,
                   "INSERT INTO event(id, origin, origin_seq, type, at, body, prev_hash, hash) VALUES(?,?,?,?,?,?,?,?) "
                   "ON CONFLICT(id) DO NOTHING"),
      insert_response(db, kInsertResponse),
      insert_contact(db, "INSERT INTO contact(event_id, key_id, sealed) VALUES(?,?,?)"),
      find_event(db,
                 "SELECT event.body, origin.name, event.origin_seq FROM event JOIN origin ON origin.id = event.origin "
                 "WHERE event.id = ?"),
      read_after(
          db,
          "SELECT event.body, event.hash, contact.sealed FROM event LEFT JOIN contact ON contact.event_id = event.id "
          "WHERE origin = ? AND origin_seq > ? ORDER BY origin_seq LIMIT ?"),
      results(db) {}

Commit::Commit(Statements& statements) : run_(statements) {
  run_.begin.exec();
  run_.begin.reset();
}

void Commit::commit() {
  run_.commit.exec();
  run_.commit.reset();
  open_ = false;
}

Commit::~Commit() {
  for (auto* statement : {&run_.commit, &run_.insert_event, &run_.insert_response, &run_.insert_contact})
    statement->tryReset();
  run_.results.reset();
  if (!open_) return;
  run_.rollback.tryExecuteStep();  // fails when SQLite rolled back by itself, as it does on a full disk
  run_.rollback.tryReset();
}

Journal::State::State(std::filesystem::path directory, World the_world, DirectoryLock the_lock,
                      SQLite::Database database)
    : dir(std::move(directory)),
      world(std::move(the_world)),
      lock(std::move(the_lock)),
      db(std::move(database)),
      run(db),
      ballast(dir) {}

OwnEpoch* Journal::State::find(std::string_view epoch) {
  for (OwnEpoch& candidate : own) {
    if (candidate.epoch.name == epoch) return &candidate;
  }
  return nullptr;
}

void Journal::State::load(OnDamage on_damage) {
  load_settings();
  if (settings["projection_version"] != std::to_string(kProjectionVersion)) replay(db);
  load_epochs();
  if (own.empty()) {
    begin_first_epoch();
  } else if (on_damage == OnDamage::repair) {
    notice_a_copy();
  }
  own.back().epoch.current = true;
  load_codes(db, codes, kRecentCodes);
  index_board(db);
  create_lists(db);
  load_note_codes(db, note_codes, kRecentCodes);
  erase_again();
}

void Journal::State::load_settings() {
  settings.clear();
  SQLite::Statement all(db, "SELECT key, value FROM setting");
  while (all.executeStep()) settings[all.getColumn(0).getString()] = all.getColumn(1).getString();
}

void Journal::State::load_epochs() {
  own.clear();
  SQLite::Statement origins(db,
                            "SELECT id, name, acked, (SELECT max(origin_seq) FROM event WHERE origin = origin.id) "
                            "FROM origin WHERE own = 1 ORDER BY id");
  while (origins.executeStep()) {
    OwnEpoch epoch;
    epoch.origin = origins.getColumn(0).getInt64();
    epoch.epoch.name = origins.getColumn(1).getString();
    epoch.epoch.acked = static_cast<std::uint64_t>(origins.getColumn(2).getInt64());
    epoch.epoch.last = static_cast<std::uint64_t>(origins.getColumn(3).getInt64());
    own.push_back(std::move(epoch));
  }
  if (const auto seen = settings.find(kHlcSeen); seen != settings.end())
    tail.hlc = event::parse_hlc(seen->second).value_or(event::Hlc{});
  SQLite::Statement newest(db, "SELECT body, hash FROM event WHERE origin = ? ORDER BY origin_seq DESC LIMIT 1");
  for (const OwnEpoch& epoch : own) {
    newest.reset();
    newest.bind(1, epoch.origin);
    tail.hash = {};
    if (!newest.executeStep()) continue;
    tail.hash = hash_of(blob(newest.getColumn(1))).value_or(event::Hash{});
    if (const auto parts = event::split_body(blob(newest.getColumn(0)))) tail.hlc = std::max(tail.hlc, parts->hlc);
  }
}

/// With the file's identity in one step: a store that died between the two would take itself for a copy.
void Journal::State::begin_first_epoch() {
  SQLite::Transaction transaction(db);
  begin_epoch();
  write_settings({{std::string(kFileIdentity), file_identity(dir / kStoreFile)}});
  transaction.commit();
}

void Journal::State::notice_a_copy() {
  const std::string identity = file_identity(dir / kStoreFile);
  if (settings[std::string(kFileIdentity)] == identity && !settings.contains(kRestored)) return;
  SQLite::Transaction transaction(db);
  begin_epoch();
  write_settings({{std::string(kFileIdentity), identity}, {std::string(kRestored), ""}});
  transaction.commit();
  world.notice("The store in " + dir.string() + " is a copy of another: it goes on under a new epoch.");
}

void Journal::State::begin_epoch() {
  std::array<std::uint8_t, 8> name{};
  world.random(name);
  OwnEpoch fresh;
  fresh.epoch.name = event::hex(name);
  SQLite::Statement insertion(db, "INSERT INTO origin(name, own) VALUES(?, 1)");
  insertion.bind(1, fresh.epoch.name);
  insertion.exec();
  fresh.origin = db.getLastInsertRowid();
  for (OwnEpoch& old : own) old.epoch.current = false;
  fresh.epoch.current = true;
  own.push_back(std::move(fresh));
  tail.hash = {};
}

void Journal::State::write_settings(const Settings& changes) {
  SQLite::Statement store(db, "INSERT OR REPLACE INTO setting VALUES(?, ?)");
  SQLite::Statement remove(db, "DELETE FROM setting WHERE key = ?");
  for (const auto& [key, value] : changes) {
    SQLite::Statement& statement = value.empty() ? remove : store;
    statement.reset();
    statement.bind(1, key);
    if (!value.empty()) statement.bind(2, value);
    statement.exec();
  }
  for (const auto& [key, value] : changes) {
    if (value.empty()) {
      settings.erase(key);
    } else {
      settings[key] = value;
    }
  }
}

bool waiting_events_sound(SQLite::Database& db) {
  SQLite::Statement waiting(
      db,
      "SELECT event.prev_hash, event.body, event.hash FROM event JOIN origin ON origin.id = event.origin "
      "WHERE origin.own = 1 AND event.origin_seq > origin.acked ORDER BY event.seq");
  while (waiting.executeStep()) {
    const auto previous = hash_of(blob(waiting.getColumn(0)));
    if (!previous || view(event::chain_hash(*previous, blob(waiting.getColumn(1)))) != blob(waiting.getColumn(2)))
      return false;
  }
  return true;
}

}  // namespace chalkpoint::journal
