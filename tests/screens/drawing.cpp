// Chalk under the finger, from injected touches to the pixels of the framebuffer.
#include <catch2/catch.hpp>
#include <cmath>

#include "kiosk/app/canvas.h"
#include "kiosk/chalk/view_canvas.h"
#include "platform/offscreen.h"

namespace {

using namespace chalkpoint;

constexpr platform::Size kSize{1280, 800};
constexpr ui::Rect kSlate{0, 100, 1280, 560};

struct Slate {
  Slate() {
    const std::string assets = BINARY_DIR "/assets/";
    ui = std::move(*ui::Ui::open(assets + "fonts", assets + "lang", assets + "keyboards"));
    offscreen = std::move(*platform::Offscreen::open(kSize));
    canvas.emplace(std::move(*platform::Renderer::make()), true);
  }
  platform::PixelRect frame(const std::vector<ui::PointerEvent>& steps = {}, bool whole = false) {
    ui->begin({.size = {1280, 800},
               .px_per_mm = 4.9F,
               .now_ms = now_ms += 16,
               .pointer = steps,
               .options = options,
               .language = "ru"});
    ui->screen("write");
    chalk::draw_canvas(*ui, pad, kSlate);
    return canvas->paint(ui->end(), kSize, whole);
  }
  // A finger through the points, a frame for each.
  void draw(const std::vector<ui::Point>& points) {
    for (std::size_t i = 0; i < points.size(); ++i)
      frame({{i == 0 ? ui::PointerEvent::Kind::press : ui::PointerEvent::Kind::move, points[i], now_ms + 8}});
    frame({{ui::PointerEvent::Kind::release, points.back(), now_ms + 8}});
  }
  static std::vector<ui::Point> line(ui::Point from, ui::Point to, int steps) {
    std::vector<ui::Point> points;
    for (int i = 0; i <= steps; ++i) {
      const float t = static_cast<float>(i) / static_cast<float>(steps);
      points.push_back({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t});
    }
    return points;
  }

  std::unique_ptr<ui::Ui> ui;
  std::unique_ptr<platform::Offscreen> offscreen;
  std::optional<app::Canvas> canvas;
  ui::Options options;
  std::int64_t now_ms = 1'000;
  chalk::Pad pad;
};

struct Mean {
  float r = 0, g = 0, b = 0;
};
Mean mean(const std::vector<std::uint8_t>& rgb, float x, float y, int reach) {
  Mean sum;
  float count = 0;
  for (int dy = -reach; dy <= reach; ++dy)
    for (int dx = -reach; dx <= reach; ++dx, count += 1) {
      const auto at = static_cast<std::size_t>((static_cast<int>(y) + dy) * kSize.width + static_cast<int>(x) + dx) * 3;
      sum.r += rgb[at];
      sum.g += rgb[at + 1];
      sum.b += rgb[at + 2];
    }
  return {sum.r / count, sum.g / count, sum.b / count};
}

// Pixels that differ visibly.
std::size_t differing(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) count += std::abs(a[i] - b[i]) > 48 ? 1 : 0;
  return count / 3;
}

}  // namespace

TEST_CASE("a stroke drawn by touches is chalk along the finger's way and slate beside it") {
  Slate slate;
  slate.frame();
  const auto before = slate.offscreen->pixels();
  const auto way = Slate::line({200, 300}, {1000, 500}, 40);
  slate.pad.hand.colour = 2;  // coral
  slate.draw(way);
  const auto after = slate.offscreen->pixels();
  for (std::size_t i = 2; i + 2 < way.size(); ++i) {
    const Mean chalk = mean(after, way[i].x, way[i].y, 2);
    CAPTURE(i, chalk.r, chalk.g, chalk.b);
    CHECK(chalk.r > 150);  // coral is 242, 144, 111; grain lets some slate through
    CHECK(chalk.r > chalk.g + 40);
    CHECK(chalk.g > chalk.b);
    for (const float beside : {-30.F, 30.F})
      CHECK(mean(after, way[i].x, way[i].y + beside, 2).r == mean(before, way[i].x, way[i].y + beside, 2).r);
  }
}

TEST_CASE("chalk is there in the frame of the touch, and a frame repaints only where something changed") {
  Slate slate;
  slate.frame();
  const auto before = slate.offscreen->pixels();
  auto part = slate.frame({{ui::PointerEvent::Kind::press, {600, 400}, slate.now_ms + 8}});
  CHECK(differing(before, slate.offscreen->pixels()) > 10);
  CHECK((part.width < 40 && part.height < 40));
  for (int i = 1; i < 30; ++i) {
    part = slate.frame({{ui::PointerEvent::Kind::move, {600 + 8.F * static_cast<float>(i), 400}, slate.now_ms + 8}});
    CHECK((part.width < 100 && part.height < 40));
  }
  CHECK(mean(slate.offscreen->pixels(), 600 + 8 * 29, 400, 1).r > 120);
  CHECK(slate.frame().empty());
}

