// Changing definitions: whatever is done in whatever order, the definition stays one that can be asked or says why not,
// and undoing everything gives what there was; rules say what their rows say.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "kiosk/admin/changes.h"
#include "kiosk/admin/definition_edit.h"
#include "kiosk/admin/question_settings.h"
#include "kiosk/admin/rules.h"
#include "kiosk/survey/definition.h"
#include "kiosk/survey/run.h"

using namespace chalkpoint;
namespace editor = chalkpoint::admin::editor;

namespace {

std::vector<std::string> shipped_surveys() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(SOURCE_DIR "/assets/surveys")) {
    std::ifstream file(entry.path());
    if (entry.path().extension() == ".json") out.push_back({std::istreambuf_iterator<char>(file), {}});
  }
  REQUIRE_FALSE(out.empty());
  return out;
}

editor::Draft shipped_nps() {
  std::ifstream file(SOURCE_DIR "/assets/surveys/nps.json");
  return editor::read_draft(std::string{std::istreambuf_iterator<char>(file), {}}).value();
}

bool can_be_asked(const editor::Draft& draft) {
  const auto parsed = survey::parse_definition(draft.dump());
  if (!parsed) UNSCOPED_INFO(parsed.error().what);
  return parsed.has_value();
}

std::set<std::string> names(const editor::Draft& draft) {
  std::set<std::string> out;
  for (const editor::Spot& spot : editor::questions(draft)) out.insert(editor::name_of(draft, spot));
  return out;
}

// Anything that fingers can do to a definition, by chance.
editor::Draft changed_somehow(const editor::Draft& draft, std::mt19937& chance) {
  const auto below = [&chance](std::size_t n) { return static_cast<std::size_t>(chance() % n); };
  const auto all = editor::questions(draft);
  const editor::Spot page{below(editor::page_count(draft)), std::nullopt};
  const editor::Spot one = all.empty() ? page : all[below(all.size())];
  switch (below(10)) {
    case 0:
      return editor::add_question(draft, editor::kKinds[below(editor::kKinds.size())], one).draft;
    case 1:
      return editor::add_page(draft, page.page).draft;
    case 2:
      return editor::duplicate(draft, below(4) == 0 ? page : one).draft;
    case 3:
      return editor::without(draft, below(4) == 0 ? page : one);
    case 4:
      return editor::moved(draft, one, {page.page, below(4)}).draft;
    case 5: {
      const auto step = editor::stepped(draft, below(3) == 0 ? page : one, below(2) == 0);
      return step ? step->draft : draft;
    }
    case 6: {
      const auto texts = editor::all_texts(draft);
      return editor::with_text(draft, texts[below(texts.size())].path, editor::kSurveyLanguages[below(2)],
                               below(4) == 0 ? "" : "слово");
    }
    case 7:
      return one.question ? editor::with(draft, editor::path_of(one) + "/isRequired", below(2) == 0) : draft;
    case 8: {
      const std::string list = editor::path_of(one) + "/choices";
      if (!editor::find(draft, list)) return draft;
      return below(2) == 0 ? editor::with_item(draft, list, editor::new_choice(draft, one))
                           : editor::moved_item(draft, list, 0, 1);
    }
    default:
      if (!one.question || all.size() < 2) return draft;
      return editor::with(draft, editor::path_of(one) + "/visibleIf",
                          editor::to_expression({.any = below(2) == 0,
                                                 .rows = {{.name = editor::data_name_of(draft, all[0]),
                                                           .test = editor::Test::at_most,
                                                           .values = {{"6", false}}}}}));
  }
}

}  // namespace

