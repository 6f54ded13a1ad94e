#include "sync/event/callbacks.h"

#include <algorithm>
#include <charconv>

#include "sync/event/nps.h"
#include "sync/event/prose.h"

namespace chalkpoint::event {
namespace {

std::string answer_of(const Response& response, std::string_view question) {
  const auto found = response.answers.find(question);
  return found != response.answers.end() && found->is_string() ? trimmed(found->get<std::string>()) : std::string();
}

bool is_answered_yes(const Response& response, std::string_view question) {
  const auto found = response.answers.find(question);
  return found != response.answers.end() && found->is_boolean() && found->get<bool>();
}

/// An RFC 3339 time begins with the day of whoever wrote it.
std::string local_day(std::string_view time) {
  constexpr std::size_t kDayOctets = 10;
  return std::string(time.substr(0, kDayOctets));
}

std::optional<int> days_of(std::string_view digits) {
  int days = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), days);
  const bool good = error == std::errc() && end == digits.data() + digits.size() && days >= 1;
  return good ? std::optional(std::min(days, kAskedAgainDaysMax)) : std::nullopt;
}

std::string written_in(const Json& answers) {
  std::string out;
  for (const auto& [question, answer] : answers.items()) {
    if (!answer.is_string() || trimmed(answer.get_ref<const std::string&>()).empty()) continue;
    out += (out.empty() ? "" : "\n") + answer.get<std::string>();
  }
  return out;
}

bool is_promoter(const Response& response) {
  return !response.by && response.contact && response.score && group_of(*response.score) == Group::promoter;
}

}  // namespace

void Callbacks::take(const BodyParts& parts, const Response& response) {
  Entry& entry = entries_[*response.about];
  const std::pair said(parts.hlc, parts.id);
  if (const std::string birthday = answer_of(response, kAskedBirthday);
      !birthday.empty() && said > entry.birthday_said) {
    entry.birthday_said = said;
    entry.newest.birthday = birthday;
    ++version_;
  }
  const bool no_calls = entry.newest.no_calls || is_answered_yes(response, kAskedNoCalls);
  if (no_calls != entry.newest.no_calls) ++version_;
  entry.newest.no_calls = no_calls;
  if (said <= entry.said) return;
  entry.said = said;
  entry.newest = {.id = parts.id,
                  .hlc = parts.hlc,
                  .about = *response.about,
                  .day = local_day(parts.time),
                  .touchpoint = response.touchpoint,
                  .score = response.score,
                  .outcome = answer_of(response, kAskedOutcome),
                  .birthday = std::move(entry.newest.birthday),
                  .again_days = days_of(answer_of(response, kAskedAgain)),
                  .no_calls = no_calls,
                  .by = *response.by};
  ++version_;
}

void Callbacks::apply(std::span<const Event> events, bool own) {
  for (const Event& event : events) {
    if (event.type != kResponseCompleted) continue;
    const auto parts = split_body(event.body);
    if (!parts) continue;
    const auto response = response_from_json(body_data(event.body));
    if (!response) continue;
    if (response->by && response->about) take(*parts, *response);
    if (!own || !is_promoter(*response)) continue;
    const bool fresh =
        promoters_
            .emplace(parts->id, Promoter{.id = parts->id,
                                         .unix_ms = parse_rfc3339(parts->time).value_or(Moment{}).unix_ms,
                                         .day = local_day(parts->time),
                                         .code = response->code,
                                         .score = *response->score,
                                         .words = written_in(response->answers)})
            .second;
    version_ += fresh ? 1 : 0;
  }
}

const Interview* Callbacks::about(const Uuid& id) const {
  const auto found = entries_.find(id);
  return found == entries_.end() ? nullptr : &found->second.newest;
}

std::vector<Promoter> Callbacks::promoters() const {
  std::vector<Promoter> out;
  for (const auto& [id, one] : promoters_) out.push_back(one);
  std::ranges::sort(out, {}, [](const Promoter& one) { return std::pair(one.unix_ms, one.id); });
  return out;
}

}  // namespace chalkpoint::event
