// Taking the data away, on the screen: what, where to and of which time, a passphrase where one is needed, then how far
// it is and what came of it. Pure; what is written and where runs aside from the window, and goes on when the screen is
// left.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/ui/page.h"

namespace chalkpoint::admin {

enum class TakeKind { xlsx, csv, jsonl, board, archive };
inline constexpr std::array<std::string_view, 5> kTakeKinds = {"xlsx", "csv", "jsonl", "board", "archive"};
/// Of which time: of a board and an archive there is no choice.
enum class TakeSpan { all, year, month, week };
inline constexpr std::array<std::string_view, 4> kTakeSpans = {"all", "year", "month", "week"};
inline bool has_span(TakeKind kind) {
  return kind != TakeKind::board && kind != TakeKind::archive;
}

/// Where it may go.
struct TakePlace {
  std::string folder;  ///< its path
  std::string name;    ///< as people know a stick; empty for the terminal's own folder
  bool stick = false;
  std::optional<std::uint64_t> free_bytes;
  bool operator==(const TakePlace&) const = default;
};

enum class TakeTrouble { none, stopped, full, gone, read_only, denied, disk, other };
/// How it ended.
struct TakeEnd {
  TakeTrouble trouble = TakeTrouble::none;
  std::string file;         ///< its name; of several what they begin with
  std::uint64_t bytes = 0;  ///< written, also of what became of nothing
  TakePlace place;          ///< its room as it was before
  bool operator==(const TakeEnd&) const = default;
};

/// What the app has for the screen.
struct TakeNow {
  std::vector<TakePlace> places;  ///< sticks first, the terminal's own folder last
  bool looked = false;            ///< the places are known
  bool running = false, stopping = false;
  std::uint64_t done = 0, whole = 0;  ///< of the run
  std::optional<TakeEnd> ended;       ///< until somebody has seen it
  bool operator==(const TakeNow&) const = default;
};

struct TakeState {
  enum class Screen { what, where, phrase, again } screen = Screen::what;
  TakeKind kind = TakeKind::xlsx;
  TakeSpan span = TakeSpan::all;
  std::string folder;         ///< the chosen place; empty: the first there is
  std::string phrase, again;  ///< typed so far
  bool differ = false;        ///< the two did, so both are typed anew
};
/// Where the fingers are while a passphrase is typed.
struct TakeDraft {
  ui::EntryDraft keys;
};

// Intents.
struct PickKind {
  TakeKind kind;
};
struct PickSpan {
  TakeSpan span;
};
struct PickPlace {
  std::string folder;
};
struct BeginTaking {};  ///< from the places; of an archive its passphrase comes first
struct SetPhrase {
  std::string text;
};
struct SendPhrase {};
struct StopTaking {};
struct SeenEnd {};
struct TakeBack {};
struct TakeClose {};
struct TakeLanguage {
  std::string_view language;
};
using TakeIntent = std::variant<std::monostate, PickKind, PickSpan, PickPlace, BeginTaking, SetPhrase, SendPhrase,
                                StopTaking, SeenEnd, TakeBack, TakeClose, TakeLanguage>;

struct TakeOrder {
  TakeKind kind = TakeKind::xlsx;
  TakeSpan span = TakeSpan::all;
  TakePlace place;
  std::string phrase;
};
struct TakeStep {
  TakeState state;
  std::optional<TakeOrder> order;
  bool stop = false, seen = false;  ///< the run is to be stopped; its end was seen
  bool back = false, close = false;
  std::string language;  ///< to be spoken from now on
};

/// The chosen place as it is now; null: there is none.
const TakePlace* chosen_place(const TakeState& state, const TakeNow& now);
/// What happens next.
TakeStep update(TakeState state, const TakeIntent& intent, const TakeNow& now);

/// admin.device.export, then .where, .phrase, .again; .running, .done and .failed over all of them.
std::string take_screen(const TakeState& state, const TakeNow& now);
/// One frame of it; in view_takeout.cpp.
TakeIntent draw(ui::Ui& ui, const TakeState& state, TakeDraft& draft, const TakeNow& now, std::string_view language);

inline constexpr std::size_t kPhraseUnitsMax = 100;

}  // namespace chalkpoint::admin
