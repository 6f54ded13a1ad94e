// What the screens of a survey share: the place they stand on, the bar above, drawings by group.
#pragma once

#include "kiosk/survey/view.h"
#include "kiosk/ui/stage.h"

namespace chalkpoint::survey {

/// What differs where the staff fill in the survey.
struct FormScene {
  std::string_view name;  ///< the definition's: names the screens
  std::string_view by;    ///< who fills it in
};

/// What is on the screen and where the intent goes; every part of a view works on one.
struct Scene {
  const Definition& definition;
  const Flow& flow;
  Draft& draft;
  const Brand& brand;
  std::span<const Voice> voices;
  ui::Ui& ui;
  Intent intent;
  const FormScene* form = nullptr;  ///< null: a member answers
};

enum class BarLeft { brand, back, nothing };
/// Draws the bar of the screen, cuts it off `area`: above, or with low reach below. `tight`: no higher than it must be.
void draw_bar(Scene& scene, ui::Rect& area, BarLeft left, bool tight = false);

/// The bar where the staff fill in: the way back, what is filled in, who does. draw_bar() does this of itself there.
void draw_form_bar(Scene& scene, ui::Rect& area);

/// The voice whose turn it is, in `area`; false: there is no room for one of them. Moves for a blink every eight
/// seconds, never with calm.
bool draw_voices(Scene& scene, const ui::Rect& area);

void draw_attract(Scene& scene);      ///< the first page, live
void draw_page(Scene& scene);         ///< a page of questions
void draw_consent(Scene& scene);      ///< the full text of the consent
void draw_saving(Scene& scene);       ///< until the journal answers
void draw_thanks(Scene& scene);       ///< with the code
void draw_still_here(Scene& scene);   ///< over what was there
void draw_save_failed(Scene& scene);  ///< all is kept; offers retry
void draw_refused(Scene& scene);      ///< no answers can be taken
void draw_off(Scene& scene);          ///< nothing is asked: the board alone

/// What stands on a choice: its text, or its value where the author gave none.
inline std::string choice_label(const Run& run, const Choice& choice) {
  const std::string text = run.text(choice.text);
  return text.empty() ? to_text(choice.value) : text;
}
/// Height of a rating's rates and end labels in `width`.
float rating_height(const ui::Ui& ui, const Element& element, std::size_t rates, float width);
void draw_rating(Scene& scene, const Element& element, const ui::Rect& at);

/// Lines on which words are written; a touch on them opens the keyboard, another one moves the caret.
void draw_field(Scene& scene, const Element& element, const std::string& data_name, const LocalText& placeholder,
                const ui::Rect& at);
/// Cuts the place of the keyboard off the foot of `area`; the place reaches from side to side.
ui::Rect cut_keyboard(const ui::Ui& ui, ui::Rect& area);
/// The keyboard that writes into the field that has the focus, a question `e`'s; "done" on it closes the keyboard.
void write_on_keyboard(Scene& scene, const Element& e, const ui::Rect& place);
/// The pad on which the telephone number `e` is typed.
void write_on_pad(Scene& scene, const Element& e, const ui::Rect& place);
/// The choices of a radiogroup or checkbox in rows of that height, as many as their words need. `again`: a tap leaves
/// one on the page.
float choices_height(const Scene& scene, const Element& e, float width, float row_px);
void draw_choices(Scene& scene, const Element& e, const ui::Rect& at, float row_px, bool again);
/// Yes and no, side by side.
void draw_yes_no(Scene& scene, const Element& e, const ui::Rect& at);
/// A telephone number in its mask; it is typed on the pad.
void draw_phone(Scene& scene, const Element& element, const ui::Rect& at);
/// What is agreed to by leaving a contact, in one sentence, and the whole of it a tap away. Draws, or only measures;
/// returns the height.
float consent_notice(Scene& scene, const ui::Rect& at, bool draws);

}  // namespace chalkpoint::survey
