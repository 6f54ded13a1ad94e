// What the desk's screens share.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/desk/places.h"
#include "kiosk/desk/view.h"
#include "kiosk/ui/page.h"

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
  bool hides = false;  ///< the label is somebody's name or words: it stays out of the register of touch targets, a file
};
float draw_choices(Scene& scene, const std::vector<Choice>& choices, const ui::Rect& at, bool draws = true,
                   float high_mm = 16);

/// Buttons in rows of at most `columns`, each row across the whole width; returns the height.
float draw_grid(Scene& scene, std::span<const Choice> some, const ui::Rect& at, std::size_t columns, bool draws);
/// What comes next, the `first` ones, where that is clear, across the whole width; the rest in a grid below; returns
/// the height.
float draw_actions(Scene& scene, const std::vector<Choice>& actions, ui::Rect at, bool draws, std::size_t first = 1);
/// A screen with a question and buttons under it.
void draw_question(Scene& scene, const char* title, const char* question, const std::vector<Choice>& answers);
/// One of a few things to choose from, with a line or two about it.
struct Option {
  std::string id, label, say;
  bool chosen = false;
  Intent intent;
  std::string named = {};  ///< for the register of touch targets, where the label is somebody's name; empty: the label
};
void draw_option(Scene& scene, const Option& option, const ui::Rect& place);
/// A screen with a question and such options under it; without a question, nothing over them.
void draw_options(Scene& scene, const std::string& title, const std::string& question,
                  const std::vector<Option>& options);
/// A day so many days from today, YYYY-MM-DD.
std::string day_ahead(const Status& status, int days);

/// Lower ones at the top of `area`, which they are cut off: where much is to be chosen from; nothing without a choice.
void draw_rows(Scene& scene, const std::vector<Choice>& choices, ui::Rect& area);
/// The strip of the desk's sections at the top of `area`, which it is cut off.
void draw_sections(Scene& scene, ui::Rect& area);

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
/// The same without the name.
std::string known(const Scene& scene, const Item& item);
/// Of a response: whether a contact was left, and, while contacts are open to who may see them, the way to it. Returns
/// the height; `draws` false: measures only.
float draw_contact(Scene& scene, const event::Voice& voice, const ui::Rect& at, bool draws);
/// The contact itself under dust, once it was asked for; 0 high before.
float draw_shown_contact(Scene& scene, const event::Voice& voice, const ui::Rect& at, bool draws);

/// A private note that the phrase opened; null while it is covered.
const Reading* reading_of(const Care& care, const event::Uuid& id);
/// The response on the screen, among those of the queue and of the cases; null for anything else.
const event::Voice* opened_voice(const Scene& scene);
/// The private note on the screen; null for anything else.
const Confidence* opened_confidence(const Scene& scene);
/// What was written or said about which something is typed or done; empty for a drawing and for what is covered.
std::string opened_words(const Scene& scene);
/// How a prepared answer speaks of what is to be filled in.
PlaceWords place_words(const ui::Ui& ui);
/// What the survey calls a value; the value itself when it knows no such.
std::string label_of(const Notes& notes, const std::string& value);

/// What somebody did, in words, without who and when.
std::string told(const Scene& scene, const event::Step& step);
/// Everything that was done about the opened item, the newest first, measured or drawn from the top of `at`; returns
/// the height.
float draw_history(Scene& scene, const ui::Rect& at, bool draws);
/// The last of what others did about it since it was opened here; empty when nobody did.
std::string news_words(const Scene& scene);
/// A strip above the foot with it; cuts it off `area`.
void draw_news(Scene& scene, ui::Rect& area);

/// The case of the opened item in a few tiles, or the way to open one; measured or drawn; returns the height, 0 for a
/// role that may not see it.
float draw_case_block(Scene& scene, const ui::Rect& at, bool draws);
/// The way from an item's page to its case; nothing without one.
std::vector<Choice> ways_to_case(const Scene& scene);
/// The name of a person, also of one who is not there any more.
std::string person_name(const Scene& scene, const event::Uuid& id);

/// A card of the queue or of the cases, and how high it is.
/// What the kinds of the queue are called in targets and messages.
const std::array<const char*, kKinds>& kind_names();
void draw_waiting(Scene& scene, const Waiting& item, const ui::Rect& card, bool as_case);
float waiting_height(const ui::Ui& ui);

/// Why it cannot be read here.
std::string cover(const State& state, const Confidence& one, const ui::Ui& ui);
void draw_reading(Scene& scene, const Reading& reading, const ui::Rect& inside);
float reading_height(const Scene& scene, const Reading& reading, float wide);

void draw_queue(Scene& scene);          ///< Screen::queue: what waits.
void draw_filter(Scene& scene);         ///< Screen::filter: whose, and of which department.
void draw_cases(Scene& scene);          ///< Screen::cases: the open ones, or the resolved ones.
void draw_dossier(Scene& scene);        ///< Screen::dossier: one of them.
void draw_case_question(Scene& scene);  ///< The screens on which something of a case is chosen.
void draw_more(Scene& scene);           ///< Screen::sections: the other ones.
void draw_report(Scene& scene);         ///< Screen::report: what some days come to.
void draw_voice(Scene& scene);          ///< Screen::voice: a response or a private note of it.
void draw_prepared(Scene& scene);       ///< Screen::prepared: answers to begin from.
void draw_forms(Scene& scene);          ///< Screen::forms: the staff's own, to fill in.
void draw_care(Scene& scene);           ///< Screen::care: the list.
void draw_note(Scene& scene);           ///< Screen::note: one of it.
void draw_hide(Scene& scene);           ///< Screen::hide: which reason.
void draw_until(Scene& scene);          ///< Screen::until: which day.
void draw_typing(Scene& scene);         ///< The screens on which something is typed.
void draw_journal(Scene& scene);        ///< Screen::journal.
void draw_who(Scene& scene);            ///< Screen::who: whose PIN.
void draw_people(Scene& scene);         ///< Screen::people: who is enlisted.
void draw_person(Scene& scene);         ///< Screen::person: one of them.
void draw_secret(Scene& scene);         ///< Screen::secret: a new PIN, shown once.
void draw_contacts(Scene& scene);       ///< Screen::contacts: whether they are open, and who had them open.
void draw_erasing(Scene& scene);        ///< Screen::erasing: what is to be erased.
void draw_act(Scene& scene);            ///< Screen::act: what was.

}  // namespace chalkpoint::desk
