#include "kiosk/app/administration.h"

#include <utility>

namespace chalkpoint::app {

namespace {

// By the terminal's PIN nobody has a name yet.
event::Signature named(event::Signature by) {
  if (by.name.empty()) by.name = by.role;
  return by;
}

}  // namespace

Administration::Administration(AdminParts parts, AdminWorld world) : parts_(std::move(parts)), world_(world) {}

void Administration::open(const desk::Part& part, const event::Signature& by, const std::optional<event::Uuid>& who,
                          const std::string& language) {
  const auto found = parts_.find(part.name);
  if (found == parts_.end()) return;
  part_.reset();
  opened_ = &part;
  visit_ = {.by = named(by), .who = who, .language = language};
  part_ = found->second(world_, visit_);
}

std::unique_ptr<AdminPart> Administration::make(std::string_view name, Visit& visit) const {
  const auto found = parts_.find(name);
  return found == parts_.end() ? nullptr : found->second(world_, visit);
}

void Administration::follow(const event::Signature& by, const std::optional<event::Uuid>& who) {
  if (!part_) return;
  if (who != visit_.who || !event::may(by.role, opened_->right)) return close();
  visit_.by = named(by);
}

}  // namespace chalkpoint::app
