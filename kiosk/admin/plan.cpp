#include "kiosk/admin/plan.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "sync/event/day.h"
#include "sync/event/surveys.h"

namespace chalkpoint::admin {

namespace {

using event::Problem;
using nlohmann::json;

constexpr int kDayMin = 24 * 60;
constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::string_view kAMonday = "1970-01-05";

// Reads one object; the first thing that is wrong is kept.
class Reader {
 public:
  Reader(const json& object, std::string place, std::optional<Problem>& fault)
      : object_(object), place_(std::move(place)), fault_(fault) {
    if (!object_.is_object()) refuse("", "it is no object", "write it as { ... }");
  }

  const json* find(const char* name) {
    known_.emplace_back(name);
    const auto found = object_.is_object() ? object_.find(name) : object_.end();
    return found == object_.end() ? nullptr : &*found;
  }
  bool flag(const char* name) {
    const json* found = find(name);
    if (found && !found->is_boolean()) refuse(name, "it is neither true nor false", "write one of them");
    return found && found->is_boolean() && found->get<bool>();
  }
  std::string text(const char* name, const std::string& otherwise = {}) {
    const json* found = find(name);
    if (found && !found->is_string()) refuse(name, "it is no text", "put it in quotes");
    return found && found->is_string() ? found->get<std::string>() : otherwise;
  }
  void refuse(const std::string& name, const std::string& what, const std::string& remedy) {
    if (fault_) return;
    const std::string at = place_.empty() ? name : name.empty() ? place_ : place_ + "." + name;
    fault_ = Problem{"The plan of the surveys is malformed: " + (at.empty() ? "" : at + ": ") + what + ".",
                     "There, " + remedy + "."};
  }
  void finish() {
    if (!object_.is_object()) return;
    for (const auto& [name, value] : object_.items())
      if (std::ranges::find(known_, name) == known_.end()) refuse(name, "nothing of this name is known", "take it out");
  }

 private:
  const json& object_;
  std::string place_;
  std::optional<Problem>& fault_;
  std::vector<std::string> known_;
};

// "HH:MM", 24:00 the last; -1 for anything else.
int minute_of(std::string_view text) {
  const auto figures = [text](std::size_t at) {
    int value = -1;
    const auto read = std::from_chars(text.data() + at, text.data() + at + 2, value);
    return read.ec == std::errc{} && read.ptr == text.data() + at + 2 ? value : -1;
  };
  if (text.size() != 5 || text[2] != ':' || text[0] == '-' || text[3] == '-') return -1;
  const int hour = figures(0), minute = figures(3);
  const int sum = hour * 60 + minute;
  return hour < 0 || minute < 0 || minute > 59 || sum > kDayMin ? -1 : sum;
}

std::string text_of(int minute) {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minute / 60) + ":" + two(minute % 60);
}

void read_hours(Reader& reader, Turn& turn) {
  const std::string text = reader.text("hours");
  if (text.empty()) return;
  const std::size_t dash = text.find('-');
  const int from = minute_of(text.substr(0, dash));
  const int until = dash == std::string::npos ? -1 : minute_of(text.substr(dash + 1));
  if (from < 0 || until < 0 || from == until || from == kDayMin)
    return reader.refuse("hours", "\"" + text + "\" are no hours", "write them like 18:00-21:00");
  turn.times = DayTimes{from, until};
}

void read_days(Reader& reader, Turn& turn) {
  const json* list = reader.find("days");
  if (list == nullptr) return;
  turn.days = {};
  bool fine = list->is_array() && !list->empty();
  if (list->is_array())
    for (const json& day : *list) {
      const auto found = day.is_string() ? std::ranges::find(kWeekdays, day.get<std::string>()) : kWeekdays.end();
      if (found == kWeekdays.end())
        fine = false;
      else
        turn.days[static_cast<std::size_t>(found - kWeekdays.begin())] = true;
    }
  if (!fine) reader.refuse("days", "they are no days of the week", "list some of mon, tue, wed, thu, fri, sat, sun");
}

void read_dates(Reader& reader, Turn& turn) {
  turn.from = reader.text("from");
  turn.until = reader.text("until");
  for (const auto& [name, day] : {std::pair("from", &turn.from), std::pair("until", &turn.until)})
    if (!day->empty() && !event::is_day(*day))
      reader.refuse(name, "\"" + *day + "\" is no day", "write it like 2026-12-31");
  if (!turn.from.empty() && !turn.until.empty() && turn.until < turn.from)
    reader.refuse("until", "it lies before from", "write the later day here");
}

std::string survey_of(Reader& reader, const char* name, const std::string& otherwise) {
  std::string survey = reader.text(name, otherwise);
  if (!event::is_survey_name(survey))
    reader.refuse(name, "\"" + survey + "\" is no name of a survey", "name one with letters a-z, digits, _ and -");
  return survey;
}

Turn read_turn(Reader reader) {
  Turn turn{.survey = survey_of(reader, "survey", ""), .off = reader.flag("off"), .times = {}, .from = {}, .until = {}};
  read_hours(reader, turn);
  read_days(reader, turn);
  read_dates(reader, turn);
  if (const json* one_in = reader.find("one_in")) {
    const bool fine = one_in->is_number_integer() && *one_in >= 1 && *one_in <= kOneInMax;
    if (fine)
      turn.one_in = one_in->get<int>();
    else
      reader.refuse("one_in", "it is no number of members", "write a whole number from 1 to 1000");
  }
  reader.finish();
  return turn;
}

// What a clock on the wall shows.
struct WallTime {
  std::string day;
  int minute = 0;
};

WallTime wall_time(const event::Moment& now) {
  const std::string day = event::day_of(now.unix_ms, now.utc_offset_min);
  const std::int64_t since_ms = now.unix_ms - event::start_of_day(day, now.utc_offset_min).value_or(now.unix_ms);
  return {day, static_cast<int>(since_ms / kMinuteMs)};
}

bool holds(const Turn& turn, WallTime now) {
  if (turn.off) return false;
  if (turn.times) {
    const auto [from, until] = *turn.times;
    const bool past_midnight = until < from;
    if (past_midnight ? now.minute < from && now.minute >= until : now.minute < from || now.minute >= until)
      return false;
    if (past_midnight && now.minute < until) now.day = event::plus_days(now.day, -1);
  }
  if ((!turn.from.empty() && now.day < turn.from) || (!turn.until.empty() && now.day > turn.until)) return false;
  const int since_monday = event::days_between(kAMonday, now.day).value_or(0) % 7;
  return turn.days[static_cast<std::size_t>((since_monday + 7) % 7)];
}

json to_json(const Turn& turn) {
  json out{{"survey", turn.survey}};
  if (turn.off) out["off"] = true;
  if (turn.times) out["hours"] = text_of(turn.times->from_min) + "-" + text_of(turn.times->until_min);
  if (turn.days != Turn{}.days) {
    out["days"] = json::array();
    for (std::size_t i = 0; i < kWeekdays.size(); ++i)
      if (turn.days[i]) out["days"].push_back(kWeekdays[i]);
  }
  if (!turn.from.empty()) out["from"] = turn.from;
  if (!turn.until.empty()) out["until"] = turn.until;
  if (turn.one_in != 1) out["one_in"] = turn.one_in;
  return out;
}

}  // namespace

