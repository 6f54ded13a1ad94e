// The notes as files: as they stand after everything that was done with them, the private ones covered.
#include <algorithm>
#include <catch2/catch.hpp>

#include "kiosk/app/export_notes.h"
#include "kiosk/app/seal.h"
#include "tests/exported.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;

namespace {

event::Fact board_fact(FakeWorld& world, const event::BoardEvent& what) {
  const auto at = world.moment();
  return app::fact_of(event::make_uuid_v7(at.unix_ms, world.random()), what, at);
}

}  // namespace

TEST_CASE("notes are exported as they stand, private ones with time and code alone", "[board]") {
  TempDir dir;
  FakeWorld world(402);
  auto journal = open_journal(dir.path(), world);
  const event::Signature by{.name = "Анна", .role = "director"};
  const auto note = board_fact(
      world, event::NoteWritten{.code = "K7M2",
                                .language = "ru",
                                .writing = {.colour = 1, .name = "Олег", .text = "=вода холодная", .strokes = {}},
                                .held = {"first-texts", "link"}});
  const auto at = world.moment();
  const auto confided = app::confide(event::make_uuid_v7(at.unix_ms, world.random()), "P3XA", "ru",
                                     {.colour = 0, .name = "Никто", .text = "тренер грубит", .strokes = {}}, at,
                                     event::make_site_key(world.random()).open);
  const std::vector facts = {
      note,
      confided,
      board_fact(world, event::NoteReplied{.note = note.id, .text = "Греем", .by = by}),
      board_fact(world,
                 event::NoteModerated{.note = note.id, .verdict = event::Verdict::hidden, .reason = "other", .by = by}),
      board_fact(world,
                 event::NoteMarked{
                     .note = note.id, .state = event::Work::working, .until = "2026-11-25", .did = {}, .by = by}),
      board_fact(world, event::NoteSupported{note.id})};
  REQUIRE(journal.append(facts));

  const std::string csv = exported(journal, app::export_notes, app::ExportFormat::csv);
  CHECK(std::ranges::count(csv, '\r') == 3);
  CAPTURE(csv);
  CHECK(csv.find(note.id.text() + "," + event::rfc3339(note.at) +
                 ",public,K7M2,ru,Олег,'=вода холодная,,\"first-texts; link\",hidden,other,\"Анна, "
                 "director\",working,2026-11-25,,,1,"
                 "\"Греем — Анна, director\"\r") != std::string::npos);
  CHECK(csv.find("private,P3XA") != std::string::npos);
  CHECK(csv.find("грубит") == std::string::npos);
  CHECK(csv.find("Никто") == std::string::npos);

  const std::string lines = exported(journal, app::export_notes, app::ExportFormat::jsonl);
  const auto first = event::Json::parse(lines.substr(0, lines.find('\n')));
  CHECK(first["id"] == note.id.text());
  CHECK(first["held"] == event::Json({"first-texts", "link"}));
  CHECK(first["replies"][0]["name"] == "Анна");
  CHECK(first["supports"] == 1);
  const auto whole = journal.verify();
  REQUIRE(whole);
  CHECK(whole->faults.empty());

  // Removed after that: the file says so, and by whom, and no longer what it said.
  REQUIRE(journal.append({{board_fact(world, event::NoteModerated{.note = note.id,
                                                                  .verdict = event::Verdict::removed,
                                                                  .reason = "insult",
                                                                  .by = {.name = "Пётр", .role = "owner"}})}}));
  for (const auto format : {app::ExportFormat::csv, app::ExportFormat::jsonl}) {
    const std::string after = exported(journal, app::export_notes, format);
    CAPTURE(after);
    CHECK(after.find("removed") != std::string::npos);
    CHECK(after.find("insult") != std::string::npos);
    CHECK(after.find("Пётр, owner") != std::string::npos);
    CHECK(after.find("холодная") == std::string::npos);
    CHECK(after.find("Олег") == std::string::npos);
  }

  const auto full = full_sink(app::ExportFormat::csv);
  CHECK_FALSE(app::export_notes(app::directly_on(journal), {}, *full, go_on));
}
