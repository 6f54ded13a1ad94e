// Frame time under a drawing finger on the machine's renderer, without a display: while 10,000 points stand on the
// slate, strokes are drawn as a finger draws them, two steps a frame, and rubbed out. Prints median and p99 from the
// touch to the framebuffer, and of the processor time of all threads, which a busy machine does not lengthen; asserts
// nothing. With a file name, also writes what is on the slate at the end.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <random>

#include "kiosk/app/canvas.h"
#include "kiosk/chalk/view_canvas.h"
#include "platform/offscreen.h"

namespace {

using namespace chalkpoint;
using Clock = std::chrono::steady_clock;

constexpr platform::Size kSize{1280, 800};
constexpr ui::Rect kSlate{0, 100, 1280, 560};
constexpr int kStanding = 10'000;  // steps of a finger

struct Bench {
  std::unique_ptr<ui::Ui> ui;
  std::unique_ptr<platform::Offscreen> offscreen;
  app::Canvas canvas;
  chalk::Pad pad{};
  std::int64_t now_ms = 1'000;
  std::vector<double> times_ms{}, worked_ms{};

  void frame(std::span<const ui::PointerEvent> steps) {
    const auto start = Clock::now();
    const std::clock_t worked = std::clock();
    ui->begin({.size = {1280, 800}, .px_per_mm = 4.9F, .now_ms = now_ms, .pointer = steps, .options = {}});
    ui->screen("write");
    chalk::draw_canvas(*ui, pad, kSlate);
    canvas.paint(ui->end(), kSize, false);
    offscreen->finish();
    times_ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    worked_ms.push_back(static_cast<double>(std::clock() - worked) * 1'000 / CLOCKS_PER_SEC);
    now_ms += 16;
  }

  // A finger from press to release along `way`, two steps a frame.
  template <class Way>
  void draw(int steps, Way way) {
    std::vector<ui::PointerEvent> given;
    for (int i = 0; i <= steps; ++i) {
      using enum ui::PointerEvent::Kind;
      given.push_back({i == 0 ? press : i == steps ? release : move, way(i), now_ms + 8 * (i % 2)});
      if (given.size() < 2 && i < steps) continue;
      frame(given);
      given.clear();
    }
  }

  void print(const char* what) {
    std::printf("%-46s %5zu frames", what, times_ms.size());
    for (auto* list : {&times_ms, &worked_ms}) {
      std::ranges::sort(*list);
      std::printf("  %s %7.2f ms median %7.2f ms p99", list == &times_ms ? "wall" : "processor",
                  (*list)[list->size() / 2], (*list)[list->size() * 99 / 100]);
      list->clear();
    }
    std::puts("");
  }
};

}  // namespace

int main(int count, char** arguments) {
  const auto assets = std::filesystem::path(BINARY_DIR) / "assets";
  auto toolkit = ui::Ui::open(assets / "fonts", assets / "lang", assets / "keyboards");
  auto offscreen = platform::Offscreen::open(kSize);
  auto renderer = platform::Renderer::make();
  if (!toolkit || !offscreen || !renderer) {
    std::fprintf(stderr, "The bench cannot start: the assets are not built or there is no software renderer.\n");
    return 1;
  }
  Bench bench{
      .ui = std::move(*toolkit), .offscreen = std::move(*offscreen), .canvas = app::Canvas(std::move(*renderer), true)};
  std::mt19937 dice(5);
  const auto roll = [&dice](float least, float most) { return std::uniform_real_distribution(least, most)(dice); };
  // Loops, as of handwriting, of a hundred steps each, all over the slate.
  const auto loops = [&](int strokes) {
    for (int i = 0; i < strokes; ++i) {
      const ui::Point from{roll(60, 1'000), roll(180, 600)};
      const float wide = roll(1, 2.2F), high = roll(15, 60);
      bench.draw(100, [&](int step) {
        const float t = static_cast<float>(step);
        return ui::Point{from.x + wide * t + 12 * std::sin(t * 0.12F), from.y + high * std::cos(t * 0.12F)};
      });
      bench.pad.hand = {i % event::kColours, i % event::kWidths + 1, false};
    }
  };
  std::printf("%dx%d\n", kSize.width, kSize.height);
  loops(kStanding / 100);
  bench.print("drawing the first 10,000 steps");
  std::printf("  %zu strokes, %zu octets of %zu%s\n", bench.pad.strokes().size(), bench.pad.encoded()->size(),
              event::kDrawingOctetsMax, bench.pad.is_full() ? ", full" : "");
  const auto wave = [&](int step) {
    const float t = static_cast<float>(step);
    return ui::Point{100 + 10 * t, 380 + 150 * std::sin(t * 0.2F)};
  };
  for (int i = 0; i < 20; ++i) bench.draw(100, wave);
  bench.print("drawing on while they stand");
  for (int i = 0; i < 20; ++i) {
    bench.pad.undo();
    bench.frame({});
  }
  bench.print("taking back twenty strokes across all of it");
  if (count > 1) {
    bench.frame({});
    if (!platform::write_png(arguments[1], kSize, bench.offscreen->pixels())) return 1;
    bench.times_ms.clear();
    bench.worked_ms.clear();
  }
  bench.pad.hand.eraser = true;
  for (int i = 0; i < 10; ++i)
    bench.draw(100, [&](int step) { return ui::Point{100 + 10 * static_cast<float>(step), 160 + 45.F * i}; });
  bench.print("rubbing them out");
  return 0;
}
