#include "sync/device/step.h"

#include <algorithm>
#include <utility>

#include "sync/device/push.h"
#include "sync/wire/limits.h"

namespace chalkpoint::device {
Sync::Sync(Ledger& ledger, Transport& transport, World world, Tuning tuning)
    : ledger_(ledger),
      transport_(transport),
      world_(std::move(world)),
      tuning_(tuning),
      batch_max_(wire::kBatchEventsMax) {}

Sync::Delay Sync::step(Call call) {
  if (call == Call::person)
    for (Lane* lane : {&sending_, &reading_}) lane->rests_until.reset();
  auto binding = ledger_.binding();
  if (binding && !*binding) return not_enrolled();
  auto known = binding ? recall_reading() : std::unexpected(store_failed(binding.error()));
  if (!known) {
    both_failed(known.error());
    return conclude();
  }
  status_.hub_url = (*binding)->hub_url;
  status_.site = (*binding)->site.site;
  status_.device_name = (*binding)->site.name;
  exchange(std::move(**binding));
  return conclude();
}

/// Up first, since that is what can be lost; then a page down; and again while there is more of either. The other way
/// round once sending has failed: a POST that hangs must not hold back what was hidden elsewhere any longer than
/// itself.
void Sync::exchange(Binding binding) {
  bool started_over = false;
  while (true) {
    const bool read_first = sending_.failure.has_value();
    Round read_on = read_first ? read(binding) : Round::done;
    const Round sent = read_on == Round::hub_forgot ? Round::hub_forgot : send(binding);
    if (!read_first && sent != Round::hub_forgot) read_on = read(binding);
    if (sent == Round::hub_forgot || read_on == Round::hub_forgot) {
      if (std::exchange(started_over, true))
        return both_failed(hub_failed("The hub is another one at every answer.",
                                      "Let only one hub, or hubs with one store, answer at this address."));
      if (const auto done = ledger_.start_over(heard_epoch_); !done) return both_failed(store_failed(done.error()));
      binding.site.hub_epoch = heard_epoch_;
      reading_.rests_until.reset();
    } else if (sent == Round::done && read_on == Round::done) {
      return;
    }
  }
}

Sync::Round Sync::send(const Binding& binding) {
  if (!sending_.may_go(world_.mono_ms())) return Round::done;
  auto round = push(binding);
  if (round) {
    sending_.succeed();
    return *round;
  }
  sending_failed(std::move(round.error()));
  return Round::done;
}

Sync::Round Sync::read(const Binding& binding) {
  if (!reading_.may_go(world_.mono_ms())) return Round::done;
  auto round = pull(binding);
  if (!round) {
    reading_failed(std::move(round.error()));
    return Round::done;
  }
  // The hub is back: what failed only since it was not reached need not wait its quarter of an hour. Not when reading
  // went well all the time: then something else is wrong with sending, and it is asked no more often than the rule
  // says.
  const bool back = reading_.failure && sending_.failure && is_out_of_reach(sending_.failure->fault);
  reading_.succeed();
  if (*round == Round::done) reading_.rests_until = world_.mono_ms() + tuning_.pull_interval.count();
  if (!back) return *round;
  sending_.rests_until.reset();
  return *round == Round::done ? Round::again : *round;
}

std::expected<Sync::Round, Failure> Sync::push(const Binding& binding) {
  bool forked = false;
  while (true) {
    const auto all = ledger_.epochs();
    if (!all) return std::unexpected(store_failed(all.error()));
    count_waiting(*all);
    note_held(*all);
    const auto waiting = std::ranges::find_if(*all, [](const EpochState& e) { return e.last > e.acknowledged; });
    if (waiting == all->end()) return Round::done;
    status_.state = SyncState::sending;
    report();
    const std::uint64_t others = status_.waiting - (waiting->last - waiting->acknowledged);
    Push push(
        ledger_, transport_, world_, tuning_, binding, batch_max_,
        [&](std::uint64_t confirmed) {
          status_.waiting = others + waiting->last - confirmed;
          status_.last_success_unix_ms = world_.unix_ms();
        },
        [this] { return reading_.may_go(world_.mono_ms()); });
    auto pushed = push.run(*waiting);
    if (!pushed) return std::unexpected(std::move(pushed.error()));
    heard_epoch_ = pushed->hub_epoch;
    if (pushed->hub_forgot) return Round::hub_forgot;
    if (pushed->gave_way) return Round::again;
    if (!pushed->common) continue;
    if (forked)
      return std::unexpected(
          hub_failed("The hub holds something else at every place.", "Run `chalkpoint-hub verify`."));
    held_.clear();  // it ends earlier than was thought
    const auto fresh = ledger_.fork(waiting->epoch, *pushed->common);
    if (!fresh) return std::unexpected(store_failed(fresh.error()));
    forked = *fresh;
    if (forked) reading_.rests_until.reset();  // the stream is read from its start
  }
}

Sync::Delay Sync::not_enrolled() {
  const auto waiting = status_.waiting;
  status_ = {};
  status_.waiting = waiting;
  if (const auto all = ledger_.epochs()) count_waiting(*all);
  report();
  return std::nullopt;
}

void Sync::sending_failed(Failure failure) {
  const std::int64_t now = world_.mono_ms();
  sending_.fail(std::move(failure), tuning_.retry_delay_max, tuning_, now, world_.random_below);
  const SyncFault fault = sending_.failure->fault;
  if (fault == SyncFault::token_unknown) {
    reading_.rests_until = sending_.rests_until;
  } else if (is_out_of_reach(fault) && fault != SyncFault::timed_out) {  // a POST may hang where a GET does not
    // To ask the same line again at once would tell nothing; but it is asked again much sooner than for sending.
    const auto rest =
        jittered(reading_.failures, tuning_.retry_delay_base, tuning_.read_retry_delay_max, world_.random_below);
    reading_.rests_until = std::max(reading_.rests_until.value_or(now), now + rest.count());
  }
}

void Sync::reading_failed(Failure failure) {
  reading_.fail(std::move(failure), tuning_.read_retry_delay_max, tuning_, world_.mono_ms(), world_.random_below);
  if (reading_.failure->fault == SyncFault::token_unknown) sending_.rests_until = reading_.rests_until;
}

void Sync::both_failed(const Failure& failure) {
  sending_failed(failure);
  reading_failed(failure);
}

Sync::Delay Sync::conclude() {
  // What a person must mend comes first, then what can be lost.
  const bool reading_refused = reading_.failure && is_refusal(reading_.failure->fault);
  if (sending_.failure && !reading_refused)
    show_failure(sending_);
  else if (reading_.failure)
    show_failure(reading_);
  else
    show_success();
  if (const auto count = ledger_.quarantined()) status_.quarantined = *count;
  report();
  const std::int64_t now = world_.mono_ms();
  std::int64_t due = reading_.rests_until.value_or(now);
  if (sending_.failure) due = std::min(due, sending_.rests_until.value_or(now));
  return std::chrono::milliseconds(std::max<std::int64_t>(0, due - now));
}

void Sync::show_success() {
  status_.state = SyncState::in_step;
  status_.fault = SyncFault::none;
  status_.problem.reset();
  status_.next_try_unix_ms.reset();
  status_.waiting_since_unix_ms.reset();
}

void Sync::show_failure(const Lane& lane) {
  const std::int64_t now = world_.mono_ms();
  status_.state = is_refusal(lane.failure->fault) ? SyncState::refused : SyncState::retrying;
  status_.fault = lane.failure->fault;
  status_.problem = lane.failure->problem;
  status_.next_try_unix_ms = world_.unix_ms() + std::max<std::int64_t>(0, lane.rests_until.value_or(now) - now);
  if (const auto all = ledger_.epochs()) {
    count_waiting(*all);
    note_oldest(*all);
  }
}

void Sync::count_waiting(const std::vector<EpochState>& epochs) {
  status_.waiting = 0;
  for (const EpochState& epoch : epochs) status_.waiting += epoch.last - epoch.acknowledged;
}

void Sync::note_oldest(const std::vector<EpochState>& epochs) {
  status_.waiting_since_unix_ms.reset();
  for (const EpochState& epoch : epochs) {
    if (epoch.last <= epoch.acknowledged) continue;
    const auto oldest = ledger_.read(epoch.epoch, epoch.acknowledged, 1);
    if (!oldest || oldest->empty()) return;
    if (const auto at = event::parse_rfc3339(oldest->front().time)) status_.waiting_since_unix_ms = at->unix_ms;
    return;
  }
}

void Sync::report() const {
  if (world_.report) world_.report(status_);
}

}  // namespace chalkpoint::device
