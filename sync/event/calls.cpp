#include "sync/event/calls.h"

#include <algorithm>

#include "sync/event/fields.h"
#include "sync/event/notes.h"
#include "sync/event/phone.h"

namespace chalkpoint::event {
namespace {

constexpr std::array<std::string_view, 3> kCallOutcomes = {"talked", "unreached", "refused"};

}  // namespace

std::string_view type_of(const CallNoted& /*what*/) {
  return kCallNoted;
}

Json to_json(const CallNoted& what) {
  Json data{{"mark", what.mark},
            {"outcome", kCallOutcomes[static_cast<std::size_t>(what.outcome)]},
            {"by", to_json(what.by)}};
  if (what.about) data["about"] = what.about->text();
  return data;
}

std::expected<std::optional<CallNoted>, Problem> read_call(std::string_view type, std::string_view data) {
  if (type != kCallNoted) return std::nullopt;
  Fields fields("A call", data);
  fields.only({"mark", "outcome", "about", "by"});
  CallNoted out{.mark = fields.text("mark"),
                .outcome = static_cast<CallOutcome>(fields.choice("outcome", kCallOutcomes)),
                .about = {},
                .by = {}};
  if (!is_phone_mark(out.mark)) fields.fail("mark is not 32 hex digits");
  if (fields.has("about")) out.about = fields.uuid("about");
  out.by = fields.signature(Right::calls);
  if (fields.fault()) return std::unexpected(*fields.fault());
  return out;
}

void Calls::apply(std::span<const Event> events) {
  for (const Event& event : events) {
    if (event.type != kCallNoted) continue;
    const auto parts = split_body(event.body);
    if (!parts) continue;
    // What came from other devices was stored as it came: here it is believed only if it is what its kind may carry.
    const auto read = read_call(parts->type, parts->data);
    const auto at = parse_rfc3339(parts->time);
    if (!read || !*read || !at || !seen_.insert(parts->id).second) continue;
    const CallNoted& call = **read;
    Known& known = marks_[call.mark];
    if (call.outcome == CallOutcome::talked)
      known.talked_unix_ms = std::max(known.talked_unix_ms.value_or(at->unix_ms), at->unix_ms);
    known.refused |= call.outcome == CallOutcome::refused;
    ++version_;
    if (!call.about) continue;
    Tried& tried = tried_[*call.about];
    if (call.outcome == CallOutcome::talked) tried.talked = std::max(tried.talked, parts->hlc);
    tried.refused |= call.outcome == CallOutcome::refused;
    if (call.outcome != CallOutcome::unreached) continue;
    tried.last_unix_ms = tried.unreached_count == 0 ? at->unix_ms : std::max(tried.last_unix_ms, at->unix_ms);
    ++tried.unreached_count;
  }
}

bool Calls::is_refused(const std::string& mark) const {
  const auto found = marks_.find(mark);
  return found != marks_.end() && found->second.refused;
}

std::optional<std::int64_t> Calls::talked_unix_ms(const std::string& mark) const {
  const auto found = marks_.find(mark);
  return found == marks_.end() ? std::nullopt : found->second.talked_unix_ms;
}

Calls::Tried Calls::tried(const Uuid& about) const {
  const auto found = tried_.find(about);
  return found == tried_.end() ? Tried{} : found->second;
}

}  // namespace chalkpoint::event
