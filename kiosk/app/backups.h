// Copies of the store on a stick or in the terminal's own folder: made while it runs, found again, put back.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "platform/safe_file.h"
#include "sync/journal/backup.h"

namespace chalkpoint::app {

/// Why there is no copy, or none was put back.
enum class BackupTrouble {
  given_up,
  no_room_here,  ///< the copy begins on the terminal's own disk
  full,          ///< the place it was to go to
  gone,          ///< the stick was pulled out
  read_only,
  differs,    ///< what was read back is not what was written: the stick is broken
  no_backup,  ///< the file is none, or is damaged
  store       ///< the terminal's own store or disk
};
struct BackupFailure {
  BackupTrouble trouble = BackupTrouble::store;
  event::Problem said;  ///< for the log and the command line
};
template <class T>
using Backed = std::expected<T, BackupFailure>;

/// Of a place that could not be written.
std::unexpected<BackupFailure> backup_failure(const platform::WriteFailure& failure);

/// Runs work on the journal and returns when it is done.
using WithJournal = std::function<void(const std::function<void(journal::Journal&)>&)>;
/// How much is done, 0 to 1; false: it is given up.
using BackupGoing = std::function<bool(double done)>;

/// The name of a copy made at this moment, by the wall clock of the terminal: chalkpoint-LOBBY-2026-11-30-2115.db.
std::string backup_name(std::string_view device, const event::Moment& now);

struct MadeBackup {
  std::filesystem::path file;
  journal::BackupFacts facts;
};
/// Copies the store into `folder`, which is made when missing: first to `data`, page by page, then looked through, then
/// over to `folder` under a name that nobody takes for a backup, to the disk there, and read back; only then it gets
/// `name`. Answers are stored all the while. Whatever fails leaves no file behind, as far as the folder can be reached.
Backed<MadeBackup> make_backup(const WithJournal& journal, const std::filesystem::path& data,
                               const std::filesystem::path& folder, const std::string& name, const BackupGoing& going);

/// Looks through a copy of the store, made in `data` for that and gone afterwards: answers are stored all the while,
/// and what is damaged in the store is so in its copy.
Backed<journal::Verification> check_store(const WithJournal& journal, const std::filesystem::path& data,
                                          const event::Random& random, const BackupGoing& going);

struct FoundBackup {
  std::filesystem::path file;
  std::uint64_t bytes = 0;
  bool on_stick = false;
};
/// Files that may be copies, in these folders: the newest name first, at most kBackupsListed. They are not opened.
std::vector<FoundBackup> find_backups(const std::vector<std::filesystem::path>& sticks,
                                      const std::filesystem::path& own_folder);
inline constexpr std::size_t kBackupsListed = 24;

/// Makes the file the next store of `data`, whose present one `journal` is; see journal::stage_restore.
Backed<journal::BackupFacts> restore_backup(const WithJournal& journal, const std::filesystem::path& data,
                                            const std::filesystem::path& file, const BackupGoing& going);

}  // namespace chalkpoint::app
