// The order of one frame, and of the loop around it.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>

#include "kiosk/app/canvas.h"
#include "kiosk/app/model.h"
#include "kiosk/app/targets.h"
#include "platform/watchdog.h"
#include "platform/window.h"

namespace chalkpoint::app {

class Loop {
 public:
  /// `scale` gives pixels for a millimetre, where somebody said or measured them.
  Loop(Model& model, ui::Ui& ui, platform::Window& window, Canvas& canvas, TargetsFile& targets,
       std::function<std::optional<float>()> scale);

  /// Until the window closes, or one of these is set (and the window woken): `stop` for the end of the program, `anew`
  /// for another loop after this one.
  void run(const std::atomic<bool>& stop, const std::atomic<bool>& anew);

 private:
  void round();
  void take_keys();
  const ui::Picture& draw(std::span<const ui::PointerEvent> touches);
  void show(const ui::Picture& picture, bool whole);
  std::optional<std::int64_t> rest_ms() const;

  Model& model_;
  ui::Ui& ui_;
  platform::Window& window_;
  Canvas& canvas_;
  TargetsFile& targets_;
  std::function<std::optional<float>()> scale_;  // --scale, what was measured; else what the display says
  platform::Supervisor supervisor_;
  platform::FrameGuard guard_;
  std::uint64_t drawn_version_ = ~0ULL;
  std::int64_t drawn_ms_ = 0;
  bool animating_ = false;
  std::int64_t ui_wake_ms_ = 0;
  std::int64_t answer_due_ms_ = 0;  // while saving: until then the journal's answer is awaited before a frame is shown
};

}  // namespace chalkpoint::app
