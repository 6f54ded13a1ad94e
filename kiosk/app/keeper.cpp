#include "kiosk/app/keeper.h"

#include <algorithm>
#include <utility>

#include "sync/event/problem.h"

namespace chalkpoint::app {

namespace {

constexpr std::int64_t kTryAgainEveryMs = 30'000;  // a disk that is full or broken is not mended in seconds

}  // namespace

Keeper::Keeper(journal::JournalThread& journal, Host host) : journal_(journal), host_(std::move(host)) {}

void Keeper::keep(event::Fact fact) {
  const journal::Ticket ticket = journal_.append({fact});
  pending_.emplace(ticket, std::move(fact));
}

bool Keeper::keep_again(const event::Uuid& id) {
  const auto kept = std::ranges::find(unsaved_, id, &event::Fact::id);
  if (kept == unsaved_.end()) return false;
  event::Fact again = std::move(*kept);
  unsaved_.erase(kept);
  keep(std::move(again));
  return true;
}

std::vector<Keeper::Answer> Keeper::poll() {
  std::vector<Answer> answers;
  for (const journal::Finished& finished : journal_.poll()) {
    const auto found = pending_.find(finished.ticket);
    if (found == pending_.end()) continue;
    event::Fact fact = std::move(found->second);
    pending_.erase(found);
    answers.push_back({.id = fact.id, .problem = {}});
    if (finished.placed) continue;
    answers.back().problem = finished.placed.error();
    host_.note(event::one_line(finished.placed.error()));
    answers.back().refused = !journal::check_fact(fact);
    if (answers.back().refused) continue;
    unsaved_.push_back(std::move(fact));
    try_again_ms_ = host_.now().mono_ms + kTryAgainEveryMs;
  }
  return answers;
}

void Keeper::try_again(std::int64_t now_mono_ms, const std::function<bool(const event::Uuid&)>& is_asked_about) {
  if (unsaved_.empty() || now_mono_ms < try_again_ms_) return;
  try_again_ms_ = now_mono_ms + kTryAgainEveryMs;
  for (event::Fact& fact : std::exchange(unsaved_, {})) {
    if (is_asked_about(fact.id))
      unsaved_.push_back(std::move(fact));
    else
      keep(std::move(fact));
  }
}

std::optional<std::int64_t> Keeper::wake_at_ms() const {
  return unsaved_.empty() ? std::nullopt : std::optional(try_again_ms_);
}

std::size_t Keeper::finish() {
  for (event::Fact& fact : std::exchange(unsaved_, {})) keep(std::move(fact));
  journal_.ask([](journal::Journal&) { return true; });  // answered after everything that was handed over
  poll();
  return unsaved_.size() + pending_.size();
}

}  // namespace chalkpoint::app
