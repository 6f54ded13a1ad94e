#include "kiosk/app/cli_erase.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>

#include "kiosk/app/cli_common.h"
#include "kiosk/app/erasure.h"
#include "kiosk/app/vault.h"
#include "platform/clock.h"
#include "platform/console.h"
#include "platform/paths.h"
#include "platform/random.h"

namespace chalkpoint::app {

namespace {

using event::Problem;
using journal::Journal;
using journal::Result;

struct EraseWanted {
  std::filesystem::path data = platform::default_data_dir();
  std::string code, contact;
  std::vector<std::string> ids;
  bool all = false;
};

/// Who has a shell on the terminal, and no name in it.
const event::Signature kCommandErases{.name = "chalkpoint erase", .role = "owner"};

Result<LeftBy> by_code(const OnStore& store, const std::string& text) {
  const std::string code = event::typed_code(text);
  if (code.empty())
    return std::unexpected(Problem{"\"" + text + "\" is no code.", "Give the four characters of the thank-you page."});
  auto found = left_under(store, code);
  if (!found) return std::unexpected(found.error());
  return LeftBy{.found = std::move(*found)};
}

Result<LeftBy> by_contact(Journal& journal, const OnStore& store, const std::string& contact) {
  if (event::normal_contact(contact).empty())
    return std::unexpected(
        Problem{"\"" + contact + "\" is no phone number and no address.", "Give --contact as the person tells it."});
  std::vector<std::string> wrapped;
  for (const auto& [name, one] : journal.wrapped_keys()) wrapped.push_back(one);
  if (wrapped.empty())
    return std::unexpected(Problem{"This terminal holds no key that a phrase opens.",
                                   "Erase by --code, or run chalkpoint-hub erase at the hub."});
  const auto phrase = platform::ask_secret("Recovery phrase: ");
  if (!phrase) return std::unexpected(problem(phrase.error()));
  auto key = unwrap_any(wrapped, *phrase);
  if (!key)
    return std::unexpected(
        Problem{"The phrase opens no key of this terminal.", "Type the thirty characters as they were printed."});
  const auto locked = event::LockedKey::take(*key);
  if (!locked) return std::unexpected(locked.error());
  // To compare them they are opened, and that is an event before the first of them is.
  if (const auto said = journal.append(std::vector{opening_of(kCommandErases, this_moment(), platform::fill_random)});
      !said)
    return std::unexpected(said.error());
  return left_by(store, contact, [&locked](std::string_view box) -> std::optional<std::string> {
    auto text = event::open_contact(box, locked->key());
    return text ? std::optional(std::move(*text)) : std::nullopt;
  });
}

/// What it was, when it was left and by which id it is named: never the contact itself.
std::string line_of(const desk::Left& one) {
  const std::string day =
      event::rfc3339({.unix_ms = one.unix_ms, .utc_offset_min = 0, .mono_ms = 0, .boot_id = {}}).substr(0, 10);
  return day + '\t' + (one.channel.empty() ? "note" : one.channel) + '\t' + (one.code.empty() ? "-" : one.code) + '\t' +
         event::short_id(one.id);
}

/// Of what was found what is meant.
Result<std::vector<desk::Left>> chosen_of(std::vector<desk::Left> found, const EraseWanted& wanted) {
  std::vector<event::Uuid> ids;
  for (const desk::Left& one : found) {
    std::cout << line_of(one) << '\n';
    ids.push_back(one.id);
  }
  std::cout << std::flush;
  const auto meant = event::meant_of(ids, wanted.ids, wanted.all);
  if (!meant) return std::unexpected(meant.error());
  std::erase_if(found, [&](const desk::Left& one) { return std::ranges::find(*meant, one.id) == meant->end(); });
  return found;
}

Result<void> erase_command(Journal& journal, const EraseWanted& wanted) {
  const auto assets = platform::assets_dir(platform::program_dir());
  if (!assets) return std::unexpected(problem(assets.error()));
  const auto words = open_words(*assets);
  if (!words) return std::unexpected(words.error());
  const OnStore store = [&journal](const auto& work) { work(journal); };
  auto search = wanted.contact.empty() ? by_code(store, wanted.code) : by_contact(journal, store, wanted.contact);
  if (!search) return std::unexpected(search.error());
  if (search->other_key > 0)
    for (const auto& [language, text] : *words) std::cout << text.get("erase.other.key", search->other_key) << '\n';
  std::vector<desk::Left> found = std::move(search->found);
  std::erase_if(found, [](const desk::Left& one) { return one.erased; });
  if (found.empty())
    return std::unexpected(Problem{"Nothing of it is left on this terminal.",
                                   "Check the letters; chalkpoint-hub erase finds what was left at others."});
  auto chosen = chosen_of(std::move(found), wanted);
  if (!chosen) return std::unexpected(chosen.error());
  const event::Moment now = this_moment();
  if (const auto done = confirm_acts(journal, *words, now); !done) return std::unexpected(done.error());
  const auto erasure = erase(journal, std::move(*chosen), kCommandErases, now, platform::fill_random);
  if (!erasure) return std::unexpected(erasure.error());
  for (const auto& [language, text] : *words) std::cout << act_text(*erasure, text) << '\n';
  const auto kept = keep_act(journal, wanted.data, *erasure, *words);
  if (!kept) return std::unexpected(kept.error());
  std::cout << kept->string() << '\n';
  return {};
}

}  // namespace

void add_erase_command(CLI::App& cli, int& exit_code) {
  const auto wanted = std::make_shared<EraseWanted>();
  CLI::App* command = cli.add_subcommand(
      "erase", "Erase what a member left sealed, here and through the hub everywhere; prints the act of it");
  command->add_option("--data", wanted->data, "the terminal's data folder")->capture_default_str();
  auto* code = command->add_option("--code", wanted->code, "what was left under this code, at whatever terminal");
  command->add_option("--contact", wanted->contact, "or this phone number or address; asks for the recovery phrase")
      ->excludes(code);
  auto* ids =
      command->add_option("--id", wanted->ids, "where several are found: which, as they are listed; repeatable");
  command->add_flag("--all", wanted->all, "or all of them")->excludes(ids);
  command->callback([wanted, &exit_code] {
    if (wanted->code.empty() && wanted->contact.empty()) {
      exit_code = report(std::unexpected(Problem{"Nothing is named to be erased.", "Give --code or --contact."}));
      return;
    }
    auto journal = open_existing_store(wanted->data);
    exit_code = report(journal ? erase_command(*journal, *wanted) : std::unexpected(journal.error()));
  });
}

}  // namespace chalkpoint::app
