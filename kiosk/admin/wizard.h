// The first start of a terminal, step by step. The view draws a const State and returns an Intent; update is pure; the
// app stores what a step came to, and says when it is on the disk.
//
// What must hold whenever the power goes, so that the terminal is as it was before a step or as it is after it:
//   * One step is one commit. The mark of where one was is written after it, so that it never names a step whose
//     predecessor is not stored; a step that comes again finds what was stored and stores nothing twice.
//   * No secret takes effect before somebody has shown that it is on paper. Key, phrase and PIN live in memory until
//     the phrase's groups, or the PIN, were typed back; only then the key is kept, or the owner enlisted. Without that
//     proof there is nothing on the disk, and the next time another secret is made.
//   * No step takes anything away: a key that was there before stays beside the new one and opens what was sealed to
//   it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/ui/page.h"
#include "kiosk/ui/qr.h"

namespace chalkpoint::admin::wizard {

/// What is asked, in this order.
enum class Step { language, hub, club, look, hours, owner, key, preview };
inline constexpr std::array<std::string_view, 8> kSteps = {"language", "hub",   "club", "look",
                                                           "hours",    "owner", "key",  "preview"};
/// Nothing for a name that is none.
std::optional<Step> step_of(std::string_view name);

/// What fills the screen; some steps have several.
enum class Page {
  language,
  hub,
  club,
  look,
  logo,
  hours,
  owner,      ///< the name
  pin,        ///< shown
  pin_again,  ///< typed back
  key_there,  ///< the terminal has a key already
  key,        ///< phrase shown
  prove,      ///< groups of it typed back
  preview
};
Step step_of(Page page);

/// Secrets while they are only in memory. The app keeps them and wipes them; none leads to a register or a log.
struct Secrets {
  std::string pin;       ///< of the owner to be
  std::string phrase;    ///< of the key to be, in groups
  std::string key_name;  ///< of that key, for people
  ui::Qr qr;             ///< of the phrase with the key's name
};
std::vector<std::string> groups(std::string_view phrase);

/// What the terminal knows by now.
struct Known {
  std::string language, club, accent, hours, logo;  ///< as settings; empty: by default
  std::string owner;                                ///< name of one who is enlisted; empty: nobody is
  std::string key_name;                             ///< of the key that contacts are sealed to; empty: there is none
  bool enrolled = false;
};

/// A picture on a stick.
struct Found {
  std::string name;   ///< of the file
  std::string value;  ///< as the setting takes it; empty: it is no picture that does
};

struct State {
  Page page = Page::language;
  std::string language = "ru";
  std::string text;    ///< typed on this page
  std::string digits;  ///< of the PIN typed back
  std::string owner;   ///< the name that was typed
  std::string accent, hours, logo;
  std::vector<Found> found;            ///< on the sticks
  bool looking = false;                ///< for them
  std::array<std::size_t, 2> asked{};  ///< which groups are to be typed back, from 0
  bool whole = false;                  ///< the whole phrase is, of a key that was there before
  enum class Doing { nothing, making, storing } doing = Doing::nothing;
  bool failed = false;  ///< it could not be stored, or made; nothing is lost, and it is tried again by `next`
  bool wrong = false;   ///< what was typed back is something else
  enum class Sheet { none, saving, saved, no_stick, failed } sheet = Sheet::none;
};
/// Where one goes on who was at this step before.
State begin(Step at, const std::string& language, const Known& known);

// Intents.
struct Nothing {};
struct Speak {
  std::string language;
};
struct SetText {
  std::string text;
};
struct Next {};  ///< also: it is written down, and try again
struct Back {};
struct PickAccent {
  std::string value;
};
struct PickHours {
  std::string value;
};
struct AskLogo {};
struct PickLogo {
  std::string value;
};  ///< empty: none
struct Digit {
  char digit;
};  ///< '\b' takes one away
struct HaveIt {};   ///< the phrase of the key that is there
struct MakeNew {};  ///< a key beside the one that is there
struct SaveSheet {};
struct Connect {};  ///< to a hub
struct Finish {};
struct Leave {};
// From the app.
struct Stored {
  bool ok;
};  ///< what the step came to
struct PinMade {
  bool ok;
};
struct KeyMade {
  bool ok;
};
struct PhraseTried {
  bool right;
};
struct SheetSaved {
  State::Sheet how;
};
struct LogosFound {
  std::vector<Found> found;
};
using Intent =
    std::variant<Nothing, Speak, SetText, Next, Back, PickAccent, PickHours, AskLogo, PickLogo, Digit, HaveIt, MakeNew,
                 SaveSheet, Connect, Finish, Leave, Stored, PinMade, KeyMade, PhraseTried, SheetSaved, LogosFound>;

struct Inputs {
  const Known& known;
  const Secrets& secrets;
  std::array<std::uint8_t, 2> random{};  ///< for which groups are asked
};

/// What the app is to do after a step of the update.
struct Outcome {
  State state;
  struct Setting {
    std::string_view key;
    std::string value;
  };
  std::optional<Setting> set;  ///< of the site; answered by Stored, as the next two
  bool enlist = false;         ///< state.owner, with the PIN among the secrets
  bool keep_key = false;       ///< that of the secrets
  bool make_pin = false, make_key = false;
  bool drop_secrets = false;  ///< wiped
  std::string try_phrase;     ///< does it open the key that is there? Answered by PhraseTried. Empty: nothing
  bool save_sheet = false, find_logos = false;
  bool connect = false;  ///< the screens that bind the terminal to a hub are to be shown
  bool mark = false;     ///< where one is now is to be remembered
  bool leave = false, finish = false;
};
Outcome update(State state, const Intent& intent, const Inputs& in);

}  // namespace chalkpoint::admin::wizard
