// The settings, made into what each part of the terminal takes. Pure. Where nothing was said, what the terminal was
// started with holds.
#pragma once

#include <vector>

#include "kiosk/admin/values.h"
#include "kiosk/desk/hours.h"
#include "kiosk/survey/flow.h"
#include "kiosk/survey/view.h"
#include "kiosk/ui/house.h"

namespace chalkpoint::app {

struct Behaviour {
  std::string club, language = "ru";  ///< the name at the top; what is spoken when nobody has chosen
  bool language_fixed = false;        ///< the command line says what is spoken, and no setting does
  survey::Timing timing;
  desk::OpeningHours hours;
  int call_every_days = 90;
  ui::Comfort comfort;  ///< with which every member begins
  bool calm = false;
  desk::OpeningHours awake{.always = true, .week = {}, .days = {}};
  enum class Attract { voices, done, none } attract = Attract::voices;
  ui::House house;
};

/// `started`: what holds where nothing was said.
Behaviour behaviour_of(const admin::Values& values, const Behaviour& started);
/// Those of the board's voices that drift over the attract screen.
std::vector<survey::Voice> shown_voices(std::vector<survey::Voice> voices, Behaviour::Attract attract);
/// Words that are agreed to when a contact is left, in one language.
struct ConsentWords {
  std::string sentence, full;
};
/// Names them by what they say, so that whoever agreed can be shown what to.
std::string consent_version(const std::string& language, const ConsentWords& words);
/// The club's own where it has some, else the program's.
ConsentWords own_consent(const ui::House& house, const std::string& language, ConsentWords words);

}  // namespace chalkpoint::app
