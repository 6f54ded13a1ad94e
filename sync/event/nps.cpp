#include "sync/event/nps.h"

#include <cmath>

namespace chalkpoint::event {

Group group_of(int score) {
  if (score >= kPromoterScoreMin) return Group::promoter;
  return score > kDetractorScoreMax ? Group::passive : Group::detractor;
}

Tally& Tally::operator+=(const Tally& other) {
  completed += other.completed;
  abandoned += other.abandoned;
  suspect += other.suspect;
  promoters += other.promoters;
  passives += other.passives;
  detractors += other.detractors;
  return *this;
}

void count(Tally& tally, bool completed, std::optional<int> score, bool suspect, std::int64_t times) {
  (completed ? tally.completed : tally.abandoned) += times;
  if (suspect) tally.suspect += times;
  if (!completed || !score) return;
  switch (group_of(*score)) {
    case Group::promoter:
      tally.promoters += times;
      return;
    case Group::passive:
      tally.passives += times;
      return;
    case Group::detractor:
      tally.detractors += times;
      return;
  }
}

std::optional<double> nps(const Tally& tally) {
  const std::int64_t n = tally.scored();
  if (n == 0) return std::nullopt;
  const std::int64_t thousandfold = 1000 * (tally.promoters - tally.detractors);
  const std::int64_t half_away = thousandfold < 0 ? -n : n;
  const std::int64_t tenths = (2 * thousandfold + half_away) / (2 * n);
  return static_cast<double>(tenths) / 10.0;
}

std::optional<double> margin(const Tally& tally) {
  if (tally.scored() == 0) return std::nullopt;
  const double n = static_cast<double>(tally.scored()) + 3;
  const double p = (static_cast<double>(tally.promoters) + 0.75) / n;
  const double d = (static_cast<double>(tally.detractors) + 0.75) / n;
  const double points = 100 * 1.96 * std::sqrt((p + d - (p - d) * (p - d)) / n);
  return std::round(points * 10) / 10;
}

Json to_json(const Tally& tally) {
  const auto score = nps(tally);
  const auto half_width = margin(tally);
  return {{"responses", tally.responses()},
          {"completed", tally.completed},
          {"abandoned", tally.abandoned},
          {"suspect", tally.suspect},
          {"promoters", tally.promoters},
          {"passives", tally.passives},
          {"detractors", tally.detractors},
          {"nps", score ? Json(*score) : Json(nullptr)},
          {"margin", half_width ? Json(*half_width) : Json(nullptr)}};
}

}  // namespace chalkpoint::event
