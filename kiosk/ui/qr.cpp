#include "kiosk/ui/qr.h"

#include <cmath>
#include <qrcodegen.hpp>
#include <string>

#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

namespace {

constexpr int kQuiet = 4;  // modules around it, as the standard wants
constexpr Color kPaper = rgb(0xFFFFFF), kDark = rgb(0x000000);

}  // namespace

Qr qr_of(std::string_view text) {
  try {
    const auto code = qrcodegen::QrCode::encodeText(std::string(text).c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    Qr out{.side = code.getSize(), .dark = {}};
    for (int y = 0; y < out.side; ++y)
      for (int x = 0; x < out.side; ++x) out.dark.push_back(code.getModule(x, y));
    return out;
  } catch (const qrcodegen::data_too_long&) {
    return {};
  }
}

void draw_qr(Ui& ui, const Qr& qr, const Rect& place) {
  if (qr.side == 0) return;
  const float module = std::floor(std::min(place.w, place.h) / static_cast<float>(qr.side + 2 * kQuiet));
  const float whole = module * static_cast<float>(qr.side + 2 * kQuiet);
  const Point at{std::floor(place.centre().x - whole / 2), std::floor(place.centre().y - whole / 2)};
  ui.fill({at.x, at.y, whole, whole}, kPaper);
  for (int y = 0; y < qr.side; ++y)
    for (int x = 0; x < qr.side;) {  // what is dark side by side is one stroke: no seams between its modules
      int end = x;
      while (end < qr.side && qr.dark[static_cast<std::size_t>(y * qr.side + end)]) ++end;
      if (end > x)
        ui.fill({at.x + module * static_cast<float>(x + kQuiet), at.y + module * static_cast<float>(y + kQuiet),
                 module * static_cast<float>(end - x), module},
                kDark);
      x = std::max(end, x + 1);
    }
}

}  // namespace chalkpoint::ui
