// What all settings come to at a moment: for each key the value said for it, else what it is by default. Pure; made
// anew from what is kept whenever that changes, or with a draft over it for a preview.
#pragma once

#include <functional>
#include <optional>

#include "kiosk/admin/settings.h"
#include "kiosk/ui/theme.h"
#include "sync/event/hours.h"

namespace chalkpoint::admin {

class Values {
 public:
  /// From now on; what checked() refuses counts as not said, since a newer program may have said it. Empty: by default.
  void set(std::string_view key, std::string_view value);

  /// The value, by default where nothing was said. `key` must be one of the table.
  std::string text(std::string_view key) const;
  bool is_said(std::string_view key) const { return said_.contains(key); }
  double number(std::string_view key) const;
  bool flag(std::string_view key) const { return text(key) == "true"; }
  ui::Color colour(std::string_view key) const;
  event::OpeningHours hours(std::string_view key) const;
  std::vector<std::string> list(std::string_view key) const { return list_of(text(key)); }
  /// In that language; empty: the words of the program.
  std::string words(std::string_view key, std::string_view language) const;
  /// The club's own words by the message whose place they take.
  LocalTexts own_words(std::string_view language) const;

  bool operator==(const Values&) const = default;

 private:
  std::map<std::string, std::string, std::less<>> said_;
};

}  // namespace chalkpoint::admin
