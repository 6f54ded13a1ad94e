// The staff's screens with something on them.
#pragma once

#include <string>
#include <vector>

#include "kiosk/desk/desk.h"

namespace chalkpoint::app {

struct SampleWords;

/// Of the notes, responses and people of the samples.
event::Uuid sample_id(std::uint8_t number);

/// staff.pin, staff.status, staff.care … and their variants.
std::vector<std::string> desk_scene_names();
/// The state of the scene of that name, one of desk_scene_names().
desk::State desk_scene(const std::string& name, const std::string& language, const SampleWords& words);
/// The notes that lie there: waiting ones, hidden ones, answered ones; none for staff.care.empty.
desk::Notes desk_scene_notes(const std::string& name, const SampleWords& words);

}  // namespace chalkpoint::app
