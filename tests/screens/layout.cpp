// Every screen, on every shape, in both languages and with every comfort: nothing runs out of its place, and everything
// that can be touched can be touched by a thumb.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "kiosk/app/samples.h"

namespace {

using namespace chalkpoint;

constexpr float kTolerancePx = 1.5F;  // rounding to whole pixels

std::unique_ptr<ui::Ui> toolkit() {
  const std::string assets = BINARY_DIR "/assets/";
  auto opened = ui::Ui::open(assets + "fonts", assets + "lang", assets + "keyboards");
  REQUIRE(opened.has_value());
  return std::move(*opened);
}

survey::Definition shipped() {
  std::ifstream file(SOURCE_DIR "/assets/surveys/nps.json");
  auto definition = survey::parse_definition(std::string{std::istreambuf_iterator<char>(file), {}});
  REQUIRE(definition.has_value());
  return std::move(*definition);
}

app::FormDefinitions every_form() {
  const std::filesystem::path assets = SOURCE_DIR "/assets";
  auto forms = app::load_forms(assets, true);
  REQUIRE(forms.has_value());
  return std::move(*forms);
}

struct Shape {
  float width, height;
};

void check_targets(const ui::Ui& ui, const ui::Frame& frame) {
  const ui::Rect screen{0, 0, frame.size.w, frame.size.h};
  const auto targets = ui.targets();
  const auto mm = [&frame](float value) { return value * frame.px_per_mm - kTolerancePx; };
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const ui::Target& a = targets[i];
    if (a.id.starts_with("inset.")) continue;  // a screen within the screen is as small as its place
    INFO(a.id << " at " << a.rect.x << "," << a.rect.y << " " << a.rect.w << "x" << a.rect.h);
    CHECK(screen.contains(a.rect));
    CHECK(a.rect.w >= mm(12));
    CHECK(a.rect.h >= mm(12));
    for (const char* const main : {"next", "skip", "done", "still.here", "retry", "consent.agree"})
      if (a.id == main) CHECK(std::min(a.rect.w, a.rect.h) >= mm(18));
    if (a.id.starts_with("nps.")) {
      CHECK(a.rect.h >= mm(18));
      CHECK(a.rect.w >= mm(14));
    }
    const std::string_view screen_name = ui.screen_name();
    const bool of_staff = std::ranges::any_of(std::array{"staff.", "wizard.", "admin."},
                                              [&](const char* part) { return screen_name.starts_with(part); });
    if (ui.frame().options.low_reach && ui.portrait() && !of_staff && a.id != "staff.corner")
      CHECK(a.rect.y >= frame.size.h * 0.4F - kTolerancePx);
    for (std::size_t k = i + 1; k < targets.size(); ++k) {
      INFO("beside " << targets[k].id);
      CHECK(a.rect.inset(-mm(1), -mm(1)).common(targets[k].rect.inset(-mm(1), -mm(1))).w *
                a.rect.inset(-mm(1), -mm(1)).common(targets[k].rect.inset(-mm(1), -mm(1))).h <=
            kTolerancePx);
    }
  }
}

void check_every_screen(const char* language) {
  const auto ui = toolkit();
  const survey::Definition definition = shipped();
  const app::FormDefinitions forms = every_form();
  const std::vector<ui::Options> comforts = {
      {.calm = true}, {.large_text = true, .calm = true}, {.low_reach = true, .calm = true}};
  std::size_t seen = 0;
  for (const Shape& shape : {Shape{1280, 800}, Shape{800, 1280}, Shape{1920, 1080}, Shape{1080, 1920}})
    for (const ui::Options& options : comforts) {
      const ui::Size size{shape.width, shape.height};
      const ui::Frame frame{.size = size,
                            .px_per_mm = ui::assumed_px_per_mm(size),
                            .now_ms = 1'000,
                            .pointer = {},
                            .options = options,
                            .language = language};
      ui->begin(frame);
      const app::SampleWords words = app::sample_words(*ui);
      ui->end();
      for (const std::string& name : app::scene_names(definition, forms)) {
        auto scene = app::make_scene(definition, forms, name, language, words);
        REQUIRE(scene.has_value());
        app::draw_scene(definition, *scene, words, *ui, frame);
        app::draw_scene(definition, *scene, words, *ui, frame);  // as it stands once it is scrolled and settled
        INFO(name << " " << shape.width << "x" << shape.height << " " << language
                  << (options.large_text ? " large" : "") << (options.low_reach ? " low" : ""));
        for (const ui::Fault& fault : ui->faults()) FAIL_CHECK(fault.what);
        check_targets(*ui, frame);
        ++seen;
      }
    }
  CHECK(seen >= 4 * 3 * 15);
}

}  // namespace

// Two, so that two cores can share the longest of all tests (tests/variants/address_sanitizer).
TEST_CASE("every screen fits its shape with every comfort, in Russian", "[fits-ru]") {
  check_every_screen("ru");
}

TEST_CASE("every screen fits its shape with every comfort, in English", "[fits-en]") {
  check_every_screen("en");
}

TEST_CASE("a fault is seen when words do not fit") {
  const auto ui = toolkit();
  ui->begin({.size = {800, 600}, .px_per_mm = 4.9F, .now_ms = 1, .pointer = {}, .options = {}, .language = "ru"});
  ui->screen("probe");
  ui->text({10, 10, 60, 20}, "слишком много слов для такого места", ui::kHeading, ui->theme().chalk);
  ui->end();
  CHECK_FALSE(ui->faults().empty());
}

TEST_CASE("a touch inside the words moves the caret between two of their letters") {
  const auto ui = toolkit();
  const survey::Definition definition = shipped();
  const app::FormDefinitions forms = every_form();
  const app::SampleWords words{.comment = "два слова", .club = {}};
  auto scene = app::make_scene(definition, forms, "page.why.typing", "ru", words);
  REQUIRE(scene.has_value());
  ui::Frame frame{.size = {1280, 800}, .now_ms = 1, .pointer = {}, .options = {.calm = true}, .language = "ru"};
  app::draw_scene(definition, *scene, words, *ui, frame);
  const auto field = std::ranges::find(ui->targets(), std::string("words"), &ui::Target::id);
  REQUIRE(field != ui->targets().end());
  const ui::Rect place = field->rect;
  const auto touch = [&](float x) {
    const ui::Point at{x, place.y + ui->mm(4)};
    const ui::PointerEvent taps[] = {{ui::PointerEvent::Kind::press, at, 0}, {ui::PointerEvent::Kind::release, at, 0}};
    frame.now_ms += 100;
    frame.pointer = taps;
    app::draw_scene(definition, *scene, words, *ui, frame);
    frame.pointer = {};
    return scene->draft.caret;
  };
  CHECK(scene->draft.caret == words.comment.size());
  CHECK(touch(place.x + 1) == 0);
  CHECK(touch(place.right() - 1) == words.comment.size());
  const float after_first = ui->width("два ", {ui::Face::chalk, 6});
  CHECK(touch(place.x + ui->mm(3) + after_first) == std::string("два ").size());
}
