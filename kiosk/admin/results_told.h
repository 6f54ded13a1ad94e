// What is said of counts in the words of a language: sentences of the head, exact values of the callouts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "kiosk/admin/results.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::admin::results {

/// Below event::kScoredMin scores no NPS is told anywhere.
class Told {
 public:
  explicit Told(const ui::Text& text) : text_(text) {}

  /// "16 ноября", or "16 ноября – 18 ноября", with the year where the two differ.
  std::string days(const Days& which) const;
  /// "134 оценки", or of none.
  std::string scores(const event::Counts& counts) const;
  /// "+39 ± 13"; of few scores, how many they are.
  std::string score(const event::Counts& counts) const;
  /// All three groups and the score.
  std::string groups(const event::Counts& counts) const;
  /// "12 ответов".
  std::string answers(std::int64_t count) const;
  std::string percent(std::int64_t part, std::int64_t whole) const;
  /// Under the large number: how many scores of whom, and how that compares.
  std::vector<std::string> head(const ResultsRead& read) const;
  /// The words of `key`, or `value` itself where there are none.
  std::string word(const std::string& prefix, const std::string& value) const;

 private:
  std::string change(const ResultsRead& read) const;
  const ui::Text& text_;
};

}  // namespace chalkpoint::admin::results
