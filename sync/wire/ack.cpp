#include "sync/wire/ack.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sync/wire/limits.h"
#include "sync/wire/members.h"
#include "sync/wire/one_line.h"

namespace chalkpoint::wire {
namespace {

using event::Json;

constexpr std::array<std::string_view, 3> kStatusNames = {"accepted", "duplicate", "quarantined"};

std::unexpected<event::Problem> bad_ack(std::string what) {
  return std::unexpected(event::Problem{"The hub's acknowledgement cannot be read: " + std::move(what),
                                        "Compare the versions of the hub and of this terminal."});
}

/// What became of one event.
std::optional<Outcome> outcome_of(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  const auto status = text_member(json, "status", kReasonBytesMax);
  if (!status) return std::nullopt;
  const auto found = std::ranges::find(kStatusNames, *status);
  if (found == kStatusNames.end()) return std::nullopt;
  Outcome out{static_cast<Status>(found - kStatusNames.begin()), 1, {}};
  if (json.contains("reason")) {
    const auto reason = text_member(json, "reason", kAckBytesMax);
    if (!reason) return std::nullopt;
    out.reason = one_line(*reason);
  }
  return out;
}

}  // namespace

std::size_t Ack::count() const {
  std::size_t sum = 0;
  for (const Outcome& outcome : outcomes) sum += outcome.count;
  return sum;
}

void add_outcome(Ack& ack, Status status, std::string reason) {
  reason = one_line(std::move(reason));
  if (!ack.outcomes.empty() && ack.outcomes.back().status == status && ack.outcomes.back().reason == reason) {
    ++ack.outcomes.back().count;
    return;
  }
  ack.outcomes.push_back({status, 1, std::move(reason)});
}

event::Bytes to_text(const Ack& ack) {
  event::Bytes out;
  out.reserve(160 + ack.count() * 24);
  out.append(R"({"batch":")").append(ack.batch);
  out.append(R"(","held_through":)").append(std::to_string(ack.held_through));
  out.append(R"(,"hub_epoch":")").append(ack.hub_epoch).append(R"(","outcomes":[)");
  bool first = true;
  for (const Outcome& outcome : ack.outcomes) {
    event::Bytes entry =
        R"({"status":")" + std::string(kStatusNames.at(static_cast<std::size_t>(outcome.status))) + '"';
    if (!outcome.reason.empty())
      entry += R"(,"reason":)" + Json(outcome.reason).dump(-1, ' ', false, Json::error_handler_t::replace);
    entry += '}';
    for (std::size_t i = 0; i < outcome.count; ++i) {
      if (!std::exchange(first, false)) out += ',';
      out += entry;
    }
  }
  return out += "]}";
}

std::expected<Ack, event::Problem> parse_ack(std::string_view text) {
  const auto json = object_of(text, kAckBytesMax);
  if (!json) return bad_ack("it is no JSON object.");
  const auto batch = text_member(*json, "batch", 64);
  const auto epoch = epoch_member(*json, "hub_epoch");
  const auto held = count_member(*json, "held_through");
  const auto outcomes = json->find("outcomes");
  if (!batch || !event::hash_from_hex(*batch)) return bad_ack("batch is missing or no digest.");
  if (!epoch) return bad_ack("hub_epoch is missing or malformed.");
  if (!held) return bad_ack("held_through is missing or no number.");
  if (outcomes == json->end() || !outcomes->is_array()) return bad_ack("outcomes is missing or no list.");
  Ack ack{*batch, *epoch, *held, {}};
  for (const Json& item : *outcomes) {
    auto outcome = outcome_of(item);
    if (!outcome) return bad_ack("an outcome is malformed.");
    add_outcome(ack, outcome->status, std::move(outcome->reason));
  }
  if (ack.count() > kBatchEventsMax) return bad_ack("it speaks of more events than a batch holds.");
  return ack;
}

event::Bytes problem_text(int status, const event::Problem& problem) {
  return Json{{"type", "about:blank"}, {"status", status}, {"title", problem.what}, {"detail", problem.remedy}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
}

std::optional<event::Problem> parse_problem(std::string_view text) {
  const auto json = object_of(text, kSmallAnswerBytesMax);
  if (!json) return std::nullopt;
  const auto title = text_member(*json, "title", kSmallAnswerBytesMax);
  if (!title) return std::nullopt;
  return event::Problem{one_line(*title), one_line(text_member(*json, "detail", kSmallAnswerBytesMax).value_or(""))};
}

}  // namespace chalkpoint::wire
