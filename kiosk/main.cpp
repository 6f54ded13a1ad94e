// The terminal: what it is made of, put together once.
#include <unistd.h>

#include <atomic>
#include <cstdio>

#include "kiosk/app/cli.h"
#include "kiosk/app/cli_common.h"
#include "kiosk/app/frame.h"
#include "kiosk/app/terminal.h"
#include "platform/clock.h"
#include "platform/core_dump.h"
#include "platform/paths.h"
#include "platform/random.h"
#include "platform/signals.h"
#include "platform/window.h"

namespace {

using namespace chalkpoint;

void note(const std::string& line) {
  std::fprintf(stderr, "%s\n", line.c_str());
}

app::Host this_machine() {
  return {.now =
              [] {
                const platform::Now now = platform::now();
                return event::Moment{.unix_ms = now.unix_ms,
                                     .utc_offset_min = now.utc_offset_min,
                                     .mono_ms = now.mono_ms,
                                     .boot_id = platform::boot_id()};
              },
          .utc_offset_min = platform::utc_offset_min,
          .random = platform::fill_random,
          .wake = platform::Window::wake,
          .note = note,
          // A terminal that a service starts writes into a log, beside the wrapped key that the phrase opens.
          .show_once = isatty(STDERR_FILENO) == 1 ? note : std::function<void(std::string)>(),
          .sticks = platform::removable_folders};
}

std::expected<void, event::Problem> run(const app::RunOptions& options) {
  // Construct. Signals first: every later thread leaves them to this one. The window before the threads that wake it.
  std::atomic<bool> stop = false;
  const platform::StopSignals signals([&stop] {
    stop = true;
    platform::Window::wake();
  });
  const auto assets = platform::assets_dir(platform::program_dir());
  if (!assets) return std::unexpected(app::problem(assets.error()));
  const auto window = platform::Window::open("Chalkpoint", options.windowed);
  if (!window) return std::unexpected(app::problem(window.error()));
  auto renderer = platform::Renderer::make();
  if (!renderer) return std::unexpected(app::problem(renderer.error()));
  const auto ui = app::open_toolkit(*assets);
  if (!ui) return std::unexpected(ui.error());
  const auto terminal = app::Terminal::open(options, *assets, this_machine());
  if (!terminal) return std::unexpected(terminal.error());

  // Inject.
  app::Loop loop((*terminal)->model(), **ui, **window, app::Canvas(std::move(*renderer), (*window)->keeps_frames()),
                 app::TargetsFile(options.targets, note), options.scale_px_per_mm);

  // Loop.
  loop.run(stop);
  (*terminal)->model().leave();
  return {};
}

}  // namespace

int main(int count, char** arguments) {
  platform::forbid_core_dumps();
  return app::run_command_line(count, arguments, CHALKPOINT_VERSION,
                               [](const app::RunOptions& options) { return app::report(run(options)); });
}
