// Draws the first start. Changes nothing but the draft; says what is wanted.
#pragma once

#include <functional>

#include "kiosk/admin/wizard.h"

namespace chalkpoint::admin::wizard {

/// What is drawn besides the state.
struct Around {
  const Known& known;
  const Secrets& secrets;
  /// The members' first screen as it will be, with the ways on and back on it.
  std::function<Intent(ui::Ui&)> preview;
};

/// One frame of the page that the state is on.
Intent draw(const State& state, const Around& around, ui::EntryDraft& draft, ui::Ui& ui);
/// wizard.PAGE.
std::string_view screen_name(Page page);

/// The colours to choose from, as settings take them; "accent." and its place name each in the catalogues.
inline constexpr std::array<std::string_view, 8> kAccents = {"#F6D65B", "#FFB59A", "#93D6AC", "#92C7F0",
                                                             "#D3B8F5", "#F7B7D2", "#F4F1E8", "#C7E07A"};
/// The hours to choose from besides one's own, as settings take them.
inline constexpr std::array<std::string_view, 3> kUsualHours = {"7-23", "mon-fri 7-23, sat-sun 9-21", "always"};
/// The most letters of a club's name.
inline constexpr std::size_t kClubMax = 40;
/// Of whatever is typed.
inline constexpr std::size_t kTextMax = 60;

}  // namespace chalkpoint::admin::wizard
