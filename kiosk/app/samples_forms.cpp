#include "kiosk/app/samples_forms.h"

#include <algorithm>

#include "kiosk/app/samples_walk.h"

namespace chalkpoint::app {

namespace {

constexpr std::string_view kPrefix = "staff.form.";
constexpr std::string_view kVariants[] = {"", ".empty", ".typing", ".failed"};
constexpr std::string_view kOfTold[] = {".phone", ".consent", ".refused", ".missing"};
constexpr int kScore = 5;

// The data name of the first question that is written and of that input.
std::string written(const survey::Definition& definition, survey::InputType input) {
  for (const survey::Element& element : definition.pages.front().elements) {
    const bool typed = element.type == survey::ElementType::comment || element.type == survey::ElementType::text;
    if (typed && element.input == input) return element.data_name;
  }
  return {};
}

}  // namespace

std::vector<std::string> form_scene_names(const FormDefinitions& forms) {
  std::vector<std::string> names;
  const auto add = [&names](const std::string& form, std::string_view variant) {
    names.push_back(std::string(kPrefix) + form + std::string(variant));
  };
  for (const auto& [form, read] : forms)
    for (const std::string_view variant : kVariants) add(form, variant);
  for (const std::string_view variant : kOfTold)
    if (forms.contains(desk::kToldForm)) add(std::string(desk::kToldForm), variant);
  return names;
}

bool is_form_scene(const std::string& name) {
  return name.starts_with(kPrefix);
}

Scene form_scene(const FormDefinitions& forms, const std::string& name, const std::string& language,
                 const SampleWords& words) {
  const std::string rest = name.substr(kPrefix.size());
  const std::string form = rest.substr(0, rest.find('.')), variant = rest.substr(form.size());
  const survey::Definition& definition = *forms.find(form)->second.definition;
  Walk walk(definition, language, words);
  if (variant == ".refused")
    walk.refuse();
  else
    walk.intend(survey::Start{});
  if (variant == ".missing") walk.intend(survey::Next{});
  if (variant != ".empty" && variant != ".refused" && variant != ".missing") {
    walk.answer_page();
    if (const survey::Element* scored = definition.scored()) walk.intend(survey::Pick{scored->name, kScore});
    walk.answer_page();  // what an answer made visible
  }
  if (variant == ".consent") walk.intend(survey::ReadConsent{});
  if (variant == ".failed") {
    walk.intend(survey::Next{});
    walk.intend(survey::Agree{});
    walk.intend(survey::NotSaved{{"The disk is full.", "Free some space on it."}});
  }
  Scene scene{.flow = walk.flow(), .draft = {}, .staff = {}, .pressed = {}, .chalk = {}, .voices = {}};
  scene.form = SampleForm{form, &definition};
  if (variant == ".typing") scene.draft.focus = written(definition, survey::InputType::text);
  if (variant == ".phone") scene.draft.focus = written(definition, survey::InputType::tel);
  if (const std::string* text = scene.flow.run.value(scene.draft.focus).text()) scene.draft.caret = text->size();
  return scene;
}

void add_forms(desk::Notes& notes, const FormDefinitions& forms, const std::string& language) {
  for (const auto& [name, form] : forms) notes.labels.merge(survey::choice_labels(*form.definition, language));
  notes.forms = forms_to_choose(forms, language);
}

}  // namespace chalkpoint::app