TEST_CASE("a definition stays one that can be asked whatever is done to it, and undoing all gives what there was",
          "[edit]") {
  for (const std::string& text : shipped_surveys()) {
    const editor::Draft original = editor::read_draft(text).value();
    for (unsigned seed = 1; seed <= 12; ++seed) {
      std::mt19937 chance(seed);
      editor::Editing editing(original);
      std::vector<editor::Draft> steps;
      for (int i = 0; i < 60; ++i) {
        const editor::Draft next = changed_somehow(editing.now(), chance);
        if (next != editing.now()) steps.push_back(editing.now());
        editing.apply(next);
        if (!editor::questions(next).empty()) {
          INFO("seed " << seed << " step " << i << " " << next.dump());
          REQUIRE(can_be_asked(next));
        }
      }
      const editor::Draft last = editing.now();
      for (std::size_t i = steps.size(); i-- > 0;) {
        REQUIRE(editing.can_undo());
        editing.undo();
        REQUIRE(editing.now() == steps[i]);
      }
      CHECK_FALSE(editing.can_undo());
      CHECK(editing.now() == original);
      while (editing.can_redo()) editing.redo();
      CHECK(editing.now() == last);
    }
  }
}

TEST_CASE("what is written out and read again is the same definition", "[edit]") {
  for (const std::string& text : shipped_surveys()) {
    const auto draft = editor::read_draft(text);
    REQUIRE(draft);
    CHECK(editor::read_draft(draft->dump(2)) == draft);
    CHECK(draft->dump() == editor::Draft::parse(text).dump());  // nothing but its blanks was touched
    CHECK(editor::changes(*draft, *draft, "ru").empty());
  }
  CHECK_FALSE(editor::read_draft("[1]"));
  CHECK_FALSE(editor::read_draft("{\"pages\": 3}"));
  CHECK_FALSE(editor::read_draft("{\"pages\": [{\"elements\": [1]}]}"));
  const auto single = editor::read_draft(R"({"questions": [{"type": "comment", "name": "a"}]})");
  REQUIRE(single);
  CHECK(editor::question_count(*single, 0) == 1);
}

TEST_CASE("moving a question changes nothing but where it stands", "[edit]") {
  const editor::Draft draft = shipped_nps();
  for (const editor::Spot& from : editor::questions(draft))
    for (std::size_t page = 0; page < editor::page_count(draft); ++page)
      for (std::size_t to = 0; to <= editor::question_count(draft, page); ++to) {
        const auto done = editor::moved(draft, from, {page, to});
        CHECK(names(done.draft) == names(draft));
        CHECK(*editor::find(done.draft, editor::path_of(done.at)) == *editor::find(draft, editor::path_of(from)));
      }
  const auto up = editor::stepped(draft, {1, 0}, false);
  REQUIRE(up);
  CHECK(up->at == editor::Spot{0, 1});  // over the edge of the page, behind its last
  CHECK_FALSE(editor::stepped(draft, {0, 0}, false));
}

TEST_CASE("a text says which languages it lacks, and one without a language keeps its own", "[edit]") {
  editor::Draft draft = editor::read_draft(R"({"locale": "ru", "elements":
      [{"type": "radiogroup", "name": "a", "title": "Как дела?", "choices": ["x", {"value": "y", "text": "Игрек"}]}]})")
                            .value();
  const std::string title = "/pages/0/elements/0/title";
  CHECK(editor::text_at(draft, title, "ru") == "Как дела?");
  CHECK(editor::text_at(draft, title, "en").empty());
  draft = editor::with_text(draft, title, "en", "How are you?");
  const auto parsed = survey::parse_definition(draft.dump());
  REQUIRE(parsed);
  CHECK(parsed->pages[0].elements[0].title.in("ru") == "Как дела?");
  CHECK(parsed->pages[0].elements[0].title.in("en") == "How are you?");
  std::size_t lacking = 0;
  for (const editor::TextSlot& slot : editor::all_texts(draft)) lacking += slot.missing.size();
  CHECK(lacking == 3);  // the survey's title in both, the second choice in English
  CHECK(editor::all_texts(shipped_nps()).size() > 20);
  for (const editor::TextSlot& slot : editor::all_texts(shipped_nps())) CHECK(slot.missing.empty());
  for (const std::string_view language : editor::kSurveyLanguages)
    draft = editor::with_text(draft, title, language, "");
  CHECK(editor::find(draft, title) == nullptr);
}

