#include "sync/device/enroll.h"

#include <algorithm>

#include "sync/device/curl_transport.h"
#include "sync/wire/gzip.h"
#include "sync/wire/limits.h"
#include "sync/wire/names.h"

namespace chalkpoint::device {

std::expected<Binding, Failure> enrol_by_token(Transport& transport, const std::string& checked_url,
                                               std::string_view token, std::int64_t now_unix_ms) {
  Request request;
  request.url = checked_url + std::string(wire::kSitePath);
  request.token = token;
  request.sent_unix_ms = now_unix_ms;
  request.answer_bytes_max = wire::kSmallAnswerBytesMax;
  auto site = judge_site(ask(transport, std::move(request)));
  if (site) return Binding{checked_url, std::string(token), std::move(*site)};
  if (site.error().fault == SyncFault::token_unknown)
    site.error().problem.remedy = "Copy the token again, or have a new one made with `chalkpoint-hub device add`.";
  return std::unexpected(std::move(site.error()));
}

std::expected<Binding, Failure> enrol_by_code(Transport& transport, const std::string& checked_url,
                                              std::string_view digits, std::int64_t now_unix_ms) {
  Request request;
  request.method = Request::Method::post;
  request.url = checked_url + std::string(wire::kEnrolPath);
  request.body = wire::gzip(wire::code_request(digits));
  request.content_type = wire::kJsonType;
  request.sent_unix_ms = now_unix_ms;
  request.answer_bytes_max = wire::kSmallAnswerBytesMax;
  auto enrolled = judge_enrolled(ask(transport, std::move(request)));
  if (enrolled) return Binding{checked_url, std::move(enrolled->token), std::move(enrolled->site)};
  event::Problem& problem = enrolled.error().problem;
  if (enrolled.error().fault == SyncFault::token_forbidden)
    problem.remedy = "Have a new code made with `chalkpoint-hub device code`.";
  if (enrolled.error().fault == SyncFault::hub_busy)
    problem = {"The hub takes no codes at the moment: too many wrong ones were tried.", "Try again in a minute."};
  return std::unexpected(std::move(enrolled.error()));
}

std::expected<Binding, event::Problem> ask_binding(Transport& transport, std::string_view hub_url,
                                                   std::string_view token, std::int64_t now_unix_ms) {
  const auto url = check_hub_url(hub_url);
  if (!url) return std::unexpected(url.error());
  if (const auto plain = check_token(token); !plain) return std::unexpected(plain.error());
  auto binding = enrol_by_token(transport, *url, token, now_unix_ms);
  if (!binding) return std::unexpected(std::move(binding.error().problem));
  return std::move(*binding);
}

std::expected<Binding, event::Problem> redeem_code(Transport& transport, std::string_view hub_url,
                                                   std::string_view code, std::int64_t now_unix_ms) {
  const auto url = check_hub_url(hub_url);
  if (!url) return std::unexpected(url.error());
  const auto digits = wire::typed_code(code);
  if (!digits)
    return std::unexpected(event::Problem{
        "A code has twelve digits.", "Type it as `chalkpoint-hub device add --code` printed it in its last line."});
  auto binding = enrol_by_code(transport, *url, *digits, now_unix_ms);
  if (!binding) return std::unexpected(std::move(binding.error().problem));
  return std::move(*binding);
}

std::expected<void, event::Problem> check_token(std::string_view token) {
  // A line break in a token would be a header of its own.
  if (!token.empty() && std::ranges::all_of(token, [](char c) { return c > ' ' && c < '\x7f'; })) return {};
  return std::unexpected(
      event::Problem{"The token is empty or holds characters that no token has.",
                     "Copy it again: it is the last line that `chalkpoint-hub device add` printed."});
}

std::expected<void, event::Problem> check_rebinding(const std::optional<std::string>& site_now, const Binding& next) {
  if (!site_now || *site_now == next.site.site) return {};
  return std::unexpected(event::Problem{
      "This terminal holds what was said at site " + *site_now + "; the token is for site " + next.site.site + ".",
      "Give the new site a data directory of its own with --data."});
}

}  // namespace chalkpoint::device
