// Drawings as notes keep them: the codec, its bounds, the shape of strokes, the SVG.
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <sstream>

#include "sync/event/strokes.h"

namespace {

using namespace chalkpoint::event;
using Dice = std::mt19937;

int roll(Dice& dice, int least, int most) {
  return std::uniform_int_distribution(least, most)(dice);
}

// A hand that wanders, or one that jumps all over the slate.
Stroke random_stroke(Dice& dice, int points, int step) {
  Stroke stroke{roll(dice, 0, kColours - 1), roll(dice, 1, kWidths), {}};
  StrokePoint at{roll(dice, 0, kGridUnits), roll(dice, 0, kGridUnits), roll(dice, 0, kPressureMax)};
  for (int i = 0; i < points; ++i) {
    stroke.points.push_back(at);
    at.x = std::clamp(at.x + roll(dice, -step, step), 0, kGridUnits);
    at.y = std::clamp(at.y + roll(dice, -step, step), 0, kGridUnits);
    at.pressure = std::clamp(at.pressure + roll(dice, -2, 2), 0, kPressureMax);
  }
  return stroke;
}

Drawing random_drawing(Dice& dice) {
  Drawing drawing;
  for (int i = roll(dice, 1, 12); i > 0; --i)
    drawing.strokes.push_back(random_stroke(dice, roll(dice, 1, 60), roll(dice, 1, 2 * kGridUnits)));
  return tightened(std::move(drawing));
}

float distance(const StrokePoint& p, const StrokePoint& a, const StrokePoint& b) {
  const float dx = static_cast<float>(b.x - a.x), dy = static_cast<float>(b.y - a.y);
  const float px = static_cast<float>(p.x - a.x), py = static_cast<float>(p.y - a.y);
  const float t = dx * dx + dy * dy > 0 ? std::clamp((px * dx + py * dy) / (dx * dx + dy * dy), 0.F, 1.F) : 0;
  return std::hypot(px - t * dx, py - t * dy);
}

float distance(const StrokePoint& p, const std::vector<StrokePoint>& line) {
  float least = 1e9F;
  for (std::size_t i = 1; i < line.size(); ++i) least = std::min(least, distance(p, line[i - 1], line[i]));
  return least;
}

}  // namespace

TEST_CASE("a drawing comes back from its octets as it was") {
  Dice dice(7);
  for (int round = 0; round < 500; ++round) {
    const Drawing drawing = random_drawing(dice);
    const auto octets = encode_drawing(drawing);
    REQUIRE(octets.has_value());
    REQUIRE(octets->size() <= kDrawingOctetsMax);
    const auto again = decode_drawing(*octets);
    REQUIRE(again.has_value());
    REQUIRE(*again == drawing);
    const auto frame = drawing_frame(*octets);
    REQUIRE((frame && frame->width == drawing.width && frame->height == drawing.height));
    std::size_t strokes = 0;
    for (const Stroke& stroke : drawing.strokes) strokes += stroke_octets(stroke);
    REQUIRE((octets->size() > strokes && octets->size() <= strokes + 8));
  }
}

TEST_CASE("octets that are cut, lengthened or changed are refused, or are another drawing's only encoding") {
  Dice dice(8);
  const Bytes whole = *encode_drawing(random_drawing(dice));
  for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(decode_drawing(whole.substr(0, size)));
  CHECK_FALSE(decode_drawing(whole + '\0'));
  std::size_t refused = 0;
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      Bytes other = whole;
      other[at] = static_cast<char>(other[at] ^ (1 << bit));
      const auto read = decode_drawing(other);
      if (read) {
        REQUIRE(encode_drawing(*read) == other);
      } else {
        ++refused;
        REQUIRE_FALSE(read.error().what.empty());
        REQUIRE_FALSE(read.error().remedy.empty());
      }
    }
  CHECK(refused > 0);
}

