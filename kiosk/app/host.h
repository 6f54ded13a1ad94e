// What the terminal needs of the world around it, so that a test can bring its own.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "sync/event/event.h"

namespace chalkpoint::app {

struct Host {
  std::function<event::Moment()> now;
  /// What local time shows at that instant, minutes east.
  std::function<std::int32_t(std::int64_t unix_ms)> utc_offset_min;
  event::Random random;
  std::function<void()> wake;             ///< from any thread: the window's loop goes round once more
  std::function<void(std::string)> note;  ///< one line for the log
  /// Shows a person a secret once, where no log keeps it. Empty: nobody is there to see it.
  std::function<void(std::string)> show_once;
  /// The inside of the terminal is built anew, on the same store, as soon as the frame under way is over.
  std::function<void()> start_anew = [] {};
  /// The folders of the USB sticks that are plugged in now.
  std::function<std::vector<std::filesystem::path>()> sticks = [] { return std::vector<std::filesystem::path>(); };
};

/// Uniform in [0, n), n > 0.
std::uint64_t random_below(const event::Random& random, std::uint64_t n);

}  // namespace chalkpoint::app
