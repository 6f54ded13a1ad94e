// Draws what a member sees. Changes nothing but the draft; says what the member wants.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/survey/flow.h"
#include "kiosk/ui/page.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::survey {

/// What stands on the attract screen besides the question: a few words, and what may be tapped about them.
struct Card {
  std::string say;               ///< a message
  std::vector<ui::Choice> ways;  ///< with messages as labels
};

/// The club as members know it.
struct Brand {
  std::string name;         ///< "Клуб «Высота»"; empty: no name is shown
  std::size_t waiting = 0;  ///< how many voices wait for the staff: told on the mark they press; 0: nothing
  std::optional<Card> card = {};
};

/// What drifts over the attract screen: what a member wrote on the board and what the club did; `did` empty: only
/// what was written.
struct Voice {
  std::string said, did;
};

/// One frame of the screen that `flow` is on. `voices` are shown in turn.
Intent draw(const Definition& definition, const Flow& flow, Draft& draft, const Brand& brand, ui::Ui& ui,
            std::span<const Voice> voices = {});

/// The attract screen as it will be, without naming the screen; what is tapped but for the card's ways and the
/// languages leads nowhere.
Intent draw_preview(const Definition& definition, const Flow& flow, Draft& draft, const Brand& brand, ui::Ui& ui);

/// One frame of a survey that the staff fill in: the page as a form, the consent, a failure; no attract, no thanks.
/// `name`: the definition's. `by`: who fills it in. Back on the first page and Leave (form.discard) are the app's to
/// act on.
Intent draw_form(const Definition& definition, const Flow& flow, Draft& draft, std::string_view name,
                 std::string_view by, ui::Ui& ui);
/// staff.form.NAME, staff.form.NAME.consent, .failed or .refused.
std::string form_screen_name(std::string_view name, const Flow& flow);

/// How long what is written in answer to `e` may get, in UTF-16 units.
std::size_t length_max(const Definition& definition, const Element& e);

/// What can be tapped among the choices of the definition, by value.
std::map<std::string, std::string> choice_labels(const Definition& definition, std::string_view language);
/// What its questions ask, by their names; those without a title are left out.
std::map<std::string, std::string> question_titles(const Definition& definition, std::string_view language);
/// The values of its choices, as the survey orders them.
std::vector<std::string> choice_values(const Definition& definition);

/// The name of the screen that draw() shows: attract, consent, saving, thanks, save_failed, refused, off, still_here,
/// or page.NAME.
std::string screen_name(const Definition& definition, const Flow& flow);

}  // namespace chalkpoint::survey
