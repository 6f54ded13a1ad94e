#include "sync/device/curl_transport.h"

#include <curl/curl.h>

#include <atomic>
#include <map>
#include <utility>
#include <vector>

#include "sync/wire/names.h"

namespace chalkpoint::device {
namespace {

struct EasyFree {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListFree {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct MultiFree {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
using Easy = std::unique_ptr<CURL, EasyFree>;
using Headers = std::unique_ptr<curl_slist, ListFree>;
using Multi = std::unique_ptr<CURLM, MultiFree>;

/// One request under way. Not moved while curl knows its address.
struct Exchange {
  Transport::Ticket ticket = 0;
  Request request;
  Headers headers;
  Easy easy;
  event::Bytes body;
  bool allowed = false;  ///< the address is one that may be asked
  bool too_large = false;
  std::array<char, CURL_ERROR_SIZE> detail{};
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  if (exchange.body.size() + size * count > exchange.request.answer_bytes_max) {
    exchange.too_large = true;
    return CURL_WRITEFUNC_ERROR;
  }
  exchange.body.append(data, size * count);
  return size * count;
}

void add_header(Headers& headers, const std::string& line) {
  curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(headers.release());
  headers.reset(longer);
}

Headers headers_of(const Request& request) {
  Headers headers;
  if (!request.token.empty()) add_header(headers, "Authorization: Bearer " + request.token);
  if (request.method == Request::Method::post) {
    add_header(headers, "Content-Type: " + request.content_type);
    add_header(headers, "Content-Encoding: gzip");
    add_header(headers, "Expect:");  // asking first would cost every batch a round trip
  }
  const event::Moment now{request.sent_unix_ms, 0, 0, {}};
  add_header(headers, std::string(wire::kClockHeader) + ": " + event::rfc3339(now));
  return headers;
}

NoAnswer::Why why(CURLcode code) {
  using enum NoAnswer::Why;
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return unresolved;
    case CURLE_COULDNT_CONNECT:
      return unreachable;
    case CURLE_OPERATION_TIMEDOUT:
      return timed_out;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return certificate;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
      return not_allowed;
    default:
      return broken;
  }
}

std::string remedy(NoAnswer::Why reason) {
  using enum NoAnswer::Why;
  switch (reason) {
    case unresolved:
      return "Check the network of this terminal and how the hub's address is spelt.";
    case unreachable:
      return "Check the network and the hub's address.";
    case timed_out:
      return "Check the line; the hub may be very busy.";
    case certificate:
      return "Check the date of this terminal and the hub's certificate.";
    case not_allowed:
      return "Enrol with an https address.";
    default:
      return "If it persists, look at what stands between the terminal and the hub.";
  }
}

class CurlTransport final : public Transport {
 public:
  CurlTransport(const Tuning& tuning, std::string ca_file)
      : tuning_(tuning), ca_file_(std::move(ca_file)), multi_(curl_multi_init()) {
    if (!multi_) throw std::bad_alloc();
    const auto connections = static_cast<long>(tuning_.batches_in_flight_max);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, connections);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, connections);
  }
  ~CurlTransport() override { drop_all(); }

  Ticket begin(Request request) override {
    auto exchange = std::make_unique<Exchange>();
    exchange->ticket = ++last_;
    exchange->request = std::move(request);
    exchange->headers = headers_of(exchange->request);
    exchange->easy.reset(curl_easy_init());
    if (!exchange->easy) throw std::bad_alloc();
    set_up(*exchange);
    CURL* easy = exchange->easy.get();
    under_way_.emplace(easy, std::move(exchange));
    curl_multi_add_handle(multi_.get(), easy);
    int running = 0;
    curl_multi_perform(multi_.get(), &running);  // the first octets leave while the caller prepares its next batch
    return last_;
  }

  std::optional<Finished> finish() override {
    while (!under_way_.empty()) {
      if (cancelled_.load()) return cancelled_one();
      int running = 0;
      curl_multi_perform(multi_.get(), &running);
      int left = 0;
      while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left))
        if (message->msg == CURLMSG_DONE) return finished(message->easy_handle, message->data.result);
      curl_multi_poll(multi_.get(), nullptr, 0, kPollMs, nullptr);
    }
    return std::nullopt;
  }

