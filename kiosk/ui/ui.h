// The touch toolkit: an immediate-mode surface on which the views draw, and which tells them what was tapped.
//
// It owns the type, the drawing, the register of touch targets and the state of the fingers; it knows no window, no GL
// and no clock. Each frame: begin(), the views, end(). What end() returns is a picture that any renderer of ImDrawData
// can show; a test looks at targets() and taps by id instead.
//
//   * A target shows the touch in the frame of the touch, acts when the finger is lifted inside it, and then (unless it
//   is
//     `again`) takes nothing more until the screen changes. There is no hover.
//   * What is drawn between begin() and end() and does not fit its rectangle is noted in faults(); tests want it empty.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/pointer.h"
#include "kiosk/ui/sheet.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/type.h"

struct ImDrawData;
struct ImDrawList;

namespace chalkpoint::ui {

class Text;
struct House;

/// What makes the screen easier to see and to reach; the first three are a member's and forgotten after each.
struct Options {
  bool high_contrast = false;
  bool large_text = false;
  bool low_reach = false;  ///< everything to touch stands in the lower 60 % of a portrait screen
  bool calm = false;       ///< no motion at all
  bool operator==(const Options&) const = default;
};

/// What a frame is drawn for.
struct Frame {
  Size size;                ///< pixels
  float px_per_mm = 4.9F;   ///< by the display's physical size; see millimetres()
  std::int64_t now_ms = 0;  ///< monotonic
  std::span<const PointerEvent> pointer;
  Options options;
  std::string_view language = "ru";
  const House* house = nullptr;  ///< must hold until end(); null: the program's own look and words
};

/// Pixels for a millimetre when the display does not say how large it is: the shorter side is taken for 163 mm.
inline float assumed_px_per_mm(Size size) {
  return std::min(size.w, size.h) / 163.F;
}

/// Pixels a renderer keeps as a texture. `version` grows whenever any of them changed; `dirty` is where, since the
/// version before: the same in every picture of a version, as one may be passed over. Draw commands name it by
/// ImTextureID: kAtlasTexture or kSlateTexture.
struct Texture {
  int width = 0, height = 0;
  int channels = 0;  ///< 1: opacity of white (sample as 1,1,1,a); 4: red, green, blue, 255
  const std::uint8_t* pixels = nullptr;
  std::uint64_t version = 0;
  int dirty_y = 0, dirty_height = 0;  ///< whole rows
};
inline constexpr std::uintptr_t kAtlasTexture = 1;

/// A sheet, as a texture of four channels with straight alpha, and where this frame shows it. Draw commands name it by
/// `id`; pixels are shown 1:1.
struct SheetPicture {
  std::uintptr_t id = 0;
  Texture texture;
  Rect changed;               ///< in pixels of the sheet, since the version before
  std::optional<Rect> place;  ///< on the screen; nothing: not shown in this frame, but kept
};

/// A frame, ready to be rendered. Holds until the next begin(). The slate covers the whole screen opaquely, 1:1: copy
/// it first, then blend `draw` over it; nothing needs to be cleared.
struct Picture {
  const ImDrawData* draw = nullptr;
  Texture atlas;
  Texture slate;
  std::span<const SheetPicture> sheets;  ///< all that are kept; what a renderer has of others can go
  bool animating = false;                ///< draw again at once: something moves
  std::int64_t wake_at_ms = 0;           ///< or at this time (a key is held); 0: nothing is waited for
  std::uint64_t digest = 0;              ///< equal digests: the same picture, nothing needs to be shown
};

/// Something that can be touched, as it stands on the screen.
struct Target {
  std::string id;
  std::string label;  ///< what is read there, for people and tests
  Rect rect;
};

/// A text that did not fit its place, or a target too small, at the wrong place or too near to another.
struct Fault {
  std::string what;
  Rect rect;
};

enum class Icon {
  none,
  back,
  next,
  check,
  close,
  contrast,
  lower,
  larger,
  pencil,
  globe,
  backspace,
  shift,
  lock,
  cloud,
  disk,
  clock,
  chalk,  ///< a piece of it: the mark of the club until it brings its own
  cloth,  ///< that wipes chalk away where it goes
  undo,
  wipe,    ///< all of it
  plus,    ///< something new
  speech,  ///< what somebody said
  list,    ///< a check-list
  person
};

enum class Look {
  primary,  ///< filled with chalk: the way on
  accent,   ///< filled with yellow: "done" of a keyboard
  outline,  ///< the usual one
  quiet,    ///< words only
  chip,     ///< a choice; filled when chosen
  pick,     ///< a choice of the staff's, beside a primary button: circled when chosen
  score,    ///< a rate; circled with chalk when chosen
  small,    ///< of the top bar; circled when chosen
  key,      ///< of the keyboard and the pads
};

struct Button {
  Look look = Look::outline;
  Icon icon = Icon::none;
  bool chosen = false;
  bool again = false;  ///< may be tapped again on the same screen
  bool enabled = true;
  bool stacked = false;         ///< the icon stands above the word: where there is more height than width
  std::int64_t hold_ms = 0;     ///< acts after being held so long, not on release
  std::string_view words = {};  ///< a second, smaller line under the label
};

class Ui {
 public:
  /// `fonts`: the folder of the .ttf files; `languages`: the folder of the compiled catalogues (ru.mo, en.mo);
  /// `keyboards`: the folder of the layouts. Fails with one line naming the file that is missing or broken.
  static std::expected<std::unique_ptr<Ui>, std::string> open(const std::filesystem::path& fonts,
                                                              const std::filesystem::path& languages,
                                                              const std::filesystem::path& keyboards);
  ~Ui();

