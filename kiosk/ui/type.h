// Type: which face, how large, and how words are set into lines.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/theme.h"

namespace chalkpoint::ui {

enum class Face { medium, semibold, bold, chalk };

/// `cap_mm`: height of a capital letter in millimetres, before "large text" enlarges it.
struct Type {
  Face face = Face::medium;
  float cap_mm = 4;
  bool operator==(const Type&) const = default;
};

inline constexpr Type kHeading{Face::semibold, 7};  ///< the question
inline constexpr Type kScore{Face::bold, 7};        ///< the score buttons
inline constexpr Type kButton{Face::semibold, 5};   ///< buttons and chips
inline constexpr Type kBody{Face::medium, 5};       ///< sentences
inline constexpr Type kSmall{Face::medium, 4};      ///< labels, hints
inline constexpr Type kSmallStrong{Face::semibold, 4};
inline constexpr Type kHand{Face::chalk, 5};  ///< what people write

enum class Align { left, centre, right };

/// How wide a run of text is, in pixels.
using Measure = std::function<float(std::string_view)>;

/// How words are set into lines.
enum class Setting {
  ragged,    ///< as many to a line as fit
  balanced,  ///< the same number of lines, about equally long: for headings
  typed,     ///< as ragged, of the letters of the text alone: no hyphen is added, so that a caret finds its place
};

/// Sets `text` into lines no wider than `width`: breaks at spaces and explicit newlines; keeps short words
/// (prepositions, conjunctions, particles) with the word after them, unless a ragged line would stay half empty for it,
/// and a dash with the word before it. A word wider than the line is parted, with a hyphen between letters, so that
/// nothing is ever cut off.
std::vector<std::string> set_lines(std::string_view text, float width, const Measure& measure, Setting setting);

}  // namespace chalkpoint::ui
