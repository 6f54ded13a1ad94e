// The secrets of a new terminal: made only where somebody sees them.
#include "kiosk/app/first_start.h"

#include <catch2/catch.hpp>

#include "kiosk/survey/contacts.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;

namespace {

struct Said {
  std::vector<std::string> lines;
  std::function<void(std::string)> listen() {
    return [this](std::string line) { lines.push_back(std::move(line)); };
  }
};

}  // namespace

TEST_CASE("secrets are made where somebody sees them, and shown once") {
  const testing::TempDir folder;
  testing::FakeWorld world;
  auto journal = journal::Journal::open(folder.path(), world.world());
  REQUIRE(journal);
  REQUIRE(app::prepare_first_start(*journal, world.random(), {}));
  CHECK_FALSE(journal->setting(journal::setting::kSiteKey));
  CHECK_FALSE(journal->setting(journal::setting::kStaffPin));
  CHECK(app::site_key(*journal).value() == std::nullopt);

  Said said;
  REQUIRE(app::make_own_key(*journal, world.random(), said.listen()));
  REQUIRE(said.lines.size() == 1);
  const std::string phrase = said.lines[0].substr(said.lines[0].rfind(": ") + 2);
  const auto opened = event::unwrap_secret(journal->wrapped_keys().at(0).second, phrase);
  REQUIRE(opened);
  CHECK(app::site_key(*journal).value() == opened->open);

  // A second key would make what is sealed to the first unreadable.
  CHECK_FALSE(app::make_own_key(*journal, world.random(), said.listen()));
  CHECK(said.lines.size() == 1);
  REQUIRE(app::prepare_first_start(*journal, world.random(), said.listen()));
  REQUIRE(said.lines.size() == 2);
  CHECK(said.lines[1].starts_with("Staff PIN"));
  REQUIRE(app::prepare_first_start(*journal, world.random(), said.listen()));
  CHECK(said.lines.size() == 2);
}

TEST_CASE("without a key the pages of contacts go, scores and words stay") {
  auto definition = survey::parse_definition(R"({"pages": [
      {"name": "one", "elements": [{"type": "text", "name": "mail", "inputType": "email"},
                                   {"type": "comment", "name": "first"}]},
      {"name": "two", "elements": [{"type": "boolean", "name": "may"},
                                   {"type": "text", "name": "phone", "inputType": "tel"}]},
      {"name": "three", "elements": [{"type": "rating", "name": "nps", "surveyRole": "nps", "rateMin": 0, "rateMax": 10},
                                     {"type": "text", "name": "other", "inputType": "tel"}]}]})");
  REQUIRE(definition);
  survey::leave_out_contacts(*definition);
  REQUIRE(definition->pages.size() == 2);
  CHECK(definition->find("first"));
  CHECK(definition->scored());
  for (const char* gone : {"mail", "may", "phone", "other"}) CHECK_FALSE(definition->find(gone));
}

TEST_CASE("a stored key that nothing can be sealed to is told, whichever way it came there") {
  const testing::TempDir folder;
  testing::FakeWorld world;
  auto journal = journal::Journal::open(folder.path(), world.world());
  REQUIRE(journal);
  for (const std::string& broken : {event::base64(event::PublicKey{}), std::string("no key at all")}) {
    CAPTURE(broken);
    REQUIRE(journal->set_settings({{std::string(journal::setting::kSiteKey), broken}}));
    const auto key = app::site_key(*journal);
    REQUIRE_FALSE(key);
    CHECK(key.error().remedy.contains("enroll"));
  }
}
