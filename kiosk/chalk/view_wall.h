// Notes as they stand on the board: how one is drawn, and where all of them stand. Places are computed once for what
// they depend on; a frame draws only the notes that are to be seen.
#pragma once

#include <array>
#include <map>
#include <span>

#include "kiosk/chalk/view_parts.h"

namespace chalkpoint::chalk {

/// How a note is drawn.
struct NoteStyle {
  float hand_mm = 5.6F;    ///< capitals of the writing
  float opacity = 1;       ///< older pages are fainter
  bool tilts = true;       ///< as pinned by hand
  bool opens = true;       ///< a tap on the writing opens it
  bool supports = true;    ///< "me too" is offered
  float touch_top_px = 0;  ///< nothing above this can be touched: low reach
};

/// What stands on the board: all of it, or of the done ones what was done.
std::span<const Note* const> notes_of(const Scene& scene);

/// Draws a note with its upper left corner and width given by `at`, or only measures it; returns the height, pixels.
float draw_note(Scene& scene, const Note& note, ui::Rect at, const NoteStyle& style, bool draws);

/// "note.XXXXXXXX.", what the target ids of a note begin with: the last eight digits of its id, which are random (the
/// first ones are a time).
std::string target_of(const event::Uuid& note);

/// Where the notes of a board stand.
class Wall {
 public:
  /// Computes the places anew when anything they depend on has changed. Notes measured before and unchanged since
  /// keep their heights, so what is new costs, not what is there.
  void arrange(Scene& scene, float width);
  float height() const { return height_; }
  bool has_more() const { return has_more_; }
  std::size_t columns() const { return columns_; }
  /// Draws what stands between the edges of `view`, the wall's upper left corner being at `corner`.
  void draw(Scene& scene, ui::Point corner, const ui::Rect& view, const NoteStyle& style) const;

 private:
  struct Place {
    const Note* note;
    float x, y, height;
    float opacity;
  };
  struct Measured {
    std::uint64_t content = 0;
    float height = 0;
  };

  std::uint64_t key_ = 0, frame_key_ = 0;
  std::map<event::Uuid, Measured> measured_;
  std::array<std::vector<Place>, 4> places_;  ///< by column, from above
  std::size_t columns_ = 0;
  float height_ = 0, column_px_ = 0;
  bool has_more_ = false;
};

}  // namespace chalkpoint::chalk
