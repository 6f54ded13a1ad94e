// The staff's forms with something on them.
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/samples.h"

namespace chalkpoint::app {

/// staff.form.NAME of every form, and its variants: .empty, .typing, .phone, .consent, .failed, .refused.
std::vector<std::string> form_scene_names(const FormDefinitions& forms);
bool is_form_scene(const std::string& name);
/// The scene of that name, one of form_scene_names(); `forms` must outlive it.
Scene form_scene(const FormDefinitions& forms, const std::string& name, const std::string& language,
                 const SampleWords& words);
/// What the desk knows of the forms.
void add_forms(desk::Notes& notes, const FormDefinitions& forms, const std::string& language);

}  // namespace chalkpoint::app
