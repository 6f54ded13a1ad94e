// What a Journal holds while it is open. Shared by the files that implement its methods; nobody else includes this.
#pragma once

#include <map>

#include "sync/journal/codes.h"
#include "sync/journal/place.h"
#include "sync/journal/projection.h"
#include "sync/journal/results.h"
#include "sync/journal/schema.h"

namespace chalkpoint::journal {

/// Name of the database within the data directory.
inline constexpr const char* kStoreFile = "journal.db";

/// The prepared statements of the hot path.
struct Statements {
  explicit Statements(SQLite::Database& db);
  SQLite::Statement begin, commit, rollback, checkpoint;
  SQLite::Statement insert_event, insert_response, insert_contact;
  SQLite::Statement find_event, read_after;
  ResultTables results;
};

/// An epoch of this store and where its events stand.
struct OwnEpoch {
  std::int64_t origin = 0;  ///< key of its row
  Epoch epoch;
};

/// Where the next own event goes.
struct Tail {
  event::Hash hash{};
  event::Hlc hlc;
};

/// An open store. Its statements end before its connection, its connection before the lock.
struct Journal::State {
  std::filesystem::path dir;
  World world;
  DirectoryLock lock;
  SQLite::Database db;
  Statements run;
  Ballast ballast;
  std::vector<OwnEpoch> own;  ///< never empty: the last is the current one
  Tail tail;
  std::map<std::string, std::string, std::less<>> settings;
  RecentCodes codes{kRecentCodes};
  RecentCodes note_codes{kRecentCodes};  ///< of all devices: a code leads to a note on any terminal of the site
  std::optional<Problem> problem;        ///< of the last write, if it failed
  std::optional<Problem> damage;         ///< found when the store was opened; staff see it for as long as it is open
  int commits = 0;                       ///< since the log was last taken into the file

  State(std::filesystem::path directory, World the_world, DirectoryLock the_lock, SQLite::Database database);
  OwnEpoch& current() { return own.back(); }
  /// Null for an epoch that is not ours.
  OwnEpoch* find(std::string_view epoch);

  /// Opens a sound store file, or throws SQLite::Exception. A copied or restored one begins a fresh epoch.
  void load(OnDamage on_damage);
  void begin_epoch();
  /// Journal::fork within a transaction; changes `own` and `tail` at once.
  bool fork(std::string_view epoch, std::uint64_t common);
  Result<std::vector<Placed>> append(std::span<const event::Fact> facts);
  /// `gain`: what it adds to the results is gathered there.
  Result<Placed> place(const event::Fact& fact, OwnEpoch& here, Tail& end, Gain& gain);
  Result<std::optional<Placed>> find_repeated(const event::Fact& fact);
  void write_settings(const Settings& changes);

  // Erasure; contacts.cpp. All throw SQLite::Exception.
  /// Within a transaction: the box beside this event goes, or the row of a list of this id.
  void erase_box(const event::Uuid& of);
  /// After the commit: takes the log into the file, so that what was erased is in neither. What fails is tried again by
  /// tend() and when the store is next opened.
  void scrub();
  /// Then: wipes everything that is erased by now from the damaged stores beside this one. What fails is told, and
  /// tried again with the next erasure and when the store is next opened.
  void scrub_copies();
  /// What is erased, with the digest of its box where its event is here.
  std::map<event::Uuid, std::string> erased_digests();
  /// Both, where something was erased.
  void scrub_erased();
  /// Erases whatever of the boxes an erasure in this store names: a salvage or an image may have brought it back.
  void erase_again();
  /// Within a transaction: appends, as own, the erasures that were only read down. Counts once it is committed.
  Result<void> say_erasures_again(OwnEpoch& here, Tail& end);
  bool unscrubbed = false;
  Copies copies;

 private:
  void load_settings();
  void load_epochs();
  void begin_first_epoch();
  void notice_a_copy();
};

/// Rolls back unless committed. SQLite::Transaction compiles its SQL each time; this one does not.
class Commit {
 public:
  explicit Commit(Statements& statements);
  ~Commit();
  Commit(const Commit&) = delete;
  Commit& operator=(const Commit&) = delete;
  /// Throws SQLite::Exception; then nothing was stored.
  void commit();

 private:
  Statements& run_;
  bool open_ = true;
};

/// Runs `work`, turning what SQLite throws into a Problem.
template <class Work>
auto guarded(const std::filesystem::path& dir, std::string_view doing, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& failure) {
    return std::unexpected(problem_of(failure, dir, doing));
  }
}

/// The row of `origin` under which events of an epoch are kept that were read down: for an own epoch one beside its
/// own.
inline std::string read_down_name(std::string_view epoch, bool is_own) {
  return std::string(epoch) + (is_own ? "/read" : "");
}
/// The epoch of a row of `origin`.
inline std::string_view epoch_of(std::string_view origin_name) {
  return origin_name.substr(0, origin_name.find('/'));
}

/// The event that a row holds, but for its sealed box.
event::Event stored_event(const event::BodyParts& parts, std::string_view body, const event::Hash& hash);
/// Makes the events of the board quick to find; board.cpp.
void index_board(SQLite::Database& db);
/// A row of `SELECT id, list, day, key_id, sealed FROM listed`.
Listed listed_row(const event::Uuid& id, SQLite::Statement& row);
/// Throws SQLite::Exception.
void insert_listed(SQLite::Database& db, const Listed& row);
/// The code of a note; empty for anything else.
std::string note_code(std::string_view type, std::string_view data);
/// The codes of the newest notes, oldest first. Throws SQLite::Exception.
void load_note_codes(SQLite::Database& db, RecentCodes& codes, std::size_t limit);
/// Whether the events beyond the acknowledged ones still fit their hashes. Throws SQLite::Exception.
bool waiting_events_sound(SQLite::Database& db);

}  // namespace chalkpoint::journal
