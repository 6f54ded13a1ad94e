#include "kiosk/app/cli.h"

#include <CLI/CLI.hpp>

#include "kiosk/app/cli_common.h"
#include "kiosk/app/cli_config.h"
#include "kiosk/app/cli_data.h"
#include "kiosk/app/cli_enroll.h"
#include "kiosk/app/cli_erase.h"
#include "kiosk/app/cli_export.h"
#include "kiosk/app/cli_list.h"
#include "kiosk/app/cli_person.h"
#include "kiosk/app/cli_report.h"
#include "kiosk/app/cli_screenshot.h"
#include "kiosk/app/cli_staff.h"
#include "kiosk/app/cli_survey.h"
#include "kiosk/app/list_ports.h"
#include "platform/paths.h"

namespace chalkpoint::app {

namespace {

struct RunArguments {
  RunOptions options;
  std::string windowed;
};

void add_run_options(CLI::App& to, RunArguments& arguments) {
  RunOptions& options = arguments.options;
  to.add_option("--data", options.data, "folder of answers and settings; made when missing")->capture_default_str();
  to.add_option("--windowed", arguments.windowed, "a window of WxH pixels instead of the whole display");
  to.add_option("--lang", options.language, "the language to begin with; without it as the settings say, at first ru")
      ->check(CLI::IsMember({"ru", "en"}));
  to.add_option("--hub", options.hub,
                "the hub this terminal is enrolled to has moved to this address; remembered from now on");
  to.add_option("--targets", options.targets, "file to tell what is on the screen and where, as JSON");
  to.add_option("--scale", options.scale_px_per_mm, "pixels for each millimetre, when the display tells wrongly")
      ->check(CLI::Range(1.0, 40.0));
  to.add_option("--survey", options.survey, "a definition instead of the one shipped");
  to.add_option("--club", options.club, "the club's name at the top of the screens; remembered from now on");
  to.add_option(
      "--hours", options.hours,
      "opening hours, by which the staff see how long somebody waits: \"7-23\", \"mon-fri 7-23, sat-sun 9-21, "
      "2026-12-31 closed\", or \"always\" when closed hours count, too; remembered from now on");
  to.add_option("--call-every", options.call_every_days,
                "nobody on a list is called twice within so many days (90 until this is said); remembered from now on")
      ->check(CLI::Range(1, kCallEveryDaysMax));
  to.add_option("--idle-s", options.idle_s, "seconds without a touch before \"still here?\"")
      ->check(CLI::Range(0.5, 3'600.0))
      ->capture_default_str();
}

int run_terminal(RunArguments& arguments, const std::function<int(const RunOptions&)>& terminal) {
  if (!arguments.windowed.empty()) {
    const auto size = parse_size(arguments.windowed);
    if (!size) return report(std::unexpected(size.error()));
    arguments.options.windowed = *size;
  }
  if (const auto made = platform::make_data_dir(arguments.options.data); !made) return report(in_our_words(made));
  return terminal(arguments.options);
}

}  // namespace

int run_command_line(int count, char** raw, const std::string& version,
                     const std::function<int(const RunOptions&)>& terminal) {
  CLI::App cli("Chalkpoint: the survey terminal of a fitness club's lobby.\nWithout a command it runs the terminal.",
               "chalkpoint");
  int exit_code = 0;
  RunArguments arguments;
  arguments.options.data = platform::default_data_dir();
  arguments.options.version = version;
  cli.set_version_flag("--version", version);
  add_run_options(cli, arguments);
  cli.require_subcommand(0, 1);
  CLI::App* run = cli.add_subcommand("run", "Run the terminal (the default)");
  add_run_options(*run, arguments);
  add_enroll_command(cli, exit_code);
  add_survey_commands(cli, exit_code);
  add_export_commands(cli, exit_code);
  add_data_commands(cli, exit_code);
  add_config_commands(cli, exit_code);
  add_staff_commands(cli, exit_code);
  add_person_commands(cli, exit_code);
  add_erase_command(cli, exit_code);
  add_report_command(cli, exit_code);
  add_list_commands(cli, exit_code);
  add_screenshot_command(cli, exit_code);
  try {
    cli.parse(count, raw);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return cli.exit(error);  // --help, --version
    return report(std::unexpected(event::Problem{error.what() + std::string("."), "See chalkpoint --help."}));
  }
  if (cli.get_subcommands().empty() || run->parsed()) return run_terminal(arguments, terminal);
  return exit_code;
}

}  // namespace chalkpoint::app
