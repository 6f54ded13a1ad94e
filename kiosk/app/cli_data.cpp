#include "kiosk/app/cli_data.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>

#include "kiosk/app/backups.h"
#include "kiosk/app/cli_common.h"
#include "platform/clock.h"

namespace chalkpoint::app {
namespace {

using journal::Journal;
using journal::Problem;
using journal::Result;

constexpr std::int64_t kProgressIntervalMs = 1000;

struct Options {
  std::string data;
  std::string out, from;
  bool json = false;
};

/// Runs a command's work on the store and tells its problem, if any, in one line.
void run(const Options& options, int& exit_code, const std::function<Result<void>(Journal&)>& work) {
  auto journal = open_existing_store(options.data);
  exit_code = report(journal ? work(*journal) : std::unexpected(journal.error()));
}

/// One line on standard error for each second of work.
std::function<void(std::uint64_t)> progress_on_stderr(std::string_view done) {
  return [done, next_ms = platform::now().mono_ms + kProgressIntervalMs](std::uint64_t count) mutable {
    if (count % 1000 != 0 || platform::now().mono_ms < next_ms) return;
    next_ms = platform::now().mono_ms + kProgressIntervalMs;
    std::cerr << count << ' ' << done << '\n';
  };
}

Result<void> stats_command(Journal& journal, const Options& options) {
  const auto stats = journal.stats();
  if (!stats) return std::unexpected(stats.error());
  const event::Json json = journal::to_json(*stats);
  if (options.json) {
    std::cout << json.dump() << '\n';
    return {};
  }
  for (const char* name :
       {"responses", "completed", "abandoned", "suspect", "promoters", "passives", "detractors", "nps", "margin"}) {
    std::cout << name << ": " << (json[name].is_null() ? "-" : json[name].dump()) << '\n';
  }
  return {};
}

Result<void> verify_command(Journal& journal) {
  const auto verification = journal.verify(progress_on_stderr("events verified"));
  if (!verification) return std::unexpected(verification.error());
  if (verification->faults.empty()) {
    std::cout << "sound: " << verification->events << " events in " << verification->epochs << " epochs, "
              << verification->contacts << " sealed contacts\n";
    return {};
  }
  for (const auto& fault : verification->faults) std::cout << fault << '\n';
  return std::unexpected(Problem{"The store is not sound: " + verification->faults.front(),
                                 "Keep a backup of it and ask for support; nothing was changed."});
}

/// Puts a copy into the place of the store, which is made when missing and kept under another name.
Result<void> import_command(const Options& options) {
  auto store = open_store(options.data);
  if (!store) return std::unexpected(store.error());
  auto restored =
      restore_backup([&](const auto& work) { work(*store); }, options.data, options.from, [](double) { return true; });
  if (!restored) return std::unexpected(restored.error().said);
  store = std::unexpected(Problem{});  // closed: the next opening puts the copy into its place
  const auto opened = open_store(options.data);
  if (!opened) return std::unexpected(opened.error());
  std::cout << restored->responses << " responses put back, the last of "
            << (restored->newest.empty() ? "never" : restored->newest)
            << "; what was here before lies beside them as journal.replaced-TIME.db\n";
  return {};
}

CLI::App* command(CLI::App& cli, const char* name, const char* does, const std::shared_ptr<Options>& options) {
  CLI::App* added = cli.add_subcommand(name, does);
  added->add_option("--data", options->data, "Data directory of the terminal")->required();
  return added;
}

}  // namespace

void add_data_commands(CLI::App& cli, int& exit_code) {
  const auto options = std::make_shared<Options>();

  CLI::App* stats = command(cli, "stats", "Count the responses and their NPS", options);
  stats->add_flag("--json", options->json, "As one JSON object, with touchpoints and days");
  stats->callback([options, &exit_code] {
    run(*options, exit_code, [&](Journal& journal) { return stats_command(journal, *options); });
  });

  CLI::App* verify = command(cli, "verify", "Prove the store whole: file, chains, tables, contacts", options);
  verify->callback([options, &exit_code] { run(*options, exit_code, verify_command); });

  CLI::App* backup = command(cli, "backup", "Copy the store into one file", options);
  backup->add_option("--out", options->out, "File to write; it must not exist")->required();
  backup->callback([options, &exit_code] {
    run(*options, exit_code, [&](Journal& journal) -> Result<void> {
      auto done = journal.backup(options->out);
      if (done)
        std::cerr << "Backup written to " << options->out
                  << "; chalkpoint import --data DIR --from FILE puts it back\n";
      return done;
    });
  });

  CLI::App* import = command(cli, "import", "Put a copy back as the store; the present one is set aside", options);
  import->add_option("--from", options->from, "File that `chalkpoint backup` or the terminal's screen made")
      ->required();
  import->callback([options, &exit_code] { exit_code = report(import_command(*options)); });
}

}  // namespace chalkpoint::app
