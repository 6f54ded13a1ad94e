#include "sync/device/enroll.h"

#include <algorithm>

#include "sync/device/curl_transport.h"
#include "sync/device/judge.h"
#include "sync/wire/limits.h"
#include "sync/wire/names.h"

namespace chalkpoint::device {

std::expected<Binding, event::Problem> ask_binding(Transport& transport, std::string_view hub_url,
                                                   std::string_view token, std::int64_t now_unix_ms) {
  const auto url = check_hub_url(hub_url);
  if (!url) return std::unexpected(url.error());
  // A line break in a token would be a header of its own.
  const bool plain = !token.empty() && std::ranges::all_of(token, [](char c) { return c > ' ' && c < '\x7f'; });
  if (!plain)
    return std::unexpected(
        event::Problem{"The token is empty or holds characters that no token has.",
                       "Copy it again: it is the last line that `chalkpoint-hub device add` printed."});
  Request request;
  request.url = *url + std::string(wire::kSitePath);
  request.token = token;
  request.sent_unix_ms = now_unix_ms;
  request.answer_bytes_max = wire::kSmallAnswerBytesMax;
  auto site = judge_site(ask(transport, std::move(request)));
  if (site) return Binding{*url, std::string(token), std::move(*site)};
  event::Problem problem = std::move(site.error().problem);
  if (site.error().fault == SyncFault::token_unknown)
    problem.remedy = "Copy the token again, or have a new one made with `chalkpoint-hub device add`.";
  return std::unexpected(std::move(problem));
}

std::expected<void, event::Problem> check_rebinding(const std::optional<std::string>& site_now, const Binding& next) {
  if (!site_now || *site_now == next.site.site) return {};
  return std::unexpected(event::Problem{
      "This terminal holds what was said at site " + *site_now + "; the token is for site " + next.site.site + ".",
      "Give the new site a data directory of its own with --data."});
}

}  // namespace chalkpoint::device
