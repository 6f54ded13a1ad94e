// Surveys on a terminal that cannot keep contacts.
#pragma once

#include "kiosk/survey/definition.h"

namespace chalkpoint::survey {

/// Takes out what asks for contacts, for a terminal that has no key to seal them to: their pages with all that leads up
/// to them; of the first page and of the one asking the NPS question only the contacts themselves.
void leave_out_contacts(Definition& definition);

}  // namespace chalkpoint::survey
