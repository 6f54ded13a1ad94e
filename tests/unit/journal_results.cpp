// The sums that results are read from: what they hold equals a recount of the answers, however those arrived.
#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "sync/event/day.h"
#include "sync/event/results.h"
#include "tests/chain.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;
using event::Counts;
using event::Results;

namespace {

constexpr std::array<const char*, 5> kSaid = {"Душ холодный, ОЧЕНЬ холодный", "Отличные тренеры — спасибо!",
                                              "Ещё раз: чисто", "No towels, no towels at all", ""};

/// Answers over some weeks, of several surveys, places and languages; now and then a count of participation.
event::Fact any_fact(FakeWorld& world) {
  event::Fact fact = world.response();
  fact.at.unix_ms = 1'790'000'000'000 + world.below(40) * 86'400'000LL + world.below(86'400) * 1'000LL;
  fact.at.utc_offset_min = world.below(3) * 180 - 180;
  auto& data = fact.data;
  data["revision"] = 1 + world.below(3);
  data["answers"]["words"] = kSaid[static_cast<std::size_t>(world.below(kSaid.size()))];
  if (fact.type == event::kResponseAbandoned && world.below(3) != 0) data["left_at"] = "words";
  if (fact.type == event::kResponseCompleted && world.below(4) == 0) {
    data["touchpoint"] = "call";
    data["by"] = {{"name", "Анна"}, {"role", "staff"}};
    data["answers"]["status"] = event::kClientStatuses[static_cast<std::size_t>(world.below(3))];
  }
  if (world.below(10) == 0) {
    fact.type = event::kParticipationCounted;
    data = event::to_json(event::ParticipationCounted{
        "2026-09-2" + std::to_string(world.below(9)), world.below(24), {world.below(61), world.below(40)}});
  }
  return fact;
}

bool falls_into(const journal::ResultsOf& of, const std::string& day, const std::string& touchpoint) {
  return (of.first.empty() || of.first <= day) && (of.last.empty() || day <= of.last) &&
         (of.touchpoint.empty() || of.touchpoint == touchpoint);
}

void recount_one(Results& out, const event::Fact& fact, const std::string& day) {
  const auto response = *event::response_from_json(fact.data);
  Counts one;
  const bool completed = fact.type == event::kResponseCompleted;
  (completed ? one.completed : one.abandoned) = 1;
  if (completed && response.score) one.scores.at(static_cast<std::size_t>(*response.score)) = 1;
  one.suspect = response.suspect.empty() ? 0 : 1;
  out.total += one;
  out.days[day] += one;
  const int monday_on = (event::days_between("1970-01-05", day).value() % 7 + 7) % 7;
  out.hours.at(static_cast<std::size_t>(monday_on)).at(std::stoul(event::rfc3339(fact.at).substr(11, 2))) += one;
  out.touchpoints[response.touchpoint] += one;
  out.languages[response.language] += one;
  out.revisions[{response.survey, response.revision}] += one;
  if (response.by) out.statuses[response.answers.at("status").get<std::string>()] += one;
  for (const std::string reason : {"trainers", "cleanliness"})
    (response.by ? out.tapped_by_staff : out.tapped)[reason] += one;
  if (!completed) ++out.left_at[{response.survey, response.left_at}];
}

/// From the facts themselves, each of which is told once here.
Results recount(const std::vector<event::Fact>& facts, const journal::ResultsOf& of) {
  Results out;
  for (const event::Fact& fact : facts) {
    if (const auto counted = *event::read_participation(fact.type, event::canonical_json(fact.data))) {
      if (falls_into(of, counted->day, "lobby")) out.presence += counted->presence;
      continue;
    }
    const std::string day = event::rfc3339(fact.at).substr(0, 10);
    if (falls_into(of, day, fact.data.at("touchpoint").get<std::string>())) recount_one(out, fact, day);
  }
  return out;
}

std::map<std::string, std::array<std::int64_t, event::kMoods>> by_word(const std::vector<event::WordCount>& words) {
  std::map<std::string, std::array<std::int64_t, event::kMoods>> out;
  for (const auto& one : words) CHECK(out.emplace(one.word, one.answers).second);
  return out;
}

auto recount_words(const std::vector<event::Fact>& facts, const journal::ResultsOf& of) {
  std::map<std::string, std::array<std::int64_t, event::kMoods>> out;
  for (const event::Fact& fact : facts) {
    if (fact.type != event::kResponseCompleted) continue;
    const std::string day = event::rfc3339(fact.at).substr(0, 10);
    if (!falls_into(of, day, fact.data.at("touchpoint").get<std::string>())) continue;
    const auto response = *event::response_from_json(fact.data);
    for (const std::string& word : event::words_of(response))
      ++out[word].at(static_cast<std::size_t>(event::mood_of(response.score)));
  }
  return out;
}

void change(const std::filesystem::path& dir, const std::string& sql) {
  SQLite::Database db((dir / "journal.db").string(), SQLite::OPEN_READWRITE);
  db.exec(sql);
}

}  // namespace

TEST_CASE("results equal a recount of the answers, whatever the order, repetition and origin", "[results]") {
  for (std::uint64_t seed = 500; seed < 512; ++seed) {
    INFO("seed " << seed);
    FakeWorld world(seed);
    std::vector<event::Fact> facts, own, theirs;
    for (int i = 0; i < 120; ++i) facts.push_back(any_fact(world));
    for (const event::Fact& fact : facts) (world.below(2) == 0 ? own : theirs).push_back(fact);
    const auto read_down = tests::chain(theirs, "00000000000000b1");
    const std::vector<journal::ResultsOf> questions = {
        {}, {"2026-09-25", "2026-10-10"}, {"2026-10-01", ""}, {"", "2026-10-01", "lobby"}, {"", "", "call"}};
    TempDir dir;
    const auto holds = [&](journal::Journal& journal) {
      for (const auto& of : questions) {
        INFO(of.first << ".." << of.last << " " << of.touchpoint);
        CHECK(journal.results(of) == recount(facts, of));
        const auto words = *journal.words(of);
        CHECK(by_word(words) == recount_words(facts, of));
        CHECK(std::ranges::is_sorted(words, std::greater(), &event::WordCount::all));
        journal::ResultsOf few = of;
        few.words_max = 3;
        const auto most = *journal.words(few);
        CHECK(most.size() == std::min<std::size_t>(3, words.size()));
        CHECK(std::ranges::equal(most, std::span(words).first(most.size())));
      }
      CHECK(journal.verify()->faults.empty());
    };
    {
      auto journal = open_journal(dir.path(), world);
      std::size_t told = 0;
      for (std::size_t i = 0; i < own.size();) {
        const std::size_t count = std::min<std::size_t>(1 + static_cast<std::size_t>(world.below(5)), own.size() - i);
        const auto some = std::span(own).subspan(i, count);
        REQUIRE(journal.append(some));
        if (world.below(3) == 0) REQUIRE(journal.append(some));  // told twice
        i += count;
        if (told < read_down.size() && world.below(2) == 0) {  // and from its start again
          told = std::min(read_down.size(), told + 1 + static_cast<std::size_t>(world.below(20)));
          REQUIRE(journal.append_foreign(std::span(read_down).first(told), told));
        }
      }
      REQUIRE(journal.append_foreign(read_down, read_down.size()));
      holds(journal);
    }
    change(dir.path(),
           "DELETE FROM result; DELETE FROM words; UPDATE setting SET value = '0' WHERE key = "
           "'projection_version'");
    auto journal = open_journal(dir.path(), world);
    holds(journal);
  }
}

TEST_CASE("a commit that fails leaves the sums as they were", "[results]") {
  TempDir dir;
  FakeWorld world(9);
  auto journal = open_journal(dir.path(), world);
  std::vector<event::Fact> facts = {world.response(), world.response()};
  REQUIRE(journal.append(facts));
  const auto before = *journal.results({});
  event::Fact other = world.response();
  other.id = facts[0].id;  // another fact under the same id: all of them are refused
  CHECK_FALSE(journal.append(std::vector{world.response(), other}));
  CHECK(*journal.results({}) == before);
  CHECK(journal.verify()->faults.empty());
}

TEST_CASE("verify names the day whose sums are wrong", "[results]") {
  for (const char* sql : {"DELETE FROM result", "UPDATE result SET counts = x'00'", "DELETE FROM words",
                          "UPDATE words SET mood = mood + 10", "UPDATE word SET text = text || 'x' WHERE id = 1",
                          "INSERT INTO result SELECT day + 1, own, survey, touchpoint, counts FROM result"}) {
    INFO(sql);
    TempDir dir;
    FakeWorld world(10);
    {
      auto journal = open_journal(dir.path(), world);
      event::Fact fact = world.response();
      fact.type = event::kResponseCompleted;
      fact.data["code"] = world.code();
      REQUIRE(journal.append({&fact, 1}));
      REQUIRE(journal.verify()->faults.empty());
    }
    change(dir.path(), sql);
    auto journal = open_journal(dir.path(), world);
    const auto faults = journal.verify()->faults;
    REQUIRE_FALSE(faults.empty());
    CHECK(faults.front().find("day 2026-11-2") != std::string::npos);
  }
}

TEST_CASE("packed counts come out as they went in, and damage is noticed", "[results]") {
  FakeWorld world(11);
  event::DayCounts day;
  for (int i = 0; i < 300; ++i)
    event::count(day, world.below(5) != 0, world.below(24), *event::response_from_json(world.response().data));
  day.presence[7] = {60, 3};
  day.facets[{event::Facet::tapped, std::string(300, 'x')}].completed = std::int64_t{1} << 40;
  const event::Bytes octets = event::pack(day);
  CHECK(event::unpacked(octets) == day);
  CHECK_FALSE(event::unpacked(std::string_view(octets).substr(0, octets.size() - 1)));
  for (int i = 0; i < 2'000; ++i) {  // never beyond its end, whatever stands there
    event::Bytes broken = octets.substr(0, static_cast<std::size_t>(world.below(static_cast<int>(octets.size()))));
    if (!broken.empty()) broken[static_cast<std::size_t>(world.below(static_cast<int>(broken.size())))] ^= 0x55;
    (void)event::unpacked(broken);
  }
}

TEST_CASE("words are counted once an answer, in small letters, without what is no word", "[results]") {
  event::Response response;
  response.answers = {{"words", "Ёлка! ЁЛКА, елка… Café №5 — да и нет; it's +7 900 «тренеры»"}, {"nps", 9}};
  CHECK(event::words_of(response) == std::set<std::string>{"елка", "café", "нет", "тренеры"});
  response.by = event::Signature{"Анна", "staff"};  // of staff forms only what is kept as words
  response.answers["how"] = "phone";
  CHECK_FALSE(event::words_of(response).contains("phone"));
  response.by.reset();
  CHECK(event::words_of(response).contains("phone"));
  response.answers = {{"words", "\xF0\x9F\x99\x82 abc " + std::string(40, 'x')}};
  CHECK(event::words_of(response) == std::set<std::string>{"abc"});
}

TEST_CASE("a count of participation is refused with its fault named", "[results]") {
  const auto fault = [](const event::Json& data) {
    const auto checked = event::validate(event::kParticipationCounted, data);
    return checked ? std::string() : checked.error().what;
  };
  const event::Json good = event::to_json(event::ParticipationCounted{"2026-11-21", 14, {60, 12}});
  CHECK(fault(good).empty());
  for (const auto& [member, value] : std::vector<std::pair<std::string, event::Json>>{
           {"day", "2026-13-01"}, {"hour", 24}, {"shown_min", 61}, {"touched", -1}, {"walked_past", 3}}) {
    event::Json bad = good;
    bad[member] = value;
    CHECK(fault(bad).find(member) != std::string::npos);
  }
}

TEST_CASE("where a response was left is told of abandoned ones alone", "[results]") {
  event::Response response;
  response.survey = "nps";
  response.language = "ru";
  response.left_at = "words";
  CHECK(event::validate(event::kResponseAbandoned, event::to_json(response)));
  CHECK(event::response_from_json(event::to_json(response))->left_at == "words");
  CHECK_FALSE(event::validate(event::kResponseCompleted, event::to_json(response)));
}
