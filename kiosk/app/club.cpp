#include "kiosk/app/club.h"

namespace chalkpoint::app {
namespace {

constexpr std::string_view kClub = "club", kHours = "hours";  // settings

}  // namespace

std::string club_name(const journal::Journal& journal) {
  return journal.setting(kClub).value_or("");
}

journal::Result<void> name_club(journal::Journal& journal, const std::string& club) {
  if (club.empty() || journal.setting(kClub) == club) return {};
  return journal.set_settings({{std::string(kClub), club}});
}

// Those remembered were read before they were written; what cannot be read any more is said.
journal::Result<desk::OpeningHours> opening_hours(journal::Journal& journal, const std::string& said) {
  const std::string text = said.empty() ? journal.setting(kHours).value_or("") : said;
  if (text.empty()) return desk::OpeningHours{};
  auto hours = desk::parse_hours(text);
  if (!hours || said.empty() || journal.setting(kHours) == said) return hours;
  if (const auto kept = journal.set_settings({{std::string(kHours), said}}); !kept)
    return std::unexpected(kept.error());
  return hours;
}

}  // namespace chalkpoint::app
