// How a run becomes a response that can be written. Pure.
#pragma once

#include "kiosk/survey/flow.h"

namespace chalkpoint::survey {

/// The response as it stands, ended at in.now. The contact is part of it only if it was agreed to and the response is
/// completed.
Ending make_ending(const Definition& definition, const Flow& flow, bool completed, const Inputs& in);

}  // namespace chalkpoint::survey
