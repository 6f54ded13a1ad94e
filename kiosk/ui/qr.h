// Square codes that a camera reads.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/ui/geometry.h"

namespace chalkpoint::ui {

class Ui;

struct Qr {
  int side = 0;            ///< modules; 0: there is none
  std::vector<bool> dark;  ///< row by row
};
/// Short ones in capitals, digits and " $%*+-./:" need the fewest modules. None for a text that no code can hold.
Qr qr_of(std::string_view text);

/// Dark on light with the quiet edge that cameras need, as large as the place has room for and in its middle.
void draw_qr(Ui& ui, const Qr& qr, const Rect& place);

}  // namespace chalkpoint::ui
