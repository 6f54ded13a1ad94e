// What happens to a fact that the journal does not take.
#include <catch2/catch.hpp>

#include "kiosk/app/keeper.h"
#include "kiosk/app/seal.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;

namespace {

// The answer to the one fact that was handed over last.
app::Keeper::Answer answer_of(app::Keeper& keeper, journal::JournalThread& journal) {
  journal.ask([](journal::Journal&) { return true; });  // answered after what was handed over
  auto answers = keeper.poll();
  REQUIRE(answers.size() == 1);
  return std::move(answers.front());
}

}  // namespace

TEST_CASE("a fact that can never be stored is told once and not tried again; one that can is kept", "[keeper]") {
  TempDir dir;
  FakeWorld world(5);
  journal::JournalThread journal(open_journal(dir.path(), world), {});
  std::int64_t mono_ms = 1'000;
  std::vector<std::string> notes;
  const app::Host host{
      .now = [&] { return event::Moment{.unix_ms = 0, .utc_offset_min = 0, .mono_ms = mono_ms, .boot_id = {}}; },
      .utc_offset_min = [](std::int64_t) { return 0; },
      .random = world.random(),
      .wake = [] {},
      .note = [&notes](const std::string& line) { notes.push_back(line); },
      .show_once = {}};
  app::Keeper keeper(journal, host);
  const auto at = world.moment();
  const auto note = [&](const std::string& text) {
    return app::fact_of(event::make_uuid_v7(at.unix_ms, world.random()),
                        event::NoteWritten{.code = "K7M2",
                                           .language = "ru",
                                           .writing = {.colour = 1, .name = "", .text = text, .strokes = {}},
                                           .held = {}},
                        at);
  };
  for (event::Fact bad : {note("\u00A0"), note("a\u202Eb"), note(std::string(600, 'x'))}) {
    notes.clear();
    keeper.keep(bad);
    const auto answer = answer_of(keeper, journal);
    CHECK(answer.id == bad.id);
    REQUIRE(answer.problem);
    CHECK(answer.refused);
    CHECK(notes.size() == 1);
    CHECK_FALSE(keeper.wake_at_ms());
    mono_ms += 3'600'000;
    keeper.try_again(mono_ms, [](const event::Uuid&) { return false; });
    journal.ask([](journal::Journal&) { return true; });
    CHECK(keeper.poll().empty());
    CHECK(notes.size() == 1);
    CHECK_FALSE(keeper.keep_again(bad.id));
  }
  event::Fact unsealed = app::confide(event::make_uuid_v7(at.unix_ms, world.random()), "P3XA", "ru",
                                      {.colour = 0, .name = "", .text = "x", .strokes = {}}, at,
                                      event::make_site_key(world.random()).open);
  unsealed.sealed.reset();
  keeper.keep(unsealed);
  CHECK(answer_of(keeper, journal).refused);
  event::Fact endless = world.response();
  endless.data["answers"]["words"] = std::string(event::kEventBytesMax, 'x');
  keeper.keep(endless);
  CHECK(answer_of(keeper, journal).refused);

  const auto good = note("вода холодная");
  keeper.keep(good);
  CHECK_FALSE(answer_of(keeper, journal).problem);
  CHECK(keeper.finish() == 0);
}
