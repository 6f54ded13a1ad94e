// The journal of truth: private notes, opened for whoever holds the site's recovery phrase.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "sync/hub/commands.h"

namespace chalkpoint::hub {

struct JournalOptions {
  std::string store;
  std::string site;
  std::filesystem::path drawings;  ///< a folder for what was drawn, as SVG; empty: drawings are only counted
};

/// Reads the phrase as one line from `in` and prints every private note of the site, oldest first: time, code, name,
/// then the text. A note that cannot be opened (erased, or sealed to another key) is named and passed by; a wrong
/// phrase prints none. The opened text goes nowhere but to `out` and `drawings`.
Done show_journal(const JournalOptions& options, const World& world, std::istream& in, std::ostream& out);

}  // namespace chalkpoint::hub
