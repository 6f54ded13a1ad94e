#include "sync/journal/open.h"

#include <chrono>
#include <filesystem>

#include "sync/journal/copies.h"
#include "sync/journal/place.h"
#include "sync/journal/projection.h"
#include "sync/journal/salvage.h"
#include "sync/journal/state.h"

namespace chalkpoint::journal {
namespace {
namespace fs = std::filesystem;

// A rebuilt store is written as .part, renamed to .ready when it is complete, and takes its place in steps that a crash
// may interrupt anywhere: the next start finds .ready and goes on.
constexpr const char* kPart = "journal.db.part";
constexpr const char* kReady = "journal.db.ready";

/// The store if it is sound, nothing if the file is damaged.
std::optional<SQLite::Database> open_sound(const fs::path& file, OnDamage on_damage, std::string& damage) {
  try {
    SQLite::Database db = connect(file);
    if (db.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0) {
      create_tables(db);
      return db;
    }
    damage = quick_check(db);
    if (damage.empty() && db.execAndGet("PRAGMA user_version").getInt() < 1) damage = "its version number is missing";
    if (damage.empty() && on_damage == OnDamage::repair && !waiting_events_sound(db))
      damage = "an event does not fit its hash";
    if (damage.empty()) {
      if (db.execAndGet("PRAGMA user_version").getInt() < kSchemaVersion) replay(db);
      return db;
    }
  } catch (const SQLite::Exception& failure) {
    if (!means_damage(failure)) throw;
    damage = failure.what();
  }
  return std::nullopt;
}

/// Moves the store aside, with its log, and what lies ready into its place. The name of what is set aside follows from
/// the time of what lies ready, so that a crash in between, and the next try, leave store and log under one name.
fs::path swap_in(const fs::path& dir, const char* ready, SetAside why) {
  const fs::path store = dir / kStoreFile;
  const auto made = std::chrono::file_clock::to_sys(fs::last_write_time(dir / ready)).time_since_epoch();
  const fs::path aside = set_aside_name(dir, std::chrono::duration_cast<std::chrono::milliseconds>(made).count(), why);
  for (const char* suffix : {"-wal", ""}) {
    if (fs::exists(with_suffix(store, suffix))) fs::rename(with_suffix(store, suffix), with_suffix(aside, suffix));
  }
  fs::rename(dir / ready, store);
  sync_directory(dir);
  return aside;
}

Problem newer_store(const fs::path& dir, int version) {
  return {"The store in " + dir.string() + " was written by a newer version (" + std::to_string(version) +
              ", this one knows " + std::to_string(kSchemaVersion) + ")",
          "Install that version again, or choose another directory with --data; the store was left untouched."};
}

Result<OpenedStore> rebuild(const fs::path& dir, const World& world, const std::string& damage) {
  const fs::path part = dir / kPart;
  for (const char* suffix : {"", "-wal"}) fs::remove(with_suffix(part, suffix));
  const Salvaged kept = salvage(dir / kStoreFile, part, world);
  if (fs::exists(with_suffix(part, "-wal"))) {  // closing could not take it in: the file alone is not the store
    return std::unexpected(Problem{"The store in " + dir.string() + " is damaged and there is no room to rebuild it",
                                   "Free some room on that disk; nothing was changed."});
  }
  fs::rename(part, dir / kReady);
  const fs::path aside = swap_in(dir, kReady, SetAside::damaged);
  std::string line = "The store was damaged (" + damage + "): " + std::to_string(kept.events) +
                     " events were taken over, " + std::to_string(kept.missing) + " could not be read" +
                     (kept.settings_lost ? ", nor all settings (enrol it again and set a staff PIN)" : "") +
                     "; the damaged file is kept as " + aside.filename().string();
  world.notice(line);
  return OpenedStore{connect(dir / kStoreFile), Problem{std::move(line), "Keep that file and have the disk checked."}};
}

}  // namespace

Result<OpenedStore> open_store(const fs::path& dir, const World& world, OnDamage on_damage) {
  try {
    if (fs::exists(dir / kReady)) swap_in(dir, kReady, SetAside::damaged);
    if (fs::exists(dir / kRestored)) {
      const fs::path aside = swap_in(dir, kRestored, SetAside::replaced);
      world.notice("A backup was put back; the store in use until now is kept as " + aside.filename().string());
    }
    const fs::path store = dir / kStoreFile;
    if (const auto version = peek_schema_version(store); version && *version > kSchemaVersion && is_database(store)) {
      return std::unexpected(newer_store(dir, *version));
    }
    std::string damage;
    if (auto db = open_sound(store, on_damage, damage)) {
      const int version =
          db->execAndGet("PRAGMA user_version").getInt();  // an upgrade may still stand in the log alone
      if (version > kSchemaVersion) return std::unexpected(newer_store(dir, version));
      return OpenedStore{std::move(*db), std::nullopt};
    }
    if (on_damage == OnDamage::refuse) {
      return std::unexpected(Problem{
          "The store in " + dir.string() + " is damaged: " + damage,
          "Start the terminal on it: that sets it aside and takes over what can be read; nothing was changed."});
    }
    return rebuild(dir, world, damage);
  } catch (const fs::filesystem_error& failure) {
    return std::unexpected(Problem{"The store in " + dir.string() + " cannot be opened: " + failure.code().message(),
                                   "Check the disk and the rights on that directory."});
  }
}

}  // namespace chalkpoint::journal
