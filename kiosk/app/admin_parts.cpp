#include "kiosk/app/admin_parts.h"

#include <utility>

#include "kiosk/app/part_questions.h"
#include "kiosk/app/part_settings.h"

namespace chalkpoint::app {

AdminParts admin_parts(AdminNeeds needs) {
  AdminParts out;
  out["settings"] = settings_part();
  out["device"] = device_part(std::move(needs.device));
  out["questions"] = [](const AdminWorld& world, Visit& visit) {
    return std::make_unique<QuestionsPart>(world, visit);
  };
  out["results"] = results_part(std::move(needs.words));
  return out;
}

}  // namespace chalkpoint::app
