// Colours that a club chooses: as they are written, and whether they can be read on the slate.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/ui/theme.h"

namespace chalkpoint::admin {

inline constexpr double kReadable = 7;  ///< contrast of an accent with the slate under it, and with the ink on it

/// "#RRGGBB", in either case.
std::optional<ui::Color> colour_of(std::string_view text);
std::string to_text(ui::Color colour);

/// Words in this colour can be read on the slate, and ink on this colour.
bool is_readable(ui::Color accent);
/// The same colour as much lighter as it takes.
ui::Color nearest_readable(ui::Color accent);

}  // namespace chalkpoint::admin
