#include "kiosk/ui/house.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {
namespace {

constexpr float kMarkMm = 10, kLogoMm = 12, kLogoWidest = 3;  // times its height

Size logo_size(const Ui& ui, const Image& logo, float high) {
  const float side = std::min(high, ui.mm(kLogoMm));
  const float shape = static_cast<float>(logo.width) / static_cast<float>(logo.height);
  if (shape > kLogoWidest) return {std::round(side * kLogoWidest), std::round(side * kLogoWidest / shape)};
  return {std::max(1.F, std::round(side * shape)), std::round(side)};
}

}  // namespace

std::vector<std::string> languages_offered(const Ui& ui) {
  const House* house = ui.frame().house;
  std::vector<std::string> all = house ? house->languages : House().languages;
  if (all.size() < 2) all.clear();
  return all;
}

float mark_width(const Ui& ui, float high) {
  const House* house = ui.frame().house;
  return house && house->logo ? logo_size(ui, *house->logo, high).w : std::min(high, ui.mm(kMarkMm));
}

Rect draw_mark(Ui& ui, const Rect& place) {
  const House* house = ui.frame().house;
  if (!house || !house->logo) {
    const float side = std::min(place.h, ui.mm(kMarkMm));
    const Rect mark{place.x, place.y + (place.h - side) / 2, side, side};
    ui.fill(mark, ui.theme().accent, side * 0.27F);
    ui.icon(Icon::chalk, mark, ui.theme().ink);
    return mark;
  }
  const Size size = logo_size(ui, *house->logo, place.h);
  const Rect mark{std::round(place.x), std::round(place.y + (place.h - size.h) / 2), size.w, size.h};
  const std::string key = "logo." + std::to_string(house->logo->digest) + '.' + std::to_string(size.w);
  const auto [sheet, fresh] = ui.sheet(key, static_cast<int>(size.w), static_cast<int>(std::max(1.F, size.h)));
  if (fresh) sheet.show(*house->logo);
  ui.draw_sheet(key, {mark.x, mark.y});
  return mark;
}

}  // namespace chalkpoint::ui
