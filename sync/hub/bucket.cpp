#include "sync/hub/bucket.h"

#include <map>

#include "sync/event/seal.h"

namespace chalkpoint::hub {
namespace {

/// An event may come without its contact, which was erased meanwhile; but never with another's.
bool contact_fits(const event::Event& event, const std::optional<event::Response::Contact>& contact) {
  return !event.sealed || (contact && event::seal_digest(*event.sealed) == contact->digest);
}

}  // namespace

std::expected<std::optional<Bucket>, event::Problem> bucket_of(const event::Event& event) {
  const event::Problem stray{"The contact beside the event is not the one its body names",
                             "Compare the sender's version with PROTOCOL.md."};
  const event::Json data = event::body_data(event.body);
  if (auto valid = event::validate(event.type, data); !valid) return std::unexpected(valid.error());
  const bool completed = event.type == event::kResponseCompleted;
  if (!completed && event.type != event::kResponseAbandoned) {
    if (event.sealed) return std::unexpected(stray);
    return std::optional<Bucket>();
  }
  const auto response = event::response_from_json(data);
  if (!response) return std::unexpected(response.error());
  if (!contact_fits(event, response->contact)) return std::unexpected(stray);
  return Bucket{.day = event.time.substr(0, 10),
                .touchpoint = response->touchpoint,
                .language = response->language,
                .completed = completed,
                .suspect = !response->suspect.empty(),
                .score = response->score};
}

event::Json stats_json(std::span<const Count> counts) {
  event::Tally total;
  std::map<std::string, event::Tally> by_site;
  std::map<std::string, event::Tally> by_touchpoint;
  std::map<std::string, event::Tally> by_day;
  for (const auto& [site, bucket, responses] : counts) {
    for (event::Tally* tally : {&total, &by_site[site], &by_touchpoint[bucket.touchpoint], &by_day[bucket.day]}) {
      event::count(*tally, bucket.completed, bucket.score, bucket.suspect, responses);
    }
  }
  event::Json json = event::to_json(total);
  for (const auto& [name, tallies] :
       {std::pair("by_site", &by_site), std::pair("by_touchpoint", &by_touchpoint), std::pair("by_day", &by_day)}) {
    event::Json& part = json[name] = event::Json::object();
    for (const auto& [key, tally] : *tallies) part[key] = event::to_json(tally);
  }
  return json;
}

}  // namespace chalkpoint::hub
