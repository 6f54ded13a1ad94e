// Batches: what is encoded is rebuilt to the octet, and one bad event spoils nothing but itself.
#include <catch2/catch.hpp>

#include "sync/event/seal.h"
#include "sync/wire/batch.h"
#include "tests/answers.h"

using namespace chalkpoint;

namespace {

const wire::Source kSource{"club-1", "d-3f9a2c", "0123456789abcdef"};

std::vector<event::Event> sample(std::size_t count) {
  return tests::chain_of(count, 11, kSource.epoch);
}

/// The batch with one piece of its text replaced; the piece must be there.
std::string replaced(std::string body, std::string_view from, std::string_view to, std::size_t nth = 0) {
  std::size_t at = body.find(from);
  while (nth-- > 0) at = body.find(from, at + 1);
  REQUIRE(at != std::string::npos);
  return body.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a batch brings back every event to the octet", "[wire]") {
  auto events = sample(500);
  events[7].sealed = std::string(304, '\x9c');
  const auto sent = wire::encode(kSource, events);
  REQUIRE(sent);
  CHECK(sent->count == 500);
  CHECK(sent->first == 1);
  const auto unpacked = wire::gunzip(wire::gzip(sent->body), wire::kBatchBytesMax);
  REQUIRE(unpacked);
  const auto got = wire::decode(*unpacked);
  REQUIRE(got);
  CHECK(got->source == kSource);
  CHECK(got->digest == sent->digest);
  REQUIRE(got->events.size() == events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    INFO("event " << i);
    REQUIRE(got->events[i]);
    CHECK(got->events[i]->body == events[i].body);
    CHECK(got->events[i]->hash == events[i].hash);
    CHECK(got->events[i]->sealed == events[i].sealed);
    CHECK(got->events[i]->id == events[i].id);
    CHECK(got->events[i]->sequence == events[i].sequence);
  }
}

TEST_CASE("a clock set back and a boot of long ago survive the wire", "[wire]") {
  tests::Answers answers(5);
  event::Fact fact = answers.next();
  fact.at.mono_ms = 9'000'000'000'000;
  const auto body = event::canonical_body(fact, kSource.epoch, 41, {fact.at.unix_ms + 5000, 17});
  auto event = event::parse_body(body).value();
  const auto sent = wire::encode(kSource, {&event, 1});
  REQUIRE(sent);
  CHECK(sent->body.find(R"("hlc":")") != std::string::npos);
  const auto got = wire::decode(sent->body);
  REQUIRE(got);
  REQUIRE(got->events.at(0));
  CHECK(got->events[0]->body == body);
  CHECK(got->first == 41);
}

TEST_CASE("a batch ends at its limits", "[wire]") {
  const auto many = sample(501);
  CHECK(wire::encode(kSource, many)->count == 500);
  CHECK(wire::encode(kSource, many, 3)->count == 3);

  std::vector<event::Fact> facts;
  tests::Answers answers(3);
  for (int i = 0; i < 30; ++i) {
    facts.push_back(answers.next());
    facts.back().data["answers"]["words"] = std::string(60'000, 'x');
  }
  const auto large = tests::chain(std::move(facts), kSource.epoch);
  const auto sent = wire::encode(kSource, large);
  REQUIRE(sent);
  CHECK(sent->body.size() <= wire::kBatchBytesMax);
  CHECK(sent->count == 17);
  CHECK(wire::decode(sent->body)->events.size() == 17);
}

TEST_CASE("events that do not belong together are not sent together", "[wire]") {
  auto events = sample(3);
  std::swap(events[1], events[2]);
  CHECK_FALSE(wire::encode(kSource, events));
  CHECK_FALSE(wire::encode({"club-1", "d", "ffffffffffffffff"}, sample(1)));
  auto damaged = sample(1);
  damaged[0].body[0] = 'x';
  const auto refused = wire::encode(kSource, damaged);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.find("Event 1 ") != std::string::npos);
  CHECK_FALSE(wire::encode(kSource, {}));
}

TEST_CASE("one bad event is refused in its place, its neighbours are not", "[wire]") {
  const std::string good = wire::encode(kSource, sample(3))->body;
  struct Case {
    const char* from;
    const char* to;
    const char* reason;
  };
  const auto bad =
      GENERATE(Case{R"("specversion":"1.0")", R"("specversion":"2.0")", "specversion"},
               Case{R"("sequence":"00000000000000000002")", R"("sequence":2)", "sequence is no text"},
               Case{R"("sequence":"00000000000000000002")", R"("sequence":"2")", "sequence"},
               Case{R"("bootms":"1795200000000")", R"("bootms":"soon")", "bootms"},
               Case{R"("time":"2026-)", R"("time":"the year 2026-)", "time"},
               Case{R"("hash":")", R"("hash":"zz)", "hash"}, Case{R"("data":{)", R"("data":{ )", "canonical"},
               Case{R"("data":{)", R"("data":[],"other":{)", "data is no object"},
               Case{R"("datacontenttype":"application/json")", R"("datacontenttype":"text/plain")", "datacontenttype"},
               Case{R"("boot":"6f)", R"("boot":"\",\"x\":\"6f)", "boot"},
               Case{R"("id":")", R"("id":"twice","id":")", "id is given twice"},
               Case{R"("type":"chalkpoint)", R"("type":"\",\"x\":\"chalkpoint)", "canonical"});
  INFO(bad.to);
  const std::size_t nth = std::string_view(bad.from).find("00002") == std::string_view::npos ? 1 : 0;
  const auto got = wire::decode(replaced(good, bad.from, bad.to, nth));
  REQUIRE(got);
  REQUIRE(got->events.size() == 3);
  CHECK(got->events[0]);
  CHECK(got->events[2]);
  REQUIRE_FALSE(got->events[1]);
  const wire::Refused& refused = got->events[1].error();
  CHECK(refused.sequence == 2);
  CHECK(refused.reason.find(bad.reason) != std::string::npos);
  CHECK(refused.raw.starts_with("{"));
  CHECK(refused.raw.ends_with("}"));
}

TEST_CASE("elements that are no objects are refused in their place", "[wire]") {
  const std::string good = wire::encode(kSource, sample(1))->body;
  for (const char* element : {"17", "\"text\"", "null", "[1,2]", "true"}) {
    INFO(element);
    const auto got = wire::decode(good.substr(0, good.size() - 1) + "," + element + "]");
    REQUIRE(got);
    REQUIRE(got->events.size() == 2);
    REQUIRE_FALSE(got->events[1]);
    CHECK(got->events[1].error().sequence == 2);
  }
}

TEST_CASE("an event larger than its limit is refused, not its batch", "[wire]") {
  std::vector<event::Fact> facts;
  tests::Answers answers(3);
  for (int i = 0; i < 3; ++i) facts.push_back(answers.next());
  facts[1].data["answers"]["words"] = std::string(event::kEventBytesMax, 'x');
  const auto got = wire::decode(wire::encode(kSource, tests::chain(std::move(facts), kSource.epoch))->body);
  REQUIRE(got);
  CHECK(got->events[0]);
  CHECK_FALSE(got->events[1]);
  CHECK(got->events[2]);
}

TEST_CASE("what is no batch at all is unreadable, with a reason", "[wire]") {
  const std::string good = wire::encode(kSource, sample(2))->body;
  for (const std::string& body :
       {std::string(), std::string("[]"), std::string("{}"), std::string("[[]]"), std::string("[1]"),
        good.substr(0, good.size() / 2), good + good, good + "x", std::string("\xff\xfe[]"), "{\"a\":" + good + "}",
        replaced(good, "00000000000000000002", "00000000000000000009"),
        replaced(good, "/devices/d-3f9a2c/", "/devices/d-other/"),
        replaced(replaced(good, "00000000000000000001", "x"), "00000000000000000002", "00000000000000000000"),
        std::string(40'000, '[')}) {
    INFO(body.substr(0, 60));
    const auto got = wire::decode(body);
    REQUIRE_FALSE(got);
    CHECK(got.error().status == 400);
    CHECK_FALSE(got.error().problem.what.empty());
  }
  CHECK(wire::decode(std::string(wire::kBatchBytesMax + 1, ' ')).error().status == 413);
}

TEST_CASE("a sender may order, space and escape as JSON allows", "[wire]") {
  const std::string good = wire::encode(kSource, sample(1))->body;
  std::string other = replaced(good, R"(,"id":)", " ,\n \"\\u0069d\" : ");
  other = replaced(other, "/sites/club-1", "\\/sites\\/club-1");
  other = replaced(other, R"("specversion")", R"("traceparent":"00-1","nested":{"a":[1,{"b":null}]},"specversion")");
  const auto got = wire::decode(" " + other + "\n");
  REQUIRE(got);
  INFO((got->events.at(0) ? "" : got->events[0].error().reason));
  REQUIRE(got->events.at(0));
  CHECK(got->events[0]->body == sample(1)[0].body);
}

TEST_CASE("packed bodies are bounded", "[wire]") {
  const std::string zeros(50'000'000, '\0');
  const auto bomb = wire::gzip(zeros);
  CHECK(bomb.size() < 100'000);
  const auto refused = wire::gunzip(bomb, wire::kBatchBytesMax);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().status == 413);
  const auto packed = wire::gzip("hello, hello, hello");
  CHECK(wire::gunzip(packed, 19) == "hello, hello, hello");
  CHECK(wire::gunzip(packed, 18).error().status == 413);
  for (const std::string& broken :
       {std::string(), std::string(200, 'x'), packed.substr(0, packed.size() - 1), packed + packed, packed.substr(1)}) {
    const auto got = wire::gunzip(broken, wire::kBatchBytesMax);
    REQUIRE_FALSE(got);
    CHECK(got.error().status == 400);
  }
  std::string lying = packed;
  lying[lying.size() - 4] = 7;  // says it unpacks to less
  CHECK(wire::gunzip(lying, wire::kBatchBytesMax).error().status == 400);
}

TEST_CASE("names, sources and media types", "[wire]") {
  CHECK(wire::is_name("club-1.A_b~"));
  for (const char* bad : {"", ".", "..", "a/b", "a b", "клуб", "a%20"}) CHECK_FALSE(wire::is_name(bad));
  CHECK_FALSE(wire::is_name(std::string(65, 'a')));
  CHECK(wire::Source::parse(kSource.text()) == kSource);
  for (const char* bad :
       {"", "/sites/a/devices/b", "/sites/a/devices/b/0123456789ABCDEF", "/sites//devices/b/0123456789abcdef",
        "/sites/a/devices/b/0123456789abcdef/", "sites/a/devices/b/0123456789abcdef"})
    CHECK_FALSE(wire::Source::parse(bad));
  CHECK(wire::is_media_type(" Application/JSON ; charset=utf-8", "application/json"));
  CHECK_FALSE(wire::is_media_type("application/jsonx", "application/json"));
}