TEST_CASE("another name goes along into conditions and texts", "[edit]") {
  const editor::Draft draft = shipped_nps();
  const editor::Draft other = editor::renamed(draft, editor::spot_named(draft, "nps").value(), "score");
  CHECK(can_be_asked(other));
  CHECK(other.dump().find("{nps}") == std::string::npos);
  CHECK(other.dump().find("{score} >= 7 and {score} <= 8") != std::string::npos);
  const editor::Draft one = editor::renamed(draft, editor::spot_named(draft, "words_passive").value(), "said");
  CHECK(editor::data_name_of(one, editor::spot_named(one, "words_passive").value()) == "said");
  CHECK(editor::data_name_of(one, editor::spot_named(one, "words_promoter").value()) == "words");
}

TEST_CASE("what changed is told question by question", "[edit]") {
  const editor::Draft before = shipped_nps();
  auto added = editor::add_question(before, "boolean", {1, 0});
  editor::Draft after = editor::with_text(added.draft, editor::path_of(added.at) + "/title", "ru", "Придёте ещё?");
  after = editor::without(after, editor::spot_named(after, "words_passive").value());
  after = editor::with(after, editor::path_of(editor::spot_named(after, "nps").value()) + "/isRequired", nullptr);
  after = editor::moved(after, editor::spot_named(after, "words_detractor").value(), {1, 0}).draft;
  const auto told = editor::changes(before, after, "ru");
  const auto has = [&](editor::Change::Kind kind, const std::string& name) {
    return std::ranges::any_of(told, [&](const editor::Change& one) { return one.kind == kind && one.name == name; });
  };
  CHECK(told.size() == 4);
  CHECK(has(editor::Change::Kind::removed, "words_passive"));
  CHECK(has(editor::Change::Kind::changed, "nps"));
  CHECK(has(editor::Change::Kind::moved, "words_detractor"));
  CHECK(std::ranges::any_of(
      told, [](const auto& one) { return one.kind == editor::Change::Kind::added && one.title == "Придёте ещё?"; }));
}

TEST_CASE("rows become an expression and the expression the same rows", "[rules]") {
  const std::vector<std::pair<std::string, std::string>> shown = {
      {"{nps} >= 0 and {nps} <= 6", "{nps} >= 0 and {nps} <= 6"},
      {"{nps}<=6", "{nps} <= 6"},
      {"({nps} >= 7 and {nps} <= 8) or {status} = 'new'", "({nps} >= 7 and {nps} <= 8) or {status} = 'new'"},
      {"{reasons} contains 'price' and {contact} = true", "{reasons} contains 'price' and {contact} = true"},
      {"{a} notempty or {b} empty", "{a} notempty or {b} empty"},
      {R"({a} <> 'it\'s')", R"({a} <> 'it\'s')"},
      {"{a} == 5", "{a} = 5"}};
  for (const auto& [written, again] : shown) {
    INFO(written);
    const auto rule = editor::read_rule(written);
    REQUIRE(rule);
    CHECK(editor::to_expression(*rule) == again);
    CHECK(editor::read_rule(again) == rule);
    CHECK(survey::Expression::parse(again).has_value());
  }
  for (const char* const text :
       {"{a} > 5", "!{a}", "{a} = {b}", "iif({a} = 1, 2, 3) = 2", "{a} = 1 and {b} = 2 or {c} = 3", "{a} + 1 = 2",
        "({a} = 1 or {b} = 2) and {c} = 3", "{a[0]} = 1", "{a} =", "{a} = x y"}) {
    INFO(text);
    CHECK_FALSE(editor::read_rule(text));  // kept as the text it is
  }
  CHECK(editor::read_rule("  ") == editor::Rule{});
}

