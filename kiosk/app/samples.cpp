#include "kiosk/app/samples.h"

#include <algorithm>
#include <iterator>

#include "kiosk/app/erasure.h"
#include "kiosk/app/router.h"
#include "kiosk/app/samples_desk.h"
#include "kiosk/app/samples_forms.h"
#include "kiosk/app/samples_report.h"
#include "kiosk/app/samples_walk.h"
#include "kiosk/app/setup.h"

namespace chalkpoint::app {

namespace {

constexpr std::int64_t kHeldMs = 600;  // longer than a tap

bool is_typed(const survey::Element& element) {
  return element.type == survey::ElementType::comment || element.type == survey::ElementType::text;
}

bool is_comment(const survey::Element& element) {
  return element.type == survey::ElementType::comment;
}

Scene page_scene(Walk& walk, const survey::Definition& definition, const std::string& page_name, bool typing) {
  walk.reach(page_name);
  walk.answer_page();
  Scene scene{.flow = walk.flow(), .draft = {}, .staff = {}, .pressed = {}, .chalk = {}, .voices = {}};
  const survey::Page* page = scene.flow.page(definition);
  for (const survey::Element* element : scene.flow.run.visible_elements(*page))
    if (typing && is_typed(*element)) {
      scene.draft.focus = element->data_name;
      if (const std::string* text = scene.flow.run.value(element->data_name).text()) scene.draft.caret = text->size();
    }
  return scene;
}

void thank(Walk& walk, int score) {
  walk.begin(score);
  walk.go_to_the_end();
  walk.intend(survey::Saved{});
}

}  // namespace

namespace {

// A phone and a private note, by the owner.
std::string sample_act(const ui::Ui& ui) {
  constexpr std::int64_t kDayMs = 86'400'000;
  const auto left = [](const char* channel, std::int64_t days, const char* key) {
    desk::Left out;
    out.code = "K7MP";
    out.channel = channel;
    out.key = key;
    out.unix_ms = kSampleNoon - days * kDayMs;
    out.here = out.key.size() > 0;
    return out;
  };
  Erasure erasure;
  erasure.items = {left("phone", 3, "8c2e6d327dfaa6ff"), left("", 12, "")};
  erasure.by = {ui.tr("sample.name"), "owner"};
  erasure.at.unix_ms = kSampleNoon;
  erasure.at.utc_offset_min = 180;
  erasure.site = "club";
  erasure.device = "Lobby 1";
  erasure.copies.cleaned = {"journal.damaged-1795300000000.db"};
  return act_text(erasure, ui.text_lookup());
}

std::vector<event::Prepared> sample_prepared(const ui::Ui& ui) {
  std::vector<event::Prepared> out;
  for (const std::string answer : {"not-told", "idea", "repair", "schedule", "trainer"}) {
    const std::string key = "sample.prepared." + answer;
    out.push_back({answer, ui.tr(key + ".title"), ui.tr(key + ".text")});
  }
  return out;
}

}  // namespace

SampleWords sample_words(const ui::Ui& ui) {
  return {.comment = ui.tr("sample.words"),
          .club = ui.tr("sample.club"),
          .name = ui.tr("sample.name"),
          .chalk = chalk_words(ui),
          .told = ui.tr("sample.told"),
          .prepared = sample_prepared(ui),
          .case_comment = ui.tr("sample.comment"),
          .case_outcome = ui.tr("sample.outcome"),
          .people = {ui.tr("sample.person.1"), ui.tr("sample.person.2"), ui.tr("sample.person.3"),
                     ui.tr("sample.person.4"), ui.tr("sample.person.5")},
          .act = sample_act(ui)};
}

std::vector<std::string> scene_names(const survey::Definition& definition, const FormDefinitions& forms) {
  std::vector<std::string> names = {"attract",         "attract.comfort", "attract.setup",
                                    "attract.preview", "attract.voices",  "attract.voices.long"};
  for (const survey::Page& page : definition.pages) {
    names.push_back("page." + page.name);
    names.push_back("page." + page.name + ".empty");
    if (!std::ranges::any_of(page.elements, is_typed)) continue;
    names.push_back("page." + page.name + ".typing");
    for (const char* keys : {".shift", ".pressed", ".held"})
      if (std::ranges::any_of(page.elements, is_comment)) names.push_back("page." + page.name + ".typing" + keys);
  }
  for (const char* name : {"consent", "saving", "thanks.detractor", "thanks.passive", "thanks.promoter", "save_failed",
                           "refused", "off", "still_here"})
    names.emplace_back(name);
  std::ranges::copy(desk_scene_names(), std::back_inserter(names));
  std::ranges::copy(form_scene_names(forms), std::back_inserter(names));
  std::ranges::move(admin_scene_names(), std::back_inserter(names));
  for (std::string& name : chalk_scene_names()) names.push_back(std::move(name));
  return names;
}

namespace {

// As long as members write at all: the screen shows as much of it as there is room for.
survey::Voice long_voice(const ChalkWords& words) {
  std::string said, did;
  for (const std::string& note : words.notes) said += note + ". ";
  for (const std::string& reply : words.replies) did += reply + ". ";
  return {said, did};
}

}  // namespace

std::expected<Scene, event::Problem> make_scene(const survey::Definition& definition, const FormDefinitions& forms,
                                                const std::string& name, const std::string& language,
                                                const SampleWords& words) {
  const auto names = scene_names(definition, forms);
  if (std::ranges::find(names, name) == names.end()) {
    std::string all;
    for (const std::string& one : names) all += ' ' + one;
    return std::unexpected(event::Problem{"There is no screen called " + name + ".", "Name one of:" + all});
  }
  if (is_form_scene(name)) return form_scene(forms, name, language, words);
  Walk walk(definition, language, words);
  if (name.starts_with("page.")) {
    const std::size_t typing = name.find(".typing", 5);
    const bool empty = name.ends_with(".empty");
    std::string page_name = name.substr(5, typing == std::string::npos ? typing : typing - 5);
    if (empty) page_name.resize(page_name.rfind('.'));
    if (!empty) {
      Scene scene = page_scene(walk, definition, page_name, typing != std::string::npos);
      scene.draft.shift = name.ends_with(".shift");
      scene.held = name.ends_with(".held");
      if (scene.held || name.ends_with(".pressed")) scene.pressed = language == "ru" ? "key.е" : "key.e";
      return scene;
    }
    walk.reach(page_name);
  } else if (name == "attract.comfort") {
    walk.intend(survey::SetComfort{{.high_contrast = true, .large_text = true, .low_reach = true}});
  } else if (name == "consent") {
    walk.begin(kSampleScores[1]);
    walk.intend(survey::ReadConsent{});
  } else if (name == "saving" || name == "save_failed") {
    walk.begin(kSampleScores[1]);
    walk.go_to_the_end();
    if (name == "save_failed") walk.intend(survey::NotSaved{{"The disk is full.", "Free some space on it."}});
  } else if (name.starts_with("thanks.")) {
    thank(walk, kSampleScores[name == "thanks.detractor" ? 0 : name == "thanks.passive" ? 1 : 2]);
  } else if (name == "refused") {
    walk.refuse();
  } else if (name == "off") {
    walk.switch_off();
  } else if (name == "still_here") {
    walk.begin(kSampleScores[0]);
    walk.wait(survey::Timing{}.idle_ms);
  }
  Scene scene{.flow = walk.flow(), .draft = {}, .staff = {}, .pressed = {}, .chalk = {}, .voices = {}};
  if (name.starts_with("staff.")) {
    scene.staff = desk_scene(name, language, words);
    scene.staff_notes = desk_scene_notes(name, words);
    scene.staff_report = sample_report(name, scene.staff->status.now_unix_ms);
    scene.staff_draft.caret = scene.staff->care.text.size();
    scene.staff_notes.labels = survey::choice_labels(definition, language);
    add_forms(scene.staff_notes, forms, language);
    if (name == "staff.forms.begun") scene.staff_notes.forms.front().begun = true;
    scene.staff_notes.departments = survey::choice_values(definition);
    scene.staff_clock.hours.always = true;
  }
  scene.admin = admin_scene(name, language, words);
  if (name == "attract.setup") scene.card = Setup::card();
  if (name == "attract.preview") scene.card = Setup::preview_card();
  if (name.starts_with("board") || name.starts_with("write."))
    scene.chalk = make_chalk_scene(name, language, words.chalk);
  if (name == "attract.voices") scene.waiting = 7;
  if (name == "attract.voices") scene.voices = {{words.chalk.notes[0], words.chalk.did}, {words.chalk.notes[4], ""}};
  if (name == "attract.voices.long") scene.voices = {long_voice(words.chalk)};
  return scene;
}

const ui::Picture& draw_scene(const survey::Definition& definition, Scene& scene, const SampleWords& words, ui::Ui& ui,
                              const ui::Frame& frame) {
  ui::Frame chosen = frame;
  const ui::Comfort& comfort = scene.flow.comfort;
  chosen.options.high_contrast |= comfort.high_contrast;
  chosen.options.large_text |= comfort.large_text;
  chosen.options.low_reach |= comfort.low_reach;
  const auto draw_once = [&]() -> const ui::Picture& {
    ui.begin(chosen);
    if (scene.admin) {
      scene.admin(ui);
    } else if (scene.form) {
      survey::draw_form(*scene.form->definition, scene.flow, scene.draft, scene.form->name, words.name, ui);
    } else if (scene.staff) {
      desk::draw(*scene.staff, {scene.staff_notes, chalk_hand(), scene.staff_clock, &scene.staff_report},
                 scene.staff_draft, ui);
    } else if (scene.chalk) {
      ChalkScene& chalk = *scene.chalk;
      chalk::draw(chalk.board, chalk.flow, chalk.draft, chalk.around, ui);
    } else {
      survey::draw(definition, scene.flow, scene.draft,
                   {.name = words.club, .waiting = scene.waiting, .card = scene.card}, ui, scene.voices);
    }
    return ui.end();
  };
  if (scene.pressed.empty()) return draw_once();
  draw_once();
  ui.press(scene.pressed);
  draw_once();
  if (scene.held) chosen.now_ms += kHeldMs;
  const ui::Picture& picture = draw_once();
  ui.release(scene.pressed);  // for the frame after this one
  return picture;
}

}  // namespace chalkpoint::app
