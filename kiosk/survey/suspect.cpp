#include "kiosk/survey/suspect.h"

#include <algorithm>

namespace chalkpoint::survey {

namespace {

std::optional<int> score_of(const Definition& definition, const Run& run) {
  const Element* element = definition.scored();
  const double* number = element ? run.value(element->data_name).number() : nullptr;
  return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

// Going back from the newest: how long is the row of the same score without a pause?
bool is_hammered(std::optional<int> score, std::int64_t now_ms, std::span<const Recent> recent) {
  std::size_t in_a_row = 1;
  std::int64_t after_ms = now_ms;
  for (std::size_t i = recent.size(); score && i-- > 0;) {
    const Recent& one = recent[i];
    if (one.score != score || after_ms - one.at_ms > kHammerGapMsMax) break;
    after_ms = one.at_ms;
    ++in_a_row;
  }
  return in_a_row >= kHammeredMin;
}

bool is_straight_line(const Definition& definition, const Run& run) {
  std::vector<const Value*> rates;
  for (const Page& page : definition.pages)
    for (const Element& element : page.elements)
      if (element.type == ElementType::rating && !run.value(element.data_name).is_nothing())
        rates.push_back(&run.value(element.data_name));
  return rates.size() >= kStraightLineMin &&
         std::ranges::all_of(rates, [&](const Value* rate) { return *rate == *rates.front(); });
}

}  // namespace

std::vector<std::string> suspect_reasons(const Definition& definition, const Run& run, std::int64_t duration_ms,
                                         std::size_t pages_seen, std::int64_t now_ms, std::span<const Recent> recent) {
  std::vector<std::string> reasons;
  if (duration_ms < static_cast<std::int64_t>(pages_seen) * kPageMsMin) reasons.emplace_back("too-fast");
  if (is_hammered(score_of(definition, run), now_ms, recent)) reasons.emplace_back("hammered");
  if (is_straight_line(definition, run)) reasons.emplace_back("straight-line");
  return reasons;
}

}  // namespace chalkpoint::survey
