#include "sync/journal/results.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include "sync/event/day.h"
#include "sync/journal/schema.h"
#include "sync/journal/state.h"

namespace chalkpoint::journal {
namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE result(
  day INTEGER NOT NULL,
  own INTEGER NOT NULL,
  survey TEXT NOT NULL,
  touchpoint TEXT NOT NULL,
  counts BLOB NOT NULL,
  PRIMARY KEY(day, own, survey, touchpoint)
) STRICT, WITHOUT ROWID;
CREATE TABLE word(
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE words(
  day INTEGER NOT NULL,
  own INTEGER NOT NULL,
  touchpoint TEXT NOT NULL,
  mood INTEGER NOT NULL,
  counts BLOB NOT NULL,
  PRIMARY KEY(day, own, touchpoint, mood)
) STRICT, WITHOUT ROWID;
)sql";
constexpr const char* kDayZero = "1970-01-01";
constexpr const char* kLobby = "lobby";  // where the question stands by itself

/// Days are numbered, so that rows of one time stand together.
std::int64_t number_of_day(std::string_view day) {
  return event::days_between(kDayZero, day).value_or(0);
}
std::string day_of_number(std::int64_t number) {
  return event::plus_days(kDayZero, static_cast<int>(number));
}

// A row of `words`: by number of the word, as the difference to the one before, and how many answers hold it.
using ByNumber = std::map<std::int64_t, std::int64_t>;

void put(event::Bytes& out, std::int64_t signed_number) {
  auto number = static_cast<std::uint64_t>(signed_number);
  constexpr std::uint64_t kMore = 0x80;
  for (; number >= kMore; number >>= 7U) out += static_cast<char>(number | kMore);
  out += static_cast<char>(number);
}

event::Bytes packed(const ByNumber& words) {
  event::Bytes out;
  std::int64_t before = 0;
  for (const auto& [word, answers] : words) {
    put(out, word - before);
    put(out, answers);
    before = word;
  }
  return out;
}

/// What is damaged ends the row: verify() names it.
template <class Use>
void each_word(std::string_view row, Use use) {
  const auto number = [&row]() -> std::int64_t {
    std::uint64_t out = 0;
    for (unsigned shift = 0; shift < 63 && !row.empty(); shift += 7) {
      const auto octet = static_cast<unsigned char>(row.front());
      row.remove_prefix(1);
      out |= static_cast<std::uint64_t>(octet & 0x7FU) << shift;
      if ((octet & 0x80U) == 0) break;
    }
    return static_cast<std::int64_t>(out);
  };
  for (std::int64_t word = 0; !row.empty();) {
    word += number();
    use(word, number());
  }
}

/// All that the tables hold.
Gain stored(SQLite::Database& db) {
  Gain out;
  SQLite::Statement rows(db, "SELECT day, own, survey, touchpoint, counts FROM result");
  while (rows.executeStep()) {
    const Gain::Place place{rows.getColumn(0).getInt64(), rows.getColumn(1).getInt(), rows.getColumn(2).getString(),
                            rows.getColumn(3).getString()};
    out.counts[place] = event::unpacked(blob(rows.getColumn(4))).value_or(event::DayCounts{});
  }
  std::map<std::int64_t, std::string> texts;
  SQLite::Statement names(db, "SELECT id, text FROM word");
  while (names.executeStep()) texts[names.getColumn(0).getInt64()] = names.getColumn(1).getString();
  SQLite::Statement words(db, "SELECT day, own, touchpoint, mood, counts FROM words");
  while (words.executeStep()) {
    const Gain::WordPlace place{words.getColumn(0).getInt64(), words.getColumn(1).getInt(),
                                words.getColumn(2).getString(), static_cast<event::Mood>(words.getColumn(3).getInt())};
    auto& here = out.words[place];
    each_word(blob(words.getColumn(4)), [&](std::int64_t word, std::int64_t answers) { here[texts[word]] += answers; });
  }
  return out;
}

template <class Map>
void compare(const Map& expected, const Map& found, const std::string& table, std::vector<std::string>& faults) {
  std::set<std::int64_t> days;
  for (const auto& [place, what] : expected) {
    const auto same = found.find(place);
    if (same == found.end() || same->second != what) days.insert(std::get<0>(place));
  }
  for (const auto& [place, what] : found)
    if (!expected.contains(place)) days.insert(std::get<0>(place));
  for (const std::int64_t day : days)
    faults.push_back("table " + table + ", day " + day_of_number(day) + ": differs from its events");
}

/// Which rows a question is about.
struct Rows {
  std::int64_t first = INT64_MIN, last = INT64_MAX;
  std::string touchpoint;
  explicit Rows(const ResultsOf& of) : touchpoint(of.touchpoint) {
    if (!of.first.empty()) first = number_of_day(of.first);
    if (!of.last.empty()) last = number_of_day(of.last);
  }
  /// The statement reads the touchpoint where it is here.
  void bind(SQLite::Statement& statement) const& {
    statement.bind(1, first);
    statement.bind(2, last);
    bind_text(statement, 3, touchpoint);
  }
  void bind(SQLite::Statement& statement) const&& = delete;
};
/// How many answers, and which word; most answers first.
using Sums = std::vector<std::array<std::int64_t, event::kMoods>>;
std::vector<std::pair<std::int64_t, std::int64_t>> most_used(const Sums& sums, std::size_t most) {
  std::vector<std::pair<std::int64_t, std::int64_t>> out;
  for (std::size_t word = 0; word < sums.size(); ++word)
    if (const std::int64_t answers = std::accumulate(sums[word].begin(), sums[word].end(), std::int64_t{0});
        answers > 0)
      out.emplace_back(answers, static_cast<std::int64_t>(word));
  const auto end = out.begin() + static_cast<std::ptrdiff_t>(std::min(most, out.size()));
  std::ranges::partial_sort(out, end, std::greater());
  out.erase(end, out.end());
  return out;
}

const std::string kWhere = " WHERE day BETWEEN ?1 AND ?2 AND (?3 = '' OR touchpoint = ?3)";

}  // namespace

