// The contacts that members left, at the desk: opened with the recovery phrase for a set time by those who may, shown
// one at a time and only while a finger lies on them, and erased for good.
//
// The key itself never comes here: the app holds it while `opening` or `unlocking` stands, and wipes it with them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sync/event/contacts.h"

namespace chalkpoint::desk {

/// Contacts are open to who is at the desk; the event that says so is on the disk.
struct Opening {
  std::optional<std::int64_t> until_mono_ms;  ///< monotonic; nothing: until the desk is left
  event::Signature by;
  std::string key;  ///< event::key_id of the key that was opened
  bool operator==(const Opening&) const = default;
};

/// For how long contacts may be opened, in minutes; 0: until the desk is left.
inline constexpr int kOpeningMinutes[] = {15, 60, 0};

/// The phrase was right, and the event of the opening is on its way to the disk.
struct Unlocking {
  int minutes = 0;
  std::string key;
  event::Uuid act;
};

/// A contact that was asked for.
struct Shown {
  enum class Why { shown, elsewhere, other_key };
  Why why = Why::elsewhere;  ///< elsewhere: its box lies at the hub and at the terminal where it was left
  std::string text;          ///< only when shown
};

/// Something that a member left sealed, as far as it is known without opening it.
struct Left {
  event::Uuid id;  ///< of the event beside which it lies
  std::string code;
  std::string channel;       ///< "phone", "email", "list" (a row of one); empty: the writing of a private note
  std::string key;           ///< event::key_id; empty: not known here
  std::int64_t unix_ms = 0;  ///< when it was left
  bool here = false;         ///< its box lies on this terminal
  bool erased = false;       ///< already
};

/// What the hub has said of the erasures of the last act.
enum class HubWord {
  none,      ///< there is no hub, or was no act
  waiting,   ///< nothing yet
  accepted,  ///< it has all of them, and with that erased its own
  refused,   ///< it set some aside: there nothing is erased by them
};

/// What is looked for to be erased.
struct Wanted {
  bool by_contact = false;  ///< else by the code that the member was shown
  std::string text;
};

/// An erasure under way.
struct Erasing {
  bool by_contact = false;
  bool looking = false;      ///< the app looks for it
  bool found_none = false;   ///< the last look
  bool look_failed = false;  ///< the store could not be read
  std::vector<Left> found;
  /// Of those what is to be erased: what was tapped, and the only one there is. Codes recur over the years, so none of
  /// several is taken for granted.
  std::set<event::Uuid> chosen;
  std::size_t other_key = 0;  ///< contacts that the last look could not open
  bool storing = false;       ///< the app erases it
  bool failed = false;        ///< nothing was erased
  /// What was erased, when, where and by whom, by language; of the last erasure while the desk is open.
  std::map<std::string, std::string> act;
  bool kept = false;  ///< that act lies as a file
};

struct Contacts {
  int minutes = kOpeningMinutes[0];  ///< chosen for the next opening
  std::optional<Opening> opening;
  std::optional<Unlocking> unlocking;
  std::map<event::Uuid, Shown> shown;  ///< asked for since they were opened, by event
  Erasing erasing;
};

// Intents.
struct OpenContacts {};  ///< contacts.open
struct SetMinutes {
  int minutes;
};  ///< contacts.minutes.N
struct AskUnlock {};      ///< contacts.unlock
struct CloseContacts {};  ///< contacts.close
struct Reveal {
  event::Uuid id;
};  ///< contact.show; of a response, while contacts are open
struct AskErase {
  bool by_contact;
};  ///< erase.code, erase.contact
struct ChooseLeft {
  event::Uuid id;
};  ///< erase.XXXXXXXX: chosen, or not any more
struct EraseThem {};  ///< erase.chosen
struct OpenAct {};    ///< erase.act: the last one
struct Unlocked {
  bool right = false;
  std::string key;
};  ///< from the app: the answer about a phrase
struct Revealed {
  event::Uuid id;
  Shown shown;
};  ///< from the app
struct Found {
  std::vector<Left> found;
  bool failed = false;        ///< the store could not be read
  std::size_t other_key = 0;  ///< contacts that could not be opened, by contact alone
};  ///< from the app: what was looked for
struct ErasedKnown {
  std::set<event::Uuid> erased;
};  ///< from the app: everything at the site of which an erasure is known by now
struct Erased {
  std::vector<event::Uuid> erased;         ///< empty: nothing was
  std::map<std::string, std::string> act;  ///< by language
  bool kept = false;                       ///< the act lies as a file
};  ///< from the app

}  // namespace chalkpoint::desk
