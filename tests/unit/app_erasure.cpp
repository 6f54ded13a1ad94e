// Erasing by contact: every line of every box counts, and what does not open is told.
#include <catch2/catch.hpp>
#include <set>

#include "kiosk/app/erasure.h"
#include "sync/event/seal.h"
#include "tests/temp_dir.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;

TEST_CASE("by contact a box is found by any of its lines, and those of another key are counted", "[contacts]") {
  testing::TempDir dir;
  testing::FakeWorld world(51);
  const auto key = event::make_site_key(world.random()), other = event::make_site_key(world.random());
  const event::Fact two = world.with_contact(key.open, "+7 916 123-45-67\nАнна"),
                    last = world.with_contact(key.open, "anna@club.ru\n8 916 123 45 67"),
                    stranger = world.with_contact(key.open, "+7 900 000-00-00\nАнна"),
                    foreign = world.with_contact(other.open, "+7 916 123-45-67");
  auto journal = testing::open_journal(dir.path(), world);
  REQUIRE(journal.append(std::vector{two, last, stranger, foreign}));
  const app::OnStore store = [&journal](const auto& work) { work(journal); };
  const auto by = app::left_by(store, "9161234567", [&key](std::string_view box) -> std::optional<std::string> {
    auto text = event::open_contact(box, key);
    return text ? std::optional(std::move(*text)) : std::nullopt;
  });
  REQUIRE(by);
  std::set<event::Uuid> found;
  for (const desk::Left& one : by->found) found.insert(one.id);
  CHECK(found == std::set{two.id, last.id});
  CHECK(by->other_key == 1);
}
