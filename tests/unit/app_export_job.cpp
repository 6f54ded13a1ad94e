// What is taken away, whole: a workbook as another program reads it, the board in pictures, an archive and what it must
// not hold.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "kiosk/app/export_archive.h"
#include "kiosk/app/export_job.h"
#include "kiosk/app/exporter.h"
#include "kiosk/app/seal.h"
#include "tests/exported.h"
#include "tests/notes.h"
#include "tests/unit/journal_fixture.h"
#include "tests/workbook.h"

using namespace chalkpoint;
using namespace chalkpoint::testing;
using event::Json;
namespace fs = std::filesystem;

namespace {

constexpr const char* kPhrase = "белый мел на доске";

/// A club with a little of everything.
class Club {
 public:
  Club() : journal(open_journal(dir.path() / "data", world)) {
    const event::Signature by{.name = "Анна", .role = "director"};
    const auto key = event::make_site_key(world.random()).open;
    std::vector<event::Fact> facts;
    for (int i = 0; i < 20; ++i) facts.push_back(world.response());
    facts.push_back(world.with_contact(key, "+7 900 123-45-67"));
    shown = notes.fact(written("ВИДНО", {}));
    hidden = notes.fact(written("СКРЫТО", {}));
    for (const auto& fact : {shown, hidden, notes.fact(written("ЖДЁТ", {"link"})),
                             notes.confided(key, {.colour = 0, .name = "", .text = "ТАЙНО", .strokes = {}})})
      facts.push_back(fact);
    facts.push_back(notes.fact(
        event::NoteModerated{.note = hidden.id, .verdict = event::Verdict::hidden, .reason = "other", .by = by}));
    facts.push_back(notes.fact(event::CaseDescribed{
        .about = shown.id, .department = "pool", .cause = {}, .assignee = {}, .due = "2026-12-01", .by = by}));
    REQUIRE(journal.append(facts));
  }

  app::ExportDone take(app::ExportKind kind, const fs::path& target, const std::string& language = "ru") {
    const app::ExportWorld at{.store = app::directly_on(journal),
                              .assets = fs::path(BINARY_DIR) / "assets",
                              .scratch = dir.path(),
                              .surveys = {},
                              .now = world.moment(),
                              .random = world.random()};
    const auto done = app::do_export(
        at, {.kind = kind, .target = target, .span = {}, .when = "всё", .language = language, .passphrase = kPhrase},
        go_on);
    if (!done) FAIL(done.error().problem.what);
    return *done;
  }

  TempDir dir;
  FakeWorld world{500};
  tests::Notes notes{500};
  event::Fact shown, hidden;
  journal::Journal journal;

 private:
  static event::NoteWritten written(const std::string& text, std::vector<std::string> held) {
    return {.code = "K7M2",
            .language = "ru",
            .writing = {.colour = 1, .name = "", .text = text, .strokes = {}},
            .held = std::move(held)};
  }
};

std::string content_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) out.push_back(fs::relative(entry.path(), folder).string());
  std::ranges::sort(out);
  return out;
}

}  // namespace

