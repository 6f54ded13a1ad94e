// A screen within the screen: it is drawn at the corner, as if it were alone, and then moved to its place.
#include "kiosk/ui/inset.h"

#include <algorithm>

#include "kiosk/ui/impl.h"

namespace chalkpoint::ui {

void Ui::Impl::move_touches(float dx, float dy) {
  for (Touch& touch : pointer.touches()) {
    touch.began = {touch.began.x + dx, touch.began.y + dy};
    touch.now = {touch.now.x + dx, touch.now.y + dy};
    for (PointerEvent& step : touch.steps) step.at = {step.at.x + dx, step.at.y + dy};
  }
}

void begin_inset(Ui& ui, const Rect& place, const Options& options, std::string_view language) {
  Ui::Impl& in = ui.impl();
  const Rect whole{0, 0, place.w, place.h};
  in.list.PushClipRect({0, 0}, {place.w, place.h}, false);
  in.inset = Ui::Impl::Inset{.place = place,
                             .frame = in.frame,
                             .language = in.language,
                             .targets = in.targets.size(),
                             .vertices = in.list.VtxBuffer.Size,
                             .commands = in.list.CmdBuffer.Size - 1};
  in.frame.size = {place.w, place.h};
  in.frame.px_per_mm = assumed_px_per_mm(in.frame.size);
  in.frame.options = options;
  in.language = language;
  in.frame.language = in.language;
  in.clips.push_back(whole);
  in.move_touches(-place.x, -place.y);
  ui.fill(whole, ui.theme().slate);
  ui.fill(Rect(whole).cut_bottom(place.h - ui.area().h), ui.theme().wood_light);  // the ledge
}

void end_inset(Ui& ui) {
  Ui::Impl& in = ui.impl();
  const Ui::Impl::Inset inside = *in.inset;
  const Rect& place = inside.place;
  in.list.PopClipRect();
  for (int i = inside.vertices; i < in.list.VtxBuffer.Size; ++i) {
    in.list.VtxBuffer[i].pos.x += place.x;
    in.list.VtxBuffer[i].pos.y += place.y;
  }
  for (int i = inside.commands; i < in.list.CmdBuffer.Size; ++i) {
    ImVec4& clip = in.list.CmdBuffer[i].ClipRect;
    if (in.list.CmdBuffer[i].ElemCount == 0) continue;  // begun for what follows
    clip = {clip.x + place.x, clip.y + place.y, clip.z + place.x, clip.w + place.y};
  }
  for (std::size_t i = inside.targets; i < in.targets.size(); ++i) {
    in.targets[i].id = "inset." + in.targets[i].id;
    in.targets[i].rect = in.targets[i].rect.moved(place.x, place.y);
  }
  in.clips.pop_back();
  in.frame = inside.frame;
  in.language = inside.language;
  in.frame.language = in.language;
  in.move_touches(place.x, place.y);
  in.inset.reset();
}

std::optional<Drag> drag_area(Ui& ui, std::string_view id, std::string_view label, const Rect& rect) {
  Ui::Impl& in = ui.impl();
  const Rect seen = rect.common(in.clips.back());
  constexpr float kTouchMmMin = 12;
  if (seen.h < std::min(rect.h, kTouchMmMin * in.frame.px_per_mm - 1)) return {};  // scrolled away
  in.targets.push_back({std::string(id), std::string(label), seen});
  in.handles.push_back(seen);
  for (const Touch& touch : in.pointer.touches())
    if (touch.screen == in.screen_serial && seen.contains(touch.began))
      return Drag{touch.began, touch.now, touch.released};
  return {};
}

}  // namespace chalkpoint::ui
