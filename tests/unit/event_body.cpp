#include <catch2/catch.hpp>
#include <limits>
#include <random>

#include "sync/event/canonical.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using event::Json;

TEST_CASE("canonical JSON follows RFC 8785") {
  // Numbers of the RFC's appendix B and its own example of sorting.
  const auto number = [](std::uint64_t bits) {
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return event::canonical_json(Json(value));
  };
  CHECK(number(0x0000000000000000) == "0");
  CHECK(number(0x8000000000000000) == "0");
  CHECK(number(0x0000000000000001) == "5e-324");
  CHECK(number(0x7fefffffffffffff) == "1.7976931348623157e+308");
  CHECK(number(0x4340000000000000) == "9007199254740992");
  CHECK(number(0xc340000000000000) == "-9007199254740992");
  CHECK(number(0x4430000000000000) == "295147905179352830000");
  CHECK(number(0x44b52d02c7e14af5) == "9.999999999999997e+22");
  CHECK(number(0x44b52d02c7e14af6) == "1e+23");
  CHECK(number(0x444b1ae4d6e2ef4f) == "999999999999999900000");
  CHECK(number(0x444b1ae4d6e2ef50) == "1e+21");
  CHECK(number(0x3eb0c6f7a0b5ed8d) == "0.000001");
  CHECK(number(0x3eb0c6f7a0b5ed8c) == "9.999999999999997e-7");
  CHECK(number(0x41b3de4355555553) == "333333333.3333332");
  CHECK(number(0xbecbf647612f3696) == "-0.0000033333333333333333");
  CHECK(event::canonical_json(Json::parse(R"({"€":1,"\r":2,"\ufb33":3,"1":4,"😀":5,"\u0080":6,"ö":7})")) ==
        "{\"\\r\":2,\"1\":4,\"\xC2\x80\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\xEF\xAC\xB3\":3}");
  CHECK(event::canonical_json(Json::parse(R"("\u20ac$\u000f\nA'B\"\\\/")")) == "\"€$\\u000f\\nA'B\\\"\\\\/\"");
  CHECK(event::canonical_json(Json::parse(R"([56.0, 1e2, true, null, [], {}])")) == "[56,100,true,null,[],{}]");
  CHECK(event::canonical_json(Json(std::string("a\xFFz\xC0\xAF\xED\xA0\x80"))) ==
        "\"a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST_CASE("a body is written, split and read back") {
  testing::FakeWorld world(7);
  for (int round = 0; round < 500; ++round) {
    event::Fact fact = world.response();
    fact.data["answers"]["tricky"] = R"(","epoch":"0123456789abcdef","hlc":"1.1","id":")";
    const auto body = event::canonical_body(fact, "0123456789abcdef", 42, {fact.at.unix_ms, 3});
    CHECK(event::canonical_json(Json::parse(body)) == body);
    const auto parsed = event::parse_body(body);
    REQUIRE(parsed);
    CHECK(parsed->id == fact.id);
    CHECK(parsed->sequence == 42);
    CHECK(parsed->type == fact.type);
    CHECK(parsed->time == event::rfc3339(fact.at));
    const auto parts = event::split_body(body);
    REQUIRE(parts);
    CHECK(parts->hlc == event::Hlc{fact.at.unix_ms, 3});
    CHECK(parts->mono_ms == fact.at.mono_ms);
    CHECK(event::join_body(*parts) == body);
    CHECK(event::body_data(body) == fact.data);
  }
}

TEST_CASE("a body in any other form is refused") {
  testing::FakeWorld world(8);
  const auto body = event::canonical_body(world.response(), "0123456789abcdef", 1, {5, 0});
  REQUIRE(event::parse_body(body));
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string changed = body;
    const auto at = changed.find(from);
    REQUIRE(at != std::string::npos);
    return changed.replace(at, from.size(), to);
  };
  CHECK_FALSE(event::parse_body(""));
  CHECK_FALSE(event::parse_body("{}"));
  CHECK_FALSE(event::parse_body(body + " "));
  CHECK_FALSE(event::parse_body(with("\"sequence\":1", "\"sequence\":01")));
  CHECK_FALSE(event::parse_body(with("\"sequence\":1", "\"sequence\":0")));
  CHECK_FALSE(event::parse_body(with("\"sequence\":1", "\"sequence\":18446744073709551616")));
  CHECK_FALSE(event::parse_body(with("0123456789abcdef", "0123456789ABCDEF")));
  CHECK_FALSE(event::parse_body(with("\"hlc\":\"5.0\"", "\"hlc\":\"5.00\"")));
  CHECK(event::parse_body(with("\"hlc\":\"5.0\"", "\"hlc\":\"253402300799999.4294967295\"")));
  CHECK_FALSE(event::parse_body(with("\"hlc\":\"5.0\"", "\"hlc\":\"253402300800000.0\"")));
  CHECK_FALSE(event::parse_body(with("\"answers\":{", "\"answers\":{ ")));
  CHECK_FALSE(event::parse_body(with("T", "t")));
  CHECK_FALSE(event::parse_body(std::string(5000, '[')));
  const std::string deep =
      with("\"answers\":{", "\"answers\":{\"a\":" + std::string(3000, '[') + std::string(3000, ']') + ",");
  CHECK_FALSE(event::parse_body(deep));
}

TEST_CASE("canonical JSON is told from any other by reading it where it lies") {
  // Against the reference: parsing into a tree and writing that out again.
  const auto expect = [](const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    const bool canonical = !json.is_discarded() && event::canonical_json(json) == text;
    INFO(text);
    CHECK(event::canonical_parts(text).has_value() == canonical);
  };
  for (const char* text : {"",
                           "{",
                           "{}",
                           "[]",
                           "[1,2]",
                           "[1, 2]",
                           "[1,]",
                           "{\"a\":1,\"b\":2}",
                           "{\"b\":1,\"a\":2}",
                           "{\"a\":1,\"a\":2}",
                           "{\"\":1}",
                           "{\"a\"}",
                           "{\"a\":}",
                           "\"x",
                           "\"\\\"",
                           "\"\\\"\"",
                           "\"\\/\"",
                           "\"\\n\"",
                           "\"\\u000a\"",
                           "\"\\u000f\"",
                           "\"\\u000F\"",
                           "\"\\u0041\"",
                           "\"\n\"",
                           "\"\x7F\"",
                           "\"ö\"",
                           "\"\xFF\"",
                           "0",
                           "-0",
                           "00",
                           "01",
                           "-1",
                           "-",
                           "+1",
                           "1.0",
                           "1.5",
                           "1e3",
                           "1e+21",
                           "1E+21",
                           "123456789012345",
                           "9007199254740993",
                           "0.1",
                           ".1",
                           "true",
                           "truefalse",
                           "nul",
                           "null",
                           "{\"€\":1,\"ö\":2}",
                           "{\"ö\":1,\"€\":2}",
                           "{\"😀\":1,\"\xEF\xAC\xB3\":2}",
                           "{\"\xEF\xAC\xB3\":1,\"😀\":2}",
                           "{\"\\r\":1,\"1\":2}",
                           "{\"1\":1,\"\\r\":2}"})
    expect(text);
  testing::FakeWorld world(11);
  std::mt19937 random(12);
  for (int round = 0; round < 2000; ++round) {
    std::string text = event::canonical_json(world.response().data);
    expect(text);
    const char odd[] = "{}[]\",:01.e-\\ \xD0\xBFu";
    text[random() % text.size()] = odd[random() % (sizeof odd - 1)];
    expect(text);
  }
  const auto nested = [](int levels) {
    const auto count = static_cast<std::size_t>(levels);
    return event::canonical_parts(std::string(count, '[') + std::string(count, ']')).has_value();
  };
  CHECK(nested(event::kJsonDepthMax));
  CHECK_FALSE(nested(event::kJsonDepthMax + 1));
  const auto parts = event::canonical_parts(R"({"a":[1,{"b":2}],"c":"x\"y"})");
  REQUIRE(parts);
  REQUIRE(parts->size() == 2);
  CHECK(parts->at(0).name == "a");
  CHECK(parts->at(0).value == R"([1,{"b":2}])");
  CHECK(event::json_text(parts->at(1).value) == "x\"y");
  CHECK_FALSE(event::json_text(parts->at(0).value));
}

TEST_CASE("times are read and written") {
  event::Moment at{1'795'379'455'123, 180, 12, "b"};
  CHECK(event::rfc3339(at) == "2026-11-22T23:30:55.123+03:00");
  at.utc_offset_min = -210;
  CHECK(event::rfc3339(at) == "2026-11-22T17:00:55.123-03:30");
  const auto read = event::parse_rfc3339("2026-11-22T17:00:55.123-03:30");
  REQUIRE(read);
  CHECK(read->unix_ms == at.unix_ms);
  CHECK(read->utc_offset_min == -210);
  for (const char* bad :
       {"2026-02-30T16:00:55.123-03:30", "2026-11-22T24:00:55.123+03:00", "2026-11-22 16:00:55.123+03:00",
        "2026-11-22T16:00:55Z", "", "2026-11-22T16:00:55.123+03:60"}) {
    CHECK_FALSE(event::parse_rfc3339(bad));
  }
}

TEST_CASE("ids are version 7 and hold their text form") {
  testing::FakeWorld world(9);
  const auto early = event::make_uuid_v7(1'795'379'455'123, world.random());
  const auto late = event::make_uuid_v7(1'795'379'455'124, world.random());
  CHECK(early < late);
  CHECK(early.text()[14] == '7');
  CHECK(std::string("89ab").find(early.text()[19]) != std::string::npos);
  CHECK(event::Uuid::parse(early.text()) == early);
  CHECK_FALSE(event::Uuid::parse(early.text() + "0"));
  CHECK_FALSE(event::Uuid::parse("0192f0c1-aaaa-7bbb-8ccc-00000000000G"));
}

TEST_CASE("BLAKE2b-256 is the standard one and the chain starts from zeros") {
  // python3 -c 'import hashlib; print(hashlib.blake2b(b"abc", digest_size=32).hexdigest())'
  CHECK(event::hex(event::blake2b({"a", "bc"})) == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  // … hashlib.blake2b(bytes(32) + b"{}", digest_size=32)
  CHECK(event::chain_hash({}, "{}") == event::blake2b({std::string_view(std::string(32, '\0')), "{}"}));
  CHECK(event::hash_from_hex(event::hex(event::blake2b({"x"}))) == event::blake2b({"x"}));
  CHECK_FALSE(event::hash_from_hex("12"));
}

TEST_CASE("a stamp is later than every stamp before it") {
  constexpr std::uint32_t full = std::numeric_limits<std::uint32_t>::max();
  CHECK(event::next({}, 1000) == event::Hlc{1000, 0});
  CHECK(event::next({1000, 7}, 1001) == event::Hlc{1001, 0});
  CHECK(event::next({1000, 7}, 1000) == event::Hlc{1000, 8});
  CHECK(event::next({1000, 7}, 0) == event::Hlc{1000, 8});
  CHECK(event::next({1000, full}, 1000) == event::Hlc{1001, 0});
  const event::Hlc last{event::kHlcWallMsMax, full};
  CHECK(event::next(last, 1000) == last);  // nothing is later, and what is said all the same can be stored
  CHECK(event::parse_hlc(event::text(last)) == last);
  CHECK(event::next({}, event::kHlcWallMsMax + 1) == event::Hlc{event::kHlcWallMsMax, 0});
}
