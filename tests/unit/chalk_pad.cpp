// A drawing under the hand: strokes, the eraser, undo, and how much a note holds.
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <random>

#include "kiosk/chalk/drawing.h"
#include "kiosk/chalk/eraser.h"

namespace {

using namespace chalkpoint;
using chalk::Pad;

struct DrawingHand {
  Pad pad;
  std::int64_t at_ms = 0;
  std::mt19937 dice{21};

  float roll(float least, float most) { return std::uniform_real_distribution(least, most)(dice); }
  void line(float x0, float y0, float x1, float y1, int steps = 20) {
    pad.begin(x0, y0, at_ms += 10);
    for (int i = 1; i <= steps; ++i) {
      const float t = static_cast<float>(i) / static_cast<float>(steps);
      pad.extend(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, at_ms += 10);
    }
    pad.end();
  }
  void scribble(int points) {
    float x = roll(200, 3800), y = roll(200, 2300), angle = 0;
    pad.begin(x, y, at_ms += 10);
    for (int i = 0; i < points; ++i) {
      angle += roll(-0.5F, 0.5F);
      x += 12 * std::cos(angle);
      y += 12 * std::sin(angle);
      pad.extend(x, y, at_ms += 8);
    }
    pad.end();
  }
  void rub(float x0, float y0, float x1, float y1) {
    const bool held = std::exchange(pad.hand.eraser, true);
    line(x0, y0, x1, y1, 6);
    pad.hand.eraser = held;
  }
  std::vector<event::Stroke> standing() const {
    std::vector<event::Stroke> out;
    for (const auto& one : pad.strokes()) out.push_back(one->stroke);
    return out;
  }
};

}  // namespace

TEST_CASE("a straight line drawn by hand is kept as few points, a tap as a dot") {
  DrawingHand hand;
  hand.pad.hand = {3, 1, false};
  hand.line(100, 100, 2000, 900, 200);
  hand.pad.begin(500, 500, 0);
  CHECK(hand.pad.end());
  const auto strokes = hand.standing();
  REQUIRE(strokes.size() == 2);
  CHECK(strokes[0].points.size() < 12);
  CHECK(strokes[0].colour == 3);
  CHECK(strokes[0].width == 1);
  CHECK(strokes[1].points.size() == 1);
  const auto octets = hand.pad.encoded();
  REQUIRE(octets);
  CHECK(event::decode_drawing(*octets) == hand.pad.drawing());
  CHECK(hand.pad.drawing().width == 1900);
}

TEST_CASE("a quick hand presses less than a slow one") {
  DrawingHand hand;
  const auto middle = [&hand](std::int64_t step_ms) {
    hand.pad.begin(0, 500, hand.at_ms);
    for (int i = 1; i <= 60; ++i) hand.pad.extend(static_cast<float>(i) * 40, 500, hand.at_ms += step_ms);
    hand.pad.end();
    return hand.standing().back().points.back().pressure;
  };
  CHECK(middle(60) > middle(8) + 3);
}

TEST_CASE("the eraser takes exactly what it goes over") {
  DrawingHand hand;
  hand.line(0, 1000, 4000, 1000);
  hand.rub(2000, 500, 2000, 1500);
  auto strokes = hand.standing();
  REQUIRE(strokes.size() == 2);
  const float gap = static_cast<float>(strokes[1].points.front().x - strokes[0].points.back().x);
  CHECK(gap == Approx(140).margin(2));
  CHECK(strokes[0].points.front().x == 0);
  CHECK(strokes[1].points.back().x == 4000);
  hand.rub(0, 1000, 4000, 1000);
  CHECK(hand.pad.is_empty());
  hand.pad.undo();
  CHECK(hand.standing() == strokes);
}

