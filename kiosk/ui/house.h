// What a club made its own of the screens that members see.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/ui/theme.h"

namespace chalkpoint::ui {

class Ui;
struct Rect;

/// Red, green, blue, opacity, straight.
struct Image {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;
  std::uint64_t digest = 0;  ///< tells one image from another
};

struct House {
  Color accent = kBoard.accent;  ///< readable on the slate, and under ink
  std::shared_ptr<const Image> logo;
  /// By language and message: what stands in the place of the program's own words.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> words;
  std::vector<std::string> languages = {"ru", "en"};  ///< offered to members; the first is the terminal's
  std::vector<std::string> keyboards = {"ru", "en"};  ///< of those that write letters

  bool operator==(const House&) const = default;
};

/// Those a member may choose among; none where there is only one.
std::vector<std::string> languages_offered(const Ui& ui);
/// How wide the mark of the club is in a bar of that height, pixels.
float mark_width(const Ui& ui, float high);
/// The logo, or a piece of chalk on the club's colour, at the left of `place`; where it stands.
Rect draw_mark(Ui& ui, const Rect& place);

}  // namespace chalkpoint::ui
