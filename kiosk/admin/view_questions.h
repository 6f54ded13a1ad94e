// Draws the part of the administration in which the questions are changed. Changes nothing but the draft; says what is
// wanted.
#pragma once

#include <functional>

#include "kiosk/admin/questions.h"
#include "kiosk/ui/page.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::admin::editor {

/// What the views cannot draw by themselves.
struct QuestionsPorts {
  /// The survey as the member sees it, within that place.
  std::function<void(ui::Ui&, const ui::Rect&)> preview;
};

/// One frame of the page that the state is on.
QuestionsIntent draw(const QuestionsState& state, const Material& material, const QuestionsPorts& ports,
                     QuestionsDraft& draft, ui::Ui& ui);

/// What is on the screen and where the intent goes; every part of the view works on one.
struct QuestionsScene {
  const QuestionsState& state;
  const Material& material;
  const QuestionsPorts& ports;
  QuestionsDraft& draft;
  ui::Ui& ui;
  QuestionsIntent intent;

  const Draft& survey() const { return state.draft(); }
  const Where& at() const { return state.at(); }
};

// The pages, by what they are about.
void draw_surveys(QuestionsScene& scene);
void draw_plan(QuestionsScene& scene);
void draw_turn(QuestionsScene& scene);
void draw_turn_survey(QuestionsScene& scene);
void draw_question_list(QuestionsScene& scene);
void draw_add(QuestionsScene& scene);
void draw_settings(QuestionsScene& scene);
void draw_items(QuestionsScene& scene);
void draw_pick(QuestionsScene& scene);
void draw_check_type(QuestionsScene& scene);
void draw_texts(QuestionsScene& scene);
void draw_languages(QuestionsScene& scene);
void draw_typed(QuestionsScene& scene);
void draw_rule(QuestionsScene& scene);
void draw_condition(QuestionsScene& scene);
void draw_names(QuestionsScene& scene);
void draw_more(QuestionsScene& scene);
void draw_preview(QuestionsScene& scene);
void draw_publish(QuestionsScene& scene);
void draw_history(QuestionsScene& scene);
void draw_revision(QuestionsScene& scene);
void draw_files(QuestionsScene& scene);
void draw_code(QuestionsScene& scene);

// What they share.
/// The area of the page below its bar.
ui::Rect begin_page(QuestionsScene& scene, const std::string& title, bool tight = false);
/// What the bar said.
void take_bar(QuestionsScene& scene, ui::BarTap tap);
/// A row of buttons at the foot of `area`, which they are cut off.
ui::Tapped draw_foot(QuestionsScene& scene, std::span<const ui::Choice> choices, ui::Rect& area);
/// What is wrong, or that nothing is: a strip cut off the top of `area`; a tap leads there.
void draw_strip(QuestionsScene& scene, ui::Rect& area);
/// A card with what it is called above what it is; whether it was tapped. `worry`: in yellow behind it.
struct Card {
  std::string id, label, value;
  std::string worry = {};
  bool chosen = false;
  ui::Icon icon = ui::Icon::none;
};
float card_height(const ui::Ui& ui);
bool draw_card(ui::Ui& ui, const ui::Rect& at, const Card& card);
/// A sentence of its own at the top of `area`, cut off it.
void draw_say(QuestionsScene& scene, ui::Rect& area, const std::string& say, ui::Color color);

// Words.
/// The question's or page's title in the spoken language, else in any, else its name.
std::string title_at(const QuestionsScene& scene, const std::string& path);
/// A condition as people say it: "«Оценка» — не больше 6".
std::string row_words(const QuestionsScene& scene, const Condition& row);
/// The whole expression in words, or as it stands.
std::string rule_words(const QuestionsScene& scene, const std::string& expression);
/// What a fault of the engine means.
std::string fault_words(const QuestionsScene& scene, const Fault& fault);
/// What is called so in the definition: the message edit.PROPERTY.
std::string property_words(const ui::Ui& ui, const std::string& property);
/// The words for a time of the history, near or far.
std::string time_words(const QuestionsScene& scene, const std::string& rfc3339);

}  // namespace chalkpoint::admin::editor