TEST_CASE("a rule by chance holds in the engine when its rows hold", "[rules]") {
  std::mt19937 chance(7);
  for (int i = 0; i < 500; ++i) {
    editor::Rule rule{.any = chance() % 2 == 0, .rows = {}};
    const double answer = static_cast<double>(chance() % 11);
    bool all = true, any = false;
    for (std::size_t n = 1 + chance() % 3; n-- > 0;) {
      const double low = static_cast<double>(chance() % 11), high = static_cast<double>(chance() % 11);
      const auto number = [](double value) { return editor::Operand{std::to_string(static_cast<int>(value)), false}; };
      const auto test = static_cast<editor::Test>(chance() % 5);
      editor::Condition row{.name = "nps", .test = test, .values = {number(low)}};
      if (test == editor::Test::between) row.values.push_back(number(high));
      const bool holds = test == editor::Test::is         ? answer == low
                         : test == editor::Test::is_not   ? answer != low
                         : test == editor::Test::at_least ? answer >= low
                         : test == editor::Test::at_most  ? answer <= low
                                                          : answer >= low && answer <= high;
      all = all && holds;
      any = any || holds;
      rule.rows.push_back(std::move(row));
    }
    const std::string text = editor::to_expression(rule);
    INFO(text << " of " << answer);
    const auto expression = survey::Expression::parse(text);
    REQUIRE(expression);
    CHECK(expression->holds([&](std::string_view) { return survey::Value(answer); }) == (rule.any ? any : all));
    const auto again = editor::read_rule(text);
    REQUIRE(again);
    const auto expression_again = survey::Expression::parse(editor::to_expression(*again));
    REQUIRE(expression_again);
    for (int value = 0; value <= 10; ++value) {
      const auto lookup = [value](std::string_view) { return survey::Value(value); };
      CHECK(expression_again->holds(lookup) == expression->holds(lookup));
    }
  }
}

TEST_CASE("what is missing and what is asked for in vain is told with its place", "[edit]") {
  editor::Draft draft = shipped_nps();
  CHECK(editor::worries(draft).empty());
  draft = editor::without(draft, editor::spot_named(draft, "contact").value());
  const auto open = editor::worries(draft);
  REQUIRE(open.size() == 2);  // shown and required if {contact}
  CHECK(open[0].kind == editor::Worry::Kind::unknown_name);
  CHECK(open[0].what == "contact");
  CHECK(editor::spot_of_path(open[0].path) == editor::spot_named(draft, "phone"));
  CHECK(editor::spot_of_place("pages[2].elements[11].choices[0]") == editor::Spot{2, 11});
  CHECK(editor::spot_of_place("pages[2].visibleIf") == editor::Spot{2, std::nullopt});
  CHECK_FALSE(editor::spot_of_place("surveyRole"));
  CHECK(editor::subject_of("/pages/0/elements/1/choices/2") == editor::Subject::choice);
}

TEST_CASE("every setting of every kind leads to a definition that can be asked", "[edit]") {
  for (const std::string_view kind : editor::kKinds) {
    editor::Draft draft = editor::add_question(shipped_nps(), kind, {2, std::nullopt}).draft;
    const editor::Spot spot{2, editor::question_count(draft, 2) - 1};
    const std::string path = editor::path_of(spot);
    for (const editor::Setting& setting : editor::settings_of(draft, path)) {
      const std::string at = path + '/' + std::string(setting.property);
      INFO(kind << " " << setting.property);
      if (setting.kind == editor::SettingKind::texts) CHECK(can_be_asked(editor::with_text(draft, at, "ru", "слово")));
      if (setting.kind == editor::SettingKind::toggle) CHECK(can_be_asked(editor::with(draft, at, true)));
      if (setting.kind == editor::SettingKind::number) CHECK(can_be_asked(editor::with(draft, at, 2)));
      if (setting.kind == editor::SettingKind::rule)
        CHECK(can_be_asked(editor::with(draft, at, editor::to_expression({.rows = {editor::first_row(draft, at)}}))));
    }
    for (const std::string_view type : editor::checks_for(kind))
      CHECK(can_be_asked(editor::with_item(draft, path + "/validators", editor::new_check(type))));
  }
}
