#include "sync/hub/cli.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "sync/event/problem.h"
#include "sync/hub/commands.h"
#include "sync/hub/console.h"
#include "sync/hub/contacts_command.h"
#include "sync/hub/journal_command.h"
#include "sync/hub/note_command.h"

namespace chalkpoint::hub {
namespace {

/// All options of all commands, filled by the parser.
struct Options {
  ServeOptions serve;
  DeviceOptions device;
  StatsOptions stats;
  JournalOptions journal;
  NoteOptions note;
  ContactsOptions contacts;
  EraseOptions erase;
  std::string store;
  SimulateOptions simulate;
};

constexpr const char* kStoreHelp = "where the store is: sqlite:FILE";

void add_serve(CLI::App& cli, Options& options, const World& world, Done& done) {
  CLI::App* command = cli.add_subcommand("serve", "Take answers in and give results out over HTTP");
  command->add_option("--listen", options.serve.listen, "ADDRESS:PORT; port 0 takes any free one")
      ->capture_default_str();
  command->add_option("--store", options.serve.store, kStoreHelp)->required();
  command->add_flag("--behind-proxy", options.serve.behind_proxy,
                    "allow an address that other machines reach: a proxy there must speak TLS");
  command->callback([&] { done = serve(options.serve, world); });
}

void add_devices(CLI::App& cli, Options& options, const World& world, Done& done) {
  CLI::App* device = cli.add_subcommand("device", "The terminals that may send, and their tokens");
  device->require_subcommand(1);
  const auto name_device = [&options](CLI::App* command) {
    command->add_option("--store", options.device.store, kStoreHelp)->required();
    command->add_option("--site", options.device.site, "the club: letters, digits, - _ . ~")->required();
    command->add_option("--name", options.device.name, "what people call the terminal, such as \"Lobby, left\"")
        ->required();
  };
  CLI::App* add = device->add_subcommand("add", "Make a terminal known; its token is the last line printed");
  name_device(add);
  add->add_flag("--code", options.device.code,
                "print a code of twelve digits to enrol by, taken once within a day, instead of the token");
  add->callback([&] { done = add_device(options.device, world, std::cout); });
  CLI::App* code = device->add_subcommand("code", "Make a code by which a known terminal enrols anew");
  name_device(code);
  code->callback([&] { done = offer_code(options.device, world, std::cout); });
  CLI::App* list = device->add_subcommand("list", "Show all terminals");
  list->add_option("--store", options.store, kStoreHelp)->required();
  list->callback([&] { done = list_devices(options.store, world, std::cout); });
  CLI::App* revoke = device->add_subcommand("revoke", "Refuse a terminal's token from now on");
  name_device(revoke);
  revoke->callback([&] { done = revoke_device(options.device, world, std::cout); });
}

void add_care(CLI::App& cli, Options& options, const World& world, Done& done) {
  CLI::App* stats = cli.add_subcommand("stats", "Show the results");
  stats->add_option("--store", options.stats.store, kStoreHelp)->required();
  stats->add_option("--site", options.stats.site, "of one club only");
  stats->add_flag("--json", options.stats.json, "as JSON, also by site, touchpoint and day");
  stats->callback([&] { done = show_stats(options.stats, world, std::cout); });
  CLI::App* check = cli.add_subcommand("verify", "Prove that the store is whole, or name the places where it is not");
  check->add_option("--store", options.store, kStoreHelp)->required();
  check->callback([&] { done = verify(options.store, world, std::cout); });
}

void add_note(CLI::App& cli, Options& options, const World& world, Done& done) {
  CLI::App* command = cli.add_subcommand("note", "Take a drawing from the board as an SVG file");
  command->add_option("--store", options.note.store, kStoreHelp)->required();
  auto* id = command->add_option("--id", options.note.id, "the note by its id");
  command->add_option("--code", options.note.code, "or by the code its writer was shown")->excludes(id);
  command->add_option("--site", options.note.site, "of one club only");
  command->add_option("--svg", options.note.svg, "the file to write")->required();
  command->add_flag("--any", options.note.any, "for the owner: also one that waits, was hidden or removed");
  command->callback([&] { done = write_note(options.note, world, std::cout); });
}

void add_journal(CLI::App& cli, Options& options, const World& world, Done& done) {
  CLI::App* command = cli.add_subcommand("journal", "Open the private notes with the site's recovery phrase");
  command->add_option("--store", options.journal.store, kStoreHelp)->required();
  command->add_option("--site", options.journal.site, "the club")->required();
  command->add_option("--drawings", options.journal.drawings, "a folder for what was drawn, as SVG");
  command->callback([&] { done = show_journal(options.journal, world, ask_secret, std::cout); });
}

void add_contacts(CLI::App& cli, Options& options, const World& world, Done& done) {
  CLI::App* command = cli.add_subcommand("contacts", "Open the contacts that members left with the site's phrase");
  command->add_option("--store", options.contacts.store, kStoreHelp)->required();
  command->add_option("--site", options.contacts.site, "the club")->required();
  command->callback([&] { done = show_contacts(options.contacts, world, ask_secret, std::cout); });

  CLI::App* erase = cli.add_subcommand("erase", "Erase what a member left sealed, here and at every terminal");
  erase->add_option("--store", options.erase.store, kStoreHelp)->required();
  erase->add_option("--site", options.erase.site, "the club")->required();
  auto* code = erase->add_option("--code", options.erase.code, "what was left under this code");
  erase->add_option("--contact", options.erase.contact, "or a phone number or address; asks for the site's phrase")
      ->excludes(code);
  auto* ids =
      erase->add_option("--id", options.erase.ids, "where several are found: which, as they are listed; repeatable");
  erase->add_flag("--all", options.erase.all, "or all of them")->excludes(ids);
  erase->callback([&] { done = erase_contacts(options.erase, world, ask_secret, std::cout); });
}

void add_simulate(CLI::App& cli, Options& options, const World& world, Done& done) {
  SimulateOptions& simulated = options.simulate;
  CLI::App* command =
      cli.add_subcommand("simulate", "Send the answers of simulated terminals, for something to look at");
  command->add_option("--devices", simulated.devices, "how many terminals")
      ->capture_default_str()
      ->check(CLI::Range(1, 10'000));
  command->add_option("--answers", simulated.answers, "answers of each")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
  command->add_option("--days", simulated.days, "days up to now over which they are spread")
      ->capture_default_str()
      ->check(CLI::Range(1, 3650));
  command->add_option("--seed", simulated.seed, "the same seed gives the same answers");
  auto* hub = command->add_option("--hub", simulated.hub, "a running hub on this machine: http://127.0.0.1:PORT");
  command->add_option("--token", simulated.token, "of the terminal they speak for there")->needs(hub);
  command->add_option("--store", simulated.store, "or a store not in use; the terminals are added to it")
      ->excludes(hub);
  command->add_option("--site", simulated.site, "the club, with --store")->capture_default_str();
  command->callback([&] { done = simulate(simulated, world, std::cout); });
}

/// What may stand where the command line went wrong.
std::string choices(const CLI::App& cli) {
  const CLI::App* at = &cli;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  std::string names;
  for (const CLI::App* command : at->get_subcommands([](const CLI::App*) { return true; }))
    names += (names.empty() ? "choose one of " : ", ") + command->get_name();
  return names.empty() ? "see chalkpoint-hub --help" : names + "; --help says more";
}

int tell(const event::Problem& problem, int exit_code) {
  std::cerr << "chalkpoint-hub: " << event::one_line(problem) << '\n';
  return exit_code;
}

}  // namespace

int run_command_line(int argc, char** argv, const char* version, const World& world) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("hub"));
  CLI::App cli("The server of Chalkpoint: gathers what members say at all terminals.", "chalkpoint-hub");
  cli.set_version_flag("--version", version);
  cli.require_subcommand(1);
  Options options;
  Done done;
  add_serve(cli, options, world, done);
  add_devices(cli, options, world, done);
  add_care(cli, options, world, done);
  add_note(cli, options, world, done);
  add_journal(cli, options, world, done);
  add_contacts(cli, options, world, done);
  add_simulate(cli, options, world, done);
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return cli.exit(error);
    return tell({error.what(), choices(cli)}, 2);
  }
  if (done) return 0;
  return tell(done.error(), 1);
}

}  // namespace chalkpoint::hub
