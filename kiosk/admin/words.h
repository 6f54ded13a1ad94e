// The words that members use most: forms of one word counted as one, words that say nothing left out.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "sync/event/results.h"

namespace chalkpoint::admin {

/// Words of the languages that members write in, from assets/words: a file for each, of words to leave out and of
/// endings by which forms of one word differ.
class WordLists {
 public:
  /// Fails with a line that names the file.
  static std::expected<WordLists, event::Problem> load(const std::filesystem::path& folder);
  bool is_empty_word(const std::string& word) const { return empty_.contains(word); }
  /// What the forms of a word have in common; at least three letters.
  std::string stem(const std::string& word) const;

 private:
  std::set<std::string> empty_;
  std::vector<std::string> endings_;  // the longest first
};

/// A word, in the form that most answers have, and the answers that hold any of its forms by event::Mood. One answer
/// may hold two forms, and counts for each.
struct Word {
  std::string word;
  std::array<std::int64_t, event::kMoods> answers{};
  std::int64_t all() const;
  bool operator==(const Word&) const = default;
};
/// At most so many, most answers first. Words of a single answer are left out: they may name somebody.
std::vector<Word> most_used(std::span<const event::WordCount> counts, const WordLists& lists, std::size_t most);

}  // namespace chalkpoint::admin
