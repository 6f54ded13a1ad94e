// The last step before anything is written: what a member said becomes a fact, with what is private in it sealed.
#pragma once

#include "kiosk/survey/flow.h"
#include "sync/event/people.h"
#include "sync/event/seal.h"

namespace chalkpoint::app {

/// After this the contact exists nowhere in the clear: it is sealed to the site's key and the response names only the
/// box's digest.
event::Fact make_fact(const survey::Ending& ending, const event::PublicKey& site_key);

/// What is not private: a note, "me too".
event::Fact fact_of(const event::Uuid& id, const event::BoardEvent& what, const event::Moment& at);
/// What the staff decided.
event::Fact fact_of(const event::Uuid& id, const event::Deed& what, const event::Moment& at);

/// A private note: its writing travels sealed beside the fact, which holds nothing of it.
event::Fact confide(const event::Uuid& id, const std::string& code, const std::string& language,
                    const event::Writing& writing, const event::Moment& at, const event::PublicKey& site_key);

}  // namespace chalkpoint::app
