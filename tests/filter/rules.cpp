// What the filter tells of a text, what is wrong with a list, and the limits of a device.
#include <catch2/catch.hpp>

#include "kiosk/chalk/limits.h"

using namespace chalkpoint::chalk;

namespace {

const std::filesystem::path kLists = std::filesystem::path(SOURCE_DIR) / "assets/filter";

const Filter& filter() {
  static const Filter made = std::move(Filter::load(kLists).value());
  return made;
}

FilterLists small_lists() {
  return {"looks а a\n", "+на\n*хуй\n", "страху\n", "1 один\n", "zone ru\n"};
}

std::vector<std::string> reasons(const NewNote& note, std::span<const Recent> recent = {}, bool before = false) {
  return hold_reasons(note, filter(), recent, 1'000'000'000, before, kTrustAfterShown);
}

}  // namespace

TEST_CASE("Findings name their places in octets", "[filter]") {
  const std::string text = "да х у й, пиши на a@b.ru";
  const auto found = filter().check(text);
  REQUIRE(found.size() == 2);
  CHECK(found[0].reason == "obscene");
  CHECK(text.substr(found[0].begin, found[0].end - found[0].begin) == "х у й");
  CHECK(found[1].reason == "email");
  CHECK(text.substr(found[1].begin, found[1].end - found[1].begin) == "a@b.ru");
  CHECK(filter().check("").empty());
  CHECK(filter().check("\xD0\xFF\xC3\x28 \xF0\x9F").empty());
}

TEST_CASE("An allowed piece covers what begins in it and nothing beside it", "[filter]") {
  CHECK(filter().check("Подстрахуй").empty());
  const std::string text = "Подстрахуй, хуй";
  const auto found = filter().check(text);
  REQUIRE(found.size() == 1);
  CHECK(found[0].begin == text.size() - std::string("хуй").size());
}

TEST_CASE("A list that is wrong is refused with its file and line", "[filter]") {
  REQUIRE(Filter::parse(small_lists()));
  const char* const wrong[] = {"# x\nnowhere а a\n", "хуй\nab3\n", "один\n[а\n", "1 один\neleven два\n",
                               "zone ru\nzones com\n"};
  for (std::size_t i = 0; i < kFilterFiles.size(); ++i) {
    FilterLists lists = small_lists();
    lists[i] = wrong[i];
    const auto refused = Filter::parse(lists);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().what.find(std::string(kFilterFiles[i]) + ", line 2") != std::string::npos);
    CHECK_FALSE(refused.error().remedy.empty());
  }
  CHECK_FALSE(Filter::load(kLists / "absent"));
}

TEST_CASE("A device writes again after twenty seconds, five notes in ten minutes, thirty waiting", "[limits]") {
  const std::int64_t now = 5'000'000;
  CHECK(may_write({}, now) == Permit{});
  const std::vector<Recent> one = {{now - kNoteGapMs + 1, "", false}};
  CHECK(may_write(one, now) == Permit{Refusal::too_soon, now + 1});
  CHECK(may_write(one, now + 1) == Permit{});

  std::vector<Recent> five;
  for (std::size_t i = 0; i < kNotesPerWindow; ++i) {
    five.push_back({now - kNoteWindowMs + 1000 + static_cast<std::int64_t>(i) * 30'000, "", false});
  }
  CHECK(may_write(five, now) == Permit{Refusal::too_many, now + 1000});
  CHECK(may_write(five, now + 1000) == Permit{});

  const std::vector<Recent> waiting(kNotesWaitingMax, Recent{now - 10 * kNoteWindowMs, "", true});
  CHECK(may_write(waiting, now).refusal == Refusal::too_many_waiting);
  CHECK(may_write(std::span(waiting).first(kNotesWaitingMax - 1), now) == Permit{});
  const std::vector<Recent> future = {{now + 60'000, "", false}};
  CHECK(may_write(future, now) == Permit{});
}

TEST_CASE("What waits for a look, and why", "[limits]") {
  using Reasons = std::vector<std::string>;
  CHECK(reasons({.text = "Спасибо за бассейн", .name = "", .drawing = false}).empty());
  CHECK(reasons({.text = "Звоните 89161234567, суки", .name = "", .drawing = false}) == Reasons{"obscene", "phone"});
  CHECK(reasons({.text = "Спасибо", .name = "ху й", .drawing = false}) == Reasons{"obscene"});
  CHECK(reasons({.text = "", .name = "", .drawing = true}).empty());
  CHECK(reasons({.text = "", .name = "", .drawing = true}, {}, true) == Reasons{"drawing"});
  CHECK(reasons({.text = "Спасибо", .name = "", .drawing = false}, {}, true).empty());
  CHECK(hold_reasons({.text = "Спасибо", .name = "", .drawing = false}, filter(), {}, 0, true, kTrustAfterShown - 1) ==
        Reasons{"first-texts"});
}

TEST_CASE("A text that was there already waits", "[limits]") {
  using Reasons = std::vector<std::string>;
  const std::int64_t now = 1'000'000'000;
  const std::string text = "Почините душ в мужской раздевалке";
  const auto seen = [&](const std::string& other, std::int64_t age_ms) {
    const std::vector<Recent> recent = {{now - age_ms, other, false}};
    return reasons({.text = text, .name = "", .drawing = false}, recent);
  };
  CHECK(seen("ПОЧИНИТЕ душ в мужской раздевалке!!!", 60'000) == Reasons{"duplicate"});
  CHECK(seen("Почините же душ в мужской раздевалке", 60'000) == Reasons{"duplicate"});
  CHECK(seen("Почините сауну в женской раздевалке", 60'000).empty());
  CHECK(seen(text, kDuplicateWindowMs).empty());
  CHECK(seen("", 60'000).empty());
  CHECK(similarity("а", "А") == 1);
  CHECK(similarity("тренер", "бассейн") < 0.2);
  CHECK(similarity("!!!", "...") == 0);
}

// Twice the text takes about twice the steps; a quadratic search would take minutes here.
TEST_CASE("Long and hostile texts are read in one pass", "[filter]") {
  const char* const pieces[] = {"х", "х ", "8", "8 9 ", "a.", "@a", "на", "*", "по*", "1 один ", "хy*", "собака mail "};
  for (const char* piece : pieces) {
    std::string text;
    while (text.size() < 200'000) text += piece;
    CHECK(filter().check(text).size() <= text.size());
  }
}
