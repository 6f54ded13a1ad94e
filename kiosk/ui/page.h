// What the pages of the staff and of the administration are made of: a bar, buttons in rows, cards in a list, a page on
// which something is typed. A part tells what was tapped and knows nothing of what that means.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/edit.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

/// The place of what was tapped in this frame; nothing: none of them.
using Tapped = std::optional<std::size_t>;

/// What stands in the bar: at the left the way back (note.back) or a lock, at the right the languages (lang.ru,
/// lang.en) and the way out (staff.close).
struct Bar {
  std::string title;
  std::string_view language;  ///< the one that is spoken
  bool back = true;
  bool tight = false;                      ///< lower, where a keyboard needs room
  std::string_view close = "staff.close";  ///< message of the way out
};
enum class BarTap { none, back, close, russian, english };
/// What a tap in the bar means among the intents of a page: `back`, `close` or Speak{LANGUAGE}; `none` where nothing
/// was tapped.
template <class Speak, class Intent, class Back, class Close>
Intent bar_intent(BarTap tap, Intent none, Back back, Close close) {
  switch (tap) {
    case BarTap::back:
      return back;
    case BarTap::close:
      return close;
    case BarTap::russian:
      return Speak{"ru"};
    case BarTap::english:
      return Speak{"en"};
    case BarTap::none:
      break;
  }
  return none;
}
/// Draws the bar at the top of `area`, which it is cut off.
BarTap draw_bar(Ui& ui, Rect& area, const Bar& bar);

/// A button among others.
struct Choice {
  std::string id, label;
  Button look = {};
  bool hides = false;  ///< the label is somebody's name or words: it stays out of the register of touch targets, a file
};
struct Placed {
  float height = 0;
  Tapped tapped;
};
/// Buttons in rows as they fit. `draws` false: measures only.
Placed draw_choices(Ui& ui, std::span<const Choice> choices, const Rect& at, bool draws = true, float high_mm = 16);
/// Buttons in rows of at most `columns`, each row across the whole width.
Placed draw_grid(Ui& ui, std::span<const Choice> choices, const Rect& at, std::size_t columns, bool draws = true);
/// Lower buttons in rows at the top of `area`, which they are cut off; nothing is cut off without any.
Tapped draw_rows(Ui& ui, std::span<const Choice> choices, Rect& area);

/// Cards in one column or two, as the shape has room, scrolled; `draw_one(i, rect)` for those that can be seen.
void draw_list(Ui& ui, const Rect& area, std::size_t count, float high,
               const std::function<void(std::size_t, const Rect&)>& draw_one);

/// A card that is tapped as a whole: what it is called, and a line or two about it.
struct Option {
  std::string id, label, say;
  bool chosen = false;
  std::string named = {};  ///< for the register of touch targets, where the label is somebody's name; empty: the label
};
float option_height(const Ui& ui);
/// Whether it was tapped.
bool draw_option(Ui& ui, const Rect& place, const Option& option);

/// As much as stands in so many lines, with an ellipsis where there is more.
void draw_lines(Ui& ui, const std::string& text, const Rect& at, Type type, std::size_t most, Color color);

/// A page on which one text is typed.
struct Entry {
  Bar bar;
  std::string say;       ///< over the field: what to type, or what is wrong with it
  bool worries = false;  ///< `say` is a worry
  std::string send;      ///< of the button care.send
  bool can_send = true;
  std::size_t length_max = 200;  ///< UTF-16 units
  Manner manner{.secret = false, .quiet = true};
  std::string layout = {};  ///< keyboard layout to begin with; empty: by the language
};
/// Where the fingers are on it; kept by whoever shows the page, emptied when another text is typed.
struct EntryDraft {
  std::size_t caret = 0;  ///< byte offset
  std::string layout;
  bool shift = false;
  bool operator==(const EntryDraft&) const = default;
};
struct EntryTap {
  BarTap bar = BarTap::none;
  std::optional<std::string> text;  ///< the text became another one
  bool send = false;
};
/// The field is the target care.text, the keyboard's keys are key.X.
EntryTap draw_entry(Ui& ui, const Entry& entry, const std::string& text, EntryDraft& draft);

}  // namespace chalkpoint::ui