std::expected<Plan, Problem> parse_plan(std::string_view text) {
  if (text.empty()) return Plan{};
  const json source = json::parse(text, nullptr, false);
  std::optional<Problem> fault;
  Reader reader(source, "", fault);
  Plan plan{.usual = survey_of(reader, "usual", std::string(kUsualSurvey)), .off = reader.flag("off"), .turns = {}};
  if (const json* turns = reader.find("turns")) {
    if (!turns->is_array() || turns->size() > kTurnsMax)
      reader.refuse("turns", "it is no list of at most 50", "list fewer, as [ ... ]");
    else
      for (std::size_t i = 0; i < turns->size(); ++i)
        plan.turns.push_back(read_turn(Reader((*turns)[i], "turns[" + std::to_string(i) + "]", fault)));
  }
  reader.finish();
  if (fault) return std::unexpected(*fault);
  return plan;
}

std::string to_text(const Plan& plan) {
  if (plan == Plan{}) return {};
  json out = json::object();
  if (plan.usual != kUsualSurvey) out["usual"] = plan.usual;
  if (plan.off) out["off"] = true;
  for (const Turn& turn : plan.turns) out["turns"].push_back(to_json(turn));
  return out.dump();
}

std::string asked(const Plan& plan, const event::Moment& now, std::uint64_t counter) {
  if (plan.off) return {};
  const WallTime time = wall_time(now);
  for (const Turn& turn : plan.turns) {
    if (!holds(turn, time)) continue;
    const auto one_in = static_cast<std::uint64_t>(turn.one_in);
    if (counter % one_in == one_in - 1) return turn.survey;
    counter -= counter / one_in;  // how many before were left to the turns that follow
  }
  return plan.usual;
}

std::int64_t next_change_unix_ms(const Plan& plan, const event::Moment& now) {
  const WallTime time = wall_time(now);
  int next_min = kDayMin;
  for (const Turn& turn : plan.turns)
    if (turn.times)
      for (const int at : {turn.times->from_min, turn.times->until_min})
        if (at > time.minute) next_min = std::min(next_min, at);
  const std::int64_t start_ms = event::start_of_day(time.day, now.utc_offset_min).value_or(now.unix_ms);
  return std::max(start_ms + next_min * kMinuteMs, now.unix_ms + 1);
}

}  // namespace chalkpoint::admin