TEST_CASE("a club's workbook has a summary, answers, notes and cases, in the words of a language", "[export]") {
  Club club;
  const struct {
    const char* language;
    std::array<const char*, 4> sheets;
    const char* time;
  } all[] = {{"ru", {"Итог", "Ответы", "Записки", "Обращения"}, "Когда (время клуба)"},
             {"en", {"Summary", "Answers", "Notes", "Cases"}, "When (the club's time)"}};
  for (const auto& one : all) {
    const fs::path file = club.dir.path() / (std::string(one.language) + ".xlsx");
    const auto done = club.take(app::ExportKind::xlsx, file, one.language);
    CHECK(done.rows == 21 + 4 + 1);
    CHECK(done.bytes == fs::file_size(file));
    const Json sheets = read_workbook(file);
    REQUIRE(sheets.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK(sheets[i]["name"] == one.sheets[i]);
    CHECK(sheets[0]["rows"][3]["B"] == Json({"number", 21.0}));
    CHECK(sheets[1]["rows"].size() == 22);
    CHECK(sheets[1]["rows"][0]["B"] == Json({"text", one.time}));
    CHECK(sheets[1]["rows"][1]["B"][0] == "time");
    CHECK(sheets[2]["rows"].size() == 5);
    CHECK(sheets[3]["rows"].size() == 2);
  }
}

TEST_CASE("of the board only what members see there is drawn", "[export]") {
  Club club;
  const fs::path folder = club.dir.path() / "board";
  CHECK(club.take(app::ExportKind::board, folder).rows == 1);
  const auto files = files_in(folder);
  REQUIRE(files.size() == 3);
  CHECK(files[0] == "board.png");
  CHECK(files[1].ends_with(".png"));
  CHECK(files[2].ends_with(".svg"));
  const std::string of_shown = event::hex(club.shown.id.bytes).substr(26);
  CHECK(files[1].contains(of_shown));
  CHECK(content_of(folder / files[0]).starts_with("\x89PNG"));
  CHECK(content_of(folder / files[2]).contains("<svg"));
}

TEST_CASE("an archive holds everything but what was left sealed", "[export]") {
  Club club;
  const fs::path file = club.dir.path() / "club.chalkarc", folder = club.dir.path() / "open";
  club.take(app::ExportKind::archive, file);
  REQUIRE(app::open_archive(file, kPhrase, folder));
  const Json summary = Json::parse(content_of(folder / "summary.json"));
  CHECK(summary["responses"] == 21);
  CHECK(summary["notes"] == 4);
  CHECK(summary["cases"] == 1);
  CHECK(content_of(folder / "responses" / "0001.jsonl") == exported(club.journal, app::ExportFormat::jsonl));
  // The chain of hashes can be followed from the files alone.
  std::istringstream events(content_of(folder / "events" / "0001.jsonl"));
  event::Hash previous{};
  std::size_t count = 0;
  for (std::string line; std::getline(events, line); ++count) {
    const std::size_t body = std::string(R"({"body":)").size(), hash = line.rfind(R"(,"hash":)");
    previous = event::chain_hash(previous, line.substr(body, hash - body));
    CHECK(Json::parse(line)["hash"] == event::hex(previous));
  }
  CHECK(count == summary["events"]);
  std::string all;
  for (const std::string& name : files_in(folder)) {
    CHECK_FALSE(name.ends_with(".part"));
    all += content_of(folder / name);
  }
  CHECK(all.contains("ВИДНО"));
  CHECK_FALSE(all.contains("ТАЙНО"));
  CHECK_FALSE(all.contains("900 123"));
  const std::string sealed = content_of(file);
  CHECK_FALSE(sealed.contains("responses"));
  CHECK_FALSE(app::open_archive(file, kPhrase, folder));  // it exists by now, and is not touched
}

TEST_CASE("a week, a month and a year end now and begin with a local day", "[export]") {
  const event::Moment now = *event::parse_rfc3339("2026-11-30T21:25:10.000+03:00");
  const auto begins = [&](admin::TakeSpan span) {
    return event::rfc3339(
        {.unix_ms = app::span_of(span, now).from_unix_ms, .utc_offset_min = 180, .mono_ms = 0, .boot_id = {}});
  };
  CHECK(begins(admin::TakeSpan::week) == "2026-11-24T00:00:00.000+03:00");
  CHECK(begins(admin::TakeSpan::month) == "2026-10-31T00:00:00.000+03:00");
  CHECK(app::span_of(admin::TakeSpan::all, now).holds(0));
  CHECK_FALSE(app::span_of(admin::TakeSpan::week, now).holds(now.unix_ms - 8 * 86'400'000LL));
  CHECK(app::export_name(admin::TakeKind::xlsx, now) == "chalk-2026-11-30-2125.xlsx");
}
