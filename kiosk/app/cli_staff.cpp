#include "kiosk/app/cli_staff.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "kiosk/app/cli_common.h"
#include "kiosk/app/first_start.h"
#include "platform/clock.h"
#include "platform/paths.h"
#include "platform/random.h"

namespace chalkpoint::app {

namespace {

std::expected<void, event::Problem> set_new_pin(const std::filesystem::path& data) {
  auto journal =
      journal::Journal::open(data,
                             {.random = platform::fill_random,
                              .now_unix_ms = [] { return platform::now().unix_ms; },
                              .notice = [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }},
                             journal::OnDamage::refuse);
  if (!journal) return std::unexpected(journal.error());
  return renew_staff_pin(*journal, platform::fill_random, [](const std::string& line) { std::puts(line.c_str()); });
}

}  // namespace

void add_staff_command(CLI::App& cli, int& exit_code) {
  auto data = std::make_shared<std::filesystem::path>(platform::default_data_dir());
  CLI::App* command = cli.add_subcommand("staff-pin", "Give the staff of this terminal a new PIN; it is shown once");
  command->add_option("--data", *data, "the terminal's data folder")->capture_default_str();
  command->callback([data, &exit_code] { exit_code = report(set_new_pin(*data)); });
}

}  // namespace chalkpoint::app
