#include "kiosk/app/list_ports.h"

#include <charconv>
#include <fstream>
#include <sstream>

namespace chalkpoint::app {

namespace {

constexpr std::string_view kCallEvery = "call_every_days";  // setting

// What is remembered was within bounds when it was; anything else counts as not said.
int remembered_days(const journal::Journal& journal) {
  const std::string text = journal.setting(kCallEvery).value_or("");
  int days = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  const bool good = error == std::errc() && end == text.data() + text.size() && days >= 1 && days <= kCallEveryDaysMax;
  return good ? days : kCallEveryDays;
}

}  // namespace

std::expected<desk::ListWords, event::Problem> list_words(const std::filesystem::path& assets) {
  std::ifstream in(assets / "lists" / "words.json", std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in)
    return std::unexpected(
        event::Problem{"The words of the lists in " + (assets / "lists").string() + " cannot be read.",
                       "Build or install the terminal again."});
  return desk::ListWords::parse(std::move(text).str());
}

std::expected<Lists::Ports, event::Problem> list_ports(journal::Journal& journal, const std::filesystem::path& data,
                                                       const std::filesystem::path& assets,
                                                       std::optional<int> call_every_days) {
  auto words = list_words(assets);
  if (!words) return std::unexpected(words.error());
  Lists::Ports ports{.words = std::move(*words), .folder = data / "import"};
  std::error_code full;  // sticks are read all the same
  if (std::filesystem::create_directory(ports.folder, full))
    std::filesystem::permissions(ports.folder, std::filesystem::perms::owner_all, full);
  ports.clock = BelievedClock(journal.setting(Lists::kClockSetting).value_or(""));
  ports.call_every_days = call_every_days.value_or(remembered_days(journal));
  if (ports.call_every_days == remembered_days(journal)) return ports;
  if (const auto kept = journal.set_settings({{std::string(kCallEvery), std::to_string(ports.call_every_days)}}); !kept)
    return std::unexpected(kept.error());
  return ports;
}

}  // namespace chalkpoint::app
