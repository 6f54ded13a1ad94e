#include "platform/watchdog.h"

#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace chalkpoint::platform {

Supervisor::Supervisor() {
  std::uint64_t allowed_us = 0;
  if (sd_watchdog_enabled(0, &allowed_us) > 0) {
    every_ms_ = static_cast<std::int64_t>(allowed_us / 2'000);
    due_ms_ = 0;
  }
}

void Supervisor::ready() {
  sd_notify(0, "READY=1");
}

void Supervisor::alive(std::int64_t mono_ms) {
  if (!due_ms_ || mono_ms < *due_ms_) return;
  sd_notify(0, "WATCHDOG=1");
  due_ms_ = mono_ms + every_ms_;
}

void Supervisor::stopping() {
  sd_notify(0, "STOPPING=1");
}

namespace {

void on_frozen(int) {
  static constexpr char kLine[] = "The screen has stood still for too long; starting anew is the only way out.\n";
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, kLine, sizeof(kLine) - 1);
  std::abort();
}

}  // namespace

FrameGuard::FrameGuard() {
  struct sigaction action{};
  action.sa_handler = on_frozen;
  sigaction(SIGALRM, &action, nullptr);
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGALRM;
  armed_ = timer_create(CLOCK_MONOTONIC, &event, &timer_) == 0;
}

FrameGuard::~FrameGuard() {
  if (armed_) timer_delete(timer_);
}

void FrameGuard::begin() {
  if (!armed_) return;
  itimerspec spec{};
  spec.it_value.tv_sec = kFrameSecondsMax;
  timer_settime(timer_, 0, &spec, nullptr);
}

void FrameGuard::end() {
  if (!armed_) return;
  const itimerspec off{};
  timer_settime(timer_, 0, &off, nullptr);
}

}  // namespace chalkpoint::platform
