// Finds e-mail addresses, links and handles, plain or spelt out ("ivan dog mail dot ru", as Russians say the signs).
#pragma once

#include <expected>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/chalk/glyphs.h"
#include "kiosk/chalk/stems.h"
#include "sync/event/event.h"

namespace chalkpoint::chalk {

class Addresses {
 public:
  /// Of addresses.txt; fails with the line.
  static std::expected<Addresses, event::Problem> parse(std::string_view file, std::string_view text);
  struct Found {
    std::vector<Place> emails, links;
  };
  /// Where they stand, in order.
  Found find(const std::vector<Glyph>& text) const;

 private:
  friend class AddressWalk;
  using Words = std::set<std::u32string, std::less<>>;
  Words dots_, ats_, weak_ats_, zones_, weak_zones_, spoken_zones_, providers_, schemes_, hosts_, messengers_;
};

}  // namespace chalkpoint::chalk
