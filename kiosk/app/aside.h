// One thread for what takes too long for the window's.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace chalkpoint::app {

/// Does one thing at a time. Its end waits for the work under way, and for no other.
class Aside {
 public:
  using Work = std::function<void()>;
  Aside();

  /// Never waits. What was handed over before and has not begun is forgotten: nobody wants it any more.
  void start(Work work);

 private:
  void run(const std::stop_token& ending);

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::optional<Work> next_;
  std::jthread thread_;  // last: it uses the above
};

}  // namespace chalkpoint::app