  void begin(const Frame& frame);  ///< begins a frame; what was drawn before is gone
  /// Names the screen; another name, or another `state` of the same one (a refused "next"), makes every target fresh.
  /// Touches begun on another screen are dropped.
  void screen(std::string_view name, std::size_t state = 0);
  const Picture& end();

  /// Of the frame drawn last (or being drawn), topmost last.
  std::span<const Target> targets() const;
  std::span<const Fault> faults() const;
  std::string_view screen_name() const;
  /// A tap as a person makes it, in the middle of a target drawn in the last frame; seen by the next begin().
  /// False: there is no such target.
  bool tap(std::string_view id);
  /// A finger laid on the target, and lifted off it again.
  bool press(std::string_view id);
  bool release(std::string_view id);

  // What views ask.
  const Frame& frame() const;
  Rect area() const;  ///< the screen without the ledge at its bottom
  bool portrait() const;
  float mm(float millimetres) const;  ///< pixels
  const Theme& theme() const;
  const Text& text_lookup() const;
  /// The words for `key` in the frame's language.
  const std::string& tr(std::string_view key) const;
  /// The program's own words for `key` in that language, whatever the house says.
  const std::string& program_words(std::string_view language, std::string_view key) const;
  /// What follows is drawn in this house: for a preview. It must hold until end(); end_inset() goes back to the
  /// frame's.
  void enter(const House* house);
  /// The words for `key` with `n`, in the right plural form; {n} is replaced.
  std::string tr(std::string_view key, std::uint64_t n) const;

  // Type.
  float line_height(Type type) const;
  float width(std::string_view text, Type type) const;
  std::vector<std::string> lines(std::string_view text, Type type, float width,
                                 Setting setting = Setting::ragged) const;
  /// Height of `text` set into `width`.
  float height(std::string_view text, Type type, float width, bool balanced = false) const;
  /// Sets the text from the upper edge of `box` (or around its middle with `middle`); returns the height used.
  float text(const Rect& box, std::string_view text, Type type, Color color, Align align = Align::left,
             bool balanced = false, bool middle = false);
  /// One line with its letters apart by `spacing_px`, centred.
  void spaced_text(const Rect& box, std::string_view text, Type type, Color color, float spacing_px);

  // Widgets. Each returns whether it acted in this frame.
  bool button(std::string_view id, std::string_view label, const Rect& rect, const Button& button = {});
  /// The size a button needs for its words and icon.
  Size button_size(std::string_view label, const Button& button) const;
  /// A place that can be touched and is drawn by the caller.
  bool touch_area(std::string_view id, std::string_view label, const Rect& rect, bool again = true,
                  std::int64_t hold_ms = 0);
  /// A place with words on it that are covered: a tap acts, a finger that lies on it for kPeekMs shows them instead,
  /// and lifting it then does nothing. Not `covers`: there are none, and it is as touch_area().
  struct Peek {
    bool acted = false;
    bool shows = false;
  };
  Peek peek_area(std::string_view id, std::string_view label, const Rect& rect, bool covers);
  static constexpr std::int64_t kPeekMs = 400;  ///< longer than a tap that is taken slowly
  /// A place that is drawn on: all the steps of the finger that began there, also those that led beyond its edges,
  /// since the last frame.
  struct Path {
    std::vector<PointerEvent> steps;  ///< in order
    bool down = false;                ///< it goes on
  };
  Path draw_area(std::string_view id, std::string_view label, const Rect& rect);
  bool is_pressed(const Rect& rect) const;
  /// Where the finger was that made the last target act.
  Point acted_at() const;

  /// Everything until end_scroll() is clipped to `view`. A dragging finger changes `offset` (0 or more), and lets it
  /// glide on when it is lifted in motion (not with `calm`); a touch stops it and does nothing else. One such place a
  /// screen. Returns where the content stands now: `view` moved up by the offset. `fade_px`: over so much at an edge
  /// behind which there is more, the content fades into the slate.
  Rect begin_scroll(const Rect& view, float content_height, float& offset, float fade_px = 0);
  void end_scroll();
  /// Everything until end_turn() is turned around `pivot` by so many radians, clockwise; touch targets are not. For
  /// small angles, as a hand writes.
  void begin_turn(Point pivot, float radians);
  void end_turn();

  // Drawing.
  void fill(const Rect& rect, Color color, float radius_px = 0);
  void outline(const Rect& rect, Color color, float thickness_px, float radius_px);
  void dashed(const Rect& rect, Color color, float thickness_px, float radius_px, float dash_px);
  void icon(Icon icon, const Rect& box, Color color);
  /// A chalk line through the points: grain, pressure by speed, soft ends. `part` 0–1 of it is drawn.
  void chalk(std::span<const Point> points, Color color, float thickness_px, float part = 1);
  /// Pixels kept under `key` from frame to frame, as long as they are drawn or there is room. `fresh`: the sheet is
  /// empty, because it is new, or the size or theme became another; paint it.
  struct Kept {
    Sheet& sheet;
    bool fresh;
  };
  Kept sheet(std::string_view key, int width, int height);
  /// Puts the sheet of `key`, with its upper left corner in that pixel.
  void draw_sheet(std::string_view key, Point at, float opacity = 1);

  /// Moves from 0 to 1 in `duration_ms` (≤ 250), eased, beginning with the first frame on this screen that asks.
  float grow(std::string_view id, std::int64_t duration_ms);
  /// A number kept until the screen changes, 0 at first: how far something is scrolled.
  float& kept(std::string_view id);
  /// Asks for a frame at that time, however still everything is.
  void wake_at(std::int64_t at_ms);

  struct Impl;
  Impl& impl() { return *impl_; }  ///< for the parts of the toolkit itself (keyboard)

 private:
  Ui();
  std::unique_ptr<Impl> impl_;
};

}  // namespace chalkpoint::ui
