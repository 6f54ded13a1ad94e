#include "kiosk/app/cli_staff.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "kiosk/app/cli_common.h"
#include "kiosk/app/first_start.h"
#include "platform/paths.h"
#include "platform/random.h"

namespace chalkpoint::app {

namespace {

using Make = std::expected<void, event::Problem>(journal::Journal&, const event::Random&,
                                                 const std::function<void(std::string)>&);

// Makes a secret of a terminal that is not running and prints it.
std::expected<void, event::Problem> make_secret(const std::filesystem::path& data, Make& make) {
  auto journal = open_store(data);
  if (!journal) return std::unexpected(journal.error());
  return make(*journal, platform::fill_random, [](const std::string& line) { std::puts(line.c_str()); });
}

void add_command(CLI::App& cli, const char* name, const char* help, Make& make, int& exit_code) {
  auto data = std::make_shared<std::filesystem::path>(platform::default_data_dir());
  CLI::App* command = cli.add_subcommand(name, help);
  command->add_option("--data", *data, "the terminal's data folder")->capture_default_str();
  command->callback([data, &make, &exit_code] { exit_code = report(make_secret(*data, make)); });
}

}  // namespace

void add_staff_commands(CLI::App& cli, int& exit_code) {
  add_command(cli, "staff-pin", "Give the staff of this terminal a new PIN; it is shown once", renew_staff_pin,
              exit_code);
  add_command(cli, "site-key",
              "Give a terminal without a hub a key to seal contacts to; the phrase that opens them is shown once",
              make_own_key, exit_code);
}

}  // namespace chalkpoint::app
