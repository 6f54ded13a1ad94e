#include "sync/wire/enrol.h"

#include <algorithm>

#include "sync/wire/limits.h"
#include "sync/wire/members.h"

namespace chalkpoint::wire {
namespace {

bool is_code(std::string_view text) {
  return text.size() == kCodeDigits && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<std::string> typed_code(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c != ' ' && c != '-') digits += c;
  if (!is_code(digits)) return std::nullopt;
  return digits;
}

std::string code_for_people(std::string_view digits) {
  constexpr std::size_t kGroup = 4;
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i % kGroup == 0) out += ' ';
    out += digits[i];
  }
  return out;
}

event::Bytes code_request(std::string_view digits) {
  return event::Json{{"code", digits}}.dump();
}

std::optional<std::string> parse_code_request(std::string_view text) {
  const auto json = object_of(text, kEnrolBytesMax);
  if (!json) return std::nullopt;
  auto code = text_member(*json, "code", kCodeDigits);
  if (!code || !is_code(*code)) return std::nullopt;
  return code;
}

event::Bytes to_text(const Enrolled& enrolled) {
  event::Json json = event::Json::parse(to_text(enrolled.site));
  json["token"] = enrolled.token;
  return json.dump();
}

std::expected<Enrolled, event::Problem> parse_enrolled(std::string_view text) {
  auto site = parse_site(text);
  if (!site) return std::unexpected(site.error());
  const auto json = object_of(text, kSmallAnswerBytesMax);
  auto token = json ? text_member(*json, "token", kReasonBytesMax) : std::nullopt;
  // A line break in a token would be a header of its own.
  if (!token || !std::ranges::all_of(*token, [](char c) { return c > ' ' && c < '\x7f'; }))
    return std::unexpected(event::Problem{"The hub's answer to the code holds no token.",
                                          "Compare the versions of the hub and of this terminal."});
  return Enrolled{std::move(*token), std::move(*site)};
}

}  // namespace chalkpoint::wire