void gather(Gain& gain, int own, std::string_view type, std::string_view time, const event::Json& data) {
  constexpr std::size_t kDayLetters = 10, kHourAt = 11;
  const bool completed = type == event::kResponseCompleted;
  if (completed || type == event::kResponseAbandoned) {
    const auto response = event::response_from_json(data);
    if (!response || time.size() < kHourAt + 2) return;
    const std::int64_t day = number_of_day(time.substr(0, kDayLetters));
    const int hour = (time[kHourAt] - '0') * 10 + (time[kHourAt + 1] - '0');
    event::count(gain.counts[{day, own, response->survey, response->touchpoint}], completed, hour, *response);
    if (!completed) return;
    const auto words = event::words_of(*response);
    if (words.empty()) return;
    auto& here = gain.words[{day, own, response->touchpoint, event::mood_of(response->score)}];
    for (const std::string& word : words) ++here[word];
  } else if (type == event::kParticipationCounted) {
    const auto counted = event::read_participation(type, event::canonical_json(data));
    if (!counted || !*counted) return;
    gain.counts[{number_of_day((*counted)->day), own, "", kLobby}].presence[(*counted)->hour] += (*counted)->presence;
  }
}

void gather_body(Gain& gain, int own, std::string_view body) {
  const auto parts = event::split_body(body);
  const bool counts = parts && (parts->type == event::kResponseCompleted || parts->type == event::kResponseAbandoned ||
                                parts->type == event::kParticipationCounted);
  if (!counts || !event::parse_rfc3339(parts->time)) return;
  const event::Json data = event::body_data(body);
  if (event::validate(parts->type, data)) gather(gain, own, parts->type, parts->time, data);
}

ResultTables::ResultTables(SQLite::Database& db)
    : db_(db),
      read_(db, "SELECT counts FROM result WHERE day = ? AND own = ? AND survey = ? AND touchpoint = ?"),
      write_(db, "INSERT OR REPLACE INTO result VALUES(?,?,?,?,?)"),
      read_words_(db, "SELECT counts FROM words WHERE day = ? AND own = ? AND touchpoint = ? AND mood = ?"),
      write_words_(db, "INSERT OR REPLACE INTO words VALUES(?,?,?,?,?)"),
      find_word_(db, "SELECT id FROM word WHERE text = ?"),
      add_word_(db, "INSERT INTO word(text) VALUES(?)") {}

void ResultTables::reset() noexcept {
  for (auto* statement : {&read_, &write_, &read_words_, &write_words_, &find_word_, &add_word_}) statement->tryReset();
}

void ResultTables::add(const Gain& gain) {
  for (const auto& [place, more] : gain.counts) add_counts(place, more);
  for (const auto& [place, more] : gain.words) add_words(place, more);
}

void ResultTables::add_counts(const Gain::Place& place, const event::DayCounts& more) {
  const auto& [day, own, survey, touchpoint] = place;
  const auto bind = [&](SQLite::Statement& statement) {
    statement.reset();
    statement.bind(1, day);
    statement.bind(2, own);
    bind_text(statement, 3, survey);
    bind_text(statement, 4, touchpoint);
  };
  bind(read_);
  event::DayCounts counts;
  if (read_.executeStep()) counts = event::unpacked(blob(read_.getColumn(0))).value_or(event::DayCounts{});
  read_.reset();
  counts += more;
  const event::Bytes octets = event::pack(counts);
  bind(write_);
  bind_blob(write_, 5, octets);
  write_.exec();
  write_.reset();
}

