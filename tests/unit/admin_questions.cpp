// The editor's pages: what is intended on them, one step after another.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "kiosk/admin/questions.h"
#include "kiosk/survey/definition.h"

using namespace chalkpoint;
namespace editor = chalkpoint::admin::editor;

namespace {

editor::Draft shipped_survey() {
  std::ifstream file(SOURCE_DIR "/assets/surveys/nps.json");
  return editor::read_draft(std::string{std::istreambuf_iterator<char>(file), {}}).value();
}

}  // namespace

TEST_CASE("a question with a condition is made by a few steps, and undone by as many", "[edit]") {
  editor::Material material;
  material.surveys.emplace_back().survey = "nps";
  editor::QuestionsState state;
  state.survey = "nps";
  state.published = shipped_survey();
  state.editing = editor::Editing(shipped_survey());
  state.way.push_back({.page = editor::Page::list});
  const auto take = [&](const editor::QuestionsIntent& intent) {
    auto step = editor::update(std::move(state), intent, material);
    state = std::move(step.state);
    return step.errand;
  };
  take(editor::Go{{.page = editor::Page::add, .path = "/pages/1"}});
  take(editor::Add{"comment"});
  REQUIRE(state.at().page == editor::Page::settings);
  const std::string path = state.at().path;
  for (const char* const part : {"Ч", "Чт", "Что"}) take(editor::SetText{path + "/title", "ru", part});
  take(editor::Go{{.page = editor::Page::rule, .path = path + "/visibleIf"}});
  take(editor::AddRow{});
  CHECK(editor::word_at(state.draft(), path + "/visibleIf") == "{nps} <= 6");
  CHECK(survey::parse_definition(state.draft().dump()).has_value());
  for (int i = 0; i < 3; ++i) {  // the condition, the three letters at once, the question
    REQUIRE(state.editing.can_undo());
    take(editor::Undo{});
  }
  CHECK_FALSE(state.editing.can_undo());
  CHECK(state.draft() == shipped_survey());
  CHECK(state.at().page != editor::Page::condition);  // what is gone is not shown
  take(editor::GoBack{});
  CHECK(take(editor::Publish{}) == editor::Errand::publish);
  CHECK(take(editor::Publish{}) == editor::Errand::none);  // one at a time
}