TEST_CASE("every step of a finger in one frame is drawn, not only the last") {
  Slate slate;
  slate.frame();
  std::vector<ui::PointerEvent> steps{{ui::PointerEvent::Kind::press, {300, 200}, slate.now_ms}};
  for (const ui::Point p : {ui::Point{600, 200}, {600, 500}, {300, 500}})
    for (int i = 1; i <= 10; ++i) {
      const ui::Point from = steps.back().at;
      const float t = 1 / static_cast<float>(11 - i);
      steps.push_back({ui::PointerEvent::Kind::move,
                       {from.x + (p.x - from.x) * t, from.y + (p.y - from.y) * t},
                       slate.now_ms + static_cast<std::int64_t>(steps.size()) * 4});
    }
  steps.push_back({ui::PointerEvent::Kind::release, steps.back().at, slate.now_ms + 200});
  slate.frame(steps);
  const auto rgb = slate.offscreen->pixels();
  for (const ui::Point p : {ui::Point{450, 200}, {600, 350}, {450, 500}}) CHECK(mean(rgb, p.x, p.y, 1).r > 120);
  CHECK(slate.pad.strokes().size() == 1);
}

TEST_CASE("what was drawn piece by piece looks as it does when it is made anew; undo and the eraser leave no trace") {
  Slate slate;
  slate.frame();
  const auto empty = slate.offscreen->pixels();
  for (int i = 0; i < 12; ++i) {
    std::vector<ui::Point> loop;
    for (int k = 0; k < 60; ++k) {
      const float angle = static_cast<float>(k) * 0.13F + static_cast<float>(i);
      loop.push_back({640 + 40.F * static_cast<float>(i) * std::cos(angle), 380 + 240 * std::sin(angle * 1.3F)});
    }
    slate.pad.hand = {i % 5, i % 3 + 1, false};
    slate.draw(loop);
  }
  const auto anew = [&slate] {  // high contrast and back: every sheet is made again
    slate.options.high_contrast = true;
    slate.frame();
    slate.options.high_contrast = false;
    slate.frame({}, true);
    return slate.offscreen->pixels();
  };
  const auto drawn = slate.offscreen->pixels();
  const std::size_t inked = differing(empty, drawn);
  CHECK(inked > 20'000);
  CHECK(differing(drawn, anew()) < inked / 25);  // what the finger did and what is kept of it: half a pixel
  slate.pad.hand = {0, 3, true};
  slate.draw(Slate::line({200, 200}, {1100, 560}, 30));
  const auto rubbed = slate.offscreen->pixels();
  CHECK(differing(rubbed, drawn) > 2'000);
  CHECK(differing(rubbed, anew()) == 0);
  while (slate.pad.can_undo()) {
    slate.pad.undo();
    slate.frame();
  }
  CHECK(differing(slate.offscreen->pixels(), empty) == 0);
}

TEST_CASE("a drawing put on the board twice is one picture, and scrolling moves it without painting it again") {
  Slate slate;
  slate.frame();
  slate.draw(Slate::line({300, 300}, {700, 500}, 20));
  const event::Drawing drawing = slate.pad.drawing();
  const auto shown = [&](float y) {
    slate.ui->begin(
        {.size = {1280, 800}, .px_per_mm = 4.9F, .now_ms = slate.now_ms += 16, .pointer = {}, .options = {}});
    slate.ui->screen("board");
    chalk::draw_drawing(*slate.ui, drawing, {100, y, 360, 300}, "a");
    const ui::Picture& picture = slate.ui->end();
    slate.canvas->paint(picture, kSize, false);
    const auto found = std::ranges::find_if(picture.sheets, [](const auto& sheet) { return sheet.place.has_value(); });
    REQUIRE(found != picture.sheets.end());
    return *found;
  };
  const auto first = shown(200), second = shown(150);
  CHECK(first.id == second.id);
  CHECK(first.texture.version == second.texture.version);
  CHECK(first.place->y == second.place->y + 50);
  const auto rgb = slate.offscreen->pixels();
  CHECK(mean(rgb, second.place->centre().x, second.place->centre().y, 1).r > 110);
}
