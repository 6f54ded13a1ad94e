#include <catch2/catch.hpp>
#include <sstream>

#include "tests/exported.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;
using event::Json;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

event::Fact answer(FakeWorld& world, const char* type, const Json& data) {
  const auto at = world.moment();
  return {event::make_uuid_v7(at.unix_ms, world.random()), type, data, at, {}};
}

}  // namespace

TEST_CASE("responses become a spreadsheet with Cyrillic intact and no formulas") {
  TempDir dir;
  FakeWorld world(400);
  auto journal = open_journal(dir.path(), world);
  const auto full =
      answer(world, "chalkpoint.response.completed.v1", Json::parse(R"({"survey":"nps","revision":2,"language":"ru",
    "touchpoint":"lobby","code":"AB23","duration_ms":12345,"score":9,"suspect":["too-fast"],
    "answers":{"nps":9,"why":["trainers","cleanliness"],"words":"=HYPERLINK(\"x\"); чисто","extra":{"a":1}}})"));
  const auto left =
      answer(world, "chalkpoint.response.abandoned.v1", Json::parse(R"({"survey":"nps","revision":2,"language":"en",
    "touchpoint":"lobby","code":"","duration_ms":500,"answers":{"other":-5}})"));
  const auto told =
      answer(world, "chalkpoint.response.completed.v1", Json::parse(R"({"survey":"told","revision":1,"language":"ru",
    "touchpoint":"phone","code":"","duration_ms":9000,"answers":{"words":"жарко"},"by":{"name":"Анна","role":"staff"},
    "about":"01a204f4-448b-7111-9111-111111111111"})"));
  const auto note = answer(world, "chalkpoint.lamp.lit.v1", Json::parse(R"({"text":"not a response"})"));
  const auto with_contact = world.with_contact(event::make_site_key(world.random()).open, "+7 900 123-45-67");
  REQUIRE(journal.append(std::vector{full, left, told, note, with_contact}));
  REQUIRE(journal.append(std::vector{world.erasure(with_contact.id)}));

  const std::string csv = exported(journal, app::ExportFormat::csv);
  const auto lines = lines_of(csv);
  REQUIRE(lines.size() == 5);
  CHECK(lines[0] ==
        "\xEF\xBB\xBFid,time,outcome,survey,revision,language,touchpoint,score,group,suspect,duration_s,code,contact_"
        "channel,by,role,about,"
        "epoch,sequence,"
        "extra,nps,other,why,words\r");
  const std::string epoch = journal.epochs()->back().name;
  CHECK(lines[1] == full.id.text() + "," + event::rfc3339(full.at) +
                        ",completed,nps,2,ru,lobby,9,promoter,too-fast,12.3,AB23,,,,," + epoch +
                        ",1,\"{\"\"a\"\":1}\",9,,\"trainers; cleanliness\",\"'=HYPERLINK(\"\"x\"\"); чисто\"\r");
  CHECK(lines[2] == left.id.text() + "," + event::rfc3339(left.at) + ",abandoned,nps,2,en,lobby,,,,0.5,,,,,," + epoch +
                        ",2,,,-5,,\r");
  CHECK(lines[3] == told.id.text() + "," + event::rfc3339(told.at) +
                        ",completed,told,1,ru,phone,,,,9.0,,,Анна,staff,01a204f4-448b-7111-9111-111111111111," + epoch +
                        ",3,,,,,жарко\r");
  CHECK(lines[4].find("phone (erased)") != std::string::npos);
  CHECK(csv.find("900") == std::string::npos);

  const auto json_lines = lines_of(exported(journal, app::ExportFormat::jsonl));
  REQUIRE(json_lines.size() == 4);
  const Json first = Json::parse(json_lines[0]);
  CHECK(first["id"] == full.id.text());
  CHECK(first["answers"] == full.data["answers"]);
  CHECK(first["outcome"] == "completed");
  CHECK(first["sequence"] == 1);
  CHECK(Json::parse(json_lines[2])["by"] == told.data["by"]);
}

TEST_CASE("an export that cannot be written says so, and one that is given up stops") {
  TempDir dir;
  FakeWorld world(401);
  auto journal = open_journal(dir.path(), world);
  const auto fact = world.response();
  REQUIRE(journal.append({&fact, 1}));
  const auto sink = full_sink(app::ExportFormat::csv);
  const auto rows = app::export_responses(app::directly_on(journal), {}, *sink, go_on);
  REQUIRE_FALSE(rows);
  CHECK_FALSE(rows.error().remedy.empty());
  const auto other = app::text_sink(app::ExportFormat::jsonl, [](std::string_view) { return journal::Result<void>(); });
  CHECK_FALSE(
      app::export_responses(app::directly_on(journal), {}, *other, [](std::uint64_t, std::uint64_t) { return false; }));
}

TEST_CASE("of a span only what happened within it is exported, to the millisecond") {
  TempDir dir;
  FakeWorld world(403);
  auto journal = open_journal(dir.path(), world);
  const std::vector facts = {world.response(), world.response(), world.response()};
  REQUIRE(journal.append(facts));
  const auto lines = lines_of(exported(journal, app::ExportFormat::jsonl,
                                       {.from_unix_ms = facts[1].at.unix_ms, .to_unix_ms = facts[2].at.unix_ms}));
  REQUIRE(lines.size() == 1);
  CHECK(Json::parse(lines[0])["id"] == facts[1].id.text());
}
