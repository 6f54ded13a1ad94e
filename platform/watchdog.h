// Somebody must notice when the screen stands still: systemd, told regularly that the loop goes round, and a timer that
// is wound up at the start of each frame and stopped at its end. Neither costs a wake-up beyond those systemd asks for.
#pragma once

#include <cstdint>
#include <ctime>
#include <optional>

namespace chalkpoint::platform {

/// What systemd expects of us (Type=notify, WatchdogSec=); does nothing when it is not there.
class Supervisor {
 public:
  Supervisor();
  /// The first frame has been shown.
  void ready();
  /// The loop goes round. Cheap: speaks only when half of the allowed time has passed.
  void alive(std::int64_t mono_ms);
  void stopping();
  /// When alive() must be called next, monotonic milliseconds; nothing when nobody watches.
  std::optional<std::int64_t> due_ms() const { return due_ms_; }

 private:
  std::int64_t every_ms_ = 0;
  std::optional<std::int64_t> due_ms_;
};

/// Ends the process, with a line on stderr and a core, when a frame does not end in time: a frozen lobby display must
/// start anew (what was thanked for is on disk).
class FrameGuard {
 public:
  /// A frame takes milliseconds; a machine that swaps may need seconds.
  static constexpr int kFrameSecondsMax = 20;
  FrameGuard();
  ~FrameGuard();
  FrameGuard(const FrameGuard&) = delete;
  FrameGuard& operator=(const FrameGuard&) = delete;
  void begin();
  void end();

 private:
  timer_t timer_{};
  bool armed_ = false;
};

}  // namespace chalkpoint::platform
