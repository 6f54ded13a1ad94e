// The people of a site as a store holds them, for the commands of a terminal that is not running.
#pragma once

#include <functional>

#include "sync/event/people.h"
#include "sync/journal/journal.h"

namespace chalkpoint::app {

/// Who is enlisted. Fails when the store cannot be read.
journal::Result<std::vector<event::Person>> read_people(journal::Journal& journal);

/// Enlists somebody and says their PIN through `notice`, this once. Refused: a name or role that an event cannot hold,
/// a name somebody has already, anybody but an owner while there is none.
journal::Result<void> add_person(journal::Journal& journal, const std::string& name, const std::string& role,
                                 const event::Moment& now, const event::Random& random,
                                 const std::function<void(std::string)>& notice);

/// Dismisses the one of this name, or of this id where several have it. Refused: nobody or several of the name, the
/// last owner.
journal::Result<void> remove_person(journal::Journal& journal, const std::string& who, const event::Moment& now,
                                    const event::Random& random);

/// Ends the wait of the one of this name or id after wrong PINs on this terminal. Refused: as by remove_person; and who
/// does not wait.
journal::Result<void> unlock_person(journal::Journal& journal, const std::string& who, const event::Moment& now,
                                    const event::Random& random);

}  // namespace chalkpoint::app
