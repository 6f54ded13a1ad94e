#include "kiosk/app/staff.h"

#include <sstream>
#include <utility>

#include "sync/event/problem.h"
#include "sync/event/seal.h"

namespace chalkpoint::app {

Staff::Staff(Ports ports, Lockouts lockouts, Host host)
    : ports_(std::move(ports)), lockouts_(std::move(lockouts)), host_(std::move(host)) {}

void Staff::open(const event::Moment& now, const std::string& language) {
  state_.emplace();
  state_->language = language;
  state_->has_pin = !ports_.pin.empty();
  state_->setup = ports_.setup_waits && ports_.setup_waits();
  state_->people = people_.enlisted();
  state_->reading = !read_;
  state_->lockouts = lockouts_.pins;
  state_->phrase_lockouts = lockouts_.phrases;
  state_->now_unix_ms = now.unix_ms;
  state_->touched_ms = now.mono_ms;
  state_->status = ports_.status();
  state_->care.key_here = ports_.key_here();
  state_->care.site = ports_.site;
  state_->care.drafts = begun_;
  state_->erased = erased_of_site_;
  desk::ask_who(*state_);
  draft_ = {};
  ++asked_;  // an answer to whoever was here before lets nobody in
  open_ = true;
  intend(desk::Nothing{}, now, now.mono_ms);
}

std::optional<desk::Act> Staff::intend(const desk::Intent& intent, const event::Moment& now, std::int64_t touched_ms) {
  if (!state_) return {};
  desk::Inputs in{.now = now, .touched_ms = touched_ms};
  host_.random(in.random);
  const desk::Screen before = state_->screen;
  desk::Step step = desk::update(std::move(*state_), intent, in);
  if (step.state.screen != before) draft_ = {.caret = step.state.care.text.size(), .layout = {}, .shift = false};
  lockouts_ = {step.state.lockouts, step.state.phrase_lockouts};
  state_ = std::move(step.state);
  begun_ = state_->care.drafts;
  if (step.keep_lockouts) ports_.keep_lockouts(lockouts_.pins, lockouts_.phrases);
  start(step);
  if (step.form) wanted_form_ = std::move(step.form);
  if (step.part) wanted_part_ = step.part;
  wanted_setup_ |= step.setup;
  if (step.list_work) list_work_.push_back(std::move(*step.list_work));
  if (step.close) close();
  if (!state_ || !desk::needs_key(*state_)) ports_.vault->close();
  return std::move(step.act);
}

void Staff::close() {
  state_.reset();
  open_ = false;
  const std::scoped_lock lock(mutex_);
  erased_.reset();  // done, and in the act that was kept; nobody is here to read it
}

// What takes too long for the window's thread.
void Staff::start(const desk::Step& step) {
  if (step.check_pin) {
    const event::Person* who = state_->who ? desk::person(*state_, *state_->who) : nullptr;
    find_out([this, pin = *step.check_pin, hashed = who ? who->pin : ports_.pin] {
      return desk::Intent(desk::Checked{ports_.pin_matches(pin, hashed)});
    });
  }
  if (step.make_pin) find_out([this] { return desk::Intent(make_pin()); });
  if (!step.phrase.empty())
    find_out([this, phrase = step.phrase] { return desk::Intent(ports_.read_journal(phrase)); });
  if (!step.unlock.empty())
    find_out([this, phrase = step.unlock, life = ports_.vault->life()] {
      const auto key = ports_.vault->unlock(phrase, life);
      return desk::Intent(desk::Unlocked{key.has_value(), key.value_or("")});
    });
  if (!step.regain.empty())
    find_out([this, phrase = step.regain] { return desk::Intent(desk::Regained{ports_.phrase_opens(phrase)}); });
  if (step.reveal) find_out([this, id = *step.reveal] { return desk::Intent(desk::Revealed{id, ports_.reveal(id)}); });
  if (step.look_for) find_out([this, wanted = *step.look_for] { return desk::Intent(ports_.look_for(wanted)); });
  if (!step.erase.empty())
    erasing_.start([this, items = step.erase, by = step.eraser] {
      desk::Erased done = ports_.erase(items, by);
      {
        const std::scoped_lock lock(mutex_);
        erased_ = std::move(done);
      }
      host_.wake();
    });
}

bool Staff::feed(std::span<const journal::BoardPage> pages, journal::BoardRead read, const event::Moment& now,
                 std::int64_t touched_ms) {
  bool changed = !read_ && read == journal::BoardRead::read;
  read_ |= changed;
  const std::size_t erased_before = erased_of_site_.size();
  for (const journal::BoardPage& page : pages)
    for (const auto* side : {&page.own, &page.foreign}) {
      changed |= people_.apply(*side);
      for (const event::Uuid& of : event::erased_by(*side)) erased_of_site_.insert(of);
    }
  if (changed) intend(desk::Known{people_.enlisted(), read_}, now, touched_ms);
  if (erased_of_site_.size() == erased_before) return changed;
  intend(desk::ErasedKnown{erased_of_site_}, now, touched_ms);
  return true;
}

desk::PinMade Staff::make_pin() const {
  const std::string pin = event::make_pin(host_.random);
  auto hashed = event::hash_pin(pin);
  if (hashed) return {pin, std::move(*hashed)};
  host_.note(event::one_line(hashed.error()));
  return {};
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

Staff::Ticked Staff::tick(const event::Moment& now, std::int64_t touched_ms) {
  std::optional<Answer> answer;
  std::optional<desk::Erased> erased;
  {
    const std::scoped_lock lock(mutex_);
    answer = std::exchange(answer_, std::nullopt);
    erased = std::exchange(erased_, std::nullopt);
  }
  if (!state_) return {};  // closed before the answer came: a right PIN or phrase opens nothing
  state_->status = ports_.status();
  state_->care.key_here = ports_.key_here();
  Ticked ticked{.changed = true, .act = {}};
  if (answer && answer->to == asked_) ticked.act = intend(answer->intent, now, touched_ms);
  if (erased) intend(*erased, now, touched_ms);
  intend(desk::Nothing{}, now, touched_ms);
  return ticked;
}

std::optional<std::int64_t> Staff::wake_at_ms(std::int64_t now_mono_ms) const {
  return state_ ? desk::wake_at_ms(*state_, now_mono_ms) : std::nullopt;
}

std::string to_text(const desk::Lockouts& lockouts) {
  std::string out;
  for (const auto& [whose, lockout] : lockouts) {
    out += std::to_string(lockout.wrong_tries) + ' ' + std::to_string(lockout.until_unix_ms);
    if (whose != event::Uuid{}) out += ' ' + whose.text();
    out += '\n';
  }
  return out;
}

desk::Lockouts lockouts_from_text(const std::string& text) {
  desk::Lockouts out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    desk::Lockout lockout;
    std::string person;
    if (!(words >> lockout.wrong_tries >> lockout.until_unix_ms)) continue;
    words >> person;
    const auto whose = person.empty() ? std::optional(event::Uuid{}) : event::Uuid::parse(person);
    if (whose) out[*whose] = lockout;
  }
  return out;
}

}  // namespace chalkpoint::app
