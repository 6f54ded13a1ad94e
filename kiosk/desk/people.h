// The people of the site at the desk: who signs in, each with a PIN of their own, and, for those who may, enlisting,
// new PINs, roles and dismissal. While nobody is enlisted the terminal's own PIN opens the desk as the owner's.
#pragma once

#include <optional>
#include <string>

#include "sync/event/people.h"

namespace chalkpoint::desk {

/// What is being done to people; forgotten with the desk.
struct Keeping {
  std::optional<event::Uuid> opened;       ///< the person on the screen
  std::string role = "staff";              ///< of who is being enlisted
  std::optional<event::Person> wanted;     ///< a PIN is being made for them
  std::optional<event::Uuid> first;        ///< whom this session enlisted while there was nobody
  bool failed = false;                     ///< none could be made
  bool name_taken = false;                 ///< what was typed last is the name of somebody enlisted
  std::string pin;                         ///< made just now, shown this once; gone with its screen
  std::optional<event::Person> dismissed;  ///< the last one, to be taken back
};

// Intents.
struct Known {
  std::vector<event::Person> people;
  bool all = true;  ///< false: there may be more, they are still being read
};  ///< from the app: who is enlisted now
struct ChooseMe {
  event::Uuid person;
};  ///< who.XXXXXXXX
struct OpenPeople {};  ///< people.open
struct OpenPerson {
  event::Uuid person;
};  ///< person.XXXXXXXX.open
struct AskName {};   ///< people.add
struct NewPin {};    ///< person.pin
struct Dismiss {};   ///< person.dismiss
struct TakeBack {};  ///< people.undo
struct PinMade {
  std::string pin, hashed;
};  ///< from the app; both empty: it could not be made
struct AskRegain {};  ///< pin.phrase
struct Regained {
  bool right;
};  ///< from the app: the answer about a phrase
struct Unlock {
  event::Uuid person;
};  ///< person.XXXXXXXX.unlock

}  // namespace chalkpoint::desk
