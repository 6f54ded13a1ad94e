// What the toolkit keeps between its own files; nothing outside kiosk/ui includes it.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "kiosk/ui/atlas.h"
#include "kiosk/ui/glyphs.h"
#include "kiosk/ui/house.h"
#include "kiosk/ui/layout.h"
#include "kiosk/ui/slate.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/ui.h"

namespace chalkpoint::ui {

inline constexpr std::uintptr_t kFirstSheetTexture = 16;  ///< the ids below are the atlas's and the ground's

inline ImU32 packed(Color c) {  ///< as ImGui wants it
  return IM_COL32(c.r, c.g, c.b, c.a);
}

struct Ui::Impl {
  Impl(Glyphs opened, Text russian, Text english, Layouts layouts_read);

  // Drawing. ImGui's lists are used on their own: its windows, fonts and hit testing are not.
  Glyphs glyphs;
  Atlas atlas;
  Slate slate;
  ImDrawListSharedData shared;
  ImDrawList list;
  ImDrawList* lists[1];
  ImDrawData data;
  Picture picture;
  struct GrainTile {
    Atlas::Place place;
    int height;
  };
  std::map<int, GrainTile> grain_tiles;  ///< by thickness of the stroke, pixels
  std::vector<Rect> clips;

  // Sheets, by their keys.
  struct SheetKept {
    std::unique_ptr<Sheet> sheet;
    const Theme* theme = nullptr;
    std::uint64_t drawn = 0;  ///< serial of the last frame that showed it
    SheetPicture picture;
  };
  std::map<std::string, SheetKept, std::less<>> sheets;
  std::vector<SheetPicture> sheet_pictures;  ///< of the frame
  std::uintptr_t sheet_id = kFirstSheetTexture;
  std::uint64_t frame_serial = 0;
  void forget_sheets();   ///< those not shown of late, beyond what may be kept
  void picture_sheets();  ///< fills sheet_pictures

  // The frame.
  Frame frame;
  std::string language = "ru";
  Theme board = kBoard;  ///< with the accent of the frame's house
  void enter_house();    ///< what follows is drawn in the frame's house
  Text russian, english;
  Layouts layouts;
  std::string screen_name;
  std::size_t screen_state = 0;
  std::uint64_t screen_serial = 1;
  std::vector<Target> targets;
  std::vector<Fault> faults;
  std::unordered_map<std::string, std::vector<std::string>> lines_set;  ///< by text and everything else that matters
  std::optional<std::size_t> scrolling;                                 ///< the number of targets before it began

  struct Turn {
    int from;  ///< the first vertex that is turned
    Point pivot;
    float radians;
  };
  std::optional<Turn> turn;

  struct Fade {
    int from;               ///< the first vertex that may fade
    float top, bottom, px;  ///< the edges, and over how much; an edge that does not fade lies far away
  };
  Fade fade{};

  /// How a scrolled place goes on after the finger.
  struct Glide {
    float speed = 0;            ///< of the offset, pixels a millisecond
    bool dragged = false;       ///< a finger moves it now
    std::int64_t moved_ms = 0;  ///< when it last moved
  };
  Glide glide;
  void move_scroll(const Rect& view, float furthest, float& offset);

  /// The screen within the screen, while one is drawn, and what stands outside of it.
  struct Inset {
    Rect place;
    Frame frame;
    std::string language;
    std::size_t targets;
    int vertices, commands;
  };
  std::optional<Inset> inset;
  std::string inset_screen;  ///< its name, and its state, in the last frame that had one
  std::size_t inset_state = 0;
  void move_touches(float dx, float dy);

  // Fingers.
  Pointer pointer;
  std::vector<Rect> handles, handles_before;  ///< of this frame and the last
  bool is_on_handle(const Touch& touch) const;
  std::vector<PointerEvent> given;  ///< by tap() and its like, for the next frame
  std::set<std::string, std::less<>> spent;
  Point acted_at;
  std::map<std::string, std::int64_t, std::less<>> growing;  ///< when it began
  std::map<std::string, float, std::less<>> kept;

  // The keyboard, while a key is held.
  std::int64_t repeated_ms = 0;
  std::string held_key;

  const Target* find(std::string_view id) const;   ///< of this frame or the last; null: none
  int em_px(const Ui& ui, Type type) const;        ///< pixels
  const GrainTile& grain_tile(int thickness);      ///< made once for each thickness, pixels
  void fault(std::string what, const Rect& rect);  ///< noted for tests
  void draw_line(std::string_view text, Face face, int em, Point pen, Color color, float spacing_px);
  float measure(std::string_view text, Face face, int em);  ///< pixels

  struct Act {
    bool acted = false, pressed = false;
  };
  /// Registers a target and says what the fingers do to it.
  Act act(std::string_view id, std::string_view label, const Rect& rect, bool again, bool enabled,
          std::int64_t hold_ms);
};

}  // namespace chalkpoint::ui
