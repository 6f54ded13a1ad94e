// The parts of the administration: what the app opens over the desk for those whose role may.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "sync/event/rights.h"

namespace chalkpoint::desk {

struct Part {
  std::string_view name;  ///< admin.NAME names its target and the message of its label
  event::Right right;     ///< needed to open it and to stay in it
};
/// In the order in which "more" offers them.
inline constexpr std::array<Part, 4> kParts = {{{"results", event::Right::reports},
                                                {"questions", event::Right::configure},
                                                {"settings", event::Right::configure},
                                                {"device", event::Right::configure}}};

/// Null for a name that is none.
constexpr const Part* part_of(std::string_view name) {
  for (const Part& part : kParts)
    if (part.name == name) return &part;
  return nullptr;
}

// Intents.
struct OpenPart {
  std::string_view name;  ///< of kParts
};  ///< admin.NAME: leaves the update as Step::part, and the app opens it

struct OpenSetup {};  ///< wizard.open: the first start goes on; leaves the update as Step::setup

}  // namespace chalkpoint::desk
