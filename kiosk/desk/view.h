// Draws the staff screens: the PIN pad, the state of the terminal, the care of the board and the people.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "kiosk/desk/desk.h"
#include "kiosk/desk/hours.h"
#include "kiosk/ui/facts.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::desk {

/// How the board writes, lent by the app: the desk shows notes as they stand there.
struct Hand {
  std::function<ui::Color(const ui::Theme&, int colour)> colour;
  /// A drawing fitted into the rectangle; `key` names the note.
  std::function<void(ui::Ui&, std::string_view strokes, const ui::Rect&, std::string_view key)> drawing;
};

/// What is on a screen besides its state.
struct Around {
  const Notes& notes;
  const Hand& hand;
  const WaitClock& clock;
  const Reported* reported = nullptr;  ///< null: nothing was read yet
};

/// One frame of the screen that `state` is on. Changes nothing but the draft.
Intent draw(const State& state, const Around& around, Draft& draft, ui::Ui& ui);

/// How the terminal stands: delivery, what waits, the disk, whose it is, in this order.
std::vector<ui::Fact> status_facts(const Status& status, const ui::Ui& ui);

/// staff.who, staff.pin, staff.queue, staff.sections, staff.report, staff.voice, staff.status, staff.people,
/// staff.person, staff.enlist, staff.secret, staff.care, staff.note, staff.hide, staff.until, staff.reply, staff.did,
/// staff.sign, staff.journal, staff.phrase, staff.search, staff.forms, staff.prepared, staff.prepare,
/// staff.prepare.title, staff.filter, staff.cases, staff.case, staff.contacts, staff.unlock, staff.erase,
/// staff.erasing, staff.act or, of what is asked about a case, staff.case.WORD; staff.calls, staff.renewals,
/// staff.promoters, staff.call, staff.promoter, staff.import, staff.sheet, staff.client or staff.client.phone.
std::string_view screen_name(const State& state);

}  // namespace chalkpoint::desk
