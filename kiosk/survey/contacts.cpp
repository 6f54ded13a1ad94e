#include "kiosk/survey/contacts.h"

#include <algorithm>

namespace chalkpoint::survey {

void leave_out_contacts(Definition& definition) {
  const std::string first = definition.pages.empty() ? "" : definition.pages.front().name;
  std::erase_if(definition.pages, [&](const Page& page) {
    const bool stays = page.name == first || std::ranges::any_of(page.elements, &Element::asks_score);
    return !stays && std::ranges::any_of(page.elements, &Element::is_contact);
  });
  for (Page& page : definition.pages) std::erase_if(page.elements, [](const Element& e) { return e.is_contact(); });
}

}  // namespace chalkpoint::survey
