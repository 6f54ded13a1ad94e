// The journal of truth: private notes, opened for whoever holds the site's recovery phrase.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "sync/hub/commands.h"
#include "sync/hub/unlock.h"

namespace chalkpoint::hub {

struct JournalOptions {
  std::string store;
  std::string site;
  std::filesystem::path drawings;  ///< a folder for what was drawn, as SVG; empty: drawings are only counted
};

/// Asks for the phrase and prints every private note of the site, oldest first: time, code, name, then the text. A note
/// that cannot be opened is named with the reason: its writing was erased, or which key it is sealed to (one that a
/// terminal had of its own before it was enrolled; that key's phrase opens it on that terminal). A wrong phrase prints
/// none. The opened text goes nowhere but to `out` and `drawings`.
Done show_journal(const JournalOptions& options, const World& world, const AskSecret& ask, std::ostream& out);

}  // namespace chalkpoint::hub
