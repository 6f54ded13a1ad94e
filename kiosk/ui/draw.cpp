// Type and shapes on the draw list.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/chalk.h"
#include "kiosk/ui/grain.h"
#include "kiosk/ui/icons.h"
#include "kiosk/ui/impl.h"
#include "kiosk/ui/utf8.h"

namespace chalkpoint::ui {
namespace {

constexpr float kLargeHeading = 1.15F, kLargeText = 1.25F;  // headings are large already
constexpr float kHair = 0.5F;  // a line may be so much wider than its place: sums of widths round
constexpr int kGrainLength = 512, kGrainOverlap = 16;  // pixels; the overlap lets a rib begin at the very end

}  // namespace

int Ui::Impl::em_px(const Ui& ui, Type type) const {
  const float larger = !frame.options.large_text ? 1.F : type.cap_mm >= kHeading.cap_mm ? kLargeHeading : kLargeText;
  return static_cast<int>(glyphs.em_px(type.face, type.cap_mm * larger * ui.frame().px_per_mm));
}

void Ui::Impl::fault(std::string what, const Rect& rect) {
  if (inset) return;  // small letters are as wide as whole pixels allow; the screen itself is looked at elsewhere
  faults.push_back({std::move(what), rect});
}

float Ui::Impl::measure(std::string_view text, Face face, int em) {
  float width = 0;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code = next_code_point(text, at);
    if (before != 0) width += glyphs.kerning_em(face, before, code);
    width += glyphs.advance_em(face, code);
    before = code;
  }
  return width * static_cast<float>(em);
}

void Ui::Impl::draw_line(std::string_view text, Face face, int em, Point pen, Color color, float spacing_px) {
  const float scale = static_cast<float>(em);
  const float base = std::round(pen.y);
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code = next_code_point(text, at);
    if (before != 0) pen.x += glyphs.kerning_em(face, before, code) * scale + spacing_px;
    if (const Glyph* glyph = glyphs.glyph(face, em, code, atlas)) {
      const float x = std::round(pen.x) + static_cast<float>(glyph->left), y = base + static_cast<float>(glyph->top);
      const float u = static_cast<float>(glyph->atlas_x), v = static_cast<float>(glyph->atlas_y);
      const float w = static_cast<float>(glyph->width), h = static_cast<float>(glyph->height);
      list.PrimReserve(6, 4);
      list.PrimRectUV({x, y}, {x + w, y + h}, {u / Atlas::kWidth, v / Atlas::kHeight},
                      {(u + w) / Atlas::kWidth, (v + h) / Atlas::kHeight}, packed(color));
    }
    pen.x += glyphs.advance_em(face, code) * scale;
    before = code;
  }
}

float Ui::line_height(Type type) const {
  return std::round(impl_->glyphs.line_em(type.face) * static_cast<float>(impl_->em_px(*this, type)));
}

float Ui::width(std::string_view text, Type type) const {
  return impl_->measure(text, type.face, impl_->em_px(*this, type));
}

std::vector<std::string> Ui::lines(std::string_view text, Type type, float width, Setting setting) const {
  constexpr std::size_t kKept = 512;
  std::string key(text);
  key += '\0' + std::to_string(static_cast<int>(type.face)) + ' ' + std::to_string(type.cap_mm) + ' ' +
         std::to_string(width) + ' ' + std::to_string(impl_->em_px(*this, type)) +
         "rbt"[static_cast<std::size_t>(setting)];
  auto& cache = impl_->lines_set;
  if (const auto found = cache.find(key); found != cache.end()) return found->second;
  if (cache.size() >= kKept) cache.clear();
  const int em = impl_->em_px(*this, type);
  const Measure measure = [this, type, em](std::string_view part) { return impl_->measure(part, type.face, em); };
  return cache.emplace(std::move(key), set_lines(text, width, measure, setting)).first->second;
}

float Ui::height(std::string_view text, Type type, float width, bool balanced) const {
  return static_cast<float>(lines(text, type, width + kHair, balanced ? Setting::balanced : Setting::ragged).size()) *
         line_height(type);
}

float Ui::text(const Rect& box, std::string_view text, Type type, Color color, Align align, bool balanced,
               bool middle) {
  const auto set = lines(text, type, box.w + kHair, balanced ? Setting::balanced : Setting::ragged);
  const int em = impl_->em_px(*this, type);
  const float step = line_height(type), total = step * static_cast<float>(set.size());
  // The lines are this much higher than their letters; a box may be tight around the letters themselves.
  const float slack = step * 0.3F;
  if (total - slack > box.h + 1) impl_->fault("text higher than its place: " + std::string(text), box);
  const bool scrolls = impl_->clips.size() > 1;  // then what is outside comes when it is dragged
  if (!scrolls &&
      !Rect{0, 0, frame().size.w, frame().size.h}.contains(Rect{box.x, box.y, box.w, std::min(total, box.h)}))
    impl_->fault("text outside of the screen: " + std::string(text), box);
  const float cap = impl_->glyphs.cap_em(type.face) * static_cast<float>(em);
  float y = box.y + (middle ? (box.h - total) / 2 : 0.F);
  for (const std::string& line : set) {
    const float wide = impl_->measure(line, type.face, em);
    if (wide > box.w + 1) impl_->fault("text wider than its place: " + line, box);
    const float x = align == Align::left    ? box.x
                    : align == Align::right ? box.right() - wide
                                            : box.x + (box.w - wide) / 2;
    impl_->draw_line(line, type.face, em, {x, y + (step + cap) / 2}, color, 0);
    y += step;
  }
  return total;
}

