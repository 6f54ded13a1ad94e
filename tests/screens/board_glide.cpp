// A finger that drags the board: it follows, glides on when it is let go in motion, and stands still under a touch.
#include <catch2/catch.hpp>

#include "kiosk/app/samples.h"
#include "tests/screens/person.h"

using namespace chalkpoint;

namespace {

using Kind = ui::PointerEvent::Kind;

class Reader {
 public:
  explicit Reader(bool calm) : calm_(calm) {
    const std::string assets = BINARY_DIR "/assets/";
    auto opened = ui::Ui::open(assets + "fonts", assets + "lang", assets + "keyboards");
    REQUIRE(opened);
    ui_ = std::move(*opened);
    frame({});
    scene_ = app::make_chalk_scene("board.hundreds", "ru", app::chalk_words(*ui_));
    frame({});
  }
  /// One frame 16 ms later, with what the finger did in it; what the member intended.
  chalk::Intent frame(std::vector<ui::PointerEvent> events) {
    now_ms_ += 16;
    for (ui::PointerEvent& event : events) event.at_ms = now_ms_;
    ui_->begin({.size = {1280, 800},
                .px_per_mm = ui::assumed_px_per_mm({1280, 800}),
                .now_ms = now_ms_,
                .pointer = events,
                .options = {.calm = calm_},
                .language = "ru"});
    chalk::Intent intent = chalk::Nothing{};
    if (scene_) intent = chalk::draw(scene_->board, scene_->flow, scene_->draft, scene_->around, *ui_);
    animating_ = ui_->end().animating;
    return intent;
  }
  /// Drags upwards by 30 px a frame and lets go; nothing is intended by it.
  void flick() {
    frame({{Kind::press, kFrom}});
    for (int i = 1; i <= 8; ++i) frame({{Kind::move, {kFrom.x, kFrom.y - 30.F * static_cast<float>(i)}}});
    const auto intent = frame({{Kind::release, {kFrom.x, kFrom.y - 240}}});
    CHECK(std::holds_alternative<chalk::Nothing>(intent));
  }
  float offset() const { return scene_->draft.scroll_px; }
  bool animating() const { return animating_; }

  static constexpr ui::Point kFrom{400, 600};

 private:
  bool calm_;
  std::int64_t now_ms_ = 1'000;
  bool animating_ = false;
  std::unique_ptr<ui::Ui> ui_;
  std::shared_ptr<app::ChalkScene> scene_;
};

}  // namespace

TEST_CASE("the board glides on after the finger and comes to rest", "[board]") {
  Reader reader(false);
  reader.flick();
  const float let_go = reader.offset();
  CHECK(let_go > 200);
  CHECK(let_go <= 240);
  float before = let_go, step_before = 1'000;
  int frames = 0;
  for (; frames < 400; ++frames) {
    reader.frame({});
    const float step = reader.offset() - before;
    if (step == 0 && !reader.animating()) break;
    CHECK(step >= 0);
    CHECK(step <= step_before + 0.01F);  // slower and slower
    before = reader.offset();
    step_before = step;
  }
  CHECK(frames > 20);
  CHECK(frames < 400);
  CHECK(reader.offset() > let_go + 200);
}

TEST_CASE("a touch stops the gliding board and opens nothing", "[board]") {
  Reader reader(false);
  reader.flick();
  for (int i = 0; i < 3; ++i) reader.frame({});
  CHECK(reader.animating());
  reader.frame({{Kind::press, Reader::kFrom}});
  const float stopped = reader.offset();
  const auto intent = reader.frame({{Kind::release, Reader::kFrom}});
  CHECK(std::holds_alternative<chalk::Nothing>(intent));
  for (int i = 0; i < 10; ++i) reader.frame({});
  CHECK(reader.offset() == stopped);
}

TEST_CASE("with calm, and after a rest of the finger, the board stays where it was let go", "[board]") {
  Reader calm(true);
  calm.flick();
  const float let_go = calm.offset();
  for (int i = 0; i < 10; ++i) calm.frame({});
  CHECK(calm.offset() == let_go);

  Reader rests(false);
  rests.frame({{Kind::press, Reader::kFrom}});
  for (int i = 1; i <= 8; ++i)
    rests.frame({{Kind::move, {Reader::kFrom.x, Reader::kFrom.y - 30.F * static_cast<float>(i)}}});
  for (int i = 0; i < 8; ++i) rests.frame({});  // the finger lies still
  rests.frame({{Kind::release, {Reader::kFrom.x, Reader::kFrom.y - 240}}});
  const float put_down = rests.offset();
  for (int i = 0; i < 10; ++i) rests.frame({});
  CHECK(rests.offset() == put_down);
}
