// Facts as events of one epoch.
#pragma once

#include <string>
#include <vector>

#include "sync/event/event.h"

namespace chalkpoint::tests {

/// The facts as a journal of this epoch would hold them, chained from its first event.
inline std::vector<event::Event> chain(std::vector<event::Fact> facts, const std::string& epoch) {
  std::vector<event::Event> out;
  event::Hash previous{};
  for (event::Fact& fact : facts) {
    const auto body = event::canonical_body(fact, epoch, out.size() + 1, {fact.at.unix_ms, 0});
    auto event = event::parse_body(body).value();
    event.hash = previous = event::chain_hash(previous, body);
    event.sealed = fact.sealed;
    out.push_back(std::move(event));
  }
  return out;
}

}  // namespace chalkpoint::tests
