#include "sync/device/step.h"

#include <algorithm>
#include <utility>

#include "sync/device/push.h"
#include "sync/wire/limits.h"
#include "sync/wire/names.h"
#include "sync/wire/reading.h"

namespace chalkpoint::device {
namespace {

Failure hub_failed(std::string what, std::string remedy) {
  return {SyncFault::hub_failed, {std::move(what), std::move(remedy)}, {}};
}

/// What the hub need not send down: the newest epochs, when there are more than can be named.
std::vector<wire::Held> held_of(std::span<const EpochState> epochs) {
  std::vector<wire::Held> held;
  for (const EpochState& one : epochs.last(std::min(epochs.size(), wire::kHeldEpochsMax)))
    held.push_back({one.epoch, one.last});
  return held;
}

bool is_refusal(SyncFault fault) {
  return fault == SyncFault::token_unknown || fault == SyncFault::token_forbidden;
}

}  // namespace

Sync::Sync(Ledger& ledger, Transport& transport, World world, Tuning tuning)
    : ledger_(ledger),
      transport_(transport),
      world_(std::move(world)),
      tuning_(tuning),
      batch_max_(wire::kBatchEventsMax) {}

Sync::Delay Sync::step() {
  auto binding = ledger_.binding();
  if (!binding) return after_failure(store_failed(binding.error()));
  if (!*binding) return not_enrolled();
  status_.hub_url = (*binding)->hub_url;
  status_.site = (*binding)->site.site;
  status_.device_name = (*binding)->site.name;
  if (auto known = recall_reading(); !known) return after_failure(std::move(known.error()));
  if (auto done = exchange(std::move(**binding)); !done) return after_failure(std::move(done.error()));
  return after_success();
}

/// Up first, since that is what can be lost; then a page down; and again while there is more of either.
std::expected<void, Failure> Sync::exchange(Binding binding) {
  bool started_over = false;
  while (true) {
    auto round = push(binding);
    if (round && *round == Round::done && pull_is_due()) round = pull(binding);
    if (!round) return std::unexpected(std::move(round.error()));
    if (*round == Round::done) return {};
    if (*round == Round::again) continue;
    if (std::exchange(started_over, true))
      return std::unexpected(hub_failed("The hub is another one at every answer.",
                                        "Let only one hub, or hubs with one store, answer at this address."));
    if (const auto done = ledger_.start_over(heard_epoch_); !done) return std::unexpected(store_failed(done.error()));
    binding.site.hub_epoch = heard_epoch_;
    pull_due_.reset();
  }
}

std::expected<Sync::Round, Failure> Sync::push(const Binding& binding) {
  bool forked = false;
  while (true) {
    const auto all = ledger_.epochs();
    if (!all) return std::unexpected(store_failed(all.error()));
    count_waiting(*all);
    const auto waiting = std::ranges::find_if(*all, [](const EpochState& e) { return e.last > e.acknowledged; });
    if (waiting == all->end()) return Round::done;
    status_.state = SyncState::sending;
    report();
    const std::uint64_t others = status_.waiting - (waiting->last - waiting->acknowledged);
    Push push(ledger_, transport_, world_, tuning_, binding, batch_max_, [&](std::uint64_t confirmed) {
      status_.waiting = others + waiting->last - confirmed;
      status_.last_success_unix_ms = world_.unix_ms();
    });
    auto pushed = push.run(*waiting);
    if (!pushed) return std::unexpected(std::move(pushed.error()));
    heard_epoch_ = pushed->hub_epoch;
    if (pushed->hub_forgot) return Round::hub_forgot;
    if (!pushed->common) continue;
    if (forked)
      return std::unexpected(
          hub_failed("The hub holds something else at every place.", "Run `chalkpoint-hub verify`."));
    const auto fresh = ledger_.fork(waiting->epoch, *pushed->common);
    if (!fresh) return std::unexpected(store_failed(fresh.error()));
    forked = *fresh;
    if (forked) pull_due_.reset();  // the stream is read from its start
  }
}

std::expected<Sync::Round, Failure> Sync::pull(const Binding& binding) {
  const auto after = ledger_.down_cursor();
  if (!after) return std::unexpected(store_failed(after.error()));
  const auto epochs = ledger_.epochs();
  if (!epochs) return std::unexpected(store_failed(epochs.error()));
  Request request;
  request.url =
      binding.hub_url + std::string(wire::kEventsPath) + '?' + wire::to_query({*after, held_of(*epochs)});
  request.token = binding.token;
  request.sent_unix_ms = world_.unix_ms();
  request.answer_bytes_max = wire::kPageBytesMax;
  auto page = judge_page(ask(transport_, std::move(request)), *after,
                         wire::reader_text(binding.site.site, binding.site.device));
  if (!page) return std::unexpected(std::move(page.error()));
  heard_epoch_ = page->hub_epoch;
  if (heard_epoch_ != binding.site.hub_epoch) return Round::hub_forgot;
  const bool more = page->more;
  if (auto kept = keep(std::move(*page), *after, binding); !kept) return std::unexpected(std::move(kept.error()));
  status_.last_success_unix_ms = world_.unix_ms();
  if (more) return Round::again;
  if (auto noted = note_reading(); !noted) return std::unexpected(std::move(noted.error()));
  pull_due_ = world_.mono_ms() + tuning_.pull_interval.count();
  return Round::done;
}

/// Stores what this terminal does not hold, of whatever device of our site, together with how far that was.
std::expected<void, Failure> Sync::keep(wire::Page page, std::uint64_t after, const Binding& binding) {
  const bool stuck = page.more && page.through <= after;
  const bool behind = page.through < after || (!page.events.empty() && page.events.front().hub_seq <= after);
  const bool strange = std::ranges::any_of(
      page.events, [&](const wire::Placed& placed) { return placed.source.site != binding.site.site; });
  if (stuck || behind || strange)
    return std::unexpected(
        hub_failed(strange ? "The hub sent events of another site." : "The hub's stream does not go on.",
                   "Run `chalkpoint-hub verify`."));
  if (page.through == after) return {};
  const auto kept = ledger_.append_foreign(page.events, page.through);
  if (!kept) return std::unexpected(store_failed(kept.error()));
  return {};
}

/// From the life of the program before this one.
std::expected<void, Failure> Sync::recall_reading() {
  if (std::exchange(read_recalled_, true)) return {};
  const auto noted = ledger_.read_unix_ms();
  if (!noted) {
    read_recalled_ = false;
    return std::unexpected(store_failed(noted.error()));
  }
  status_.read_unix_ms = read_noted_ = *noted;
  return {};
}

std::expected<void, Failure> Sync::note_reading() {
  const std::int64_t now = world_.unix_ms();
  status_.read_unix_ms = now;
  // Also when the clock was set back: a time to come would be trusted too long.
  const bool fresh = read_noted_ && now >= *read_noted_ && now - *read_noted_ < tuning_.note_read_interval.count();
  if (fresh) return {};
  if (const auto noted = ledger_.note_read(now); !noted) return std::unexpected(store_failed(noted.error()));
  read_noted_ = now;
  return {};
}

bool Sync::pull_is_due() const {
  return !pull_due_ || world_.mono_ms() >= *pull_due_;
}

Sync::Delay Sync::not_enrolled() {
  const auto waiting = status_.waiting;
  status_ = {};
  status_.waiting = waiting;
  if (const auto all = ledger_.epochs()) count_waiting(*all);
  report();
  return std::nullopt;
}

Sync::Delay Sync::after_success() {
  failures_ = 0;
  status_.state = SyncState::in_step;
  status_.fault = SyncFault::none;
  status_.problem.reset();
  status_.next_try_unix_ms.reset();
  status_.waiting_since_unix_ms.reset();
  if (const auto count = ledger_.quarantined()) status_.quarantined = *count;
  report();
  return std::chrono::milliseconds(std::max<std::int64_t>(0, pull_due_.value_or(0) - world_.mono_ms()));
}

Sync::Delay Sync::after_failure(Failure failure) {
  const bool refusal = is_refusal(failure.fault);
  std::chrono::milliseconds delay = tuning_.refused_delay;
  if (failure.retry_after) {
    delay = std::clamp(*failure.retry_after, tuning_.retry_after_min, tuning_.retry_after_max);
  } else if (!refusal) {
    // Full jitter: terminals that lost the hub together do not come back together.
    const auto doublings = std::min(failures_, 30U);
    const auto window =
        std::min<std::int64_t>(tuning_.retry_delay_max.count(), tuning_.retry_delay_base.count() << doublings);
    delay = std::chrono::milliseconds(world_.random_below(static_cast<std::uint64_t>(window) + 1));
  }
  ++failures_;
  status_.state = refusal ? SyncState::refused : SyncState::retrying;
  status_.fault = failure.fault;
  status_.problem = std::move(failure.problem);
  status_.next_try_unix_ms = world_.unix_ms() + delay.count();
  if (const auto count = ledger_.quarantined()) status_.quarantined = *count;
  if (const auto all = ledger_.epochs()) {
    count_waiting(*all);
    note_oldest(*all);
  }
  report();
  return delay;
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