void Ui::spaced_text(const Rect& box, std::string_view text, Type type, Color color, float spacing_px) {
  const int em = impl_->em_px(*this, type);
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size(); ++letters) next_code_point(text, at);
  const float wide =
      impl_->measure(text, type.face, em) + spacing_px * static_cast<float>(letters > 0 ? letters - 1 : 0);
  if (wide > box.w + 1) impl_->fault("text wider than its place: " + std::string(text), box);
  const float cap = impl_->glyphs.cap_em(type.face) * static_cast<float>(em);
  impl_->draw_line(text, type.face, em, {box.x + (box.w - wide) / 2, box.y + (box.h + cap) / 2}, color, spacing_px);
}

void Ui::fill(const Rect& r, Color color, float radius_px) {
  if (color.a == 0) return;
  impl_->list.AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, packed(color), radius_px);
}

void Ui::outline(const Rect& r, Color color, float thickness_px, float radius_px) {
  const float half = thickness_px / 2;
  impl_->list.AddRect({r.x + half, r.y + half}, {r.right() - half, r.bottom() - half}, packed(color), radius_px - half,
                      0, thickness_px);
}

void Ui::dashed(const Rect& r, Color color, float thickness_px, float radius_px, float dash_px) {
  ImDrawList& list = impl_->list;
  list.PathRect({r.x, r.y}, {r.right(), r.bottom()}, radius_px);
  std::vector<ImVec2> path(list._Path.begin(), list._Path.end());
  list.PathClear();
  path.push_back(path.front());
  float total = 0;
  for (std::size_t i = 1; i < path.size(); ++i)
    total += std::hypot(path[i].x - path[i - 1].x, path[i].y - path[i - 1].y);
  const float period = total / std::max(1.F, std::round(total / (dash_px * 2)));  // no odd dash where the ends meet
  float along = 0;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const ImVec2 a = path[i - 1], b = path[i];
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    for (float done = 0; done < length;) {
      const float phase = std::fmod(along + done, period);
      const bool drawn = phase < period * 0.62F;
      const float step = std::min(length - done, std::max(0.05F, (drawn ? period * 0.62F : period) - phase));
      const auto at = [&](float t) { return ImVec2(a.x + (b.x - a.x) * t / length, a.y + (b.y - a.y) * t / length); };
      if (drawn) list.AddLine(at(done), at(done + step), packed(color), thickness_px);
      done += step;
    }
    along += length;
  }
}

void Ui::icon(Icon icon, const Rect& box, Color color) {
  draw_icon(impl_->list, icon, box, packed(color));
}

const Ui::Impl::GrainTile& Ui::Impl::grain_tile(int thickness) {
  if (const auto found = grain_tiles.find(thickness); found != grain_tiles.end()) return found->second;
  const int height = thickness + 2;
  const auto place = atlas.reserve(kGrainLength + kGrainOverlap, height);
  if (!place) {
    // Too full for grain: plain white this once; end() asks for another frame with room.
    glyphs.set_full();
    static const GrainTile kPlain{{1, 1}, 0};
    return kPlain;
  }
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < kGrainLength + kGrainOverlap; ++x) {
      const float off =
          std::abs(static_cast<float>(y) + 0.5F - static_cast<float>(height) / 2) / (static_cast<float>(thickness) / 2);
      const float cover = std::clamp((1.08F - off) * 2.6F, 0.F, 1.F);
      const float worn = chalk_cover(cover, x % kGrainLength + 3000, y + thickness * 64);
      atlas.set(place->x + x, place->y + y, static_cast<std::uint8_t>(255 * worn));
    }
  return grain_tiles.emplace(thickness, GrainTile{*place, height}).first->second;
}

void Ui::chalk(std::span<const Point> points, Color color, float thickness_px, float part) {
  const int thickness = std::max(2, static_cast<int>(std::round(thickness_px)));
  const auto& tile = impl_->grain_tile(thickness);
  const auto ribs = chalk_ribs(points, thickness_px, part);
  if (ribs.size() < 2) return;
  ImDrawList& list = impl_->list;
  const float top = (static_cast<float>(tile.place.y) + 0.5F) / Atlas::kHeight;
  const float bottom = (static_cast<float>(tile.place.y + tile.height) - 0.5F) / Atlas::kHeight;
  const auto u = [&tile](float along) { return (static_cast<float>(tile.place.x) + along) / Atlas::kWidth; };
  const ImU32 ink = packed(color);
  for (std::size_t i = 1; i < ribs.size(); ++i) {
    const Rib &a = ribs[i - 1], &b = ribs[i];
    const float from = tile.height == 0 ? 0 : std::fmod(a.along_px, static_cast<float>(kGrainLength));
    const float to =
        tile.height == 0 ? 0 : from + std::min(b.along_px - a.along_px, static_cast<float>(kGrainOverlap - 1));
    list.PrimReserve(6, 4);
    list.PrimQuadUV({a.left.x, a.left.y}, {b.left.x, b.left.y}, {b.right.x, b.right.y}, {a.right.x, a.right.y},
                    {u(from), top}, {u(to), top}, {u(to), bottom}, {u(from), bottom}, ink);
  }
}

void Ui::begin_turn(Point pivot, float radians) {
  impl_->turn = {impl_->list.VtxBuffer.Size, pivot, radians};
}

void Ui::end_turn() {
  const auto& turn = impl_->turn;
  if (!turn) return;
  const float cosine = std::cos(turn->radians), sine = std::sin(turn->radians);
  auto& vertices = impl_->list.VtxBuffer;
  for (int i = turn->from; i < vertices.Size; ++i) {
    ImVec2& at = vertices[i].pos;
    const float x = at.x - turn->pivot.x, y = at.y - turn->pivot.y;
    at = {turn->pivot.x + x * cosine - y * sine, turn->pivot.y + x * sine + y * cosine};
  }
  impl_->turn.reset();
}

}  // namespace chalkpoint::ui
