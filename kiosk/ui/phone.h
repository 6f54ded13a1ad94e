// A telephone number as it is typed on the pad: kept as + and digits (ITU-T E.164), shown in groups.
#pragma once

#include <string>
#include <string_view>

namespace chalkpoint::ui {

/// The number after one more key: a digit, or + to begin the number of another country. Without + a number is Russian:
/// a leading 8 or 7 is the country's, anything else follows +7. At most 15 digits, 11 for Russia.
std::string phone_typed(std::string_view kept, char key);
/// The number without its last digit; "" when only the country of a Russian number would be left.
std::string phone_erased(std::string_view kept);

/// What is shown: what was typed, and the places still empty.
struct PhoneShown {
  std::string typed;  ///< "+7 (916) 1"
  std::string empty;  ///< "__-__-__"
};
PhoneShown phone_shown(std::string_view kept);

}  // namespace chalkpoint::ui
