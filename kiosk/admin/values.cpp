#include "kiosk/admin/values.h"

#include <charconv>

#include "kiosk/admin/colours.h"

namespace chalkpoint::admin {

void Values::set(std::string_view key, std::string_view value) {
  const ConfigKey* setting = find_setting(key);
  if (!setting) return;
  auto good = checked(*setting, value);
  if (!good || good->empty())
    said_.erase(std::string(key));
  else
    said_[std::string(key)] = std::move(*good);
}

std::string Values::text(std::string_view key) const {
  if (const auto found = said_.find(key); found != said_.end()) return found->second;
  const ConfigKey* setting = find_setting(key);
  return setting ? std::string(setting->standard) : std::string();
}

// What is said was checked, and the defaults are: a test reads them all.
double Values::number(std::string_view key) const {
  const std::string said = text(key);
  double out = 0;
  std::from_chars(said.data(), said.data() + said.size(), out);
  return out;
}

ui::Color Values::colour(std::string_view key) const {
  return colour_of(text(key)).value_or(ui::kBoard.yellow);
}

event::OpeningHours Values::hours(std::string_view key) const {
  return event::parse_hours(text(key)).value_or(event::OpeningHours{});
}

std::string Values::words(std::string_view key, std::string_view language) const {
  const LocalTexts texts = local_texts(text(key));
  const auto found = texts.find(language);
  return found == texts.end() ? std::string() : found->second;
}

LocalTexts Values::own_words(std::string_view language) const {
  LocalTexts out;
  for (const ConfigKey& setting : all_settings()) {
    if (setting.message.empty()) continue;
    if (std::string own = words(setting.key, language); !own.empty()) out.emplace(setting.message, std::move(own));
  }
  return out;
}

}  // namespace chalkpoint::admin
