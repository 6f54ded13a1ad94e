// What members are asked: what the site published and planned, as far as it is read, and when it comes on the screen.
#include "kiosk/app/model.h"
#include "sync/event/problem.h"

namespace chalkpoint::app {

namespace {

constexpr std::int64_t kLookedAwayMs = 5'000;  // after a touch, before another question may take the place of this one

}  // namespace

// The settings and the surveys of the site.
void Model::take_in(std::span<const journal::BoardPage> pages) {
  const std::uint64_t before = configuration_.site().version();
  take_in_settings(pages);
  bool changed = configuration_.site().version() != before;
  for (const journal::BoardPage& page : pages)
    if (questions_.feed(page)) forms_.offer(questions_.forms()), changed = true;
  if (!changed) return;
  questions_.follow(configuration_.site());
  ++version_;
  const auto problem = questions_.problem();
  std::string told = problem ? event::one_line(*problem) : std::string();
  if (told != questions_told_ && problem) host_.note(told);
  questions_told_ = std::move(told);
}

// Another question comes when nobody has this one before their eyes: who answers goes on with what they began, and who
// has just touched the screen is left to read. `out_of_sight`: it was not on the screen in the last frame.
void Model::follow_questions(bool out_of_sight) {
  const auto next = questions_.asked(host_.now());
  asks_ = next.has_value();
  if (!next || (next->survey == asked_.survey && next->revision == asked_.revision) || flow_.answering) return;
  const bool covered =
      out_of_sight || staff() || chalkboard_.flow() || setup_.part() || flow_.phase == survey::Phase::off;
  if (!covered && host_.now().mono_ms < touched_ms_ + kLookedAwayMs) return;
  survey::Flow fresh(*next->definition, flow_.home_language);
  fresh.run.set_language(flow_.language());
  fresh.comfort = flow_.comfort;
  fresh.home_comfort = flow_.home_comfort;
  fresh.phase = flow_.phase;
  fresh.touched_ms = flow_.touched_ms;
  fresh.phase_since_ms = flow_.phase_since_ms;
  flow_ = std::move(fresh);
  asked_ = *next;
  draft_ = {};
  ++version_;
}

// When another one may take its place.
std::int64_t Model::next_question_at_ms(const event::Moment& now) const {
  const auto next = questions_.asked(now);
  const bool waits = next && (next->survey != asked_.survey || next->revision != asked_.revision) && !flow_.answering;
  if (waits) return touched_ms_ + kLookedAwayMs;
  return now.mono_ms + questions_.next_change_unix_ms(now) - now.unix_ms;
}

}  // namespace chalkpoint::app