  void abandon() override { drop_all(); }

  void cancel() override {
    cancelled_.store(true);
    curl_multi_wakeup(multi_.get());
  }

 private:
  static constexpr int kPollMs = 1000;  // only a net below the wake-up: curl shortens it to its own timers

  void set_up(Exchange& exchange) {
    CURL* easy = exchange.easy.get();
    const Request& request = exchange.request;
    const bool plain = request.url.starts_with("http:");
    exchange.allowed = check_hub_url(request.url.substr(0, request.url.find('?'))).has_value();
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, plain && exchange.allowed ? "http" : "https");
    if (plain) curl_easy_setopt(easy, CURLOPT_PROXY, "");  // the token must not leave the machine in the clear
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!ca_file_.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file_.c_str());
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(tuning_.connect_timeout.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(tuning_.request_timeout.count()));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                     std::max(1L, static_cast<long>(tuning_.stall_timeout.count() / 1000)));
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, exchange.headers.get());
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, exchange.detail.data());
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &exchange);
    if (request.method == Request::Method::post) {
      curl_easy_setopt(easy, CURLOPT_POST, 1L);
      curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
      curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
    }
  }

  std::unique_ptr<Exchange> take(CURL* easy) {
    auto node = under_way_.extract(easy);
    curl_multi_remove_handle(multi_.get(), easy);
    return std::move(node.mapped());
  }

  Finished finished(CURL* easy, CURLcode code) {
    const auto exchange = take(easy);
    if (code != CURLE_OK) return {exchange->ticket, std::unexpected(failure(*exchange, code))};
    Response response;
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    const char* type = nullptr;
    curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type);
    if (type != nullptr) response.content_type = type;
    curl_off_t seconds = 0;
    curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds);
    // More than a day means no more than a day does, and cannot overflow.
    if (seconds > 0) response.retry_after = std::chrono::seconds(std::min<curl_off_t>(seconds, 86'400));
    curl_header* clock = nullptr;
    if (curl_easy_header(easy, wire::kClockHeader.data(), 0, CURLH_HEADER, -1, &clock) == CURLHE_OK)
      if (const auto told = event::parse_rfc3339(clock->value)) response.hub_unix_ms = told->unix_ms;
    response.body = std::move(exchange->body);
    return {exchange->ticket, std::move(response)};
  }

  static NoAnswer failure(const Exchange& exchange, CURLcode code) {
    if (exchange.too_large)
      return {NoAnswer::Why::too_large,
              {"The answer is larger than a hub's can be (" + std::to_string(exchange.request.answer_bytes_max) +
                   " octets).",
               "Something other than the hub answers: look at what stands between."}};
    NoAnswer::Why reason = why(code);
    // What answers in no version of HTTP that we speak is "unsupported" as well.
    if (reason == NoAnswer::Why::not_allowed && exchange.allowed) reason = NoAnswer::Why::broken;
    const std::string detail = exchange.detail[0] != '\0' ? exchange.detail.data() : curl_easy_strerror(code);
    return {reason, {"The hub gave no answer: " + detail + ".", remedy(reason)}};
  }

  Finished cancelled_one() {
    const auto exchange = take(under_way_.begin()->first);
    return {exchange->ticket, std::unexpected(NoAnswer{NoAnswer::Why::cancelled,
                                                       {"The request was given up.", "Start the terminal again."}})};
  }

  void drop_all() {
    while (!under_way_.empty()) take(under_way_.begin()->first);
  }

  Tuning tuning_;
  std::string ca_file_;
  Multi multi_;
  std::map<CURL*, std::unique_ptr<Exchange>> under_way_;
  std::atomic<bool> cancelled_{false};
  Ticket last_ = 0;
};

}  // namespace

std::unique_ptr<Transport> make_curl_transport(const Tuning& tuning, std::string ca_file) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);  // once, before any thread uses curl
  if (ready != CURLE_OK) throw std::bad_alloc();                        // its only cause
  return std::make_unique<CurlTransport>(tuning, std::move(ca_file));
}

}  // namespace chalkpoint::device
