#include "kiosk/app/participation.h"

#include <algorithm>
#include <utility>

#include "sync/event/day.h"

namespace chalkpoint::app {
namespace {

constexpr std::int64_t kMinuteMs = 60'000, kHourMs = 60 * kMinuteMs, kDayMs = 24 * kHourMs;

std::int64_t local_ms(const event::Moment& now) {
  return now.unix_ms + now.utc_offset_min * kMinuteMs;
}

event::ParticipationCounted hour_of(const event::Moment& now) {
  return {.day = event::day_of(now.unix_ms, now.utc_offset_min),
          .hour = static_cast<int>(local_ms(now) % kDayMs / kHourMs),
          .presence = {}};
}

}  // namespace

void Participation::touched(std::int64_t mono_ms, bool at_rest) {
  if (!at_rest || !hour_) return;
  const bool goes_on = visit_ms_ && mono_ms - *visit_ms_ < kVisitMs;
  visit_ms_ = mono_ms;
  if (!goes_on) hour_->presence.touched = std::min(hour_->presence.touched + 1, event::kTouchedMax);
}

void Participation::spend(const event::Moment& now) {
  if (at_rest_ && hour_) shown_ms_ += std::max<std::int64_t>(0, now.mono_ms - since_ms_);
  since_ms_ = now.mono_ms;
}

std::optional<event::ParticipationCounted> Participation::tick(const event::Moment& now, bool at_rest) {
  spend(now);
  at_rest_ = at_rest;
  if (!at_rest) visit_ms_.reset();
  const event::ParticipationCounted here = hour_of(now);
  std::optional<event::ParticipationCounted> out;
  if (hour_ && (hour_->day != here.day || hour_->hour != here.hour)) out = finish(now);
  if (!hour_) hour_ = here;
  return out;
}

std::optional<event::ParticipationCounted> Participation::finish(const event::Moment& now) {
  spend(now);
  if (!hour_) return std::nullopt;
  event::ParticipationCounted out = *std::exchange(hour_, std::nullopt);
  constexpr std::int64_t kMinutesMax = 60;
  out.presence.shown_min = std::min(kMinutesMax, (std::exchange(shown_ms_, 0) + kMinuteMs / 2) / kMinuteMs);
  return out.presence == event::Presence{} ? std::nullopt : std::optional(out);
}

std::optional<std::int64_t> Participation::wake_at_ms(const event::Moment& now) const {
  if (!hour_) return std::nullopt;
  return now.mono_ms + kHourMs - local_ms(now) % kHourMs;
}

event::Fact fact_of(const event::ParticipationCounted& counted, const event::Moment& at, const event::Random& random) {
  return {.id = event::make_uuid_v7(at.unix_ms, random),
          .type = std::string(event::kParticipationCounted),
          .data = event::to_json(counted),
          .at = at,
          .sealed = {}};
}

}  // namespace chalkpoint::app
