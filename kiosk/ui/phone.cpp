#include "kiosk/ui/phone.h"

#include <algorithm>

namespace chalkpoint::ui {
namespace {

constexpr std::size_t kDigitsMax = 15, kRussianDigits = 11;
constexpr std::string_view kRussianMask = "+_ (___) ___-__-__";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string phone_typed(std::string_view kept, char key) {
  if (key == '+') return kept.empty() ? "+" : std::string(kept);
  if (!is_digit(key)) return std::string(kept);
  if (kept.empty()) {
    std::string russian = "+7";
    if (key != '7' && key != '8') russian += key;
    return russian;
  }
  const std::size_t digits = static_cast<std::size_t>(std::ranges::count_if(kept, is_digit));
  if (digits >= (kept.starts_with("+7") ? kRussianDigits : kDigitsMax)) return std::string(kept);
  std::string longer(kept);
  longer += key;
  return longer;
}

std::string phone_erased(std::string_view kept) {
  if (kept.size() <= 1 || kept == "+7") return "";
  std::string shorter(kept.substr(0, kept.size() - 1));
  return shorter;
}

PhoneShown phone_shown(std::string_view kept) {
  PhoneShown shown;
  if (kept.empty()) return {"+7", std::string(kRussianMask.substr(2))};
  if (!kept.starts_with("+7")) {
    // Groups of three are read well whatever the country's own custom is.
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (i > 2 && i % 3 == 0) shown.typed += ' ';
      shown.typed += kept[i];
    }
    return shown;
  }
  shown.typed = "+";
  std::size_t at = 1;
  for (const char place : kRussianMask.substr(1)) {
    std::string& to = at < kept.size() ? shown.typed : shown.empty;
    if (place == '_')
      to += at < kept.size() ? kept[at++] : '_';
    else
      to += place;
  }
  return shown;
}

}  // namespace chalkpoint::ui
