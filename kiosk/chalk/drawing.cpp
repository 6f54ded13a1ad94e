#include "kiosk/chalk/drawing.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/chalk/eraser.h"

namespace chalkpoint::chalk {
namespace {

using event::Stroke;

// How far a line may be off what the finger did, units: half a pixel at first, a seventh of the thinnest stroke's
// thickness when a note is nearly full.
constexpr std::array<float, 3> kTolerances{1.5F, 2.5F, 3.5F};
constexpr std::array<float, event::kWidths> kEraserRadii{44, 70, 120};  // units, by the width in hand
constexpr std::size_t kHeadOctets = 8;                                  // before the first stroke, at most
constexpr std::size_t kLeastOctets = 16;                                // what a stroke worth drawing takes
constexpr std::size_t kPointOctets = 5;       // of a point, at most: two numbers of two octets and half a pressure
constexpr std::size_t kLivePointsMax = 4096;  // a finger that never lifts draws several strokes
constexpr std::size_t kAskEvery = 32;         // points between two looks at whether there is room still

std::shared_ptr<const Standing> standing(Stroke stroke) {
  Standing made{std::move(stroke), {}, {}, 0};
  made.ink = event::trace(made.stroke);
  for (const event::InkPoint& p : made.ink)
    made.box.add({p.x - p.radius - 1, p.y - p.radius - 1, p.x + p.radius + 1, p.y + p.radius + 1});
  made.octets = event::stroke_octets(made.stroke);
  return std::make_shared<const Standing>(std::move(made));
}

std::size_t octets_of(const Strokes& strokes) {
  std::size_t sum = kHeadOctets;
  for (const auto& one : strokes) sum += one->octets;
  return sum;
}

Stroke simpler(const Stroke& raw, int coarseness) {
  return {raw.colour, raw.width, event::simplified(raw.points, kTolerances.at(static_cast<std::size_t>(coarseness)))};
}

}  // namespace

void Box::add(const Box& other) {
  if (other.empty()) return;
  *this = empty() ? other
                  : Box{std::min(left, other.left), std::min(top, other.top), std::max(right, other.right),
                        std::max(bottom, other.bottom)};
}

bool Box::meets(const Box& other) const {
  return !empty() && !other.empty() && left <= other.right && other.left <= right && top <= other.bottom &&
         other.top <= bottom;
}

Pad::Pad() : changed_(everything()) {}

void Pad::shape(float width, float height) {
  if (!is_empty() || !past_.empty() || width <= 0 || height <= 0) return;
  const float unit = static_cast<float>(event::kGridUnits) / std::max(width, height);
  width_ = std::max(1, static_cast<int>(std::lround(width * unit)));
  height_ = std::max(1, static_cast<int>(std::lround(height * unit)));
}

void Pad::begin(float x, float y, std::int64_t at_ms) {
  end();
  if (!hand.eraser && full_) return;
  busy_ = true;
  rubbing_ = hand.eraser;
  rubbed_ = false;
  way_units_ = 0;
  speed_ = kUsualSpeed;
  last_ms_ = at_ms;
  last_x_ = x;
  last_y_ = y;
  if (rubbing_) {
    rub(x, y, x, y);
    return;
  }
  live_ = {hand.colour, hand.width, {}};
  live_from_ = live_asked_ = 0;
  sample(x, y, at_ms);
}

void Pad::extend(float x, float y, std::int64_t at_ms) {
  if (!busy_) return;
  if (rubbing_) {
    rub(last_x_, last_y_, x, y);
    last_x_ = x;
    last_y_ = y;
    return;
  }
  sample(x, y, at_ms);
  if (live_.points.size() % kAskEvery == 0 &&
      octets_ + live_.points.size() * kPointOctets + kLeastOctets > event::kDrawingOctetsMax && !make_room(live_)) {
    end();
    full_ = true;
  } else if (live_.points.size() >= kLivePointsMax) {
    const event::StrokePoint last = live_.points.back();
    end();
    if (full_) return;
    busy_ = true;
    live_ = {hand.colour, hand.width, {last}};
    live_from_ = live_asked_ = 0;
  }
}

// A place the finger went through; the quicker it went, the less pressure.
void Pad::sample(float x, float y, std::int64_t at_ms) {
  constexpr float kSettleMs = 40;  // a hand changes its pressure no faster
  constexpr std::int64_t kMeasuredMs = 6;
  x = std::clamp(x, 0.F, static_cast<float>(width_));
  y = std::clamp(y, 0.F, static_cast<float>(height_));
  way_units_ += std::hypot(x - last_x_, y - last_y_);
  last_x_ = x;
  last_y_ = y;
  if (const auto passed = at_ms - last_ms_; passed >= kMeasuredMs) {
    const float passed_ms = static_cast<float>(passed);
    speed_ += (way_units_ / passed_ms - speed_) * std::min(1.F, passed_ms / kSettleMs);
    way_units_ = 0;
    last_ms_ = at_ms;
  }
  const float pressure = 13 - 2.4F * speed_;
  const event::StrokePoint point{static_cast<int>(std::lround(x)), static_cast<int>(std::lround(y)),
                                 std::clamp(static_cast<int>(std::lround(pressure)), 0, event::kPressureMax)};
  if (!live_.points.empty() && live_.points.back().x == point.x && live_.points.back().y == point.y) return;
  live_.points.push_back(point);
}

bool Pad::end() {
  if (!busy_) return false;
  busy_ = false;
  if (rubbing_ || live_.points.empty()) return true;
  Stroke raw = std::move(live_);
  live_ = {};
  const std::size_t stood = strokes_.size();
  const int coarseness = coarseness_;
  remember();
  const bool fits = make_room(raw);
  Stroke stroke = simpler(raw, coarseness_);
  while (!fits && stroke.points.size() > 1 && octets_ + event::stroke_octets(stroke) > event::kDrawingOctetsMax)
    stroke.points.pop_back();  // as much of it as there is room for
  add(std::move(stroke));
  return coarseness == coarseness_ && fits && strokes_.size() == stood + 1;
}

void Pad::add(Stroke stroke) {
  strokes_.push_back(standing(std::move(stroke)));
  changed_.add(strokes_.back()->box);
  count();
}

// Whether the stroke fits, with all strokes made coarser if that is what it takes.
bool Pad::make_room(const Stroke& raw) {
  const auto fits = [&] {
    return octets_ + event::stroke_octets(simpler(raw, coarseness_)) <= event::kDrawingOctetsMax;
  };
  while (!fits()) {
    if (coarseness_ + 1 == static_cast<int>(kTolerances.size())) return false;
    ++coarseness_;
    for (auto& one : strokes_) one = standing(simpler(one->stroke, coarseness_));
    changed_ = everything();
    count();
  }
  return true;
}

void Pad::count() {
  octets_ = octets_of(strokes_);
  full_ = octets_ + kLeastOctets > event::kDrawingOctetsMax || strokes_.size() >= event::kStrokesMax;
}

void Pad::rub(float from_x, float from_y, float to_x, float to_y) {
  const Rub one{from_x, from_y, to_x, to_y,
                kEraserRadii.at(static_cast<std::size_t>(std::clamp(hand.width, 1, 3) - 1))};
  const Box reached = one.box();
  Strokes left, cut;
  bool changes = false;
  for (const auto& stroke : strokes_) {
    const auto parts = stroke->box.meets(reached) ? rubbed(stroke->stroke, one, changed_) : std::nullopt;
    if (!parts) {
      left.push_back(stroke);
      continue;
    }
    changes = true;
    for (const Stroke& part : *parts) {
      cut.push_back(standing(part));
      left.push_back(cut.back());
    }
  }
  if (!changes) return;
  if (!rubbed_) remember();
  rubbed_ = true;
  // Many pieces take more room than the whole did: when there is none, the smallest of them go.
  std::ranges::sort(cut, {}, [](const auto& piece) { return piece->octets; });
  for (auto smallest = cut.begin();
       smallest != cut.end() && (left.size() > event::kStrokesMax || octets_of(left) > event::kDrawingOctetsMax);
       ++smallest) {
    changed_.add((*smallest)->box);
    std::erase(left, *smallest);
  }
  strokes_ = std::move(left);
  count();
}

void Pad::remember() {
  past_.push_back({strokes_, coarseness_});
}

void Pad::undo() {
  end();
  if (past_.empty()) return;
  Strokes before = std::move(strokes_);
  strokes_ = std::move(past_.back().strokes);
  coarseness_ = past_.back().coarseness;
  past_.pop_back();
  for (const auto* these : {&before, &strokes_})
    for (const auto& one : *these)
      if (std::ranges::find(these == &before ? strokes_ : before, one) == (these == &before ? strokes_ : before).end())
        changed_.add(one->box);
  count();
}

void Pad::clear() {
  end();
  if (strokes_.empty()) return;
  remember();
  strokes_.clear();
  coarseness_ = 0;
  changed_ = everything();
  count();
}

event::Drawing Pad::drawing() const {
  event::Drawing drawing;
  for (const auto& one : strokes_) drawing.strokes.push_back(one->stroke);
  return event::tightened(std::move(drawing));
}

std::expected<event::Bytes, event::Problem> Pad::encoded() const {
  return event::encode_drawing(drawing());
}

Box Pad::everything() const {
  const float margin = event::kInkMarginUnits;
  return {-margin, -margin, static_cast<float>(width_) + margin, static_cast<float>(height_) + margin};
}

Box Pad::live_box() const {
  return around(live_.points);
}

// Behind the soft end, which moves on with the finger, and behind the two ways whose smoothness depends on the next
// point, nothing changes any more.
std::optional<std::size_t> Pad::take_live() {
  if (live_asked_ == live_.points.size()) return std::nullopt;
  live_asked_ = live_.points.size();
  const std::size_t from = live_from_;
  float way = 0;
  std::size_t at = live_.points.size();
  for (std::size_t steps = 0; at > 0 && (steps < 3 || way < event::thickness_units(live_.width)); ++steps) {
    --at;
    if (at + 1 >= live_.points.size()) continue;
    const auto &a = live_.points[at], &b = live_.points[at + 1];
    way += std::hypot(static_cast<float>(a.x - b.x), static_cast<float>(a.y - b.y));
  }
  live_from_ = std::max(from, at);
  return from;
}

Box Pad::take_changed() {
  const Box box = changed_;
  changed_ = {};
  return box;
}

}  // namespace chalkpoint::chalk
