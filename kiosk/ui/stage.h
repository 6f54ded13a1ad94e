// How a screen is laid out for people: what stands within reach, what may stand above it, and the shape that all the
// small screens share.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/ui/sketch.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

inline constexpr Type kWarm{Face::chalk, 15};  ///< the word of warmth on a small screen
inline constexpr Type kSay{Face::medium, 7};   ///< the sentence below it

/// Low reach on a portrait screen: what is touched stands in its lower part.
bool is_lifted(const Ui& ui);
/// The part of the screen that may hold what is touched: all of it, or within low reach.
Rect stage(const Ui& ui);
/// The part of a portrait screen above what low reach may hold: to be looked at only.
Rect headroom(const Ui& ui);
/// In low reach of a portrait screen, fills `room`: the heading right above what it asks for, a drawing over it.
void draw_out_of_reach(Ui& ui, Sketch sketch, Rect room, std::string_view heading = {});
/// Cuts off the part of the screen that a drawing fills: beside the words, or below them.
Rect cut_picture(const Ui& ui, Rect& area);

/// A word in chalk, a sentence, one big button: the shape of all the small screens.
struct Message {
  std::string warm, say;
  Sketch sketch;
  const char* id = nullptr;  ///< of the button; none without
  std::string label;
  bool enabled = true;
};
/// Draws it into `area`; says whether the button acted.
bool draw_message(Ui& ui, Rect area, const Message& message);

/// The code in its dashed card, and beside it what it is good for.
void draw_code(Ui& ui, Rect line, std::string_view code, std::string_view say);

}  // namespace chalkpoint::ui
