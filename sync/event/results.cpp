#include "sync/event/results.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "sync/event/day.h"
#include "sync/event/fields.h"
#include "sync/event/voices.h"

namespace chalkpoint::event {
namespace {

constexpr int kHours = 24, kMinutes = 60, kWeek = 7;

// What is kept: entries, each a kind, a text and its numbers. A number takes seven bits an octet, the last one first;
// of the numbers of Counts only those that are not 0 are kept, named by the bits of the first.
constexpr std::uint64_t kPresenceKind = kFacets;
constexpr std::size_t kNumbers = kScores + 3;

void put(Bytes& out, std::uint64_t number) {
  constexpr std::uint64_t kMore = 0x80;
  for (; number >= kMore; number >>= 7U) out += static_cast<char>(number | kMore);
  out += static_cast<char>(number);
}

void put(Bytes& out, std::uint64_t kind, std::string_view text) {
  put(out, kind);
  put(out, text.size());
  out += text;
}

std::array<std::int64_t, kNumbers> numbers_of(const Counts& counts) {
  std::array<std::int64_t, kNumbers> out{};
  std::ranges::copy(counts.scores, out.begin());
  out[kScores] = counts.completed;
  out[kScores + 1] = counts.abandoned;
  out[kScores + 2] = counts.suspect;
  return out;
}

Counts counts_of(const std::array<std::int64_t, kNumbers>& numbers) {
  Counts out{.completed = numbers[kScores], .abandoned = numbers[kScores + 1], .suspect = numbers[kScores + 2]};
  std::copy_n(numbers.begin(), kScores, out.scores.begin());
  return out;
}

/// Takes apart what put() put together.
class Unpacking {
 public:
  explicit Unpacking(std::string_view octets) : rest_(octets) {}
  bool good() const { return good_; }
  bool more() const { return good_ && !rest_.empty(); }
  std::uint64_t number() {
    std::uint64_t out = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
      if (rest_.empty()) break;
      const auto octet = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      out |= static_cast<std::uint64_t>(octet & 0x7FU) << shift;
      if ((octet & 0x80U) == 0) return out;
    }
    good_ = false;
    return 0;
  }
  std::string_view text() {
    const std::uint64_t size = number();
    if (size > rest_.size()) good_ = false;
    const std::string_view out = good_ ? rest_.substr(0, size) : std::string_view();
    rest_.remove_prefix(out.size());
    return out;
  }
  Counts counts() {
    std::array<std::int64_t, kNumbers> numbers{};
    const std::uint64_t which = number();
    for (std::size_t i = 0; i < kNumbers && good_; ++i)
      if ((which >> i & 1U) != 0) numbers[i] = static_cast<std::int64_t>(number());
    return counts_of(numbers);
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

int int_of(std::string_view text) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// From Monday, 0 to 6.
std::size_t weekday_of(const std::string& day) {
  constexpr const char* kSomeMonday = "1970-01-05";
  const int days = days_between(kSomeMonday, day).value_or(0) % kWeek;
  return static_cast<std::size_t>(days < 0 ? days + kWeek : days);
}

template <class Map, class Key>
auto& at(Map& map, const Key& key) {
  const auto found = map.find(key);
  return found != map.end() ? found->second : map.emplace(key, typename Map::mapped_type{}).first->second;
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  for (std::size_t i = 0; i < kScores; ++i) scores[i] += other.scores[i];
  completed += other.completed;
  abandoned += other.abandoned;
  suspect += other.suspect;
  return *this;
}

Presence& Presence::operator+=(const Presence& other) {
  shown_min += other.shown_min;
  touched += other.touched;
  return *this;
}

DayCounts& DayCounts::operator+=(const DayCounts& other) {
  for (const auto& [key, counts] : other.facets) facets[key] += counts;
  for (const auto& [hour, was] : other.presence) presence[hour] += was;
  return *this;
}

Tally tally_of(const Counts& counts) {
  Tally out{.completed = counts.completed, .abandoned = counts.abandoned, .suspect = counts.suspect};
  for (std::size_t i = 0; i < kScores; ++i) {
    const Group group = group_of(static_cast<int>(i));
    (group == Group::promoter  ? out.promoters
     : group == Group::passive ? out.passives
                               : out.detractors) += counts.scores[i];
  }
  return out;
}

void count(DayCounts& day, bool completed, int hour, const Response& response) {
  Counts one{.suspect = response.suspect.empty() ? 0 : 1};
  (completed ? one.completed : one.abandoned) = 1;
  if (completed && response.score) one.scores[static_cast<std::size_t>(*response.score)] = 1;
  const auto add = [&](Facet facet, std::string value) { day.facets[{facet, std::move(value)}] += one; };
  add(Facet::total, "");
  add(Facet::hour, std::to_string(hour));
  add(Facet::language, response.language);
  add(Facet::revision, std::to_string(response.revision));
  if (std::string status = client_status(response); !status.empty()) add(Facet::status, std::move(status));
  for (const std::string& value : tapped_by(response)) add(response.by ? Facet::tapped_by_staff : Facet::tapped, value);
  if (!completed) add(Facet::left_at, response.left_at);
}

Bytes pack(const DayCounts& day) {
  Bytes out;
  for (const auto& [key, counts] : day.facets) {
    put(out, static_cast<std::uint64_t>(key.first), key.second);
    const auto numbers = numbers_of(counts);
    std::uint64_t which = 0;
    for (std::size_t i = 0; i < kNumbers; ++i) which |= std::uint64_t{numbers[i] != 0} << i;
    put(out, which);
    for (const std::int64_t number : numbers)
      if (number != 0) put(out, static_cast<std::uint64_t>(number));
  }
  for (const auto& [hour, presence] : day.presence) {
    put(out, kPresenceKind, std::to_string(hour));
    put(out, static_cast<std::uint64_t>(presence.shown_min));
    put(out, static_cast<std::uint64_t>(presence.touched));
  }
  return out;
}

bool unpack(std::string_view packed, const std::function<void(Facet, std::string_view, const Counts&)>& facet,
            const std::function<void(int, const Presence&)>& presence) {
  Unpacking octets(packed);
  while (octets.more()) {
    const std::uint64_t kind = octets.number();
    const std::string_view text = octets.text();
    if (kind > kPresenceKind) return false;
    if (kind == kPresenceKind) {
      Presence was{.shown_min = static_cast<std::int64_t>(octets.number())};
      was.touched = static_cast<std::int64_t>(octets.number());
      if (octets.good()) presence(int_of(text), was);
      continue;
    }
    const Counts counts = octets.counts();
    if (octets.good()) facet(static_cast<Facet>(kind), text, counts);
  }
  return octets.good();
}

std::optional<DayCounts> unpacked(std::string_view packed) {
  DayCounts out;
  const bool good = unpack(
      packed,
      [&](Facet facet, std::string_view value, const Counts& counts) {
        out.facets[{facet, std::string(value)}] += counts;
      },
      [&](int hour, const Presence& was) { out.presence[hour] += was; });
  return good ? std::optional(std::move(out)) : std::nullopt;
}

std::set<std::string> tapped_by(const Response& response) {
  std::set<std::string> out;
  for (const Json& answer : response.answers) {
    if (!answer.is_array()) continue;
    for (const Json& value : answer)
      if (value.is_string()) out.insert(value.get<std::string>());
  }
  return out;
}

std::string client_status(const Response& response) {
  const auto found = response.answers.find("status");
  if (!response.by || found == response.answers.end() || !found->is_string()) return {};
  const auto& said = found->get_ref<const std::string&>();
  return std::ranges::find(kClientStatuses, said) == kClientStatuses.end() ? std::string() : said;
}

Mood mood_of(std::optional<int> score) {
  if (!score) return Mood::none;
  const Group group = group_of(*score);
  return group == Group::promoter ? Mood::promoter : group == Group::passive ? Mood::passive : Mood::detractor;
}

Json to_json(const ParticipationCounted& counted) {
  return {{"day", counted.day},
          {"hour", counted.hour},
          {"shown_min", counted.presence.shown_min},
          {"touched", counted.presence.touched}};
}

std::expected<std::optional<ParticipationCounted>, Problem> read_participation(std::string_view type,
                                                                               std::string_view data) {
  if (type != kParticipationCounted) return std::nullopt;
  Fields fields("A count of participation", data);
  fields.only({"day", "hour", "shown_min", "touched"});
  ParticipationCounted out{.day = fields.day("day"),
                           .hour = static_cast<int>(fields.integer("hour", 0, kHours - 1)),
                           .presence = {.shown_min = fields.integer("shown_min", 0, kMinutes),
                                        .touched = fields.integer("touched", 0, kTouchedMax)}};
  if (fields.fault()) return std::unexpected(*fields.fault());
  return out;
}

bool add(Results& results, const std::string& day, const std::string& survey, const std::string& touchpoint,
         std::string_view packed) {
  auto& hours = results.hours[weekday_of(day)];
  const auto facet = [&](Facet which, std::string_view value, const Counts& counts) {
    switch (which) {
      case Facet::total:
        results.total += counts;
        at(results.days, day) += counts;
        at(results.touchpoints, touchpoint) += counts;
        break;
      case Facet::hour:
        if (const int hour = int_of(value); hour >= 0 && hour < kHours) hours[static_cast<std::size_t>(hour)] += counts;
        break;
      case Facet::language:
        at(results.languages, std::string(value)) += counts;
        break;
      case Facet::revision:
        results.revisions[{survey, static_cast<std::uint32_t>(std::stoul("0" + std::string(value)))}] += counts;
        break;
      case Facet::status:
        at(results.statuses, std::string(value)) += counts;
        break;
      case Facet::tapped:
        at(results.tapped, std::string(value)) += counts;
        break;
      case Facet::tapped_by_staff:
        at(results.tapped_by_staff, std::string(value)) += counts;
        break;
      case Facet::left_at:
        results.left_at[{survey, std::string(value)}] += counts.abandoned;
        break;
    }
  };
  return unpack(packed, facet, [&](int, const Presence& was) { results.presence += was; });
}

std::int64_t WordCount::all() const {
  return std::accumulate(answers.begin(), answers.end(), std::int64_t{0});
}

}  // namespace chalkpoint::event
