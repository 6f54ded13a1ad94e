// The cases as files: as they stand, each with everything that was done about it.
#include <catch2/catch.hpp>

#include "kiosk/app/export_cases.h"
#include "tests/exported.h"
#include "tests/notes.h"
#include "tests/unit/journal_fixture.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;

TEST_CASE("cases are exported as they stand, with their histories", "[cases]") {
  TempDir dir;
  FakeWorld world(407);
  auto journal = open_journal(dir.path(), world);
  tests::Notes notes(407);
  const event::Signature anna{"Анна", "staff"};
  const event::Fact note = notes.written();
  const std::vector facts = {
      note,
      notes.fact(event::CaseDescribed{.about = note.id,
                                      .department = "=price",
                                      .cause = event::Cause::expectation,
                                      .assignee = {},
                                      .due = "2026-12-01",
                                      .by = anna}),
      notes.fact(event::NoteReplied{note.id, "Греем", anna}),
      notes.fact(event::CaseResolved{note.id, event::Resolution::explained, "Рассказали", "", anna}),
      notes.fact(event::NoteReplied{notes.written().id, "О другом", anna})};
  REQUIRE(journal.append(facts));
  const std::string csv = exported(journal, app::export_cases, app::ExportFormat::csv);
  CAPTURE(csv);
  CHECK(csv.contains(note.id.text() + ","));
  CHECK(csv.contains("'=price,expectation,,2026-12-01,explained,Рассказали,"));
  CHECK(csv.contains(
      "chalkpoint.case.described.v1 Анна, staff: cause: expectation; department: =price; due: 2026-12-01"));
  CHECK(csv.contains("chalkpoint.note.replied.v1 Анна, staff: text: Греем"));
  CHECK(csv.contains("chalkpoint.case.resolved.v1 Анна, staff: did: Рассказали; how: explained"));
  const event::Json line = event::Json::parse(exported(journal, app::export_cases, app::ExportFormat::jsonl));
  CHECK(line["state"] == "explained");
  CHECK(line["opened_by"] == "Анна, staff");
  CHECK(line["published"] == false);
  REQUIRE(line["history"].size() == 3);
  CHECK(line["history"][1]["data"]["text"] == "Греем");
}
