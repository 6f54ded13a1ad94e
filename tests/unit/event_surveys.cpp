// The surveys of a site as their events make them: immutable revisions, the newest is current, any order, what an event
// may hold.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "sync/event/kinds.h"
#include "sync/event/surveys.h"

using namespace chalkpoint;
using event::SurveyPublished;
using event::Surveys;

namespace {

std::string definition_of(int n) {
  return R"({"title":")" + std::to_string(n) + R"(","elements":[{"type":"comment","name":"words"}]})";
}

SurveyPublished publishing(const std::string& survey, const std::string& definition) {
  return {.survey = survey,
          .revision = event::revision_of(definition),
          .definition = definition,
          .note = "changed",
          .by = {"Анна", "owner"}};
}

event::Event published(std::uint8_t number, const SurveyPublished& what, std::int64_t wall_ms) {
  event::Fact fact{.id = {},
                   .type = std::string(event::kSurveyPublished),
                   .data = event::to_json(what),
                   .at = {.unix_ms = wall_ms, .utc_offset_min = 180, .mono_ms = 0, .boot_id = "boot"},
                   .sealed = {}};
  fact.id.bytes.fill(number);
  return event::parse_body(event::canonical_body(fact, "0123456789abcdef", number, {wall_ms, 0})).value();
}

// All that can be asked of the surveys, as one text.
std::string told(const Surveys& surveys) {
  std::string out;
  for (const std::string& name : surveys.names()) {
    out += name + ":";
    for (const Surveys::Publication* one : surveys.history(name))
      out += " " + one->id.text() + "/" + std::to_string(one->revision) + "/" + *one->definition + "/" + one->time;
    out += " now " + std::to_string(surveys.current(name)->revision) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("the same publications give the same surveys in any order, split and repetition", "[surveys]") {
  std::mt19937 chance(11);
  for (int round = 0; round < 40; ++round) {
    std::vector<event::Event> events;
    for (std::uint8_t i = 1; i <= 12; ++i)  // few moments and few definitions, so that many coincide
      events.push_back(published(i, publishing(chance() % 2 ? "nps" : "classes", definition_of(chance() % 4)),
                                 1'000 + static_cast<std::int64_t>(chance() % 5)));
    Surveys first;
    first.apply(events);
    const std::string expected = told(first);
    for (int i = 0; i < 10; ++i) {
      std::ranges::shuffle(events, chance);
      Surveys again;
      const std::size_t cut = chance() % events.size();
      again.apply(std::span(events).subspan(cut));
      again.apply(events);
      CHECK(told(again) == expected);
    }
  }
}

TEST_CASE("a revision keeps its definition, and going back publishes it again", "[surveys]") {
  Surveys surveys;
  const SurveyPublished one = publishing("nps", definition_of(1)), two = publishing("nps", definition_of(2));
  CHECK(surveys.current("nps") == nullptr);
  CHECK(surveys.apply(std::vector{published(1, one, 1'000), published(2, two, 2'000)}));
  CHECK(surveys.current("nps")->revision == two.revision);
  CHECK_FALSE(surveys.apply(std::vector{published(2, two, 2'000)}));
  CHECK(surveys.apply(std::vector{published(3, one, 3'000)}));
  CHECK(surveys.current("nps")->revision == one.revision);
  CHECK(surveys.history("nps").size() == 3);
  CHECK(surveys.history("nps").front()->definition == surveys.history("nps").back()->definition);
  CHECK(*surveys.definition("nps", two.revision) == definition_of(2));
  CHECK(surveys.definition("nps", event::kShippedRevision) == nullptr);
  CHECK(surveys.definition("classes", two.revision) == nullptr);
}

TEST_CASE("a publication is refused with its fault named", "[surveys]") {
  const auto fault = [](const SurveyPublished& what) {
    const auto checked = event::validate(event::kSurveyPublished, event::to_json(what));
    return checked ? std::string() : checked.error().what;
  };
  const SurveyPublished fine = publishing("nps", definition_of(1));
  CHECK(fault(fine).empty());
  const auto changed = [&fine](auto change) {
    SurveyPublished what = fine;
    change(what);
    return what;
  };
  CHECK(fault(changed([](auto& what) { what.note.clear(); })).empty());
  CHECK(fault(changed([](auto& what) { ++what.revision; })).find("revision") != std::string::npos);
  CHECK(fault(changed([](auto& what) { what.definition += ' '; })).find("revision") != std::string::npos);
  CHECK(fault(changed([](auto& what) { what.by.role = "staff"; })).find("configure") != std::string::npos);
  CHECK(fault(changed([](auto& what) { what.note = "a\nb"; })).find("note") != std::string::npos);
  for (const char* name : {"", "NPS", "a b", "опрос", "a/b"})
    CHECK(fault(changed([name](auto& what) { what.survey = name; })).find("survey") != std::string::npos);
  for (const char* text : {"[]", "no", R"({"a":)", R"({"a":1} x)"})
    CHECK(fault(publishing("nps", text)).find("definition") != std::string::npos);
}

TEST_CASE("the largest definition there may be fits into an event, a larger one is refused", "[surveys]") {
  const auto of_size = [](std::size_t octets) {
    std::string text = R"({"title":""})";
    text.insert(text.size() - 2, octets - event::definition_bytes(text), 'x');
    REQUIRE(event::definition_bytes(text) == octets);
    return text;
  };
  SurveyPublished most = publishing(std::string(event::kSurveyNameBytesMax, 's'), of_size(event::kDefinitionBytesMax));
  most.note.clear();
  for (std::size_t i = 0; i < event::kPublishNoteMax; ++i) most.note += "\U0001F600";
  most.by.name = std::string(event::kSignatureBytesMax, '"');
  const event::Event event = published(1, most, 253'402'300'799'999);
  const auto valid = event::validate(event::kSurveyPublished, event::to_json(most));
  CHECK((valid ? "" : valid.error().what) == std::string());
  CHECK(event.body.size() <= event::kEventBytesMax);
  CHECK_FALSE(event::validate(event::kSurveyPublished,
                              event::to_json(publishing("nps", of_size(event::kDefinitionBytesMax + 1)))));
}
