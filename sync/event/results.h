// What the answers of a site add up to, day by day: how they are counted, how a day's counts are kept in few octets,
// and what the counts of a span of days come to. Counts only ever add, so any order, any split and any grouping of the
// same events gives the same sums; nothing here looks at an answer twice.
//
// A day is the local one on which the answer ended, by the offset of its own event, and so is an hour.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/event/kinds.h"
#include "sync/event/nps.h"

namespace chalkpoint::event {

inline constexpr std::size_t kScores = 11;  ///< 0 to 10

/// Responses by how they ended and by their score.
struct Counts {
  std::array<std::int64_t, kScores> scores{};  ///< of completed ones
  std::int64_t completed = 0, abandoned = 0;
  std::int64_t suspect = 0;  ///< as Tally has it
  bool operator==(const Counts&) const = default;
  Counts& operator+=(const Counts& other);
};
Tally tally_of(const Counts& counts);

/// By what the responses of a day are told apart.
enum class Facet : std::uint8_t {
  total,            ///< all of them; no value
  hour,             ///< "0" to "23"
  language,         ///< as Response::language
  revision,         ///< of the survey
  status,           ///< client_status()
  tapped,           ///< by members; a response counts for each of tapped_by()
  tapped_by_staff,  ///< the same of staff forms
  left_at,          ///< Response::left_at of abandoned ones; empty: not recorded
};
inline constexpr std::size_t kFacets = 8;

/// How long the question stood on a lit display with nothing over it, and how often somebody touched it there.
struct Presence {
  std::int64_t shown_min = 0, touched = 0;
  bool operator==(const Presence&) const = default;
  Presence& operator+=(const Presence& other);
};

/// What a site's answers of one day, survey and touchpoint come to.
struct DayCounts {
  std::map<std::pair<Facet, std::string>, Counts> facets;
  std::map<int, Presence> presence;  ///< by hour
  bool operator==(const DayCounts&) const = default;
  DayCounts& operator+=(const DayCounts& other);
};
/// Adds one response that ended in that hour.
void count(DayCounts& day, bool completed, int hour, const Response& response);

/// Few octets, the same for the same counts.
Bytes pack(const DayCounts& day);
/// Calls `facet` and `presence` with what is in there; false when it is damaged (what was read before was told).
bool unpack(std::string_view packed, const std::function<void(Facet, std::string_view value, const Counts&)>& facet,
            const std::function<void(int hour, const Presence&)>& presence);
/// Nothing when it is damaged.
std::optional<DayCounts> unpacked(std::string_view packed);

/// What was tapped among several, each once: the departments of the shipped survey, by value. Of staff forms, which ask
/// for other things in the same way, only those count as departments that the members' survey knows.
std::set<std::string> tapped_by(const Response& response);
/// What the staff noted of a called client: one of kClientStatuses; empty without.
std::string client_status(const Response& response);
inline constexpr std::array<std::string_view, 3> kClientStatuses = {"first", "regular", "lost"};

/// Of which score an answer is whose words are counted.
enum class Mood : std::uint8_t { detractor, passive, promoter, none };
inline constexpr std::size_t kMoods = 4;
Mood mood_of(std::optional<int> score);
/// The words of a completed response as voices.h has them, in small letters, ё as е, of three letters or more and none
/// longer than 30, each once: how often somebody repeats a word says nothing of how many think so.
std::set<std::string> words_of(const Response& response);

/// The question's presence on a terminal in one hour, or in a part of it.
inline constexpr std::string_view kParticipationCounted = "chalkpoint.participation.counted.v1";
struct ParticipationCounted {
  std::string day;  ///< local, YYYY-MM-DD
  int hour = 0;     ///< local, 0 to 23
  Presence presence;
  bool operator==(const ParticipationCounted&) const = default;
};
inline constexpr std::int64_t kTouchedMax = 100'000;  ///< an hour; more is no hand
Json to_json(const ParticipationCounted& counted);    ///< the `data` of an event
/// Nothing for an event of another kind; the problem names the member at fault.
std::expected<std::optional<ParticipationCounted>, Problem> read_participation(std::string_view type,
                                                                               std::string_view data);

/// What a span of days comes to.
struct Results {
  Counts total;
  Presence presence;
  std::map<std::string, Counts> days;             ///< local, YYYY-MM-DD; days without anything are left out
  std::array<std::array<Counts, 24>, 7> hours{};  ///< by weekday from Monday, and hour
  std::map<std::string, Counts> touchpoints, languages, statuses, tapped, tapped_by_staff;
  std::map<std::pair<std::string, std::uint32_t>, Counts> revisions;    ///< by survey and revision
  std::map<std::pair<std::string, std::string>, std::int64_t> left_at;  ///< by survey and question
  bool operator==(const Results&) const = default;
};
/// Adds the packed counts of one day; false when they are damaged.
bool add(Results& results, const std::string& day, const std::string& survey, const std::string& touchpoint,
         std::string_view packed);

/// A word and how many answers hold it.
struct WordCount {
  std::string word;
  std::array<std::int64_t, kMoods> answers{};  ///< by Mood
  std::int64_t all() const;
  bool operator==(const WordCount&) const = default;
};

}  // namespace chalkpoint::event
