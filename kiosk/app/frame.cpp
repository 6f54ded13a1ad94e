#include "kiosk/app/frame.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/router.h"
#include "platform/clock.h"
#include "platform/memory.h"

namespace chalkpoint::app {

namespace {

// While something moves: the pace of an ordinary display. A virtual one would let us draw without end.
constexpr std::int64_t kFrameMs = 16;
// The disk usually answers in less: a frame that shows the page as it was would only delay the thank-you.
constexpr std::int64_t kAnswerAwaitedMs = 5;
// An intent may lead to a screen that leads on; more than this is a mistake that must not freeze the display.
constexpr int kPassesMax = 4;

std::vector<ui::PointerEvent> for_toolkit(const std::vector<platform::PointerEvent>& events) {
  std::vector<ui::PointerEvent> out;
  for (const platform::PointerEvent& event : events) {
    using enum platform::PointerEvent::Kind;
    const auto kind = event.kind == press     ? ui::PointerEvent::Kind::press
                      : event.kind == release ? ui::PointerEvent::Kind::release
                                              : ui::PointerEvent::Kind::move;
    out.push_back({.kind = kind, .at = {event.x, event.y}, .at_ms = event.mono_ms});
  }
  return out;
}

}  // namespace

Loop::Loop(Model& model, ui::Ui& ui, platform::Window& window, Canvas& canvas, TargetsFile& targets,
           std::function<std::optional<float>()> scale)
    : model_(model), ui_(ui), window_(window), canvas_(canvas), targets_(targets), scale_(std::move(scale)) {}

void Loop::run(const std::atomic<bool>& stop, const std::atomic<bool>& anew) {
  round();
  supervisor_.ready();
  platform::give_back_memory();
  while (!stop && !anew && !window_.closing()) {
    window_.wait(rest_ms());
    round();
    supervisor_.alive(platform::now().mono_ms);
  }
  if (!anew) supervisor_.stopping();
}

// 1 touches, 2 news and time, 3 the picture, 4 the display, 5 the world told of it.
void Loop::round() {
  guard_.begin();
  const auto touches = for_toolkit(window_.take_pointer());
  if (!touches.empty()) model_.touched(touches.back().at_ms);
  take_keys();
  model_.tick();

  const bool damaged = window_.take_damaged();
  const std::int64_t now_ms = platform::now().mono_ms;
  const bool due = animating_ || (ui_wake_ms_ != 0 && now_ms >= ui_wake_ms_);
  if (!touches.empty() || damaged || due || model_.version() != drawn_version_) {
    const ui::Picture& picture = draw(touches);
    const survey::Flow& flow = model_.flow();
    answer_due_ms_ = flow.phase == survey::Phase::saving ? flow.phase_since_ms + kAnswerAwaitedMs : 0;
    if (now_ms < answer_due_ms_ && !damaged)
      drawn_version_ = ~0ULL;  // not shown yet
    else
      show(picture, damaged);
  }
  guard_.end();
}

// A real keyboard helps the staff; members cannot do anything with one.
void Loop::take_keys() {
  const std::string typed = window_.take_typed();
  if (typed.empty() || !(model_.staff() || model_.front())) return;
  model_.touched(platform::now().mono_ms);
  if (model_.front() || model_.forms().flow() || desk::is_typing(model_.staff()->screen)) return model_.type(typed);
  for (const char key : typed) {
    if (key == '\b') {
      model_.intend(desk::Intent{desk::Erase{}});
    } else if (key >= '0' && key <= '9') {
      model_.intend(desk::Intent{desk::Digit{key}});
    }
  }
}

// Fingers first, one tap for each pass, so that two taps in one frame are two taps; then whatever they led to.
const ui::Picture& Loop::draw(std::span<const ui::PointerEvent> touches) {
  const platform::Size size = window_.size();
  Pass drawn{.picture = nullptr, .stale = true};
  for (int pass = 0; !touches.empty() || (drawn.stale && pass < kPassesMax); ++pass) {
    const auto end = std::ranges::find(touches, ui::PointerEvent::Kind::release, &ui::PointerEvent::kind);
    const std::size_t count = static_cast<std::size_t>(end - touches.begin()) + (end == touches.end() ? 0 : 1);
    drawn = app::draw(model_, ui_,
                      {.size = {static_cast<float>(size.width), static_cast<float>(size.height)},
                       .px_per_mm = platform::px_per_mm(size, scale_(), window_.display_px_per_mm()),
                       .now_ms = platform::now().mono_ms,
                       .pointer = touches.first(count),
                       .options = options(model_),
                       .language = language(model_)});
    touches = touches.subspan(count);
  }
  drawn_version_ = model_.version();
  return *drawn.picture;
}

void Loop::show(const ui::Picture& picture, bool whole) {
  animating_ = picture.animating;
  ui_wake_ms_ = picture.wake_at_ms;
  drawn_ms_ = platform::now().mono_ms;
  const platform::PixelRect part = canvas_.paint(picture, window_.size(), whole);
  if (!part.empty()) window_.show(part);
  targets_.tell(ui_);
}

std::optional<std::int64_t> Loop::rest_ms() const {
  const std::int64_t now_ms = platform::now().mono_ms;
  std::optional<std::int64_t> next_ms = model_.wake_at_ms();
  const auto also = [&next_ms](std::optional<std::int64_t> at_ms) {
    if (at_ms && (!next_ms || *at_ms < *next_ms)) next_ms = at_ms;
  };
  if (animating_) also(drawn_ms_ + kFrameMs);
  if (ui_wake_ms_ != 0) also(ui_wake_ms_);
  if (now_ms < answer_due_ms_) also(answer_due_ms_);
  also(supervisor_.due_ms());
  if (!next_ms) return std::nullopt;
  return std::max<std::int64_t>(0, *next_ms - now_ms);
}

}  // namespace chalkpoint::app
