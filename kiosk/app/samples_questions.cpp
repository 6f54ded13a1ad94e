#include "kiosk/app/samples_questions.h"

#include <memory>

#include "kiosk/admin/view_questions.h"
#include "kiosk/app/part_questions.h"
#include "kiosk/app/samples.h"

namespace chalkpoint::app {

using namespace admin::editor;

namespace {

using admin::Revision;
using admin::SurveyBrief;

constexpr const char* kWhere = "/pages/1/elements/1";

// What a club might ask: a score, its reasons, and a question with a condition that lacks the other language.
Draft sample_survey(const ui::Ui& ui, const std::string& language) {
  const auto both = [](Draft draft, const std::string& path, const std::string& text) {
    for (const std::string_view one : kSurveyLanguages) draft = with_text(std::move(draft), path, one, text);
    return draft;
  };
  Draft draft = both(empty_draft("", language), "/title", ui.tr("edit.surveyTitle"));
  draft = add_question(std::move(draft), "nps", {0, {}}).draft;
  draft = both(std::move(draft), "/pages/0/elements/0/title", ui.tr("edit.kind.nps"));
  draft = add_page(std::move(draft), 0).draft;
  draft = add_question(std::move(draft), "checkbox", {1, {}}).draft;
  draft = both(std::move(draft), "/pages/1/elements/0/title", ui.tr("edit.kind.checkbox"));
  draft = with(std::move(draft), "/pages/1/elements/0/choices", Draft::array());
  for (const std::string_view value : kDepartmentValues) {
    draft = with_item(std::move(draft), "/pages/1/elements/0/choices", {{"value", std::string(value)}});
    const std::size_t last = find(draft, "/pages/1/elements/0/choices")->size() - 1;
    draft = both(std::move(draft), "/pages/1/elements/0/choices/" + std::to_string(last) + "/text",
                 ui.tr("sample.department." + std::string(value)));
  }
  draft = add_question(std::move(draft), "comment", {1, {}}).draft;
  draft = with_text(std::move(draft), std::string(kWhere) + "/title", language, ui.tr("sample.question"));
  draft = with(std::move(draft), std::string(kWhere) + "/visibleIf", "{score1} >= 9 and {question1} notempty");
  return both(add_question(std::move(draft), "boolean", {1, {}}).draft, "/pages/1/elements/2/title",
              ui.tr("edit.kind.boolean"));
}

struct QuestionsScene {
  QuestionsState state;
  Material material;
  QuestionsDraft draft;
  Preview preview;
};

Material sample_material(const ui::Ui& ui, const Draft& survey, const std::string& who) {
  Material out;
  out.surveys = {
      {.survey = "nps", .title = ui.tr("edit.kind.nps"), .usual = true, .asked = true, .ordinal = 3, .unreadable = {}},
      {.survey = "survey1", .title = ui.tr("sample.question"), .ordinal = 1, .unreadable = {}},
      {.survey = "told", .title = ui.tr("edit.form"), .form = true, .ordinal = 1, .unreadable = {}}};
  out.drafts["nps"] = {.survey = "nps", .definition = survey.dump(), .base = 1, .by = who};
  const auto text = std::make_shared<const std::string>(without(survey, {1, 2}).dump());
  out.history = {{.definition = text, .note = {}, .by = {}, .time = {}},
                 {.revision = 2,
                  .ordinal = 2,
                  .definition = text,
                  .note = ui.tr("sample.note"),
                  .by = {who, "owner"},
                  .time = "2026-11-20T18:40:00.000+03:00"},
                 {.revision = 3,
                  .ordinal = 3,
                  .definition = text,
                  .note = {},
                  .by = {who, "owner"},
                  .time = "2026-11-21T09:15:00.000+03:00",
                  .current = true}};
  out.plan.turns.resize(2);
  out.plan.turns[0] = {.survey = "survey1",
                       .times = admin::DayTimes{1080, 1260},
                       .days = {true, false, true, false, true, false, false},
                       .from = {},
                       .until = {},
                       .one_in = 3};
  out.plan.turns[1] = {.survey = "survey1", .times = {}, .from = "2026-12-01", .until = "2026-12-31"};
  out.files = {{"club-visit", "/media/usb/club-visit.json"}, {"nps", "/media/usb/nps.json"}};
  out.has_stick = true;
  return out;
}

const std::map<std::string, Where>& places() {
  const std::string at = kWhere;
  static const std::map<std::string, Where> all = {
      {"admin.questions.plan", {.page = Page::plan}},
      {"admin.questions.turn", {.page = Page::turn}},
      {"admin.questions.turn-survey", {.page = Page::turn_survey}},
      {"admin.questions.list", {.page = Page::list}},
      {"admin.questions.add", {.page = Page::add, .path = "/pages/1"}},
      {"admin.questions.settings", {.page = Page::settings, .path = at}},
      {"admin.questions.settings.choices", {.page = Page::settings, .path = "/pages/1/elements/0"}},
      {"admin.questions.settings.page", {.page = Page::settings, .path = "/pages/1"}},
      {"admin.questions.texts", {.page = Page::texts, .path = at + "/title"}},
      {"admin.questions.languages", {.page = Page::languages}},
      {"admin.questions.entry", {.page = Page::entry, .path = at + "/name", .typed = Typed::name}},
      {"admin.questions.entry.number", {.page = Page::entry, .path = at + "/maxLength", .typed = Typed::number}},
      {"admin.questions.pick", {.page = Page::pick, .path = "/pages/0/elements/0/surveyRole"}},
      {"admin.questions.items", {.page = Page::items, .path = "/pages/1/elements/0/choices"}},
      {"admin.questions.check-type", {.page = Page::check_type, .path = at + "/validators"}},
      {"admin.questions.rule", {.page = Page::rule, .path = at + "/visibleIf"}},
      {"admin.questions.condition", {.page = Page::condition, .path = at + "/visibleIf"}},
      {"admin.questions.condition.between", {.page = Page::condition, .path = at + "/visibleIf"}},
      {"admin.questions.names", {.page = Page::names, .path = at + "/visibleIf"}},
      {"admin.questions.more", {.page = Page::more}},
      {"admin.questions.preview", {.page = Page::preview}},
      {"admin.questions.preview.tall", {.page = Page::preview}},
      {"admin.questions.publish", {.page = Page::publish}},
      {"admin.questions.publish.done", {.page = Page::publish}},
      {"admin.questions.history", {.page = Page::history}},
      {"admin.questions.revision", {.page = Page::revision, .index = 1}},
      {"admin.questions.files", {.page = Page::files}},
      {"admin.questions.code", {.page = Page::code}}};
  return all;
}

void begin(QuestionsScene& scene, const std::string& name, const std::string& language, const std::string& who,
           const ui::Ui& ui) {
  Draft survey = sample_survey(ui, language);
  QuestionsState& state = scene.state;
  state.language = language;
  scene.material = sample_material(ui, survey, who);
  state.plan = scene.material.plan;
  const auto place = places().find(name);
  if (place == places().end()) return;
  if (name == "admin.questions.condition.between")
    survey = with(std::move(survey), place->second.path, "{score1} >= 0 and {score1} <= 6");
  state.survey = "nps";
  state.published = without(survey, {1, 2});
  state.editing = Editing(state.published);
  state.editing.apply(survey);
  state.way.push_back({.page = Page::list});
  state.way.push_back(place->second);
  state.tall = name.ends_with(".tall");
  if (name == "admin.questions.publish") state.note = ui.tr("sample.note");
  if (name.ends_with(".done")) state.publishing = Storing::done;
  if (place->second.page == Page::entry)
    state.typed = place->second.typed == Typed::number ? "500" : name_of(survey, *spot_of_path(place->second.path));
  scene.draft = fresh_draft(state);
  scene.preview.begin(survey.dump(), language);
}

}  // namespace

AdminScenes questions_scenes() {
  AdminScenes out{.names = {"admin.questions"}, .make = {}};
  for (const auto& [name, place] : places()) out.names.push_back(name);
  out.make = [](const std::string& name, const std::string& language, const SampleWords& words) -> DrawAdmin {
    return [name, language, who = words.name, scene = std::shared_ptr<QuestionsScene>()](ui::Ui& ui) mutable {
      if (!scene) {
        scene = std::make_shared<QuestionsScene>();
        begin(*scene, name, language, who, ui);
      }
      const QuestionsPorts ports{.preview = [&scene](ui::Ui& on, const ui::Rect& at) { scene->preview.draw(on, at); }};
      admin::editor::draw(scene->state, scene->material, ports, scene->draft, ui);
    };
  };
  return out;
}

}  // namespace chalkpoint::app
