#include "sync/wire/names.h"

#include <algorithm>
#include <array>

#include "sync/event/event.h"
#include "sync/wire/limits.h"

namespace chalkpoint::wire {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_unreserved(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
}

}  // namespace

bool is_media_type(std::string_view header_value, std::string_view media_type) {
  std::string_view essence = header_value.substr(0, header_value.find(';'));
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!essence.empty() && blank(essence.front())) essence.remove_prefix(1);
  while (!essence.empty() && blank(essence.back())) essence.remove_suffix(1);
  return std::ranges::equal(essence, media_type, [](char a, char b) { return lower(a) == lower(b); });
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= kNameCharsMax && std::ranges::all_of(text, is_unreserved) &&
         !std::ranges::all_of(text, [](char c) { return c == '.'; });
}

std::string Source::text() const {
  return "/sites/" + site + "/devices/" + device + "/" + epoch;
}

std::optional<Source> Source::parse(std::string_view text) {
  constexpr std::array<std::string_view, 2> marks = {"/sites/", "/devices/"};
  if (!text.starts_with(marks[0])) return std::nullopt;
  text.remove_prefix(marks[0].size());
  const std::size_t devices = text.find(marks[1]);
  if (devices == std::string_view::npos) return std::nullopt;
  const std::string_view site = text.substr(0, devices);
  text.remove_prefix(devices + marks[1].size());
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view device = text.substr(0, slash);
  const std::string_view epoch = text.substr(slash + 1);
  if (!is_name(site) || !is_name(device) || !event::is_epoch(epoch)) return std::nullopt;
  return Source{std::string(site), std::string(device), std::string(epoch)};
}

}  // namespace chalkpoint::wire
