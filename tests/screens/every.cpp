// Every screen, in every language and shape: drawn, named, to be left, and not the same as another.
#include <catch2/catch.hpp>
#include <set>

#include "kiosk/app/samples.h"
#include "tests/screens/person.h"

using namespace chalkpoint;

TEST_CASE("every screen shows in both languages and all four shapes") {
  const auto assets = std::filesystem::path(BINARY_DIR) / "assets";
  const auto definition = app::load_survey(assets / "surveys" / "nps.json");
  const auto forms = app::load_forms(assets, true);
  const auto toolkit = app::open_toolkit(assets);
  REQUIRE(definition);
  REQUIRE(forms);
  REQUIRE(toolkit);
  ui::Ui& ui = **toolkit;
  for (const test::Shape shape : test::kShapes)
    for (const std::string language : test::kLanguages) {
      const ui::Size size{static_cast<float>(shape.width), static_cast<float>(shape.height)};
      const ui::Frame frame{.size = size,
                            .px_per_mm = ui::assumed_px_per_mm(size),
                            .now_ms = 0,
                            .pointer = {},
                            .options = {.calm = true},
                            .language = language};
      ui.begin(frame);
      const app::SampleWords words = app::sample_words(ui);
      ui.end();
      CHECK(words.comment != "sample.words");
      std::set<std::string> said;  // answers to begin from that say one thing would look like one answer
      for (const event::Prepared& one : words.prepared)
        CHECK((said.insert(one.title).second && said.insert(one.text).second));
      CHECK(said.size() >= 8);
      for (const std::string& name : app::scene_names(**definition, *forms)) {
        INFO(name << " in " << language << " at " << shape.width << "x" << shape.height);
        auto scene = app::make_scene(**definition, *forms, name, language, words);
        REQUIRE(scene);
        const ui::Picture& picture = app::draw_scene(**definition, *scene, words, ui, frame);
        REQUIRE(picture.draw != nullptr);
        const std::string shown(ui.screen_name());
        // The variant "page.why.typing" is on the screen "page.why", and so on.
        CHECK(name.starts_with(shown));
        std::set<std::string> ids;
        for (const ui::Target& target : ui.targets()) {
          INFO(target.id);
          CHECK(ids.insert(target.id).second);
          CHECK(target.rect.x >= 0);
          CHECK(target.rect.right() <= size.w + 0.5F);
        }
        CHECK_FALSE(ids.empty());
      }
    }
}

TEST_CASE("an unknown screen is refused with the names there are") {
  const auto definition = survey::parse_definition(R"({"elements":[{"type":"rating","name":"a"}]})");
  REQUIRE(definition);
  const auto scene = app::make_scene(*definition, {}, "nonsense", "ru", {});
  REQUIRE_FALSE(scene);
  CHECK(scene.error().remedy.find("attract") != std::string::npos);
}
