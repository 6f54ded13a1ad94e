// How answers are counted, everywhere: on a device, at the hub, in a report. Integers all the way, rounded once at the
// end.
#pragma once

#include <cstdint>
#include <optional>

#include "sync/event/kinds.h"

namespace chalkpoint::event {

enum class Group { promoter, passive, detractor };
inline constexpr int kDetractorScoreMax = 6;
inline constexpr int kPromoterScoreMin = 9;
/// 9–10 promoter, 7–8 passive, 0–6 detractor.
Group group_of(int score);

struct Tally {
  std::int64_t completed = 0;
  std::int64_t abandoned = 0;
  std::int64_t suspect = 0;  ///< responses with at least one reason; they stay in the other counts too
  /// Completed responses that have a score.
  std::int64_t promoters = 0;
  std::int64_t passives = 0;
  std::int64_t detractors = 0;

  auto operator<=>(const Tally&) const = default;
  Tally& operator+=(const Tally& other);
  std::int64_t responses() const { return completed + abandoned; }
  std::int64_t scored() const { return promoters + passives + detractors; }
};

/// Counts `times` equal responses.
void count(Tally& tally, bool completed, std::optional<int> score, bool suspect, std::int64_t times = 1);

/// 100·(P−D)/n, one decimal, half away from zero; nothing when nobody scored.
std::optional<double> nps(const Tally& tally);
/// Half the width of the 95 % adjusted-Wald interval in NPS points, one decimal: n' = n+3, p' = (P+¾)/n', d' =
/// (D+¾)/n', 100·1.96·√((p'+d'−(p'−d')²)/n'). Source: Sauro & Lewis, MeasuringU. Nothing when nobody scored.
std::optional<double> margin(const Tally& tally);

/// {"responses","completed","abandoned","suspect","promoters","passives","detractors","nps","margin"}; the last two may
/// be null.
Json to_json(const Tally& tally);

}  // namespace chalkpoint::event
