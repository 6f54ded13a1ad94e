// What the lobby must not read over a shoulder: phrases, names and numbers stand under cover until a finger is on them,
// and what was asked for is always in reach of that finger.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "kiosk/app/samples.h"

namespace {

using namespace chalkpoint;

class CoveredScreens {
 public:
  CoveredScreens() {
    const std::string assets = BINARY_DIR "/assets/";
    auto opened = ui::Ui::open(assets + "fonts", assets + "lang", assets + "keyboards");
    REQUIRE(opened.has_value());
    ui_ = std::move(*opened);
    std::ifstream file(SOURCE_DIR "/assets/surveys/nps.json");
    auto definition = survey::parse_definition(std::string{std::istreambuf_iterator<char>(file), {}});
    REQUIRE(definition.has_value());
    definition_ = std::move(*definition);
    forms_ = app::load_forms(SOURCE_DIR "/assets", true).value();
  }
  void set(ui::Size size, std::string language) {
    frame_.size = size;
    frame_.px_per_mm = ui::assumed_px_per_mm(size);
    language_ = std::move(language);
    frame_.language = language_;
    ui_->begin(frame_);
    words_ = app::sample_words(*ui_);
    ui_->end();
  }
  app::Scene scene(const std::string& name) {
    auto made = app::make_scene(definition_, forms_, name, language_, words_);
    REQUIRE(made.has_value());
    return std::move(*made);
  }
  /// Equal numbers: equal pictures.
  std::uint64_t picture(app::Scene& one, const std::string& pressed = "") {
    one.pressed = pressed;
    app::draw_scene(definition_, one, words_, *ui_, frame_);
    return app::draw_scene(definition_, one, words_, *ui_, frame_).digest;
  }
  const ui::Target* target(std::string_view id) const {
    const auto found = std::ranges::find(ui_->targets(), id, &ui::Target::id);
    return found == ui_->targets().end() ? nullptr : &*found;
  }

 private:
  std::unique_ptr<ui::Ui> ui_;
  survey::Definition definition_;
  app::FormDefinitions forms_;
  app::SampleWords words_;
  std::string language_;
  ui::Frame frame_{
      .size = {}, .px_per_mm = 4.9F, .now_ms = 1'000, .pointer = {}, .options = {.calm = true}, .language = {}};
};

constexpr ui::Size kCoveredShapes[] = {{1280, 800}, {800, 1280}, {1920, 1080}, {1080, 1920}};

}  // namespace

TEST_CASE("a recovery phrase is typed unseen, and read only under a finger") {
  CoveredScreens screens;
  for (const ui::Size size : kCoveredShapes)
    for (const std::string name : {"staff.unlock", "staff.phrase", "staff.regain"}) {
      INFO(name << " " << size.w << "x" << size.h);
      screens.set(size, "ru");
      auto one = screens.scene(name), other = screens.scene(name);
      one.staff->care.text = "abcde-fghij-k";
      other.staff->care.text = "zyxwv-utsrq-7";
      const std::uint64_t covered = screens.picture(one);
      CHECK(screens.picture(other) == covered);
      CHECK(screens.target("key.7") != nullptr);  // without another page of keys
      CHECK(screens.target("key.q") != nullptr);
      other.staff->care.text += "b";
      CHECK(screens.picture(other) != covered);  // that a letter came is seen
      other.staff->care.text.pop_back();
      CHECK(screens.picture(one, "key.q") == screens.picture(other, "key.q"));
      screens.picture(other, "phrase.show");  // a picture differs by new letters of its type, too: have them all first
      const std::uint64_t read = screens.picture(one, "phrase.show");
      CHECK(screens.picture(other, "phrase.show") != read);
    }
}

TEST_CASE("a contact that was asked for lies whole on the screen, also beside a case") {
  CoveredScreens screens;
  for (const ui::Size size : kCoveredShapes)
    for (const std::string language : {"ru", "en"})
      for (const std::string name : {"staff.voice.contact", "staff.voice.case.contact"}) {
        INFO(name << " " << language << " " << size.w << "x" << size.h);
        screens.set(size, language);
        auto one = screens.scene(name), other = screens.scene(name);
        REQUIRE(one.staff->care.opened);
        other.staff->care.contacts.shown.at(*one.staff->care.opened).text = "+7 916 765-43-21";
        screens.picture(one);
        const ui::Target* cover = screens.target("contact.cover");
        REQUIRE(cover != nullptr);
        CHECK(cover->rect.h >= 17 * ui::assumed_px_per_mm(size));
        screens.picture(other, "contact.cover");  // its letters are there now
        const std::uint64_t read = screens.picture(one, "contact.cover");
        CHECK(screens.picture(other, "contact.cover") != read);
      }
}

TEST_CASE("who is to be called is read under a finger alone") {
  CoveredScreens screens;
  screens.set({1280, 800}, "en");
  for (const std::string name : {"staff.call", "staff.call.renewal", "staff.promoter.open"}) {
    INFO(name);
    auto one = screens.scene(name);
    screens.picture(one);
    REQUIRE(screens.target("call.number") != nullptr);
    for (const char* const held : {"call.number", "call.name"})
      if (screens.target(held) != nullptr) screens.picture(one, held);  // its letters are there now
    screens.picture(one);                                               // the finger is lifted
    const std::uint64_t covered = screens.picture(one);
    CHECK_FALSE(screens.target("call.number")->label.contains("916"));
    CHECK(screens.picture(one, "call.number") != covered);
    if (name == "staff.promoter.open") continue;  // of whom no name was left
    REQUIRE(screens.target("call.name") != nullptr);
    CHECK(screens.picture(one, "call.name") != covered);
  }
}

TEST_CASE("before there is a case its button asks, what was tapped stands first") {
  CoveredScreens screens;
  screens.set({1280, 800}, "en");
  auto one = screens.scene("staff.case.department.begin");
  screens.picture(one);
  const ui::Target *tapped = screens.target("department.cleanliness"), *none = screens.target("department.none");
  REQUIRE(tapped != nullptr);
  const ui::Target* other = screens.target("department.trainers");
  REQUIRE(other != nullptr);
  CHECK((tapped->rect.y < other->rect.y || tapped->rect.x < other->rect.x));
  CHECK(none != nullptr);
}
