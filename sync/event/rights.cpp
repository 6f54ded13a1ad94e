#include "sync/event/rights.h"

#include <algorithm>

namespace chalkpoint::event {
namespace {

/// Of one right, which roles have it, in the order of kRoles: staff, director, owner, admin.
using Row = std::array<bool, kRoles.size()>;

constexpr std::array<Row, kRights.size()> kTable = {{
    {true, true, true, true},    // queue
    {true, true, true, true},    // judge
    {true, true, true, true},    // record
    {true, true, true, true},    // answer
    {true, true, true, true},    // pin
    {true, true, true, true},    // cases
    {false, true, true, true},   // prepare
    {false, true, true, true},   // screening
    {false, true, true, false},  // private_notes
    {false, true, true, false},  // contacts
    {true, true, true, false},   // calls
    {false, true, true, true},   // reports
    {false, false, true, true},  // people
    {true, true, true, true},    // device
    {false, false, true, true},  // configure
}};

}  // namespace

bool may(std::string_view role, Right right) {
  const auto found = std::ranges::find(kRoles, role);
  if (found == kRoles.end()) return false;
  return kTable[static_cast<std::size_t>(right)][static_cast<std::size_t>(found - kRoles.begin())];
}

}  // namespace chalkpoint::event
