#include "platform/signals.h"

#include <pthread.h>

#include <csignal>

namespace chalkpoint::platform {

StopSignals::StopSignals(std::function<void()> on_stop) {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGUSR2}) sigaddset(&set, number);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  waiter_ = std::jthread([set, on_stop = std::move(on_stop)](const std::stop_token& stop) {
    int number = 0;
    while (sigwait(&set, &number) == 0 && !stop.stop_requested()) on_stop();
  });
}

StopSignals::~StopSignals() {
  waiter_.request_stop();
  pthread_kill(waiter_.native_handle(), SIGUSR2);  // only to end the wait; nobody else uses it
}

}  // namespace chalkpoint::platform
