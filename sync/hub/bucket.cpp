#include "sync/hub/bucket.h"

#include <map>

#include "sync/event/canonical.h"
#include "sync/event/seal.h"

namespace chalkpoint::hub {

std::expected<std::optional<Bucket>, event::Problem> bucket_of(const event::Event& event) {
  const auto parts = event::split_body(event.body);
  auto read = event::read_data(event.type, parts ? parts->data : std::string_view());
  if (!read) return std::unexpected(read.error());
  // An event may come without its box, which was erased meanwhile; but never with another's.
  if (event.sealed && (read->digest.empty() || read->digest != event::seal_digest(*event.sealed))) {
    return std::unexpected(event::Problem{"The sealed box beside the event is not the one its body names",
                                          "Compare the sender's version with PROTOCOL.md."});
  }
  std::optional<event::Response>& response = read->response;
  if (!response) return std::optional<Bucket>();
  return Bucket{.day = event.time.substr(0, 10),
                .touchpoint = std::move(response->touchpoint),
                .language = std::move(response->language),
                .completed = event.type == event::kResponseCompleted,
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
