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
  state_->care.drafts = begun_;
  draft_ = {};
  ++asked_;  // an answer to whoever was here before lets nobody in
  open_ = true;
}

std::optional<desk::Act> Staff::intend(const desk::Intent& intent, const event::Moment& now, std::int64_t touched_ms) {
  if (!state_) return {};
  desk::Inputs in{.now = now, .touched_ms = touched_ms};
  host_.random(in.random);
  const desk::Screen before = state_->screen;
  desk::Step step = desk::update(std::move(*state_), intent, in);
  if (step.state.screen != before) draft_ = {.caret = step.state.care.text.size(), .layout = {}, .shift = false};
  lockout_ = step.state.lockout;
  state_ = std::move(step.state);
  if (step.keep_lockout) ports_.keep_lockout(lockout_);
  if (step.check_pin)
    find_out([this, pin = std::move(*step.check_pin)] { return desk::Intent(desk::Checked{ports_.pin_matches(pin)}); });
  if (!step.phrase.empty() && ports_.read_journal)
    find_out([this, phrase = std::move(step.phrase)] { return desk::Intent(ports_.read_journal(phrase)); });
  begun_ = state_->care.drafts;
  if (step.close) {
    state_.reset();
    open_ = false;
  }
  return std::move(step.act);
}

void Staff::find_out(std::function<desk::Intent()> work) {
  aside_.start([this, to = ++asked_, work = std::move(work)] {
    desk::Intent found = work();
    {
      const std::scoped_lock lock(mutex_);
      answer_ = Answer{to, std::move(found)};
    }
    host_.wake();
  });
}

bool Staff::tick(const event::Moment& now, std::int64_t touched_ms) {
  std::optional<Answer> answer;
  {
    const std::scoped_lock lock(mutex_);
    answer = std::exchange(answer_, std::nullopt);
  }
  if (!state_) return false;  // closed before the answer came: a right PIN or phrase opens nothing
  state_->status = ports_.status();
  if (answer && answer->to == asked_) intend(answer->intent, now, touched_ms);
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