TEST_CASE("what breaks a bound is not encoded") {
  Dice dice(9);
  const Drawing good = random_drawing(dice);
  REQUIRE(encode_drawing(good));
  const auto refuses = [&good](auto change) {
    Drawing bad = good;
    change(bad);
    return !encode_drawing(bad);
  };
  CHECK(refuses([](Drawing& d) { d.strokes.clear(); }));
  CHECK(refuses([](Drawing& d) { d.strokes[0].colour = kColours; }));
  CHECK(refuses([](Drawing& d) { d.strokes[0].colour = -1; }));
  CHECK(refuses([](Drawing& d) { d.strokes[0].width = 0; }));
  CHECK(refuses([](Drawing& d) { d.strokes[0].width = kWidths + 1; }));
  CHECK(refuses([](Drawing& d) { d.strokes[0].points.clear(); }));
  CHECK(refuses([](Drawing& d) { d.strokes[0].points[0].x = -1; }));
  CHECK(refuses([](Drawing& d) { d.strokes[0].points[0].y = kGridUnits + 1; }));
  CHECK(refuses([](Drawing& d) { d.strokes[0].points[0].pressure = kPressureMax + 1; }));
  CHECK(refuses([](Drawing& d) { ++d.width; }));
  CHECK(refuses([](Drawing& d) { d.height = 0; }));
  CHECK(refuses([](Drawing& d) { d.strokes.resize(kStrokesMax + 1, d.strokes[0]); }));
  const auto filled = [](std::size_t strokes) {
    Drawing full;
    full.strokes.resize(strokes, {0, 2, {{0, 0, 0}, {9, 9, 15}}});
    return tightened(std::move(full));
  };
  CHECK(encode_drawing(filled(kStrokesMax)));
  Drawing large = filled(1);
  large.strokes[0].points.resize(8'000, {0, 0, 0});
  CHECK_FALSE(encode_drawing(large));  // within the points, beyond the octets
}

TEST_CASE("numbers longer than they need be, and half octets that mean nothing, are no drawing") {
  const Bytes dot{1, 0, 0, 1, 0, 1, 0, 0, 5};  // version, frame, one stroke: white, thin, one point at 0, 0, pressure 5
  REQUIRE(decode_drawing(dot));
  CHECK(encode_drawing(*decode_drawing(dot)) == dot);
  CHECK_FALSE(decode_drawing(Bytes{1, '\x80', 0, 0, 1, 0, 1, 0, 0, 5}));
  CHECK_FALSE(decode_drawing(Bytes{1, 0, 0, 1, 0, 1, 0, 0, 0x15}));
  CHECK_FALSE(decode_drawing(Bytes{2, 0, 0, 1, 0, 1, 0, 0, 5}));
  CHECK_FALSE(decode_drawing(Bytes{1, 0, 0, 1, 0, 1, 1, 0, 5}));  // the frame would be loose
  CHECK_FALSE(decode_drawing(Bytes{1, 0, 0, 1, 5, 1, 0, 0, 5}));  // no such colour
}

TEST_CASE("what is left out of a stroke lies within the tolerance of what is kept") {
  Dice dice(10);
  for (const float tolerance : {0.5F, 1.5F, 3.5F, 20.F}) {
    float worst = 0;
    std::size_t before = 0, after = 0;
    for (int round = 0; round < 20; ++round) {
      const Stroke stroke = random_stroke(dice, 2'000, 6);
      const auto kept = simplified(stroke.points, tolerance);
      REQUIRE(kept.front() == stroke.points.front());
      REQUIRE(kept.back() == stroke.points.back());
      for (const StrokePoint& p : stroke.points) worst = std::max(worst, distance(p, kept));
      before += stroke.points.size();
      after += kept.size();
    }
    CAPTURE(tolerance, worst, before, after);
    CHECK(worst <= tolerance + 0.01F);
    CHECK(after < before);
  }
  CHECK(simplified({}, 1).empty());
  CHECK(simplified(std::vector<StrokePoint>{{5, 5, 3}}, 1).size() == 1);
  // A straight line drawn evenly is its two ends.
  std::vector<StrokePoint> straight;
  for (int i = 0; i < 400; ++i) straight.push_back({i * 3, i * 4, 7});
  CHECK(simplified(straight, 1).size() == 2);
}

TEST_CASE("a stroke's shape stays at its line, ends softly, and is wider where it was pressed") {
  Dice dice(11);
  for (int round = 0; round < 50; ++round) {
    const Stroke stroke = random_stroke(dice, 40, 300);
    for (const InkPoint& ink : trace(stroke)) {
      const StrokePoint at{static_cast<int>(std::lround(ink.x)), static_cast<int>(std::lround(ink.y)), 0};
      REQUIRE(distance(at, stroke.points) <= kBowUnits + 1);
      REQUIRE((ink.radius > 0 && ink.radius < static_cast<float>(kInkMarginUnits)));
    }
  }
  const auto line = trace({0, 2, {{0, 0, 0}, {1000, 0, 0}, {2000, 0, 15}, {3000, 0, 15}}});
  const auto at = [&line](float x) {
    return std::ranges::min_element(line, {}, [x](const InkPoint& p) { return std::abs(p.x - x); })->radius;
  };
  CHECK(at(0) < at(500));
  CHECK(at(500) < at(2500));
  CHECK(at(3000) < at(2500));
  CHECK(trace({0, 2, {{7, 9, 5}}}).size() == 1);
}

TEST_CASE("the later part of a shape is the same whether all of it is made or not") {
  Dice dice(12);
  const Stroke stroke = random_stroke(dice, 60, 200);
  const auto whole = trace(stroke);
  for (std::size_t from = 0; from < stroke.points.size(); ++from) {
    const auto part = trace(stroke, from);
    REQUIRE(part.size() <= whole.size());
    for (std::size_t i = 0; i < part.size(); ++i) {
      const InkPoint &a = part[part.size() - 1 - i], &b = whole[whole.size() - 1 - i];
      REQUIRE(a.x == Approx(b.x));
      REQUIRE(a.y == Approx(b.y));
      REQUIRE(a.radius == Approx(b.radius));
    }
  }
}

TEST_CASE("the SVG is well-formed, has a group in its colour for every stroke, and nothing leaves its view") {
  Dice dice(13);
  for (int round = 0; round < 20; ++round) {
    const Drawing drawing = random_drawing(dice);
    boost::property_tree::ptree document;
    std::istringstream text(to_svg(drawing));
    REQUIRE_NOTHROW(boost::property_tree::read_xml(text, document));
    std::istringstream view(document.get<std::string>("svg.<xmlattr>.viewBox"));
    float left = 0, top = 0, width = 0, height = 0;
    view >> left >> top >> width >> height;
    std::size_t strokes = 0, lines = 0;
    for (const auto& [name, group] : document.get_child("svg.g")) {
      if (name != "g") continue;
      ++strokes;
      CHECK(group.get<std::string>("<xmlattr>.stroke").size() == 7);
      for (const auto& [kind, line] : group) {
        if (kind != "polyline") continue;
        ++lines;
        const float half = line.get<float>("<xmlattr>.stroke-width") / 2;
        std::istringstream points(line.get<std::string>("<xmlattr>.points"));
        for (float x = 0, y = 0; points >> x && points.ignore() && points >> y;) {
          REQUIRE((x - half >= left && x + half <= left + width));
          REQUIRE((y - half >= top && y + half <= top + height));
        }
      }
    }
    CHECK(strokes == drawing.strokes.size());
    CHECK(lines >= strokes);
  }
}
