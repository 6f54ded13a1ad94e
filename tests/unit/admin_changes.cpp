// What is told of two revisions is what was done between them: on definitions and edits by chance.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "kiosk/admin/changes.h"

using namespace chalkpoint;
using admin::editor::Change;
using admin::editor::Draft;

namespace {

using Kind = Change::Kind;

class Chance {
 public:
  std::size_t below(std::size_t n) { return engine_() % n; }

  Draft definition() {
    Draft out = {{"title", "T"}, {"pages", Draft::array()}};
    int next = 0;
    for (std::size_t p = 0; p < 2 + below(3); ++p) {
      out["pages"].push_back({{"name", "page" + std::to_string(p)}, {"elements", Draft::array()}});
      for (std::size_t q = 0; q < 2 + below(4); ++q)
        out["pages"][p]["elements"].push_back(
            {{"type", "comment"}, {"name", "q" + std::to_string(next++)}, {"title", {{"ru", "В"}, {"en", "Q"}}}});
    }
    return out;
  }
  admin::editor::Spot question(const Draft& in) {
    const auto all = admin::editor::questions(in);
    return all[below(all.size())];
  }

 private:
  std::mt19937 engine_{2026};
};

std::set<std::string> told(const std::vector<Change>& all, Kind kind) {
  std::set<std::string> out;
  for (const Change& one : all)
    if (one.kind == kind && !one.page) out.insert(one.name);
  return out;
}

}  // namespace

TEST_CASE("nothing is told of a definition and itself, whatever the order of its members", "[changes]") {
  Chance chance;
  for (int i = 0; i < 50; ++i) {
    const Draft one = chance.definition();
    CHECK(admin::editor::changes(one, one, "ru").empty());
    CHECK(admin::editor::changes(one, Draft::parse(nlohmann::json::parse(one.dump()).dump()), "ru").empty());
  }
}

TEST_CASE("one thing done is one thing told", "[changes]") {
  Chance chance;
  for (int i = 0; i < 200; ++i) {
    const Draft before = chance.definition();
    const admin::editor::Spot spot = chance.question(before);
    const std::string name = admin::editor::name_of(before, spot);
    INFO(before.dump() << " " << name);

    const auto gone = admin::editor::changes(before, admin::editor::without(before, spot), "ru");
    REQUIRE(gone.size() == 1);
    CHECK(gone[0].kind == Kind::removed);
    CHECK(gone[0].name == name);
    const auto back = admin::editor::changes(admin::editor::without(before, spot), before, "ru");
    REQUIRE(back.size() == 1);
    CHECK(back[0].kind == Kind::added);
    CHECK(back[0].name == name);

    const auto said = admin::editor::changes(
        before, admin::editor::with_text(before, admin::editor::path_of(spot) + "/title", "ru", "Иначе"), "ru");
    REQUIRE(said.size() == 1);
    CHECK(said[0].kind == Kind::changed);
    CHECK(said[0].name == name);
    CHECK(said[0].title == "Иначе");
    CHECK(said[0].properties == std::vector<std::string>{"title"});

    const admin::editor::Spot to{.page = chance.below(admin::editor::page_count(before)), .question = 0};
    const auto moved = admin::editor::moved(before, spot, to);
    const auto order = admin::editor::changes(before, moved.draft, "ru");
    CHECK(order.size() == (moved.draft == before ? 0 : 1));
    for (const Change& one : order) CHECK(one.kind == Kind::moved);
    if (to.page != spot.page) CHECK(told(order, Kind::moved) == std::set{name});
  }
}

TEST_CASE("many things done are told each once, and never one that was not done", "[changes]") {
  Chance chance;
  for (int i = 0; i < 200; ++i) {
    const Draft before = chance.definition();
    std::set<std::string> gone, said, all;
    for (const auto& spot : admin::editor::questions(before)) all.insert(admin::editor::name_of(before, spot));
    Draft after = before;
    for (std::size_t k = 0; k < 1 + chance.below(3) && admin::editor::questions(after).size() > 1; ++k) {
      const admin::editor::Spot spot = chance.question(after);
      gone.insert(admin::editor::name_of(after, spot));
      after = admin::editor::without(std::move(after), spot);
    }
    for (std::size_t k = 0; k < chance.below(3); ++k) {
      const admin::editor::Spot spot = chance.question(after);
      said.insert(admin::editor::name_of(after, spot));
      after = admin::editor::with(std::move(after), admin::editor::path_of(spot) + "/isRequired", true);
    }
    const admin::editor::Added added =
        admin::editor::add_question(after, "comment", admin::editor::questions(after).front());
    const std::string fresh = admin::editor::name_of(added.draft, added.at);
    const auto changes = admin::editor::changes(before, added.draft, "en");
    CHECK(told(changes, Kind::removed) == gone);
    CHECK(told(changes, Kind::changed) == said);
    CHECK(told(changes, Kind::added) == std::set{fresh});
    CHECK(told(changes, Kind::moved).empty());
    CHECK(changes.size() == gone.size() + said.size() + 1);
  }
}
