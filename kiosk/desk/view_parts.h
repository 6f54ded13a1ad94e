// What the desk's screens share.
#pragma once

#include <functional>
#include <string>

#include "kiosk/desk/view.h"

namespace chalkpoint::desk {

struct Scene {
  const State& state;
  const Around& around;
  Draft& draft;
  ui::Ui& ui;
  Intent intent;
};

/// What stands at the left of the bar.
enum class BarLeft { lock, back };
/// The bar: the way back or a lock, a title, the languages, the way out. `tight`: lower, where a keyboard needs room.
Intent draw_bar(const State& state, ui::Ui& ui, ui::Rect& area, const std::string& title, BarLeft left = BarLeft::lock,
                bool tight = false);

/// A strip above the foot that says when the last act could not be written, with `retry`, or never can be as it was;
/// cuts it off `area`.
void draw_failure(Scene& scene, ui::Rect& area);

/// Buttons in rows as they fit; returns the height. `draws` false: measures only.
struct Choice {
  std::string id, label;
  ui::Button look;
  Intent intent;
};
float draw_choices(Scene& scene, const std::vector<Choice>& choices, const ui::Rect& at, bool draws = true,
                   float high_mm = 16);

/// As much as stands in so many lines, with an ellipsis where there is more.
void draw_lines(ui::Ui& ui, const std::string& text, const ui::Rect& at, ui::Type type, std::size_t most,
                ui::Color color);
/// Lower ones at the top of `area`, which they are cut off: where much is to be chosen from; nothing without a choice.
void draw_rows(Scene& scene, const std::vector<Choice>& choices, ui::Rect& area);
/// The strip of the desk's sections at the top of `area`, which it is cut off.
void draw_sections(Scene& scene, ui::Rect& area);

/// Cards in one column or two, as the shape has room, scrolled; `draw_one(i, rect)` for those that can be seen.
void draw_list(Scene& scene, const ui::Rect& area, std::size_t count, float high,
               const std::function<void(std::size_t, const ui::Rect&)>& draw_one);
/// Whether who is at the desk may see this screen: what they may not is not offered.
bool may_see(const State& state, Screen screen);

/// Whether an answer, or what was done, is begun on this note and not sent.
bool is_begun(const Care& care, const event::Uuid& note);
/// The opened note; null when it is not among the notes.
const Item* opened(const Scene& scene);
/// Where a voice was heard, in words.
std::string touchpoint_label(const std::string& touchpoint, const ui::Ui& ui);
/// Opens one of the staff's own forms, which is heard where its name says.
OpenForm open_intent(const std::string& form);
/// A line that says that a form was stored, right after it was; cuts it off `area`.
void draw_recorded(Scene& scene, ui::Rect& area);
/// "note.1234abcd.open"
std::string open_id(const event::Uuid& note);
/// A drawing's or a text's first words, for a line.
std::string excerpt(const Item& item, const ui::Ui& ui);
/// What the staff must know of it: waits and why, hidden and why, in work, done.
std::string standing(const Item& item, const ui::Ui& ui);
/// Name, when, support.
std::string about(const Scene& scene, const Item& item);

/// A private note that the phrase opened; null while it is covered.
const Reading* reading_of(const Care& care, const event::Uuid& id);
/// Why it cannot be read here.
std::string cover(const Care& care, const Confidence& one, const ui::Ui& ui);
void draw_reading(Scene& scene, const Reading& reading, const ui::Rect& inside);
float reading_height(const Scene& scene, const Reading& reading, float wide);

void draw_queue(Scene& scene);     ///< Screen::queue: what waits.
void draw_more(Scene& scene);      ///< Screen::sections: the other ones.
void draw_voice(Scene& scene);     ///< Screen::voice: a response or a private note of it.
void draw_prepared(Scene& scene);  ///< Screen::prepared: answers to begin from.
void draw_forms(Scene& scene);     ///< Screen::forms: the staff's own, to fill in.
void draw_care(Scene& scene);      ///< Screen::care: the list.
void draw_note(Scene& scene);      ///< Screen::note: one of it.
void draw_hide(Scene& scene);      ///< Screen::hide: which reason.
void draw_until(Scene& scene);     ///< Screen::until: which day.
void draw_typing(Scene& scene);    ///< The screens on which something is typed.
void draw_journal(Scene& scene);   ///< Screen::journal.
void draw_who(Scene& scene);       ///< Screen::who: whose PIN.
void draw_people(Scene& scene);    ///< Screen::people: who is enlisted.
void draw_person(Scene& scene);    ///< Screen::person: one of them.
void draw_secret(Scene& scene);    ///< Screen::secret: a new PIN, shown once.

}  // namespace chalkpoint::desk