void ResultTables::add_words(const Gain::WordPlace& place, const std::map<std::string, std::int64_t>& more) {
  const auto& [day, own, touchpoint, mood] = place;
  const auto bind = [&](SQLite::Statement& statement) {
    statement.reset();
    statement.bind(1, day);
    statement.bind(2, own);
    bind_text(statement, 3, touchpoint);
    statement.bind(4, static_cast<int>(mood));
  };
  bind(read_words_);
  ByNumber words;
  if (read_words_.executeStep())
    each_word(blob(read_words_.getColumn(0)),
              [&](std::int64_t word, std::int64_t answers) { words.emplace_hint(words.end(), word, answers); });
  read_words_.reset();
  for (const auto& [word, answers] : more) words[number_of(word)] += answers;
  const event::Bytes octets = packed(words);
  bind(write_words_);
  bind_blob(write_words_, 5, octets);
  write_words_.exec();
  write_words_.reset();
}

std::int64_t ResultTables::number_of(const std::string& word) {
  find_word_.reset();
  bind_text(find_word_, 1, word);
  if (find_word_.executeStep()) {
    const std::int64_t number = find_word_.getColumn(0).getInt64();
    find_word_.reset();
    return number;
  }
  find_word_.reset();
  add_word_.reset();
  bind_text(add_word_, 1, word);
  add_word_.exec();
  add_word_.reset();
  return db_.getLastInsertRowid();
}

void remake_results(SQLite::Database& db) {
  for (const char* table : {"result", "word", "words"}) db.exec("DROP TABLE IF EXISTS " + std::string(table));
  db.exec(kTables);
}

void compare_results(SQLite::Database& db, const Gain& expected, std::vector<std::string>& faults) {
  const Gain found = stored(db);
  compare(expected.counts, found.counts, "result", faults);
  compare(expected.words, found.words, "words", faults);
}

Stats count_own(SQLite::Database& db) {
  Stats stats;
  std::map<std::string, event::Tally> touchpoints;
  std::map<std::string, event::Tally> days;
  SQLite::Statement rows(db, "SELECT day, touchpoint, counts FROM result WHERE own = 1");
  while (rows.executeStep()) {
    event::Counts total;
    event::unpack(
        blob(rows.getColumn(2)),
        [&](event::Facet facet, std::string_view, const event::Counts& counts) {
          if (facet == event::Facet::total) total += counts;
        },
        [](int, const event::Presence&) {});
    if (total == event::Counts{}) continue;  // of presence alone
    const event::Tally tally = event::tally_of(total);
    stats.total += tally;
    touchpoints[rows.getColumn(1).getString()] += tally;
    days[day_of_number(rows.getColumn(0).getInt64())] += tally;
  }
  stats.by_touchpoint.assign(touchpoints.begin(), touchpoints.end());
  stats.by_day.assign(days.begin(), days.end());
  return stats;
}

Result<event::Results> Journal::results(const ResultsOf& of) {
  return guarded(state_->dir, "read the results", [&]() -> Result<event::Results> {
    event::Results out;
    SQLite::Statement rows(state_->db, "SELECT day, survey, touchpoint, counts FROM result" + kWhere);
    const Rows which(of);
    which.bind(rows);
    std::int64_t number = INT64_MIN;
    std::string day;
    while (rows.executeStep()) {
      if (number != rows.getColumn(0).getInt64()) day = day_of_number(number = rows.getColumn(0).getInt64());
      event::add(out, day, rows.getColumn(1).getString(), rows.getColumn(2).getString(), blob(rows.getColumn(3)));
    }
    return out;
  });
}

Result<std::vector<event::WordCount>> Journal::words(const ResultsOf& of) {
  return guarded(state_->dir, "read the words", [&]() -> Result<std::vector<event::WordCount>> {
    const std::int64_t last = state_->db.execAndGet("SELECT coalesce(max(id), 0) FROM word").getInt64();
    Sums sums(static_cast<std::size_t>(last) + 1);
    SQLite::Statement rows(state_->db, "SELECT mood, counts FROM words" + kWhere);
    const Rows which(of);
    which.bind(rows);
    while (rows.executeStep()) {
      const auto mood = static_cast<std::size_t>(rows.getColumn(0).getInt());
      each_word(blob(rows.getColumn(1)), [&](std::int64_t word, std::int64_t answers) {
        if (word > 0 && word <= last && mood < event::kMoods) sums[static_cast<std::size_t>(word)][mood] += answers;
      });
    }
    std::vector<event::WordCount> out;
    SQLite::Statement text(state_->db, "SELECT text FROM word WHERE id = ?");
    for (const auto& [answers, word] : most_used(sums, of.words_max)) {
      text.reset();
      text.bind(1, word);
      if (text.executeStep())
        out.push_back({.word = text.getColumn(0).getString(), .answers = sums[static_cast<std::size_t>(word)]});
    }
    return out;
  });
}

}  // namespace chalkpoint::journal
