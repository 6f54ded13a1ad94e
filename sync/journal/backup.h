// A copy of the store that leaves the terminal, and its way back.
//
// A copy is made page by page on the journal's thread, between which answers are stored, and is one file complete in
// itself. On its way back it is looked through beside the store and then lies there under a name of its own; when the
// store is next opened, the two change places in steps that a crash may interrupt anywhere, and what was in use until
// then is kept as journal.replaced-TIME.db. A store that came back begins a fresh epoch.
#pragma once

#include "sync/journal/journal.h"

namespace chalkpoint::journal {

/// A copy being made. Every call, and its end, on the thread of the journal it is made of.
class Copying {
 public:
  virtual ~Copying() = default;
  /// Copies so many pages more; true: the file is whole and closed. After a Problem, and when this ends before it is
  /// whole, the file is gone.
  virtual Result<bool> step(int pages) = 0;
  /// How much of it is done, 0 to 1.
  virtual double done() const = 0;
};

/// What a copy holds.
struct BackupFacts {
  std::uint64_t bytes = 0, events = 0, responses = 0;
  std::string newest;        ///< when the last own event happened, RFC 3339; empty: there is none
  std::string site, device;  ///< as the hub knows them; empty: it was never enrolled
  bool operator==(const BackupFacts&) const = default;
};

/// Looks through a copy and changes nothing: refuses what is none, one of a newer version, and one whose octets or
/// whose events are damaged. Takes seconds for a large one.
Result<BackupFacts> look_at_backup(const std::filesystem::path& file);

/// Makes the names in a folder durable, as far as its file system can.
void sync_folder(const std::filesystem::path& folder);

/// Told how many octets are done; false: it is given up.
using Going = std::function<bool(std::uint64_t done, std::uint64_t all)>;
/// Makes a copy the next store of `dir`: nothing of the present one changes, until it is next opened. `erased` is what
/// the present one knows to be erased; its boxes are taken out of the copy before it is used, since the erasures may
/// be younger than it is. A Problem, or a crash before it returns, leaves everything as it was.
Result<BackupFacts> stage_restore(const std::filesystem::path& dir, const std::filesystem::path& file,
                                  std::span<const event::Uuid> erased, const Going& going);

}  // namespace chalkpoint::journal
