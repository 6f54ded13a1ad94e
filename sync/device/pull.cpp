// The way down: a page of the site's stream, stored together with how far it was read.
#include <algorithm>
#include <utility>

#include "sync/device/enroll.h"
#include "sync/device/step.h"
#include "sync/wire/limits.h"
#include "sync/wire/names.h"

namespace chalkpoint::device {

std::expected<Sync::Round, Failure> Sync::pull(const Binding& binding) {
  const auto after = ledger_.down_cursor();
  if (!after) return std::unexpected(store_failed(after.error()));
  if (held_.empty()) {
    const auto all = ledger_.epochs();
    if (!all) return std::unexpected(store_failed(all.error()));
    note_held(*all);
  }
  Request request;
  request.url = binding.hub_url + std::string(wire::kEventsPath) + '?' + wire::to_query({*after, held_});
  request.token = binding.token;
  const std::int64_t sent_unix_ms = request.sent_unix_ms = world_.unix_ms();
  request.answer_bytes_max = wire::kPageBytesMax;
  const Answer answer = ask(transport_, std::move(request));
  auto page = judge_page(answer, *after, wire::reader_text(binding.site.site, binding.site.device));
  if (!page) return std::unexpected(std::move(page.error()));
  note_clock(answer, sent_unix_ms);
  heard_epoch_ = page->hub_epoch;
  if (heard_epoch_ != binding.site.hub_epoch) return Round::hub_forgot;
  const bool more = page->more;
  if (auto kept = keep(std::move(*page), *after, binding); !kept) return std::unexpected(std::move(kept.error()));
  status_.last_success_unix_ms = world_.unix_ms();
  if (more) return Round::again;
  if (auto noted = note_reading(); !noted) return std::unexpected(std::move(noted.error()));
  complete_binding(binding);
  return Round::done;
}

/// The hub said what its clock shows about half-way through the request. Not where ours was set back meanwhile.
void Sync::note_clock(const Answer& answer, std::int64_t sent_unix_ms) {
  if (!answer || !answer->hub_unix_ms) return;
  if (const auto offset = clock_offset(*answer->hub_unix_ms, sent_unix_ms, world_.unix_ms()))
    status_.clock_offset_ms = offset;
}

/// A terminal enrolled by an earlier version lacks the wrapped half of the site's key: asked for once in the life of
/// the program, after a reading that went well. Nothing waits for it: what fails is tried after the next reading.
void Sync::complete_binding(const Binding& binding) {
  if (site_asked_ || !binding.site.wrapped.empty()) return;
  const auto told = ask_binding(transport_, binding.hub_url, binding.token, world_.unix_ms());
  if (!told) return;
  site_asked_ = true;  // an earlier hub does not have it to give
  if (told->site.wrapped.empty() || told->site.key_id != binding.site.key_id) return;
  if (const auto kept = ledger_.keep_wrapped(told->site); !kept) site_asked_ = false;
}

/// The newest epochs, when there are more than can be named.
void Sync::note_held(std::span<const EpochState> epochs) {
  held_.clear();
  for (const EpochState& one : epochs.last(std::min(epochs.size(), wire::kHeldEpochsMax)))
    held_.push_back({one.epoch, one.last});
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

}  // namespace chalkpoint::device
