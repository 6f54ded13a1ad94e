// Which of the four-character codes were given to the newest responses.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace chalkpoint::journal {

/// A count for each possible code and the order in which they were given. Safe for several threads, so that the window
/// can ask.
class RecentCodes {
 public:
  explicit RecentCodes(std::size_t keep);
  /// Forgets the oldest once there are more than are kept. Anything but a code is passed by.
  void add(std::string_view code);
  /// Whether one of those kept has this code.
  bool taken(std::string_view code) const;

 private:
  static std::optional<std::uint32_t> index_of(std::string_view code);
  const std::size_t keep_;
  mutable std::mutex mutex_;
  std::vector<std::uint16_t> uses_;
  std::deque<std::uint32_t> order_;
};

}  // namespace chalkpoint::journal
