// A drawing under the hand: the strokes that stand, the one being drawn, the chalk in hand, and all the steps back.
// Pure: no clock, no screen. The view feeds it what the finger does and draws what it holds.
#pragma once

#include <memory>

#include "sync/event/strokes.h"

namespace chalkpoint::chalk {

/// What the fingers hold.
struct Hand {
  int colour = 0;  ///< 0–4: white, yellow, coral, mint, blue
  int width = 2;   ///< 1–3
  bool eraser = false;
  bool operator==(const Hand&) const = default;
};

/// A rectangle in units, edges included; empty when right < left.
struct Box {
  float left = 1, top = 1, right = 0, bottom = 0;
  bool empty() const { return right < left || bottom < top; }
  void add(const Box& other);
  bool meets(const Box& other) const;
};

/// A stroke that stands, with what is worth knowing of it at once.
struct Standing {
  event::Stroke stroke;
  std::vector<event::InkPoint> ink;  ///< its shape
  Box box;                           ///< around the ink
  std::size_t octets = 0;            ///< encoded
};
using Strokes = std::vector<std::shared_ptr<const Standing>>;

class Pad {
 public:
  Hand hand;

  /// The slate's shape, by any sizes of its sides; only an empty pad takes it. Units: the longer side is kGridUnits.
  void shape(float width, float height);
  int width() const { return width_; }    ///< units
  int height() const { return height_; }  ///< units

  // A stroke, or a rub of the eraser, at places in units (those beyond the slate count at its edge). Times in
  // milliseconds, from any beginning: they only make the pressure. Nothing is drawn on a full pad.
  void begin(float x, float y, std::int64_t at_ms);
  void extend(float x, float y, std::int64_t at_ms);
  /// False: nothing but this stroke has been added to what stands.
  bool end();

  /// Takes back the last stroke, rub or clearing. Any number of steps.
  void undo();
  bool can_undo() const { return !past_.empty(); }
  /// Wipes all; undo brings it back.
  void clear();

  bool is_empty() const { return strokes_.empty() && live_.points.empty(); }
  /// As much is drawn as a note holds; no more ink is taken until something is wiped off.
  bool is_full() const { return full_; }
  /// A finger is drawing or rubbing.
  bool is_busy() const { return busy_; }
  const Strokes& strokes() const { return strokes_; }
  const event::Stroke& live() const { return live_; }

  /// What stands, in its tight frame.
  event::Drawing drawing() const;
  /// The same encoded: at most kDrawingOctetsMax. Refused with nothing drawn.
  std::expected<event::Bytes, event::Problem> encoded() const;
  /// Where what stands has changed since it was asked last, for whoever keeps a picture of it; all of it at first.
  Box take_changed();

 private:
  struct Snapshot {
    Strokes strokes;
    int coarseness = 0;
  };
  void remember();
  void add(event::Stroke stroke);
  bool make_room(const event::Stroke& raw);
  void sample(float x, float y, std::int64_t at_ms);
  void rub(float from_x, float from_y, float to_x, float to_y);
  void everything_changed();

  int width_ = event::kGridUnits, height_ = event::kGridUnits;
  Strokes strokes_;
  event::Stroke live_;
  std::vector<Snapshot> past_;
  Box changed_;
  std::size_t octets_ = 0;
  int coarseness_ = 0;  // which tolerance the strokes were simplified with
  bool busy_ = false, full_ = false, rubbed_ = false;

  // The finger's speed.
  float last_x_ = 0, last_y_ = 0, way_units_ = 0, speed_ = 0;
  std::int64_t last_ms_ = 0;
};

}  // namespace chalkpoint::chalk
