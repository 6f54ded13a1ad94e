#include <catch2/catch.hpp>

#include "sync/event/nps.h"
#include "sync/event/seal.h"
#include "sync/event/touchpoints.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using event::Json;

TEST_CASE("NPS and its margin are counted from integers and rounded once") {
  const auto tally = [](std::int64_t p, std::int64_t n, std::int64_t d) {
    event::Tally out;
    out.promoters = p;
    out.passives = n;
    out.detractors = d;
    return out;
  };
  CHECK_FALSE(event::nps({}));
  CHECK_FALSE(event::margin({}));
  CHECK(event::nps(tally(1, 1, 1)) == 0.0);
  CHECK(event::nps(tally(2, 1, 0)) == 66.7);
  CHECK(event::nps(tally(0, 1, 2)) == -66.7);
  CHECK(event::nps(tally(1, 7, 0)) == 12.5);
  CHECK(event::nps(tally(1, 15, 0)) == 6.3);  // 6.25: half away from zero
  CHECK(event::nps(tally(0, 15, 1)) == -6.3);
  // Worked apart from the code: p' = 36.75/68 and d' = 18.75/68 make 20.53; p' = 1.75/4 and d' = 0.75/4 make 73.5.
  CHECK(event::margin(tally(36, 11, 18)) == 20.5);
  CHECK(event::margin(tally(1, 0, 0)) == 73.5);
}

TEST_CASE("groups and counts") {
  CHECK(event::group_of(10) == event::Group::promoter);
  CHECK(event::group_of(9) == event::Group::promoter);
  CHECK(event::group_of(8) == event::Group::passive);
  CHECK(event::group_of(7) == event::Group::passive);
  CHECK(event::group_of(6) == event::Group::detractor);
  CHECK(event::group_of(0) == event::Group::detractor);
  event::Tally tally;
  event::count(tally, true, 10, true);
  event::count(tally, true, std::nullopt, false);
  event::count(tally, false, 3, true);  // abandoned: its score does not count
  const Json json = event::to_json(tally);
  CHECK(json ==
        Json::parse(R"({"responses":3,"completed":2,"abandoned":1,"suspect":2,"promoters":1,"passives":0,"detractors":0,
                                "nps":100.0,"margin":73.5})"));
  CHECK(event::to_json(event::Tally{})["nps"].is_null());
}

TEST_CASE("responses pass through JSON and bad ones are refused by the member at fault") {
  testing::FakeWorld world(3);
  const Json good = world.with_contact(event::make_site_key(world.random()).open, "+7 900 000-00-00").data;
  const auto read = event::response_from_json(good);
  REQUIRE(read);
  CHECK(event::to_json(*read) == good);
  CHECK(event::validate(event::kResponseCompleted, good));
  CHECK_FALSE(event::validate(event::kResponseAbandoned, good));  // a contact needs consent, and that ends a response

  const auto refuses = [&](const char* patch, const char* place) {
    Json bad = good;
    bad.merge_patch(Json::parse(patch));
    const auto result = event::validate(event::kResponseCompleted, bad);
    INFO(patch);
    REQUIRE_FALSE(result);
    CHECK(result.error().what.find(place) != std::string::npos);
    CHECK_FALSE(result.error().remedy.empty());
  };
  refuses(R"({"survey":null})", "survey");
  refuses(R"({"survey":7})", "survey");
  refuses(R"({"revision":0})", "revision");
  refuses(R"({"revision":1.5})", "revision");
  refuses(R"({"score":11})", "score");
  refuses(R"({"score":-1})", "score");
  refuses(R"({"score":18446744073709551615})", "score");
  refuses(R"({"duration_ms":-1})", "duration_ms");
  refuses(R"({"code":"O0O0"})", "code");
  refuses(R"({"answers":[]})", "answers");
  refuses(R"({"suspect":"yes"})", "suspect");
  refuses(R"({"suspect":[1]})", "suspect");
  refuses(R"({"contact":{"channel":"fax"}})", "contact.channel");
  refuses(R"({"contact":{"digest":"12"}})", "contact.digest");
  refuses(R"({"contact":{"phone":"+7"}})", "contact");
  refuses(R"({"phone":"+7 900"})", "phone");
}

