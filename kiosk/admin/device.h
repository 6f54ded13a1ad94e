// Looking after the terminal: its hub, its store and the copies of it, its clock, its display, its program. What is
// shown, what may be intended, and what the app is asked to do; the app does it on a thread of its own and tells.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/ui/facts.h"
#include "kiosk/ui/page.h"

namespace chalkpoint::admin {

enum class DeviceScreen {
  home,
  hub,
  address,  ///< of the hub, typed
  code,     ///< twelve digits, typed on a pad
  token,    ///< instead of a code
  unbind,   ///< whether that is meant
  test,     ///< the connection, step by step
  store,
  target,   ///< where a copy is to go
  copies,   ///< which one is to be put back
  restore,  ///< whether that is meant
  clock,
  touch,
  size,
  program,
  work  ///< something is under way, or has ended
};

/// What takes too long for a frame; one at a time.
enum class DeviceWork { none, enrol, unbind, probe, verify, backup, look, restore, logs };

/// What the app knows, gathered for each frame.
struct DeviceNow {
  std::vector<ui::Fact> status;  ///< delivery, what waits, the disk, whose it is
  bool enrolled = false;
  std::string hub_url, site;
  std::uint64_t waiting = 0;
  std::int64_t unix_ms = 0;
  std::int32_t utc_offset_min = 0;
  std::optional<std::int64_t> clock_offset_ms;  ///< hub's clock minus this one
  float px_per_mm = 0;                          ///< as drawn
  bool measured = false;                        ///< by a ruler, on this display
  std::string version;
  bool exports = false;  ///< there are screens by which data is taken away
};

/// What came of a piece of work, or what is wrong: message and remedy by their names, and what stands in them.
struct DeviceTold {
  bool good = true;
  std::string message;
  std::string remedy = {};                                       ///< empty: none
  std::vector<std::pair<std::string, std::string>> fields = {};  ///< {name} in the message
  bool operator==(const DeviceTold&) const = default;
};

/// A step of the test of the connection; `fault` names its remedy.
struct DeviceProbe {
  enum class Outcome { good, bad, skipped };
  std::string step;
  Outcome outcome = Outcome::skipped;
  std::string fault = {};
};

/// A copy of the store that lies somewhere.
struct DeviceCopy {
  std::string name, place;  ///< of the file; of the stick, empty for the terminal's own disk
  std::uint64_t bytes = 0;
};
/// What is in it.
struct DeviceCopyFacts {
  std::uint64_t responses = 0;
  std::int64_t newest_unix_ms = 0;  ///< 0: it is empty
  std::string site = {}, device = {};
};

inline constexpr std::size_t kCodeDigits = 12;
inline constexpr std::size_t kAddressLengthMax = 200, kTokenLengthMax = 200;
/// Of the line on the screen that is measured, by the scale it is drawn with.
inline constexpr float kRulerMm = 60;

struct DeviceState {
  DeviceScreen screen = DeviceScreen::home;
  DeviceScreen back_to = DeviceScreen::home;  ///< from `work`
  std::string language = "ru";
  std::string text;     ///< what is typed
  std::string address;  ///< of the hub to enrol at
  std::string digits;
  DeviceWork work = DeviceWork::none;   ///< under way
  DeviceWork shown = DeviceWork::none;  ///< what `work` or its end is about
  double done = 0;
  bool giving_up = false;
  std::optional<DeviceTold> told;             ///< how the last work ended
  std::optional<DeviceTold> checked, copied;  ///< the last check and copy since the part was opened
  std::vector<DeviceProbe> probe;
  std::vector<std::string> places;  ///< a copy may go there: sticks, then the terminal's own disk as ""
  std::vector<DeviceCopy> copies;
  std::size_t chosen = 0;  ///< among them
  std::optional<DeviceCopyFacts> inside;
  int measured_tenths = 0;  ///< of a millimetre; the line on the screen, as somebody measures it
};

// Intents.
struct DeviceGo {
  DeviceScreen to;
};
struct DeviceBack {};
struct DeviceClose {};
struct DeviceSpeak {
  std::string language;
};
struct DeviceText {
  std::string text;
};
struct DeviceSend {};  ///< what was typed
struct DeviceKey {
  char key;
};  ///< a digit of the code, '\b'
struct DeviceChoose {
  std::size_t at;
};  ///< a place or a copy
struct DeviceDo {
  DeviceWork work;
};
struct DeviceGiveUp {};
struct DeviceDone {};  ///< what was told is read
struct DeviceSendNow {};
struct DeviceMeasure {
  int tenths;
};  ///< so much longer or shorter
struct DeviceKeepSize {
  bool measured;
};  ///< false: as the display says again
struct DeviceExports {};  ///< to the screens by which data is taken away
using DeviceIntent = std::variant<std::monostate, DeviceGo, DeviceBack, DeviceClose, DeviceSpeak, DeviceText,
                                  DeviceSend, DeviceKey, DeviceChoose, DeviceDo, DeviceGiveUp, DeviceDone,
                                  DeviceSendNow, DeviceMeasure, DeviceKeepSize, DeviceExports>;

// From the app.
struct DeviceProgress {
  double done;
};
struct DeviceEnded {
  DeviceTold told;
  std::vector<DeviceProbe> probe = {};
  std::optional<DeviceCopyFacts> inside = {};
};
struct DevicePlaces {
  std::vector<std::string> places;
  std::vector<DeviceCopy> copies;
};
using DeviceNews = std::variant<DeviceProgress, DeviceEnded, DevicePlaces>;

/// What the app is to do.
struct DeviceWish {
  enum class Kind {
    none,
    work,       ///< state.work, with what state says
    give_up,    ///< the work under way, as soon as it can
    look,       ///< which sticks there are, and which copies; answered by DevicePlaces
    send_now,   ///< does not wait for the next try
    keep_size,  ///< `px_per_mm`; 0: as the display says
    anew,       ///< the inside of the terminal begins again
    exports,
    desk,
    members
  };
  Kind kind = Kind::none;
  float px_per_mm = 0;
};
struct DeviceStep {
  DeviceState state;
  DeviceWish wish;
};

/// Pure.
DeviceStep update(DeviceState state, const DeviceIntent& intent, const DeviceNow& now);
DeviceState hear(DeviceState state, const DeviceNews& news);

/// Whether letters of a real keyboard are taken.
bool takes_letters(const DeviceState& state);
/// An address as it is typed, https:// put before it where nothing stands there.
std::string hub_address(const std::string& typed);
/// admin.device or admin.device.MORE.
std::string screen_name(const DeviceState& state);

/// Where the fingers are on it; what a view may change.
struct DeviceDraft {
  ui::EntryDraft entry;
  std::vector<std::vector<ui::Point>> strokes;  ///< of the touch test, the last ones
  unsigned corners = 0;                         ///< reached in the touch test, a bit each
  bool operator==(const DeviceDraft&) const = default;
};
/// One frame; changes nothing but the draft.
DeviceIntent draw(const DeviceState& state, const DeviceNow& now, DeviceDraft& draft, ui::Ui& ui);

}  // namespace chalkpoint::admin
