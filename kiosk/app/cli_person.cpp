#include "kiosk/app/cli_person.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "kiosk/app/cli_common.h"
#include "kiosk/app/people.h"
#include "platform/clock.h"
#include "platform/paths.h"
#include "platform/random.h"

namespace chalkpoint::app {

namespace {

struct PersonWanted {
  std::filesystem::path data = platform::default_data_dir();
  std::string name, role = "staff";
};

int with_store(const std::filesystem::path& data, const std::function<journal::Result<void>(journal::Journal&)>& work) {
  auto journal = open_existing_store(data);
  return report(journal ? work(*journal) : std::unexpected(journal.error()));
}

journal::Result<void> list_people(journal::Journal& journal) {
  const auto people = read_people(journal);
  if (!people) return std::unexpected(people.error());
  for (const event::Person& one : *people)
    std::printf("%s\t%s\t%s\n", one.id.text().c_str(), one.role.c_str(), one.name.c_str());
  return {};
}

CLI::App* add_one(CLI::App& to, const char* name, const char* help, PersonWanted& wanted) {
  CLI::App* command = to.add_subcommand(name, help);
  command->add_option("--data", wanted.data, "the terminal's data folder")->capture_default_str();
  return command;
}

}  // namespace

void add_person_commands(CLI::App& cli, int& exit_code) {
  const auto wanted = std::make_shared<PersonWanted>();
  CLI::App* person = cli.add_subcommand("person", "Who signs in at the desk of this terminal's site, each with a PIN");
  person->require_subcommand(1);

  CLI::App* add = add_one(*person, "add", "Enlist somebody; the PIN is shown once", *wanted);
  add->add_option("--name", wanted->name, "what the person signs with")->required();
  add->add_option("--role", wanted->role, "what the person may do")
      ->check(CLI::IsMember(std::vector<std::string>(event::kRoles.begin(), event::kRoles.end())))
      ->capture_default_str();
  add->callback([wanted, &exit_code] {
    exit_code = with_store(wanted->data, [&](journal::Journal& journal) {
      return add_person(journal, wanted->name, wanted->role, this_moment(), platform::fill_random,
                        [](const std::string& line) { std::puts(line.c_str()); });
    });
  });

  CLI::App* list = add_one(*person, "list", "Show who is enlisted: id, role, name", *wanted);
  list->callback([wanted, &exit_code] { exit_code = with_store(wanted->data, list_people); });

  CLI::App* remove = add_one(*person, "remove", "Dismiss somebody", *wanted);
  remove->add_option("--name", wanted->name, "the name, or the id where several have it")->required();
  remove->callback([wanted, &exit_code] {
    exit_code = with_store(wanted->data, [&](journal::Journal& journal) {
      return remove_person(journal, wanted->name, this_moment(), platform::fill_random);
    });
  });

  CLI::App* unlock = add_one(*person, "unlock", "End somebody's wait after wrong PINs on this terminal", *wanted);
  unlock->add_option("name,--name", wanted->name, "the name, or the id where several have it")->required();
  unlock->callback([wanted, &exit_code] {
    exit_code = with_store(wanted->data, [&](journal::Journal& journal) {
      return unlock_person(journal, wanted->name, this_moment(), platform::fill_random);
    });
  });
}

}  // namespace chalkpoint::app
