// The last step before anything is written: a response that has ended becomes a fact, its contact sealed.
#pragma once

#include "kiosk/survey/flow.h"
#include "sync/event/seal.h"

namespace chalkpoint::app {

/// After this the contact exists nowhere in the clear: it is sealed to the site's key and the response names only the
/// box's digest.
event::Fact make_fact(const survey::Ending& ending, const event::PublicKey& site_key);

}  // namespace chalkpoint::app
