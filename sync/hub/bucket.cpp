#include "sync/hub/bucket.h"

#include <map>

#include "sync/event/seal.h"

namespace chalkpoint::hub {
std::expected<std::optional<Bucket>, event::Problem> bucket_of(const event::Event& event) {
  const event::Json data = event::body_data(event.body);
  if (auto valid = event::validate(event.type, data); !valid) return std::unexpected(valid.error());
  const bool completed = event.type == event::kResponseCompleted;
  const bool response = completed || event.type == event::kResponseAbandoned;
  // An event may come without its contact, which was erased meanwhile; but never with another's.
  const auto contact = response ? data.find("contact") : data.end();
  if (event.sealed && (contact == data.end() || contact->at("digest") != event::seal_digest(*event.sealed))) {
    return std::unexpected(event::Problem{"The contact beside the event is not the one its body names",
                                          "Compare the sender's version with PROTOCOL.md."});
  }
  if (!response) return std::optional<Bucket>();
  // Read from the valid data itself: building the whole response again would double the cost of taking an event in.
  const auto score = data.find("score");
  const auto suspect = data.find("suspect");
  return Bucket{.day = event.time.substr(0, 10),
                .touchpoint = data.at("touchpoint"),
                .language = data.at("language"),
                .completed = completed,
                .suspect = suspect != data.end() && !suspect->empty(),
                .score = score != data.end() ? std::optional(score->get<int>()) : std::nullopt};
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
