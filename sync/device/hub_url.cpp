#include <curl/curl.h>

#include <memory>

#include "sync/device/curl_transport.h"

namespace chalkpoint::device {
namespace {

struct UrlFree {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, UrlFree>;

std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

/// Only what can never leave this machine: 127.0.0.0/8, ::1, and the name that RFC 6761 keeps for them.
bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "[::1]") return true;
  return host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::unexpected<event::Problem> refuse(std::string what) {
  return std::unexpected(event::Problem{std::move(what), "Give the hub's address as https://HOST[:PORT]."});
}

}  // namespace

std::expected<std::string, event::Problem> check_hub_url(std::string_view text) {
  std::string quoted(text);
  quoted.insert(0, 1, '"');
  quoted.push_back('"');
  const Url url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
    return refuse(quoted + " is not an address of a hub.");
  const std::string scheme = part(url.get(), CURLUPART_SCHEME);
  const std::string host = part(url.get(), CURLUPART_HOST);
  if (scheme != "https" && scheme != "http") return refuse(quoted + " is neither https nor http.");
  if (scheme == "http" && !is_loopback(host))
    return refuse("Plain http to " + host + " would show the token and the answers to everybody on the way.");
  for (const auto unwanted : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT})
    if (!part(url.get(), unwanted).empty()) return refuse(quoted + " holds more than an address.");
  std::string out = part(url.get(), CURLUPART_URL);
  while (out.ends_with('/')) out.pop_back();
  return out;
}

}  // namespace chalkpoint::device