TEST_CASE("after any rub nothing stands under it and everything else does") {
  DrawingHand hand;
  for (int round = 0; round < 200; ++round) {
    event::Stroke stroke{0, 2, {}};
    for (int i = 0; i < 30; ++i)
      stroke.points.push_back({static_cast<int>(hand.roll(0, 4096)), static_cast<int>(hand.roll(0, 4096)), 7});
    const chalk::Rub rub{hand.roll(0, 4096), hand.roll(0, 4096), hand.roll(0, 4096), hand.roll(0, 4096), 90};
    chalk::Box changed;
    const auto parts = chalk::rubbed(stroke, rub, changed);
    if (!parts) continue;
    const auto each_place = [](const event::Stroke& one, auto look) {
      for (std::size_t i = 1; i < one.points.size(); ++i)
        for (int step = 0; step <= 50; ++step) {
          const float t = static_cast<float>(step) / 50;
          const auto &a = one.points[i - 1], &b = one.points[i];
          look(static_cast<float>(a.x) + t * static_cast<float>(b.x - a.x),
               static_cast<float>(a.y) + t * static_cast<float>(b.y - a.y));
        }
    };
    const chalk::Rub narrower{rub.from_x, rub.from_y, rub.to_x, rub.to_y, rub.radius - 1.5F};
    float left = 0;
    for (const event::Stroke& part : *parts)
      each_place(part, [&](float x, float y) {
        REQUIRE_FALSE(narrower.reaches(x, y));
        left += 1;
      });
    const chalk::Rub wider{rub.from_x, rub.from_y, rub.to_x, rub.to_y, rub.radius + chalk::kCrumbUnits + 2};
    each_place(stroke, [&](float x, float y) {
      if (wider.reaches(x, y)) return;
      float least = 1e9F;
      for (const event::Stroke& part : *parts)
        for (std::size_t i = 1; i < part.points.size(); ++i) {
          const auto &a = part.points[i - 1], &b = part.points[i];
          const chalk::Rub way{static_cast<float>(a.x), static_cast<float>(a.y), static_cast<float>(b.x),
                               static_cast<float>(b.y), 3};
          if (way.reaches(x, y)) least = 0;
        }
      REQUIRE(least == 0);
    });
  }
}

TEST_CASE("every step can be taken back, to the empty slate") {
  DrawingHand hand;
  std::vector<std::vector<event::Stroke>> states{{}};
  for (int step = 0; step < 120; ++step) {
    const float what = hand.roll(0, 10);
    if (what < 6) {
      hand.scribble(static_cast<int>(hand.roll(0, 40)));
    } else if (what < 9.5F) {
      hand.rub(hand.roll(0, 4096), hand.roll(0, 2500), hand.roll(0, 4096), hand.roll(0, 2500));
    } else {
      hand.pad.clear();
    }
    if (hand.standing() != states.back()) states.push_back(hand.standing());
  }
  REQUIRE(states.size() > 60);
  while (states.size() > 1) {
    states.pop_back();
    REQUIRE(hand.pad.can_undo());
    hand.pad.undo();
    REQUIRE(hand.standing() == states.back());
  }
  CHECK_FALSE(hand.pad.can_undo());
  hand.pad.undo();
  CHECK(hand.pad.is_empty());
}

TEST_CASE("a note never takes more than it holds, and says when it is full") {
  DrawingHand hand;
  int strokes = 0;
  for (; strokes < 2'000 && !hand.pad.is_full(); ++strokes) hand.scribble(60);
  REQUIRE(hand.pad.is_full());
  CHECK(strokes > 50);
  const auto octets = hand.pad.encoded();
  REQUIRE(octets);
  CHECK(octets->size() <= event::kDrawingOctetsMax);
  CHECK(octets->size() > event::kDrawingOctetsMax * 9 / 10);
  const auto stood = hand.standing();
  hand.scribble(60);
  CHECK(hand.standing() == stood);
  hand.pad.undo();
  CHECK_FALSE(hand.pad.is_full());
}

TEST_CASE("a finger that never lifts fills a note without breaking it") {
  DrawingHand hand;
  float x = 2000, y = 1200;
  hand.pad.begin(x, y, 0);
  int points = 0;
  for (; points < 200'000 && !hand.pad.is_full(); ++points) {
    x = std::clamp(x + hand.roll(-60, 60), 0.F, 4096.F);
    y = std::clamp(y + hand.roll(-60, 60), 0.F, 2500.F);
    hand.pad.extend(x, y, hand.at_ms += 8);
  }
  REQUIRE(hand.pad.is_full());
  CHECK_FALSE(hand.pad.is_busy());
  REQUIRE(hand.pad.encoded());
  CHECK(hand.pad.encoded()->size() <= event::kDrawingOctetsMax);
}

TEST_CASE("many small strokes end at the most a drawing may have; rubbing through all of them does not pass it") {
  DrawingHand hand;
  for (int i = 0; i < 600; ++i) {
    const float x = static_cast<float>(i) * 6;
    hand.line(x, 0, x, 2000, 1);
  }
  CHECK(hand.pad.strokes().size() == event::kStrokesMax);
  CHECK(hand.pad.is_full());
  hand.rub(0, 1000, 4096, 1000);
  CHECK(hand.pad.strokes().size() <= event::kStrokesMax);
  REQUIRE(hand.pad.encoded());
  hand.pad.undo();
  CHECK(hand.pad.strokes().size() == event::kStrokesMax);
}
