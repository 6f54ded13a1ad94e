// A drawing as an SVG document: lines with round ends, one for each run of equal width, and the slate's grain as a
// filter.
#include <array>
#include <cmath>
#include <cstdio>

#include "sync/event/strokes.h"

namespace chalkpoint::event {
namespace {

constexpr float kPxPerUnit = 1280.F / kGridUnits;  // the size it is shown at where nobody asks for another
// White, yellow, coral, mint, blue: as the terminal shows them on its own board.
constexpr std::array<const char*, kColours> kChalk{"#F4F1E8", "#F6D65B", "#F2906F", "#93D6AC", "#92C7F0"};
constexpr const char* kSlate = "#1F2B27";

std::string number(float value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", static_cast<double>(value));
  return text.data();
}

void put_line(std::string& out, std::span<const InkPoint> ink, float thickness) {
  out += "<polyline stroke-width=\"" + number(thickness) + "\" points=\"";
  for (const InkPoint& point : ink) out += number(point.x) + ',' + number(point.y) + ' ';
  // A line of one point would show nothing: it goes there and back.
  if (ink.size() == 1) out += number(ink[0].x) + ',' + number(ink[0].y) + ' ';
  out.back() = '"';
  out += "/>\n";
}

void draw_stroke(std::string& out, const Stroke& stroke) {
  const auto ink = trace(stroke);
  // Widths in steps of two units, half a pixel: between equal ones runs one line.
  const auto step = [](float radius) { return std::round(radius); };
  out += "<g stroke=\"" + std::string(kChalk.at(static_cast<std::size_t>(stroke.colour))) + "\">\n";
  for (std::size_t from = 0; from < ink.size();) {
    std::size_t to = from + 1;
    while (to < ink.size() && step(ink[to].radius) == step(ink[from].radius)) ++to;
    const std::size_t shared = std::min(to + 1, ink.size());  // the next line begins where this one ends
    put_line(out, std::span(ink).subspan(from, shared - from), 2 * step(ink[from].radius));
    from = to;
  }
  out += "</g>\n";
}

}  // namespace

std::string to_svg(const Drawing& drawing) {
  const int width = drawing.width + 2 * kInkMarginUnits, height = drawing.height + 2 * kInkMarginUnits;
  const std::string edge = std::to_string(-kInkMarginUnits);
  const std::string place = "x=\"" + edge + "\" y=\"" + edge + "\" width=\"" + std::to_string(width) + "\" height=\"" +
                            std::to_string(height) + "\"";
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" +
                    number(static_cast<float>(width) * kPxPerUnit) + "\" height=\"" +
                    number(static_cast<float>(height) * kPxPerUnit) + "\" viewBox=\"" + edge + ' ' + edge + ' ' +
                    std::to_string(width) + ' ' + std::to_string(height) + "\">\n";
  // Where the slate is low the chalk does not reach: alpha falls off below a level of the noise.
  out += "<filter id=\"chalk\" filterUnits=\"userSpaceOnUse\" " + place +
         ">\n<feTurbulence type=\"fractalNoise\" baseFrequency=\"0.16\" numOctaves=\"2\" seed=\"7\" "
         "result=\"rough\"/>\n<feColorMatrix in=\"rough\" type=\"matrix\" values=\"0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  "
         "4.5 0 0 0 -1.15\" result=\"reached\"/>\n<feComposite in=\"SourceGraphic\" in2=\"reached\" "
         "operator=\"in\"/>\n</filter>\n";
  out += "<rect " + place + " fill=\"" + kSlate + "\"/>\n";
  out += "<g filter=\"url(#chalk)\" fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n";
  for (const Stroke& stroke : drawing.strokes) draw_stroke(out, stroke);
  return out + "</g>\n</svg>\n";
}

}  // namespace chalkpoint::event
