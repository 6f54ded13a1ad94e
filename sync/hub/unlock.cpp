#include "sync/hub/unlock.h"

namespace chalkpoint::hub {

using event::Problem;

Result<event::LockedKey> unlock(Store& store, const std::string& site, const AskSecret& ask) {
  const auto record = store.site_key(site);
  if (!record) return std::unexpected(record.error());
  if (!*record) return std::unexpected(Problem{"the store knows no site " + site, "`device list` shows the sites"});
  const std::string name = event::for_people((*record)->key_id);
  const auto phrase = ask("Recovery phrase of " + site + " (key " + name + "): ");
  if (!phrase) return std::unexpected(phrase.error());
  auto key = event::unwrap_secret((*record)->wrapped, *phrase);
  if (!key)
    return std::unexpected(Problem{"this phrase does not open the site's key " + name,
                                   "check its letters; `device add` showed it once, with the same key"});
  return event::LockedKey::take(*key);
}

}  // namespace chalkpoint::hub
