#include "kiosk/app/staff.h"

#include <sstream>
#include <utility>

namespace chalkpoint::app {

Staff::Staff(Ports ports, desk::Lockout lockout, Host host)
    : ports_(std::move(ports)), lockout_(lockout), host_(std::move(host)) {}

void Staff::open(const event::Moment& now, const std::string& language) {
  state_.emplace();
  state_->language = language;
  state_->has_pin = ports_.has_pin;
  state_->lockout = lockout_;
  state_->now_unix_ms = now.unix_ms;
  state_->touched_ms = now.mono_ms;
  state_->status = ports_.status();
  state_->care.key_here = static_cast<bool>(ports_.read_journal);
  state_->care.site = ports_.site;
  draft_ = {};
  open_ = true;
}

std::optional<desk::Act> Staff::intend(const desk::Intent& intent, const event::Moment& now, std::int64_t touched_ms) {
  if (!state_) return {};
  desk::Inputs in{.now = now, .touched_ms = touched_ms};
  host_.random(in.random);
  const desk::Screen before = state_->screen;
  desk::Step step = desk::update(std::move(*state_), intent, in);
  if (step.state.screen != before) draft_ = {};
  lockout_ = step.state.lockout;
  state_ = std::move(step.state);
  if (step.keep_lockout) ports_.keep_lockout(lockout_);
  if (step.check_pin) compare(std::move(*step.check_pin));
  if (!step.phrase.empty() && ports_.read_journal) read_journal(std::move(step.phrase));
  if (step.close) {
    state_.reset();
    open_ = false;
  }
  return std::move(step.act);
}

void Staff::compare(std::string pin) {
  comparing_ = std::jthread([this, pin = std::move(pin)] {
    const bool right = ports_.pin_matches(pin);
    {
      const std::scoped_lock lock(mutex_);
      answer_ = right;
    }
    host_.wake();
  });
}

void Staff::read_journal(std::string phrase) {
  reading_ = std::jthread([this, phrase = std::move(phrase)] {
    auto readings = ports_.read_journal(phrase);
    {
      const std::scoped_lock lock(mutex_);
      read_ = desk::JournalRead{.right = readings.has_value(),
                                .readings = std::move(readings).value_or(std::vector<desk::Reading>())};
    }
    host_.wake();
  });
}

bool Staff::tick(const event::Moment& now, std::int64_t touched_ms) {
  std::optional<bool> answer;
  std::optional<desk::JournalRead> read;
  {
    const std::scoped_lock lock(mutex_);
    answer = std::exchange(answer_, std::nullopt);
    read = std::exchange(read_, std::nullopt);
  }
  if (!state_) return false;  // closed before the answer came: a right PIN or phrase opens nothing
  state_->status = ports_.status();
  if (answer) intend(desk::Checked{*answer}, now, touched_ms);
  if (read) intend(std::move(*read), now, touched_ms);
  intend(desk::Nothing{}, now, touched_ms);
  return true;
}

std::optional<std::int64_t> Staff::wake_at_ms(std::int64_t now_mono_ms) const {
  return state_ ? desk::wake_at_ms(*state_, now_mono_ms) : std::nullopt;
}

std::string to_text(const desk::Lockout& lockout) {
  return std::to_string(lockout.wrong_tries) + ' ' + std::to_string(lockout.until_unix_ms);
}

desk::Lockout lockout_from_text(const std::string& text) {
  desk::Lockout lockout;
  std::istringstream in(text);
  if (!(in >> lockout.wrong_tries >> lockout.until_unix_ms)) return {};
  return lockout;
}

}  // namespace chalkpoint::app
