// The codec of drawings.
#include "sync/event/strokes.h"

#include <algorithm>

namespace chalkpoint::event {
namespace {

constexpr unsigned kVersion = 1;
constexpr std::size_t kNumberOctetsMax = 3;  // LEB128 of anything within the bounds

Problem broken(std::string_view why) {
  return {"this is no drawing: " + std::string(why), "send the drawing as it was encoded on the terminal"};
}
Problem excessive(std::string_view why) {
  return {"the drawing cannot be kept: " + std::string(why), "wipe some of it off"};
}

void put_number(Bytes& out, unsigned value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

// Small steps in either direction become small numbers.
unsigned zigzag(int step) {
  return step < 0 ? 2 * static_cast<unsigned>(-(step + 1)) + 1 : 2 * static_cast<unsigned>(step);
}
int unzigzag(unsigned number) {
  const int half = static_cast<int>(number / 2);
  return number % 2 == 0 ? half : -half - 1;
}

void put_stroke(Bytes& out, const Stroke& stroke) {
  out += static_cast<char>(stroke.colour + 8 * (stroke.width - 1));
  put_number(out, static_cast<unsigned>(stroke.points.size()));
  int x = 0, y = 0;
  for (std::size_t i = 0; i < stroke.points.size(); ++i) {
    const StrokePoint& point = stroke.points[i];
    put_number(out, i == 0 ? static_cast<unsigned>(point.x) : zigzag(point.x - x));
    put_number(out, i == 0 ? static_cast<unsigned>(point.y) : zigzag(point.y - y));
    x = point.x;
    y = point.y;
  }
  for (std::size_t i = 0; i < stroke.points.size(); i += 2) {
    const int later = i + 1 < stroke.points.size() ? stroke.points[i + 1].pressure : 0;
    out += static_cast<char>(stroke.points[i].pressure + 16 * later);
  }
}

/// Reads numbers off the front; `good` ends at the first that is not there or not in its shortest form.
struct Reader {
  std::string_view rest;
  bool good = true;

  unsigned octet() {
    if (rest.empty()) {
      good = false;
      return 0;
    }
    const auto value = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    return value;
  }
  unsigned number() {
    unsigned value = 0;
    for (std::size_t i = 0; i < kNumberOctetsMax; ++i) {
      const unsigned next = octet();
      value |= (next & 0x7F) << (7 * i);
      if (next >= 0x80) continue;
      if (next == 0 && i > 0) good = false;  // a shorter form would do
      return value;
    }
    good = false;
    return 0;
  }
};

bool is_on_grid(const StrokePoint& point) {
  return point.x >= 0 && point.x <= kGridUnits && point.y >= 0 && point.y <= kGridUnits;
}

// What is wrong with a stroke by itself; nothing: all is well.
std::string_view fault_of(const Stroke& stroke) {
  if (stroke.colour < 0 || stroke.colour >= kColours) return "a stroke has an unknown colour";
  if (stroke.width < 1 || stroke.width > kWidths) return "a stroke has an unknown width";
  if (stroke.points.empty()) return "a stroke has no points";
  if (!std::ranges::all_of(stroke.points, is_on_grid)) return "a point lies beyond the slate";
  const auto pressed = [](const StrokePoint& p) { return p.pressure >= 0 && p.pressure <= kPressureMax; };
  if (!std::ranges::all_of(stroke.points, pressed)) return "a pressure is out of range";
  return {};
}

// What is wrong with the strokes together.
std::string_view fault_of(const Drawing& drawing) {
  if (drawing.strokes.empty()) return "nothing is drawn";
  if (drawing.strokes.size() > kStrokesMax) return "it has too many strokes";
  std::size_t points = 0;
  for (const Stroke& stroke : drawing.strokes) {
    if (const auto fault = fault_of(stroke); !fault.empty()) return fault;
    points += stroke.points.size();
  }
  if (points > kPointsMax) return "it has too many points";
  const Drawing tight = tightened(drawing);
  if (tight.width != drawing.width || tight.height != drawing.height || tight.strokes != drawing.strokes)
    return "its frame is not tight";
  return {};
}

bool read_stroke(Reader& reader, Stroke& stroke) {
  const unsigned kind = reader.octet();
  stroke.colour = static_cast<int>(kind % 8);
  stroke.width = static_cast<int>(kind / 8) + 1;
  const unsigned count = reader.number();
  // Each point takes two octets at least: nothing is reserved for what cannot be there.
  if (!reader.good || count > reader.rest.size() / 2) return false;
  stroke.points.resize(count);
  int x = 0, y = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const unsigned across = reader.number(), down = reader.number();
    x = i == 0 ? static_cast<int>(across) : x + unzigzag(across);
    y = i == 0 ? static_cast<int>(down) : y + unzigzag(down);
    stroke.points[i] = {x, y, 0};
    if (!reader.good || !is_on_grid(stroke.points[i])) return false;
  }
  for (std::size_t i = 0; i < count; i += 2) {
    const unsigned two = reader.octet();
    stroke.points[i].pressure = static_cast<int>(two % 16);
    if (i + 1 < count) {
      stroke.points[i + 1].pressure = static_cast<int>(two / 16);
    } else if (two >= 16) {
      return false;  // half of an octet that means nothing must be empty
    }
  }
  return reader.good;
}

}  // namespace

Drawing tightened(Drawing drawing) {
  int left = kGridUnits, top = kGridUnits, right = 0, bottom = 0;
  for (const Stroke& stroke : drawing.strokes)
    for (const StrokePoint& point : stroke.points) {
      left = std::min(left, point.x);
      top = std::min(top, point.y);
      right = std::max(right, point.x);
      bottom = std::max(bottom, point.y);
    }
  for (Stroke& stroke : drawing.strokes)
    for (StrokePoint& point : stroke.points) {
      point.x -= left;
      point.y -= top;
    }
  drawing.width = std::max(0, right - left);
  drawing.height = std::max(0, bottom - top);
  return drawing;
}

std::size_t stroke_octets(const Stroke& stroke) {
  Bytes out;
  put_stroke(out, stroke);
  return out.size();
}

std::expected<Bytes, Problem> encode_drawing(const Drawing& drawing) {
  if (const auto fault = fault_of(drawing); !fault.empty()) return std::unexpected(excessive(fault));
  Bytes out(1, static_cast<char>(kVersion));
  put_number(out, static_cast<unsigned>(drawing.width));
  put_number(out, static_cast<unsigned>(drawing.height));
  put_number(out, static_cast<unsigned>(drawing.strokes.size()));
  for (const Stroke& stroke : drawing.strokes) put_stroke(out, stroke);
  if (out.size() > kDrawingOctetsMax) return std::unexpected(excessive("it is too large for a note"));
  return out;
}

std::optional<DrawingFrame> drawing_frame(std::string_view octets) {
  Reader reader{octets};
  if (reader.octet() != kVersion) return std::nullopt;
  const unsigned width = reader.number(), height = reader.number();
  if (!reader.good || width > kGridUnits || height > kGridUnits) return std::nullopt;
  return DrawingFrame{static_cast<int>(width), static_cast<int>(height)};
}

std::expected<Drawing, Problem> decode_drawing(std::string_view octets) {
  if (octets.size() > kDrawingOctetsMax) return std::unexpected(broken("it is larger than a note may be"));
  const auto frame = drawing_frame(octets);
  if (!frame) return std::unexpected(broken("its beginning is unknown"));
  Drawing drawing{frame->width, frame->height, {}};
  Reader reader{octets.substr(1)};
  reader.number();
  reader.number();
  const unsigned count = reader.number();
  if (!reader.good || count > kStrokesMax) return std::unexpected(broken("it has too many strokes"));
  drawing.strokes.resize(count);
  for (std::size_t i = 0; i < count; ++i)
    if (!read_stroke(reader, drawing.strokes[i]))
      return std::unexpected(broken("stroke " + std::to_string(i + 1) + " cannot be read"));
  if (!reader.rest.empty()) return std::unexpected(broken("something follows its last stroke"));
  if (const auto fault = fault_of(drawing); !fault.empty()) return std::unexpected(broken(fault));
  return drawing;
}

}  // namespace chalkpoint::event
