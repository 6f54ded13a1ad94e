// Frame time of every screen on the machine's renderer, without a display: what drawing costs from the finger to the
// framebuffer. Prints median and p99 of a full redraw and of the frame in which nothing has changed; asserts nothing.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "kiosk/app/canvas.h"
#include "kiosk/app/samples.h"
#include "kiosk/app/terminal.h"
#include "platform/offscreen.h"

namespace {

using namespace chalkpoint;
using Clock = std::chrono::steady_clock;

struct Times {
  double median_ms = 0, p99_ms = 0;
};

template <class Work>
Times measure(int rounds, Work work) {
  std::vector<double> ms;
  for (int i = 0; i < rounds; ++i) {
    const auto start = Clock::now();
    work();
    ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  std::ranges::sort(ms);
  return {ms[ms.size() / 2], ms[ms.size() * 99 / 100]};
}

int run(platform::Size size, const std::filesystem::path& assets, int rounds) {
  const auto definition = app::load_survey(assets / "surveys" / "nps.json");
  const auto forms = app::load_forms(assets, true);
  const auto toolkit = app::open_toolkit(assets);
  auto offscreen = platform::Offscreen::open(size);
  auto renderer = platform::Renderer::make();
  if (!definition || !forms || !toolkit || !offscreen || !renderer) {
    std::fprintf(stderr, "The bench cannot start: the assets are not built or there is no software renderer.\n");
    return 1;
  }
  ui::Ui& ui = **toolkit;
  app::Canvas canvas(std::move(*renderer), true);
  const ui::Frame frame{.size = {static_cast<float>(size.width), static_cast<float>(size.height)},
                        .px_per_mm = platform::px_per_mm(size, std::nullopt, std::nullopt),
                        .now_ms = 0,
                        .pointer = {},
                        .options = {.calm = true},
                        .language = "ru"};
  ui.begin(frame);
  const app::SampleWords words = app::sample_words(ui);
  ui.end();
  std::printf("%dx%d\n%-28s %10s %10s %10s %10s\n", size.width, size.height, "screen", "full p50", "full p99",
              "same p50", "same p99");
  for (const std::string& name : app::scene_names(**definition, *forms)) {
    auto scene = app::make_scene(**definition, *forms, name, "ru", words);
    if (!scene) return 1;
    const auto once = [&](bool whole) {
      canvas.paint(app::draw_scene(**definition, *scene, words, ui, frame), size, whole);
      (*offscreen)->finish();
    };
    once(true);  // glyphs are made on the first sight
    const Times full = measure(rounds, [&] { once(true); });
    const Times same = measure(rounds, [&] { once(false); });
    std::printf("%-28s %8.2fms %8.2fms %8.2fms %8.2fms\n", name.c_str(), full.median_ms, full.p99_ms, same.median_ms,
                same.p99_ms);
  }
  return 0;
}

// The board with 5,000 notes, all of its pages unrolled, gliding under a finger: every frame shows other notes. Then
// the frame after news of one note: the others keep their places.
int run_board(platform::Size size, const std::filesystem::path& assets, int rounds) {
  constexpr std::size_t kNotes = 5'000;
  constexpr float kStepPx = 37;  // a quick flick
  const auto toolkit = app::open_toolkit(assets);
  auto offscreen = platform::Offscreen::open(size);
  auto renderer = platform::Renderer::make();
  if (!toolkit || !offscreen || !renderer) return 1;
  ui::Ui& ui = **toolkit;
  app::Canvas canvas(std::move(*renderer), true);
  const ui::Frame frame{.size = {static_cast<float>(size.width), static_cast<float>(size.height)},
                        .px_per_mm = platform::px_per_mm(size, std::nullopt, std::nullopt),
                        .now_ms = 0,
                        .pointer = {},
                        .options = {.calm = true},
                        .language = "ru"};
  ui.begin(frame);
  const app::ChalkWords words = app::chalk_words(ui);
  ui.end();
  const auto scene = app::make_chalk_scene("board", "ru", words);
  scene->board = app::make_board(kNotes, "ru", words, scene->around.now_unix_ms);
  scene->draft.pages = kNotes;
  const auto once = [&] {
    ui.begin(frame);
    chalk::draw(scene->board, scene->flow, scene->draft, scene->around, ui);
    canvas.paint(ui.end(), size, true);
    (*offscreen)->finish();
  };
  const Times first = measure(1, once);
  const Times glide = measure(rounds, [&] {
    scene->draft.scroll_px += kStepPx;
    once();
  });
  const Times trusted = measure(10, [&] {
    scene->around.trusted = !scene->around.trusted;
    once();
  });
  std::printf("%dx%d board of %zu notes: first %.1f ms, gliding p50 %.2f ms p99 %.2f ms, placed anew p50 %.2f ms\n",
              size.width, size.height, kNotes, first.median_ms, glide.median_ms, glide.p99_ms, trusted.median_ms);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const int rounds = count > 1 ? std::max(10, std::atoi(arguments[1])) : 200;
  const auto assets = std::filesystem::path(BINARY_DIR) / "assets";
  for (const platform::Size size : {platform::Size{1280, 800}, platform::Size{1080, 1920}})
    if (const int failed = run(size, assets, rounds) + run_board(size, assets, rounds); failed != 0) return failed;
  return 0;
}
