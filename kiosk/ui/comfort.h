// What a member switched on to see and reach better.
#pragma once

namespace chalkpoint::ui {

/// Forgotten after each member.
struct Comfort {
  bool high_contrast = false;
  bool large_text = false;
  bool low_reach = false;
  bool operator==(const Comfort&) const = default;
};

}  // namespace chalkpoint::ui
