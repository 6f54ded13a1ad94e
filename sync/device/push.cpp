#include "sync/device/push.h"

#include <algorithm>
#include <utility>

#include "sync/wire/gzip.h"

namespace chalkpoint::device {
namespace {

/// A hub that answers gaps where there are none would otherwise be asked for ever.
constexpr int kIdleRoundsMax = 3;
/// After so many batches taken in a row a larger one is tried again: whoever wanted smaller ones may be gone.
constexpr int kBatchesBeforeGrowing = 16;

}  // namespace

Push::Push(Ledger& ledger, Transport& transport, const World& world, const Tuning& tuning, const Binding& binding,
           std::size_t& batch_max, std::function<void(std::uint64_t)> progress, std::function<bool()> gives_way)
    : ledger_(ledger),
      transport_(transport),
      world_(world),
      tuning_(tuning),
      binding_(binding),
      batch_max_(batch_max),
      progress_(std::move(progress)),
      gives_way_(std::move(gives_way)) {}

std::expected<Pushed, Failure> Push::run(const EpochState& epoch) {
  confirmed_ = saved_ = epoch.acknowledged;
  next_ = confirmed_ + 1;
  saved_mono_ms_ = world_.mono_ms();
  auto end = send_all(epoch);
  transport_.abandon();                    // whatever still flies belongs to a round that is over
  if (end && end->hub_forgot) return end;  // confirmed by a hub that no longer is: worth nothing
  if (const auto kept = save(epoch.epoch); !kept && end) return std::unexpected(kept.error());
  return end;
}

std::expected<Pushed, Failure> Push::send_all(const EpochState& epoch) {
  while (true) {
    if (!draining_ && !(launched_ && gives_way_()))
      if (auto filled = fill_window(epoch); !filled) return std::unexpected(std::move(filled.error()));
    if (flights_.empty()) {
      if (!draining_ && next_ <= epoch.last) {
        end_.gave_way = true;
        return end_;
      }
      if (!draining_) {
        if (ahead_) end_.common = epoch.last;
        grow();
        return end_;
      }
      if (++idle_rounds_ > kIdleRoundsMax)
        return std::unexpected(
            Failure{SyncFault::hub_failed,
                    {"The hub asks again and again for what it was sent.", "Run `chalkpoint-hub verify`."},
                    {}});
      draining_ = false;
      next_ = confirmed_ + 1;
      continue;
    }
    if (auto landed = land(epoch); !landed) return std::unexpected(std::move(landed.error()));
    if (end_.hub_forgot || end_.common) return end_;
    if (world_.mono_ms() - saved_mono_ms_ >= tuning_.acknowledge_interval.count())
      if (auto kept = save(epoch.epoch); !kept) return std::unexpected(std::move(kept.error()));
  }
}

std::expected<void, Failure> Push::fill_window(const EpochState& epoch) {
  while (flights_.size() < window_ && next_ <= epoch.last)
    if (auto launched = launch(epoch.epoch, next_); !launched) return launched;
  return {};
}

std::expected<void, Failure> Push::launch(const std::string& epoch, std::uint64_t first) {
  const auto events = ledger_.read(epoch, first - 1, batch_max_);
  if (!events) return std::unexpected(store_failed(events.error()));
  if (events->empty() || events->front().sequence != first)
    return std::unexpected(Failure{SyncFault::events_missing,
                                   {"The hub lacks event " + std::to_string(first) + " of epoch " + epoch +
                                        ", which this terminal no longer holds.",
                                    "Run `chalkpoint verify`, and restore the hub from a newer copy."},
                                   {}});
  const auto batch = wire::encode({binding_.site.site, binding_.site.device, epoch}, *events, batch_max_);
  if (!batch) return std::unexpected(store_failed(batch.error()));
  Request request;
  request.method = Request::Method::post;
  request.url = binding_.hub_url + std::string(wire::kEventsPath);
  request.token = binding_.token;
  request.content_type = wire::kBatchType;
  request.body = wire::gzip(batch->body);
  request.sent_unix_ms = world_.unix_ms();
  request.answer_bytes_max = wire::kAckBytesMax;
  const auto ticket = transport_.begin(std::move(request));
  flights_.push_back({ticket, batch->digest, batch->first, batch->count, confirmed_});
  next_ = batch->last() + 1;
  launched_ = true;
  return {};
}

std::expected<void, Failure> Push::land(const EpochState& epoch) {
  auto finished = transport_.finish();
  if (!finished)
    return std::unexpected(Failure{
        SyncFault::unreachable, {"A request was lost inside this terminal.", "It is tried again by itself."}, {}});
  const auto found = std::ranges::find(flights_, finished->ticket, &Flight::ticket);
  if (found == flights_.end()) return {};  // of a round that is over
  const Flight flight = std::move(*found);
  flights_.erase(found);
  auto verdict = judge_batch(finished->answer, flight.digest, flight.count);
  if (!verdict) return std::unexpected(std::move(verdict.error()));
  if (verdict->kind == Verdict::Kind::too_large) return shrink(flight, verdict->problem);
  end_.hub_epoch = verdict->ack.hub_epoch;
  if (end_.hub_epoch != binding_.site.hub_epoch) {
    end_.hub_forgot = true;
    return {};
  }
  if (verdict->ack.held_through > epoch.last) {
    ahead_ = true;
    verdict->ack.held_through = epoch.last;
  }
  if (verdict->kind == Verdict::Kind::gap) {
    note_gap(flight, verdict->ack);
    return {};
  }
  return take(flight, verdict->ack);
}

std::expected<void, Failure> Push::take(const Flight& flight, const wire::Ack& ack) {
  std::uint64_t sequence = flight.first;
  for (const wire::Outcome& outcome : ack.outcomes) {
    if (outcome.reason == wire::kPlaceTaken || outcome.reason == wire::kChainBroken) {
      end_.common = sequence - 1;
      confirm(sequence - 1);
      return {};
    }
    for (std::size_t i = 0; i < outcome.count; ++i, ++sequence)
      if (outcome.status == wire::Status::quarantined && sequence > flight.confirmed_before)
        quarantined_.push_back(sequence);
  }
  if (ack.held_through < flight.last())
    return std::unexpected(
        Failure{SyncFault::hub_failed,
                {"The hub says it took a batch and does not hold it.", "Run `chalkpoint-hub verify`."},
                {}});
  confirm(ack.held_through);
  if (++batches_taken_ % kBatchesBeforeGrowing == 0) grow();
  window_ = std::max<std::size_t>(1, tuning_.batches_in_flight_max);
  return {};
}

void Push::confirm(std::uint64_t through) {
  if (through <= confirmed_) return;
  confirmed_ = through;
  idle_rounds_ = 0;
  progress_(confirmed_);
}

void Push::note_gap(const Flight& flight, const wire::Ack& ack) {
  // An answer may be older than an ack that overtook it; only what was confirmed before the batch left is proof of a
  // loss.
  if (ack.held_through < flight.confirmed_before) {
    end_.hub_forgot = true;
    return;
  }
  confirm(ack.held_through);
  draining_ = true;
}

std::expected<void, Failure> Push::shrink(const Flight& flight, const event::Problem& problem) {
  if (flight.count == 1)
    return std::unexpected(
        Failure{SyncFault::hub_failed,
                {"The hub cannot take event " + std::to_string(flight.first) + ": " + problem.what,
                 "The event stays here; compare the versions and limits of the hub and of this terminal."},
                {}});
  batch_max_ = std::min(batch_max_, std::max<std::size_t>(1, flight.count / 2));
  draining_ = true;
  idle_rounds_ = 0;
  batches_taken_ = 0;
  return {};
}

void Push::grow() {
  batch_max_ = std::min(wire::kBatchEventsMax, batch_max_ * 2);
}

std::expected<void, Failure> Push::save(const std::string& epoch) {
  saved_mono_ms_ = world_.mono_ms();
  if (confirmed_ == saved_ && quarantined_.empty()) return {};
  const auto kept = ledger_.acknowledge(epoch, confirmed_, quarantined_);
  if (!kept) return std::unexpected(store_failed(kept.error()));
  saved_ = confirmed_;
  quarantined_.clear();
  return {};
}

}  // namespace chalkpoint::device
