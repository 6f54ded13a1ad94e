#include "kiosk/app/admin_parts.h"

#include <utility>

namespace chalkpoint::app {

AdminParts admin_parts(AdminNeeds needs) {
  AdminParts out;
  out["device"] = device_part(std::move(needs.device));
  out["results"] = results_part(std::move(needs.results));
  return out;
}

}  // namespace chalkpoint::app
