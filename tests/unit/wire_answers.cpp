// The hub's answers: read strictly, since a device believes nothing else.
#include <catch2/catch.hpp>

#include "sync/event/event.h"
#include "sync/event/seal.h"
#include "sync/wire/ack.h"
#include "sync/wire/limits.h"
#include "sync/wire/page.h"
#include "sync/wire/site.h"
#include "tests/answers.h"

using namespace chalkpoint;

namespace {

const std::string kDigest(64, 'a');

wire::Ack sample_ack() {
  wire::Ack ack{kDigest, "00000000000000ff", 12, {}};
  wire::add_outcome(ack, wire::Status::accepted);
  wire::add_outcome(ack, wire::Status::accepted);
  wire::add_outcome(ack, wire::Status::duplicate);
  wire::add_outcome(ack, wire::Status::quarantined, "hash does not\nfollow");
  return ack;
}

std::string with_instead(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("an ack says the same after its way", "[wire]") {
  const auto ack = sample_ack();
  CHECK(ack.outcomes.size() == 3);
  CHECK(ack.count() == 4);
  CHECK(ack.outcomes[2].reason == "hash does not follow");
  const auto read = wire::parse_ack(wire::to_text(ack));
  REQUIRE(read);
  CHECK(*read == ack);
  CHECK(
      event::Json::parse(wire::to_text(ack)) ==
      event::Json::parse(R"({"batch":")" + kDigest + R"(","held_through":12,"hub_epoch":"00000000000000ff","outcomes":[
          {"status":"accepted"},{"status":"accepted"},{"status":"duplicate"},
          {"status":"quarantined","reason":"hash does not follow"}]})"));
}

TEST_CASE("an ack speaks of as many events as a batch may hold, and of no more", "[wire]") {
  wire::Ack ack{kDigest, "00000000000000ff", 500, {}};
  for (std::size_t i = 0; i < wire::kBatchEventsMax; ++i)
    wire::add_outcome(ack, wire::Status::quarantined, std::to_string(i) + std::string(wire::kReasonBytesMax, 'x'));
  CHECK(wire::to_text(ack).size() <= wire::kAckBytesMax);
  CHECK(wire::parse_ack(wire::to_text(ack)) == ack);
  wire::add_outcome(ack, wire::Status::accepted);
  CHECK_FALSE(wire::parse_ack(wire::to_text(ack)));
}

TEST_CASE("an ack that is not quite one is none", "[wire]") {
  const std::string good = wire::to_text(sample_ack());
  for (const std::string& bad :
       {std::string(), std::string("{}"), std::string("<html>"), good.substr(0, good.size() - 1), "[" + good + "]",
        with_instead(good, R"("held_through":12)", R"("held_through":-1)"),
        with_instead(good, "\"held_through\":12", "\"held_through\":\"12\""),
        with_instead(good, "00000000000000ff", "00000000000000FF"), with_instead(good, kDigest, "short"),
        with_instead(good, "duplicate", "maybe"), with_instead(good, R"({"status":"duplicate"})", "{}"),
        with_instead(good, R"({"status":"duplicate"})", R"("duplicate")"),
        with_instead(good, R"("reason":"hash)", R"("reason":7,"x":"hash)"),
        with_instead(good, "\"outcomes\"", "\"results\""), std::string(300'000, '[')}) {
    INFO(bad.substr(0, 80));
    const auto read = wire::parse_ack(bad);
    REQUIRE_FALSE(read);
    CHECK_FALSE(read.error().remedy.empty());
  }
}

TEST_CASE("a long reason is cut between characters", "[wire]") {
  wire::Ack ack{kDigest, "00000000000000ff", 1, {}};
  std::string reason = "x";
  while (reason.size() < 400) reason += "ж";
  wire::add_outcome(ack, wire::Status::quarantined, reason);
  CHECK(ack.outcomes[0].reason.size() == 299);
  CHECK(wire::parse_ack(wire::to_text(ack)) == ack);
}

TEST_CASE("a problem is read back, anything else is none", "[wire]") {
  const auto text = wire::problem_text(401, {"The token is unknown.", "Enrol again."});
  const auto read = wire::parse_problem(text);
  REQUIRE(read);
  CHECK(read->what == "The token is unknown.");
  CHECK(read->remedy == "Enrol again.");
  CHECK_FALSE(wire::parse_problem("<html>Sign in</html>"));
  CHECK_FALSE(wire::parse_problem("{\"status\":401}"));
}

TEST_CASE("a page brings events back, without contacts", "[wire]") {
  const auto events = tests::chain_of(3, 5, "0123456789abcdef");
  wire::Page page{"00000000000000ff", 90, true, {}};
  for (std::size_t i = 0; i < events.size(); ++i)
    page.events.push_back({10 * (i + 1), {"club-1", "d-2", "0123456789abcdef"}, events[i]});
  page.events[1].event.sealed = "secret";
  const std::string text = wire::to_text(page);
  CHECK(text.find("sealed") == std::string::npos);
  const auto read = wire::parse_page(text);
  REQUIRE(read);
  CHECK(read->through == 90);
  CHECK(read->more);
  CHECK(read->hub_epoch == "00000000000000ff");
  REQUIRE(read->events.size() == 3);
  CHECK(read->events[2].hub_seq == 30);
  CHECK(read->events[2].event.body == events[2].body);
  CHECK(read->events[1].source.device == "d-2");
  CHECK_FALSE(read->events[1].event.sealed);

  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{"\"through\":90", "\"through\":29"},
                                                        {"\"hubseq\":\"20\"", "\"hubseq\":\"10\""},
                                                        {"\"hubseq\":\"20\"", "\"hubseq\":\"\""},
                                                        {"\"more\":true", "\"more\":1"},
                                                        {"\"after\":0", "\"after\":-1"},
                                                        {"\"reader\"", "\"writer\""},
                                                        {"00000000000000ff", "x"},
                                                        {"\"data\":{", "\"data\":{ "}})
    CHECK_FALSE(wire::parse_page(with_instead(text, from, to)));
  CHECK_FALSE(wire::parse_page(text.substr(0, text.size() - 2)));
  CHECK(wire::parse_page(wire::to_text(wire::Page{"00000000000000ff", 0, false, {}})));
}

TEST_CASE("a site's description is strict", "[wire]") {
  const wire::Site site{"club-1",          "d-2", "Вход, левый", std::string(32, '\x05'), "f61c8007e924f130",
                        "00000000000000ff"};
  const auto text = wire::to_text(site);
  CHECK(wire::parse_site(text) == site);
  CHECK_FALSE(wire::parse_site(with_instead(text, "club-1", "club 1")));
  CHECK_FALSE(wire::parse_site(with_instead(text, "левый",
                                            "\xc2\x9b"
                                            "2J")));  // a terminal's escape
  CHECK_FALSE(wire::parse_site(with_instead(text, "левый", "\\u001b[2J")));
  CHECK_FALSE(wire::parse_site(with_instead(text, site.key_id, "0011223344556677")));
  auto unsealable = site;
  unsealable.key = std::string(32, '\0');
  unsealable.key_id = event::key_id(event::PublicKey{});
  CHECK_FALSE(wire::parse_site(wire::to_text(unsealable)));
  CHECK_FALSE(wire::parse_site(with_instead(text, "BQUF", "B")));
  CHECK_FALSE(wire::parse_site(with_instead(text, "\"name\"", "\"title\"")));
}
