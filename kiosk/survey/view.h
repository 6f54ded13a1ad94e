// Draws what a member sees. Changes nothing but the draft; says what the member wants.
#pragma once

#include <map>
#include <span>
#include <string>

#include "kiosk/survey/flow.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::survey {

/// The club as members know it.
struct Brand {
  std::string name;         ///< "Клуб «Высота»"; empty: no name is shown
  std::size_t waiting = 0;  ///< how many voices wait for the staff: told on the mark they press; 0: nothing
};

/// What drifts over the attract screen: what a member wrote on the board and what the club did; `did` empty: only
/// what was written.
struct Voice {
  std::string said, did;
};

/// One frame of the screen that `flow` is on. `voices` are shown in turn.
Intent draw(const Definition& definition, const Flow& flow, Draft& draft, const Brand& brand, ui::Ui& ui,
            std::span<const Voice> voices = {});

/// What can be tapped among the choices of the definition, by value.
std::map<std::string, std::string> choice_labels(const Definition& definition, std::string_view language);

/// The name of the screen that draw() shows: attract, consent, saving, thanks, save_failed, refused, still_here, or
/// page.NAME.
std::string screen_name(const Definition& definition, const Flow& flow);

}  // namespace chalkpoint::survey
