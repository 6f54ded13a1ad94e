// What members left sealed, for whoever keeps the hub: contacts opened with the site's recovery phrase, and erasure at
// the hub and at every terminal of the site.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "sync/hub/commands.h"
#include "sync/hub/unlock.h"

namespace chalkpoint::hub {

struct ContactsOptions {
  std::string store;
  std::string site;
};

/// Asks for the phrase, puts the opening into the site's stream, and then prints every contact of the site, oldest
/// first: time, code, score, contact, tab-separated; or why it cannot be opened. A wrong phrase prints none.
Done show_contacts(const ContactsOptions& options, const World& world, const AskSecret& ask, std::ostream& out);

struct EraseOptions {
  std::string store;
  std::string site;
  std::optional<std::string> code;     ///< of a response or of a private note
  std::optional<std::string> contact;  ///< however it is spelt; asks for the phrase, since the contacts must be opened
  std::vector<std::string> ids = {};   ///< which of what is found, whole or as listed
  bool all = false;                    ///< all of it
};

/// Lists what was left under the code, or every contact that is this one: day, kind, code, short id. Erases what of it
/// is named, the only one, or all where that is said, in one transaction with the events that make the terminals do the
/// same, and prints the act: what, when it was left, by which key it was sealed; never the contact itself. Refused when
/// nothing is found, and when several are and none is named.
Done erase_contacts(const EraseOptions& options, const World& world, const AskSecret& ask, std::ostream& out);

}  // namespace chalkpoint::hub
