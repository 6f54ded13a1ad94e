// The terminal: what it is made of, put together once.
#include <unistd.h>

#include <atomic>

#include "kiosk/app/cli.h"
#include "kiosk/app/cli_common.h"
#include "kiosk/app/frame.h"
#include "kiosk/app/log.h"
#include "kiosk/app/terminal.h"
#include "platform/clock.h"
#include "platform/core_dump.h"
#include "platform/paths.h"
#include "platform/random.h"
#include "platform/signals.h"
#include "platform/window.h"

namespace {

using namespace chalkpoint;

app::Host this_machine(const std::function<void(std::string)>& note, std::function<void()> start_anew) {
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
          .show_once = isatty(STDERR_FILENO) == 1 ? app::say_aloud : std::function<void(std::string)>(),
          .start_anew = std::move(start_anew),
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
  app::Canvas canvas(std::move(*renderer), (*window)->keeps_frames());
  const app::Log log(options.data / app::kLogsFolder);
  const auto note = [&log](const std::string& line) { log.note(line); };
  app::TargetsFile targets(options.targets, note);

  // Once; and again where the hub or the store became another one while it ran.
  std::atomic<bool> anew = false;
  do {
    anew = false;
    const auto terminal = app::Terminal::open(options, *assets, this_machine(note, [&anew] {
                                                anew = true;
                                                platform::Window::wake();
                                              }));
    if (!terminal) return std::unexpected(terminal.error());

    // Inject.
    app::Loop loop((*terminal)->model(), **ui, **window, canvas, targets, [&] {
      return options.scale_px_per_mm ? options.scale_px_per_mm : (*terminal)->measured_px_per_mm();
    });

    // Loop.
    loop.run(stop, anew);
    (*terminal)->model().leave();
  } while (anew && !stop && !(*window)->closing());
  return {};
}

}  // namespace

int main(int count, char** arguments) {
  platform::forbid_core_dumps();
  return app::run_command_line(count, arguments, CHALKPOINT_VERSION,
                               [](const app::RunOptions& options) { return app::report(run(options)); });
}
