// A drawing taken from the board as a file.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "sync/event/strokes.h"
#include "sync/hub/note_command.h"
#include "tests/chain.h"
#include "tests/contract/store_contract.h"
#include "tests/notes.h"

using namespace chalkpoint;

namespace {

std::string read(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

event::Drawing heart() {
  return {600, 500, {{2, 2, {{300, 500, 4}, {0, 120, 9}, {150, 0, 12}, {300, 130, 8}, {460, 10, 8}, {600, 160, 4}}}}};
}

}  // namespace

TEST_CASE("the hub writes the drawing of a note, by its id or its code, and says why where it cannot") {
  const testing::TempDir folder;
  tests::Notes notes(3);
  const auto drawn = [&notes](const char* code, const std::string& strokes) {
    event::NoteWritten note{code, "ru", {}, {}};
    (strokes.empty() ? note.writing.text : note.writing.strokes) = strokes.empty() ? "словами" : strokes;
    return notes.fact(note);
  };
  const auto encoded = event::encode_drawing(heart());
  REQUIRE(encoded);
  std::vector<event::Fact> facts{drawn("K7PX", *encoded), drawn("ABCE", ""), drawn("2345", *encoded),
                                 drawn("2345", *encoded)};
  // Those that members do not see: one waits, one was hidden, one removed; and one was put back.
  using enum event::Verdict;
  event::NoteWritten waiting{"HMPT", "ru", {}, {"drawing"}};
  waiting.writing.strokes = *encoded;
  facts.push_back(notes.fact(waiting));
  const event::Signature by{"Анна", "director"};
  for (const auto& [code, verdicts] :
       {std::pair{"XXA2", std::vector{hidden}}, {"XXB3", {hidden, removed}}, {"XXC4", {hidden, shown}}}) {
    facts.push_back(drawn(code, *encoded));
    const event::Uuid id = facts.back().id;
    for (const event::Verdict verdict : verdicts)
      facts.push_back(notes.fact(event::NoteModerated{id, verdict, verdict == shown ? "" : "insult", by}));
  }
  {
    auto store = testing::store_kinds().front().open(folder.path());
    REQUIRE(store);
    testing::add_device(**store, {"club", "lobby"});
    testing::append(**store, testing::deliver({"club", "lobby"}, tests::chain(facts, "00000000000000aa")));
  }
  const hub::World world{[] { return testing::kNowMs; }, testing::seeded(1)};
  const auto svg = folder.path() / "note.svg";
  hub::NoteOptions options{"sqlite:" + (folder.path() / "hub.db").string(), {}, {}, {}, svg, false};
  const auto refused = [&](const hub::NoteOptions& asked, const std::string& words) {
    std::ostringstream out;
    const auto done = hub::write_note(asked, world, out);
    REQUIRE_FALSE(done);
    CHECK(done.error().what.find(words) != std::string::npos);
    CHECK_FALSE(done.error().remedy.empty());
    CHECK(out.str().empty());
    CHECK_FALSE(std::filesystem::exists(svg));
  };
  const auto with = [&options](std::optional<std::string> id, std::optional<std::string> code,
                               std::optional<std::string> site = {}) {
    auto asked = options;
    asked.id = std::move(id);
    asked.code = std::move(code);
    asked.site = std::move(site);
    return asked;
  };
  refused(with({}, "XXXX"), "no public note");
  refused(with({}, "ABCE"), "text, not a drawing");
  refused(with({}, "2345"), "several notes");
  refused(with("K7PX", {}), "no note's id");
  refused(options, "no note is named");
  refused(with({}, "K7PX", "elsewhere"), "no site elsewhere");

  refused(with({}, "HMPT"), "waits for a look (drawing)");
  refused(with({}, "XXA2"), "was hidden (insult) by Анна, director");
  refused(with({}, "XXB3"), "was removed (insult)");
  for (const char* code : {"HMPT", "XXA2", "XXB3", "XXC4"}) {
    auto asked = with({}, code);
    asked.any = std::string(code) != "XXC4";  // it is on the board again
    std::ostringstream out;
    CHECK(hub::write_note(asked, world, out));
    CHECK(read(svg) == event::to_svg(heart()));
    std::filesystem::remove(svg);
  }

  for (const auto& asked : {with({}, "K7PX"), with(facts[0].id.text(), {}), with({}, "K7PX", "club")}) {
    std::ostringstream out;
    const auto done = hub::write_note(asked, world, out);
    INFO((done ? std::string() : done.error().what));
    REQUIRE(done);
    CHECK(out.str().starts_with(facts[0].id.text()));
    CHECK(read(svg) == event::to_svg(heart()));
    std::filesystem::remove(svg);
  }
  auto nowhere = with({}, "K7PX");
  nowhere.svg = folder.path() / "missing" / "note.svg";
  refused(nowhere, "cannot be written");
}
