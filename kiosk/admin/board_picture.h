// The chalk board on paper: a note, or all that hangs there, as a picture. Drawn by cairo, so it needs no display and
// may be done aside from the window's thread, by one thread at a time.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>

#include "kiosk/ui/text.h"
#include "sync/event/board.h"

namespace chalkpoint::admin {

class BoardPainter {
 public:
  struct Look {
    std::filesystem::path fonts;
    const ui::Text& text;  ///< outlives the painter
    std::string title;     ///< over the whole board: the club's name; may be empty
    std::int64_t now_unix_ms = 0;
    std::int32_t utc_offset_min = 0;
  };
  template <class T>
  using Drawn = std::expected<T, event::Problem>;
  static Drawn<std::unique_ptr<BoardPainter>> open(const Look& look);
  ~BoardPainter();

  /// A note with what the club said to it.
  Drawn<event::Bytes> png(const event::Note& note) const;
  /// The same as vectors; of a drawing the drawing alone, as it was drawn.
  Drawn<event::Bytes> svg(const event::Note& note) const;
  /// The notes in columns as they hang, in as many sheets as they need: the PNG of each, from 1.
  Drawn<void> board(std::span<const event::Note* const> notes,
                    const std::function<Drawn<void>(int sheet, const event::Bytes& png)>& take) const;

 private:
  struct Open;
  explicit BoardPainter(std::unique_ptr<Open> open);
  std::unique_ptr<Open> open_;
};

}  // namespace chalkpoint::admin
