// What the pages of the editor share, and the list of the surveys.
#include "kiosk/admin/view_questions.h"

#include <algorithm>

#include "kiosk/ui/text.h"

namespace chalkpoint::admin::editor {

using ui::Button;
using ui::Choice;
using ui::Icon;
using ui::Look;
using ui::Rect;

namespace {

constexpr std::array<void (*)(QuestionsScene&), 23> kPages = {
    draw_surveys,    draw_plan,    draw_turn,      draw_turn_survey, draw_question_list, draw_add,
    draw_settings,   draw_texts,   draw_languages, draw_typed,       draw_pick,          draw_items,
    draw_check_type, draw_rule,    draw_condition, draw_names,       draw_more,          draw_preview,
    draw_publish,    draw_history, draw_revision,  draw_files,       draw_code};

std::string survey_words(const QuestionsScene& scene, const SurveyBrief& survey) {
  const ui::Ui& ui = scene.ui;
  std::string out = ui.tr(survey.asked ? "edit.asked" : survey.form ? "edit.form" : "edit.waits");
  out += " · " + ui::filled(ui.tr("edit.revision"), "n", std::to_string(survey.ordinal));
  const auto draft = scene.material.drafts.find(survey.survey);
  if (draft != scene.material.drafts.end()) out += " · " + ui::filled(ui.tr("edit.begun"), "who", draft->second.by);
  return out;
}

}  // namespace

QuestionsIntent draw(const QuestionsState& state, const Material& material, const QuestionsPorts& ports,
                     QuestionsDraft& draft, ui::Ui& ui) {
  const Where& at = state.at();
  // Another depth of the same page is another screen for the fingers, and so is what was changed on it.
  ui.screen(questions_screen_name(state), state.way.size() * 1'000'003 + state.editing.version() + at.index * 7 +
                                              state.typed.size() + (state.tall ? 1 : 0) + (state.removing ? 2 : 0));
  QuestionsScene scene{state, material, ports, draft, ui, Stay{}};
  kPages.at(static_cast<std::size_t>(at.page))(scene);
  return scene.intent;
}

void take_bar(QuestionsScene& scene, ui::BarTap tap) {
  scene.intent = ui::bar_intent<SpeakIn>(tap, scene.intent, GoBack{}, Leave{.to_members = true});
}

Rect begin_page(QuestionsScene& scene, const std::string& title, bool tight) {
  Rect area = scene.ui.area().inset(scene.ui.mm(8), scene.ui.mm(4));
  take_bar(scene, ui::draw_bar(scene.ui, area, {.title = title, .language = scene.state.language, .tight = tight}));
  if (!scene.state.said.empty())
    draw_say(scene, area, ui::filled(scene.ui.tr(scene.state.said), "what", scene.state.said_of),
             scene.ui.theme().mint);
  return area;
}

void draw_say(QuestionsScene& scene, Rect& area, const std::string& say, ui::Color color) {
  ui::Ui& ui = scene.ui;
  const float high = ui.height(say, ui::kSmall, area.w);
  ui.text(area.cut_top(high, ui.mm(3)), say, ui::kSmall, color);
}

ui::Tapped draw_foot(QuestionsScene& scene, std::span<const Choice> choices, Rect& area) {
  constexpr float kHighMm = 14;
  ui::Ui& ui = scene.ui;
  const float high = ui::draw_choices(ui, choices, area, false, kHighMm).height;
  return ui::draw_choices(ui, choices, area.cut_bottom(high, ui.mm(3)), true, kHighMm).tapped;
}

float card_height(const ui::Ui& ui) {
  return ui.line_height(ui::kSmall) + ui.line_height(ui::kButton) + ui.mm(7);
}

bool draw_card(ui::Ui& ui, const Rect& at, const Card& card) {
  const bool tapped = ui.touch_area(card.id, card.label, at, true);
  ui.fill(at, ui.is_pressed(at) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
  if (card.chosen) ui.outline(at, ui.theme().chalk, ui.mm(0.6F), ui.mm(3));
  Rect inside = at.inset(ui.mm(5), ui.mm(3));
  if (card.icon != Icon::none) {
    const float side = ui.mm(7);
    const Rect place = inside.cut_left(side, ui.mm(4));
    ui.icon(card.icon, {place.x, at.centre().y - side / 2, side, side}, ui.theme().muted);
  }
  Rect above = inside.cut_top(ui.line_height(ui::kSmall), ui.mm(1));
  if (!card.worry.empty()) {
    const float wide = std::min(above.w * 0.6F, ui.width(card.worry, ui::kSmall) + ui.mm(1));
    ui::draw_lines(ui, card.worry, above.cut_right(wide + ui.width("…", ui::kSmall), ui.mm(2)), ui::kSmall, 1,
                   ui.theme().yellow);
  }
  ui::draw_lines(ui, card.label, above, ui::kSmall, 1, ui.theme().muted);
  ui::draw_lines(ui, card.value, inside, ui::kButton, 1, ui.theme().chalk);
  return tapped;
}

// The worst of it in one line; nothing to worry about is said as well.
void draw_strip(QuestionsScene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const auto& fault = scene.material.fault;
  const auto open = fault ? std::vector<Worry>() : worries(scene.survey());
  const Rect at = area.cut_top(ui.mm(12.5F), ui.mm(3));
  std::string say = ui.tr("edit.well");
  ui::Color color = ui.theme().mint;
  Where there{.page = Page::settings};
  if (fault) {
    say = fault_words(scene, *fault);
    color = ui.theme().coral;
    const auto spot = spot_of_place(fault->place);
    there.path = spot ? path_of(*spot) : "";
  } else if (!open.empty()) {
    const Worry& first = open.front();
    const bool unknown = first.kind == Worry::Kind::unknown_name;
    say = unknown ? ui::filled(ui.tr("edit.worry.name"), "name", first.what) : ui.tr("edit.worry.missing", open.size());
    color = ui.theme().yellow;
    there = unknown ? Where{.page = Page::rule, .path = first.path} : Where{.page = Page::languages};
  }
  const bool leads = fault || !open.empty();
  if (leads && ui.touch_area("edit.problem", say, at, true)) scene.intent = Go{there};
  ui.fill(at, leads && ui.is_pressed(at) ? ui.theme().pressed : ui.theme().fill.faded(0.6F), ui.mm(3));
  ui.fill({at.x, at.y, ui.mm(2), at.h}, color, ui.mm(1));
  Rect inside = at.inset(ui.mm(5), 0);
  if (leads) {
    const Rect place = inside.cut_right(ui.mm(6), ui.mm(2));
    ui.icon(Icon::next, {place.x, at.centre().y - ui.mm(3), ui.mm(6), ui.mm(6)}, ui.theme().muted);
  }
  const float line = ui.line_height(ui::kSmall);
  ui::draw_lines(ui, say, {inside.x, at.centre().y - line / 2, inside.w, line}, ui::kSmall, 1, color);
}

void draw_surveys(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("admin.questions"));
  const Choice foot[] = {
      {"edit.new", ui.tr("edit.new"), {.look = Look::outline, .icon = Icon::plus, .again = true}},
      {"edit.plan", ui.tr("edit.plan"), {.look = Look::outline, .icon = Icon::clock, .again = true}},
      {"edit.import", ui.tr("edit.import"), {.look = Look::outline, .icon = Icon::disk, .again = true}}};
  if (const auto tapped = draw_foot(scene, foot, area)) {
    const Where places[] = {{.page = Page::entry, .typed = Typed::title}, {.page = Page::plan}, {.page = Page::files}};
    scene.intent = Go{places[*tapped]};
  }
  if (scene.material.plan.off) draw_say(scene, area, ui.tr("edit.plan.stopped"), ui.theme().yellow);
  auto surveys = scene.material.surveys;
  for (const auto& [name, draft] : scene.material.drafts) {  // begun, and never published
    const bool there = std::ranges::any_of(surveys, [&](const SurveyBrief& one) { return one.survey == name; });
    if (there) continue;
    const auto read = read_draft(draft.definition);
    surveys.push_back({.survey = name,
                       .title = read ? any_text_at(*read, "/title", scene.state.language) : name,
                       .ordinal = 0,
                       .unreadable = {}});
  }
  ui::draw_list(ui, area, surveys.size(), ui::option_height(ui), [&](std::size_t i, const Rect& place) {
    const SurveyBrief& one = surveys[i];
    std::string say = one.unreadable.empty() ? survey_words(scene, one) : ui.tr("edit.unreadable");
    if (one.ordinal == 0) say = ui.tr("edit.unpublished");
    const ui::Option option{.id = "survey." + one.survey,
                            .label = one.title.empty() ? one.survey : one.title,
                            .say = std::move(say),
                            .chosen = one.asked};
    if (ui::draw_option(ui, place, option)) scene.intent = OpenSurvey{one.survey};
  });
}

std::string title_at(const QuestionsScene& scene, const std::string& path) {
  const std::string title = any_text_at(scene.survey(), path + "/title", scene.state.language);
  if (!title.empty()) return title;
  if (subject_of(path) == Subject::page) {
    const auto spot = spot_of_path(path);
    return ui::filled(scene.ui.tr("edit.page"), "n", std::to_string(spot ? spot->page + 1 : 1));
  }
  return path.empty() ? scene.state.survey : word_at(scene.survey(), path + "/name");
}

std::string property_words(const ui::Ui& ui, const std::string& property) {
  return ui.tr("edit." + property);
}

std::string fault_words(const QuestionsScene& scene, const Fault& fault) {
  const ui::Ui& ui = scene.ui;
  const auto spot = spot_of_place(fault.place);
  std::string property = fault.place.substr(fault.place.rfind('.') + 1);
  property = property.substr(0, property.find('['));
  constexpr std::array<std::string_view, 12> kKnown = {"choices", "visibleIf",  "requiredIf",         "expression",
                                                       "regex",   "name",       "defaultValue",       "min",
                                                       "rateMin", "surveyRole", "minSelectedChoices", "pages"};
  const bool known = std::ranges::find(kKnown, property) != kKnown.end();
  std::string say = known ? ui.tr("edit.fault." + property) : ui::filled(ui.tr("edit.fault"), "what", fault.what);
  if (spot && spot->question && find(scene.survey(), path_of(*spot)) != nullptr)
    say = ui::filled(ui.tr("edit.fault.at"), "question", title_at(scene, path_of(*spot))) + " " + say;
  return say;
}

}  // namespace chalkpoint::admin::editor
