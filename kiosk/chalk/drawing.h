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
  Pad();
  Hand hand;

  /// The slate's shape, by any sizes of its sides; only an empty pad takes it. Units: the longer side is kGridUnits.
  void shape(float width, float height);
  int width() const { return width_; }    ///< units
  int height() const { return height_; }  ///< units

  // A stroke, or a rub of the eraser, begins with the `hand` as it is then, at places in units (those beyond the slate
  // count at its edge). Times in milliseconds, from any beginning: they only make the pressure. Nothing is drawn on a
  // full pad.
  void begin(float x, float y, std::int64_t at_ms);
  void extend(float x, float y, std::int64_t at_ms);
  /// True: what stands is what stood and the stroke, as it was drawn. False: more has changed, or there was no stroke.
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

  // For whoever keeps a picture of it.
  Box everything() const;  ///< the slate with the ink that reaches over its edges
  Box live_box() const;    ///< around the stroke being drawn; empty without one
  /// Where what stands has changed since it was asked last; all of it at first.
  Box take_changed();
  /// The point from which on the stroke being drawn may look different since it was asked last; nothing: it does not.
  std::optional<std::size_t> take_live();

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
  void count();

  int width_ = event::kGridUnits, height_ = event::kGridUnits;
  Strokes strokes_;
  event::Stroke live_;
  std::vector<Snapshot> past_;
  Box changed_;
  std::size_t octets_ = 0, live_from_ = 0, live_asked_ = 0;  // the last: how many points it had
  int coarseness_ = 0;                                       // which tolerance the strokes were simplified with
  bool busy_ = false, full_ = false;
  bool rubbing_ = false, rubbed_ = false;  // what the finger does is a rub; it has met something

  // The finger's speed, units a millisecond, and how far it went since it was last measured.
  static constexpr float kUsualSpeed = 1;
  float last_x_ = 0, last_y_ = 0, way_units_ = 0, speed_ = kUsualSpeed;
  std::int64_t last_ms_ = 0;
};

}  // namespace chalkpoint::chalk
