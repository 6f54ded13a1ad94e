// The screens of the lists with something on them.
#pragma once

#include <string>
#include <vector>

#include "kiosk/desk/desk.h"

namespace chalkpoint::app {

struct SampleWords;

/// staff.calls, staff.call, staff.import … and their variants.
std::vector<std::string> lists_scene_names();
/// Puts the state on the scene of that name, one of lists_scene_names().
void begin_lists(desk::State& state, const std::string& name, const SampleWords& words);
/// Whom to call there, at the state's noon.
desk::Calling lists_scene_calling(const std::string& name, const SampleWords& words, std::int64_t now_unix_ms);

}  // namespace chalkpoint::app
