#include "sync/device/judge.h"

#include <utility>

#include "sync/wire/names.h"

namespace chalkpoint::device {
namespace {

Failure no_answer(const NoAnswer& none) {
  using enum NoAnswer::Why;
  switch (none.why) {
    case timed_out:
      return {SyncFault::timed_out, none.problem, {}};
    case certificate:
      return {SyncFault::certificate, none.problem, {}};
    case too_large:
      return {SyncFault::not_the_hub, none.problem, {}};
    default:
      return {SyncFault::unreachable, none.problem, {}};
  }
}

bool is(const Response& response, std::string_view type) {
  return wire::is_media_type(response.content_type, type);
}

/// What every answer other than the hoped-for one means. Only a hub's own problem text is taken for the hub's word.
Failure failure_of(const Response& response) {
  const auto told = is(response, wire::kProblemType) ? wire::parse_problem(response.body) : std::nullopt;
  const int status = response.status;
  if (told && (status == 401 || status == 403))
    return {status == 401 ? SyncFault::token_unknown : SyncFault::token_forbidden,
            {"The hub refuses this terminal: " + told->what, "Enrol it again with a new token from the hub."},
            response.retry_after};
  if (status == 429 || status == 503)
    return {SyncFault::hub_busy,
            {"The hub is busy (" + std::to_string(status) + ").", "It passes; a terminal tries again by itself."},
            response.retry_after};
  if (status >= 500 && status != 511)  // 511 is the one 5xx that portals use to say that they are portals
    return {SyncFault::hub_failed,
            {"The hub failed (" + std::to_string(status) + ")" + (told ? ": " + told->what : "."),
             "Look at the hub if it persists."},
            response.retry_after};
  if (told)
    return {SyncFault::hub_failed, {"The hub did not take it: " + told->what, told->remedy}, response.retry_after};
  return {SyncFault::not_the_hub,
          {"Something other than the hub answered (status " + std::to_string(status) + ", " +
               (response.content_type.empty() ? "no content type" : response.content_type.substr(0, 80)) + ").",
           "Look for a sign-in page of the network, or correct the hub's address."},
          response.retry_after};
}

Failure unreadable(event::Problem problem) {
  return {SyncFault::not_the_hub, std::move(problem), {}};
}

bool is_success(const Response& response) {
  return response.status >= 200 && response.status < 300;
}

}  // namespace

std::expected<Verdict, Failure> judge_batch(const Answer& answer, const std::string& digest, std::size_t count) {
  if (!answer) return std::unexpected(no_answer(answer.error()));
  const Response& response = *answer;
  const bool from_hub = is(response, wire::kAckType);
  // A proxy in front of the hub has a limit of its own and says so in a form of its own: smaller batches harm nobody.
  if (response.status == 413 || (response.status == 400 && is(response, wire::kProblemType)))
    return Verdict{Verdict::Kind::too_large, {}, failure_of(response).problem};
  if (!from_hub || (!is_success(response) && response.status != 409)) return std::unexpected(failure_of(response));
  auto ack = wire::parse_ack(response.body);
  if (!ack) return std::unexpected(unreadable(ack.error()));
  if (ack->batch != digest)
    return std::unexpected(unreadable({"The acknowledgement is for another batch than the one that was sent.",
                                       "Look for a cache between the terminal and the hub."}));
  if (response.status == 409) return Verdict{Verdict::Kind::gap, std::move(*ack), {}};
  if (ack->count() != count)
    return std::unexpected(unreadable({"The acknowledgement does not speak of every event of its batch.",
                                       "Compare the versions of the hub and of this terminal."}));
  return Verdict{Verdict::Kind::taken, std::move(*ack), {}};
}

std::expected<wire::Page, Failure> judge_page(const Answer& answer, std::uint64_t after, const std::string& reader) {
  if (!answer) return std::unexpected(no_answer(answer.error()));
  if (!is_success(*answer) || !is(*answer, wire::kPageType)) return std::unexpected(failure_of(*answer));
  auto page = wire::parse_page(answer->body);
  if (!page) return std::unexpected(unreadable(page.error()));
  if (page->after != after || page->reader != reader)
    return std::unexpected(unreadable({"The page of events answers another question than the one that was asked.",
                                       "Look for a cache between the terminal and the hub."}));
  return std::move(*page);
}

std::expected<wire::Site, Failure> judge_site(const Answer& answer) {
  if (!answer) return std::unexpected(no_answer(answer.error()));
  if (!is_success(*answer) || !is(*answer, wire::kSiteType)) return std::unexpected(failure_of(*answer));
  auto site = wire::parse_site(answer->body);
  if (!site) return std::unexpected(unreadable(site.error()));
  return std::move(*site);
}

std::expected<wire::Enrolled, Failure> judge_enrolled(const Answer& answer) {
  if (!answer) return std::unexpected(no_answer(answer.error()));
  if (!is_success(*answer) || !is(*answer, wire::kEnrolledType)) return std::unexpected(failure_of(*answer));
  auto enrolled = wire::parse_enrolled(answer->body);
  if (!enrolled) return std::unexpected(unreadable(enrolled.error()));
  return std::move(*enrolled);
}

}  // namespace chalkpoint::device