TEST_CASE("a response that the staff took down says who and where, and is completed") {
  testing::FakeWorld world(4);
  Json form = world.with_contact(event::make_site_key(world.random()).open, "+7 900 000-00-00").data;
  for (const char* member : {"score", "contact"}) form.erase(member);
  CHECK_FALSE(event::to_json(event::response_from_json(form).value()).contains("by"));
  form["touchpoint"] = "told";
  form["code"] = "";
  form["by"] = {{"name", "Анна"}, {"role", "staff"}};
  form["about"] = "01a204f4-448b-7111-9111-111111111111";
  const auto read = event::response_from_json(form);
  REQUIRE(read);
  CHECK(read->by == event::Signature{"Анна", "staff"});
  CHECK(read->about == event::Uuid::parse("01a204f4-448b-7111-9111-111111111111"));
  CHECK(event::to_json(*read) == form);

  const auto refused = [&form](const char* type, const char* patch, const char* member) {
    Json bad = form;
    bad.merge_patch(Json::parse(patch));
    const auto result = event::validate(type, bad);
    INFO(patch);
    REQUIRE_FALSE(result);
    CHECK(result.error().what.find(member) != std::string::npos);
  };
  refused(event::kResponseAbandoned.data(), "{}", "by");
  const char* completed = event::kResponseCompleted.data();
  refused(completed, R"({"by":"Анна"})", "by");
  refused(completed, R"({"by":{"role":"guest"}})", "by.role");
  refused(completed, R"({"by":{"name":""}})", "by.name");
  refused(completed, R"({"by":{"pin":"1"}})", "by");
  refused(completed, R"({"by":null})", "about");
  refused(completed, R"({"about":"7"})", "about");
  refused(completed, R"({"about":7})", "about");
  refused(completed, R"({"touchpoint":"lobby"})", "touchpoint");
  refused(completed, R"({"touchpoint":"vk"})", "touchpoint");
  for (const std::string_view touchpoint : event::kStaffTouchpoints) {
    form["touchpoint"] = touchpoint;
    CHECK(event::validate(completed, form));
  }
}

TEST_CASE("unknown kinds pass when well formed") {
  CHECK(event::validate("chalkpoint.lamp.lit.v1", Json::object()));
  CHECK(event::validate("chalkpoint.told-in-person.noted.v12", Json::object()));
  CHECK_FALSE(event::validate("chalkpoint.lamp.lit.v1", Json::array()));
  for (const char* bad :
       {"", "chalkpoint", "chalkpoint.lamp.v1", "other.lamp.lit.v1", "chalkpoint.lamp.lit", "chalkpoint.lamp.lit.v0",
        "chalkpoint.Lamp.lit.v1", "chalkpoint.lamp.lit.v1.x", "chalkpoint..written.v1"}) {
    CHECK_FALSE(event::validate(bad, Json::object()));
  }
  Json deep = Json::object();
  for (int i = 0; i < 40; ++i) deep = Json{{"a", deep}};
  CHECK_FALSE(event::validate("chalkpoint.lamp.lit.v1", deep));
}

TEST_CASE("contacts are sealed and padded, and open only with the site's key") {
  testing::FakeWorld world(4);
  const auto key = event::make_site_key(world.random());
  const auto other = event::make_site_key(world.random());
  for (const std::string& contact :
       {std::string(), std::string("+7 900 123-45-67"), std::string(255, 'x'), std::string(256, 'y')}) {
    const auto sealed = event::seal_contact(contact, key.open);
    CHECK(sealed.size() == (contact.size() < 256 ? 304 : 560));
    CHECK((contact.empty() || sealed.find(contact) == std::string::npos));
    const auto opened = event::open_contact(sealed, key);
    REQUIRE(opened);
    CHECK(*opened == contact);
    CHECK_FALSE(event::open_contact(sealed, other));
    auto torn = sealed;
    torn.back() = static_cast<char>(torn.back() ^ 1);
    CHECK_FALSE(event::open_contact(torn, key));
  }
  CHECK_FALSE(event::open_contact("", key));
}

TEST_CASE("the secret half opens with the recovery phrase alone") {
  testing::FakeWorld world(5);
  const auto key = event::make_site_key(world.random());
  const auto phrase = event::make_recovery_phrase(world.random());
  CHECK(phrase.size() == 35);
  const auto wrapped = event::wrap_secret(key, phrase, world.random());
  REQUIRE(wrapped);
  std::string typed = phrase;
  for (char& c : typed) c = c == '-' ? ' ' : static_cast<char>(std::tolower(c));
  const auto opened = event::unwrap_secret(*wrapped, typed);
  REQUIRE(opened);
  CHECK(opened->secret == key.secret);
  CHECK(opened->open == key.open);
  CHECK_FALSE(event::unwrap_secret(*wrapped, event::make_recovery_phrase(world.random())));
  CHECK_FALSE(event::unwrap_secret("AAAA", phrase));
  CHECK(event::public_key_from_base64(event::base64(key.open)) == key.open);
  CHECK_FALSE(event::public_key_from_base64("AAAA"));
  CHECK(event::key_id(key.open).size() == 16);
}

TEST_CASE("a PIN is eight digits and matches itself alone") {
  testing::FakeWorld world(6);
  const auto pin = event::make_pin(world.random());
  REQUIRE(pin.size() == 8);
  CHECK(pin.find_first_not_of("0123456789") == std::string::npos);
  const auto hashed = event::hash_pin(pin);
  REQUIRE(hashed);
  CHECK(hashed->starts_with("$argon2id$"));
  CHECK(event::pin_matches(pin, *hashed));
  CHECK_FALSE(event::pin_matches("0000000", *hashed));
  CHECK_FALSE(event::pin_matches(pin, "nonsense"));
}
