// The tables of results: what the answers of the site and the question's presence add up to by day, kept as they come
// in the transaction that stores them, so that a look at a year reads hundreds of rows and not a million.
//
//   result  a row for each day, owner, survey and touchpoint: its counts, packed (event/results.h)
//   word    every word that was ever counted, once
//   words   a row for each day, owner, touchpoint and mood: how many answers hold which words, packed
//
// Sums do not depend on the order in which they were added; the numbers of words do, so rows of `words` are compared by
// what they say. One function gathers what an event adds: for one event as it is stored, for all of them in a replay.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <tuple>

#include "sync/event/results.h"
#include "sync/journal/journal.h"

namespace chalkpoint::journal {

/// What events add to the tables, gathered in memory.
struct Gain {
  using Place = std::tuple<std::int64_t, int, std::string, std::string>;      ///< day, own, survey, touchpoint
  using WordPlace = std::tuple<std::int64_t, int, std::string, event::Mood>;  ///< day, own, touchpoint, mood
  std::map<Place, event::DayCounts> counts;
  std::map<WordPlace, std::map<std::string, std::int64_t>> words;
  bool operator==(const Gain&) const = default;
};
/// Adds what an event of that owner (origin.own) says; `time` is its RFC 3339. Other kinds and malformed ones add
/// nothing.
void gather(Gain& gain, int own, std::string_view type, std::string_view time, const event::Json& data);
/// The same of a stored event.
void gather_body(Gain& gain, int own, std::string_view body);

/// The statements that keep the tables. All throw SQLite::Exception.
class ResultTables {
 public:
  explicit ResultTables(SQLite::Database& db);
  /// Within a transaction.
  void add(const Gain& gain);
  void reset() noexcept;

 private:
  void add_counts(const Gain::Place& place, const event::DayCounts& more);
  void add_words(const Gain::WordPlace& place, const std::map<std::string, std::int64_t>& more);
  std::int64_t number_of(const std::string& word);
  SQLite::Database& db_;
  SQLite::Statement read_, write_, read_words_, write_words_, find_word_, add_word_;
};

/// The tables anew, empty.
void remake_results(SQLite::Database& db);
/// Compares the tables with what the events made; adds a line to `faults` where they differ.
void compare_results(SQLite::Database& db, const Gain& expected, std::vector<std::string>& faults);
/// Counts over own responses.
Stats count_own(SQLite::Database& db);

}  // namespace chalkpoint::journal
