#include "kiosk/app/model.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/seal.h"
#include "sync/event/problem.h"

namespace chalkpoint::app {

namespace {

constexpr std::size_t kRecentMax = 16;             // more than any row that means hammering
constexpr std::int64_t kTryAgainEveryMs = 30'000;  // a disk that is full or broken is not mended in seconds
constexpr int kCodeTriesMax = 64;  // by then nearly every code must be taken; a repeated one is the lesser evil

std::string random_code(const event::Random& random) {
  std::string code;
  for (int i = 0; i < event::kCodeLength; ++i)
    code += event::kCodeAlphabet[random_below(random, event::kCodeAlphabet.size())];
  return code;
}

}  // namespace

Model::Model(std::unique_ptr<const survey::Definition> definition, Settings settings, journal::JournalThread& journal,
             std::unique_ptr<Staff> staff, Host host)
    : definition_(std::move(definition)),
      settings_(std::move(settings)),
      journal_(journal),
      staff_(std::move(staff)),
      host_(std::move(host)),
      flow_(*definition_, settings_.language),
      touched_ms_(host_.now().mono_ms) {
  tick();
}

std::string Model::screen_name() const {
  if (const desk::State* state = staff()) return state->screen == desk::Screen::pin ? "staff.pin" : "staff.status";
  return survey::screen_name(*definition_, flow_);
}

survey::Inputs Model::inputs(bool by_member) {
  survey::Inputs in{.now = host_.now(),
                    .touched_ms = touched_ms_,
                    .code = {},
                    .consent_version = {},
                    .can_store = journal_.health().accepting,
                    .recent = recent_,
                    .timing = settings_.timing,
                    .survey = settings_.survey,
                    .revision = settings_.revision};
  if (!by_member) return in;
  in.consent_version = settings_.consent_version(flow_.language());
  host_.random(in.random);
  for (int i = 0; i < kCodeTriesMax && (next_code_.empty() || journal_.code_taken(next_code_)); ++i)
    next_code_ = random_code(host_.random);
  in.code = next_code_;
  return in;
}

void Model::intend(const survey::Intent& intent) {
  if (std::holds_alternative<survey::Nothing>(intent)) return;
  take(survey::update(*definition_, flow_, intent, inputs(true)));
}

void Model::take(survey::Step step) {
  const bool same_page =
      step.flow.page_name == flow_.page_name && step.flow.answering.has_value() == flow_.answering.has_value();
  if (!same_page) draft_ = {};
  if (step.ending) store(*step.ending);
  flow_ = std::move(step.flow);
  ++version_;
  if (step.route == survey::Route::staff) staff_->open(host_.now(), flow_.language());
}

void Model::store(const survey::Ending& ending) {
  // A retry must hand over the same fact, not the same words sealed anew: the journal knows it by its content.
  const auto kept = std::ranges::find(unsaved_, ending.id, &event::Fact::id);
  if (kept != unsaved_.end()) {
    event::Fact again = std::move(*kept);
    unsaved_.erase(kept);
    return hand_over(std::move(again));
  }
  if (ending.completed) {
    next_code_.clear();
    recent_.push_back({.at_ms = ending.at.mono_ms, .score = ending.response.score});
    if (recent_.size() > kRecentMax) recent_.erase(recent_.begin());
  }
  hand_over(make_fact(ending, settings_.site_key));
}

void Model::hand_over(event::Fact fact) {
  const journal::Ticket ticket = journal_.append({fact});
  pending_.emplace(ticket, std::move(fact));
}

void Model::hear(const journal::Finished& finished) {
  const auto found = pending_.find(finished.ticket);
  if (found == pending_.end()) return;
  event::Fact fact = std::move(found->second);
  pending_.erase(found);
  const bool awaited = flow_.unsaved && flow_.unsaved->id == fact.id && flow_.phase == survey::Phase::saving;
  if (!finished.placed) {
    host_.note(event::one_line(finished.placed.error()));
    unsaved_.push_back(std::move(fact));
    try_again_ms_ = host_.now().mono_ms + kTryAgainEveryMs;
  }
  if (!awaited) return;
  if (finished.placed) {
    take(survey::update(*definition_, flow_, survey::Saved{}, inputs(false)));
  } else {
    take(survey::update(*definition_, flow_, survey::NotSaved{finished.placed.error()}, inputs(false)));
  }
}

// What nobody waits for any more. The one on the screen waits for its own "retry".
void Model::try_again(std::int64_t now_ms) {
  if (unsaved_.empty() || now_ms < try_again_ms_) return;
  try_again_ms_ = now_ms + kTryAgainEveryMs;
  std::vector<event::Fact> facts = std::exchange(unsaved_, {});
  for (event::Fact& fact : facts) {
    if (flow_.unsaved && flow_.unsaved->id == fact.id) {
      unsaved_.push_back(std::move(fact));
    } else {
      hand_over(std::move(fact));
    }
  }
}

void Model::intend(const desk::Intent& intent) {
  if (std::holds_alternative<desk::Nothing>(intent)) return;
  staff_->intend(intent, host_.now(), touched_ms_);
  ++version_;
}

void Model::tick() {
  for (const journal::Finished& finished : journal_.poll()) hear(finished);
  const event::Moment now = host_.now();
  try_again(now.mono_ms);
  if (staff_->tick(now, touched_ms_)) ++version_;
  const bool accepting = journal_.health().accepting;
  const auto due_ms = survey::wake_at_ms(flow_, settings_.timing);
  const bool changes = (due_ms && now.mono_ms >= *due_ms) || (flow_.phase == survey::Phase::attract && !accepting) ||
                       (flow_.phase == survey::Phase::refused && accepting);
  // A touch moves what is due; only the update may say so.
  if (changes) take(survey::update(*definition_, flow_, survey::Nothing{}, inputs(false)));
}

void Model::leave() {
  take(survey::update(*definition_, flow_, survey::Leave{}, inputs(true)));
  for (event::Fact& fact : std::exchange(unsaved_, {})) hand_over(std::move(fact));
  journal_.ask([](journal::Journal&) { return true; });  // answered after everything that was handed over
  for (const journal::Finished& finished : journal_.poll()) hear(finished);
  const std::size_t lost = unsaved_.size() + pending_.size();
  if (lost > 0) host_.note("Stopped; answers that could not be stored and are lost: " + std::to_string(lost) + '.');
}

std::optional<std::int64_t> Model::wake_at_ms() const {
  survey::Flow touched = flow_;
  touched.touched_ms = std::max(touched.touched_ms, touched_ms_);
  auto earliest = survey::wake_at_ms(touched, settings_.timing);
  const auto also = [&earliest](std::optional<std::int64_t> at_ms) {
    if (at_ms && (!earliest || *at_ms < *earliest)) earliest = at_ms;
  };
  also(staff_->wake_at_ms(host_.now().mono_ms));
  if (!unsaved_.empty()) also(try_again_ms_);
  return earliest;
}

}  // namespace chalkpoint::app
