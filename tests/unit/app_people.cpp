// `chalkpoint person`: the people of a store from the command line.
#include <catch2/catch.hpp>

#include "kiosk/app/first_start.h"
#include "kiosk/app/people.h"
#include "kiosk/app/staff.h"
#include "sync/event/seal.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;

namespace {

class Clerk {
 public:
  explicit Clerk(journal::Journal& journal, FakeWorld& world) : journal_(journal), world_(world) {}
  bool add(const std::string& name, const std::string& role) {
    return note(app::add_person(journal_, name, role, at(), world_.random(),
                                [this](const std::string& line) { said_.push_back(line); }));
  }
  bool remove(const std::string& who) { return note(app::remove_person(journal_, who, at(), world_.random())); }
  bool unlock(const std::string& who) { return note(app::unlock_person(journal_, who, at(), world_.random())); }
  std::vector<event::Person> people() { return app::read_people(journal_).value(); }
  const std::vector<std::string>& said() const { return said_; }
  const event::Problem& problem() const { return problem_; }

 private:
  event::Moment at() {
    return {.unix_ms = now_ms_ += 1'000, .utc_offset_min = 180, .mono_ms = now_ms_, .boot_id = "b"};
  }
  bool note(const journal::Result<void>& done) {
    if (!done) problem_ = done.error();
    return done.has_value();
  }

  journal::Journal& journal_;
  FakeWorld& world_;
  std::int64_t now_ms_ = 1'795'000'000'000;
  std::vector<std::string> said_;
  event::Problem problem_;
};

}  // namespace

TEST_CASE("people are enlisted, listed and dismissed on a terminal that is not running", "[people]") {
  TempDir dir;
  FakeWorld world(500);
  auto journal = open_journal(dir.path(), world);
  Clerk clerk(journal, world);
  CHECK_FALSE(clerk.add("Пётр", "staff"));
  CHECK(clerk.problem().remedy.contains("--role owner"));
  REQUIRE(clerk.add("Анна", "owner"));
  REQUIRE(clerk.said().size() == 1);
  const std::string pin = clerk.said()[0].substr(clerk.said()[0].rfind(' ') + 1);
  REQUIRE(clerk.people().size() == 1);
  CHECK(event::pin_matches(pin, clerk.people()[0].pin));
  CHECK_FALSE(clerk.add("Анна", "staff"));
  CHECK_FALSE(clerk.add(std::string(61, 'a'), "staff"));
  CHECK(clerk.problem().remedy.contains("60 octets"));
  CHECK_FALSE(clerk.add(" ", "staff"));
  CHECK(clerk.said().size() == 1);  // no PIN of somebody who was refused
  REQUIRE(clerk.add("Пётр", "staff"));
  CHECK_FALSE(clerk.remove("Анна"));
  CHECK(clerk.problem().what.contains("last owner"));
  CHECK_FALSE(clerk.remove("Олег"));
  REQUIRE(clerk.remove("Пётр"));
  REQUIRE(clerk.add("Пётр", "owner"));
  REQUIRE(clerk.remove(clerk.people()[0].id.text()));
  CHECK(clerk.people().size() == 1);
  CHECK(journal.verify()->faults.empty());
}

TEST_CASE("a wait after wrong PINs is ended by command: of one person, as an event with who and when", "[people]") {
  TempDir dir;
  FakeWorld world(501);
  auto journal = open_journal(dir.path(), world);
  Clerk clerk(journal, world);
  REQUIRE(clerk.add("Анна", "owner"));
  REQUIRE(clerk.add("Пётр", "staff"));
  const auto anna = clerk.people()[0].id, pyotr = clerk.people()[1].id;
  const desk::Lockout held{.wrong_tries = 9, .until_unix_ms = 1'795'003'600'000};
  REQUIRE(journal.set_settings({{std::string(app::kStaffLockout), app::to_text({{anna, held}, {pyotr, held}})}}));
  CHECK_FALSE(clerk.unlock("Олег"));
  REQUIRE(clerk.unlock("Пётр"));
  const auto left = app::lockouts_from_text(journal.setting(app::kStaffLockout).value_or(""));
  CHECK(left == desk::Lockouts{{anna, held}});
  const auto page = journal.read_board(0, 100, 1 << 20);
  REQUIRE(page);
  REQUIRE_FALSE(page->own.empty());
  const auto parts = event::split_body(page->own.back().body);
  const auto told = event::read_people(parts->type, parts->data);
  REQUIRE((told && *told));
  CHECK(std::get<event::PersonUnlocked>(**told) ==
        event::PersonUnlocked{pyotr, {.name = "chalkpoint person", .role = "admin"}});
  CHECK_FALSE(clerk.unlock("Пётр"));
  CHECK(clerk.problem().what.contains("does not wait"));
  CHECK(clerk.people().size() == 2);
}
