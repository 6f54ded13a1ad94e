#include "kiosk/app/cli_list.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "kiosk/app/cli_common.h"
#include "kiosk/app/first_start.h"
#include "kiosk/app/list_ports.h"
#include "platform/clock.h"
#include "platform/paths.h"
#include "platform/random.h"
#include "sync/event/day.h"

namespace chalkpoint::app {

namespace {

using event::Problem;
template <class T>
using Result = std::expected<T, Problem>;

struct ListWanted {
  std::filesystem::path data = platform::default_data_dir(), csv;
  std::string list;
  bool dry_run = false;
};

event::Moment moment_of_list() {
  const platform::Now now = platform::now();
  return {.unix_ms = now.unix_ms, .utc_offset_min = now.utc_offset_min, .mono_ms = now.mono_ms, .boot_id = {}};
}

desk::List list_of(const std::string& name) {
  return name == desk::kListNames[0] ? desk::List::calls : desk::List::renewals;
}

// In the order of desk::RowFault. The log and the shell's history must not hold anybody's number, so what stands in the
// row is not repeated.
std::string fault_line(const desk::BadRow& row) {
  constexpr std::array<const char*, desk::kRowFaults.size()> kWords = {
      "has no name; write it in",
      "has a name longer than 80 letters; shorten it",
      "has no number; write it in",
      "has no telephone number that could be dialled; write it with + and the code of the country",
      "has an unknown status; write first, regular or lost",
      "does not say when the card ends; write it in",
      "has no day for the card's end; write it like 2026-12-31",
      "has a card that ended more than 90 days ago; take the row out or mend the day",
      "has no birthday; write it like 29.02",
      "repeats the number of line ",
      "has a number that is on the list already; nothing to do",
      "has more cells than columns; take out what is too much, or quote it",
      "has a quote that is not closed; close it"};
  std::string out = "line " + std::to_string(row.line) + " " + kWords[static_cast<std::size_t>(row.fault)];
  if (row.fault == desk::RowFault::repeated) out += std::to_string(row.first_line) + "; keep one";
  return out;
}

Problem sheet_problem(desk::SheetFault fault, const std::filesystem::path& file) {
  constexpr std::array<const char*, desk::kSheetFaults.size()> kWords = {"",
                                                                         "is larger than four megabytes",
                                                                         "is no text",
                                                                         "has no rows under a heading",
                                                                         "has no column \"name\" in its first line",
                                                                         "has no column \"phone\" in its first line",
                                                                         "has no column \"ends\" in its first line",
                                                                         "has more than 2000 rows",
                                                                         "cannot be read"};
  return {"The file " + file.string() + " " + kWords[static_cast<std::size_t>(fault)] + ".",
          "Save it as CSV with the columns name and phone, and ends for renewals."};
}

/// Who is on the list for the same day already is left out: known by the mark, since the numbers are sealed.
Result<std::size_t> keep_all(journal::Journal& journal, const desk::Sheet& sheet, desk::List list) {
  const auto key = site_key(journal);
  if (!key) return std::unexpected(key.error());
  if (!*key)
    return std::unexpected(
        Problem{"There is no key to seal the list to.", "Run chalkpoint site-key first, or enroll the terminal."});
  const auto there = journal.listed();
  if (!there) return std::unexpected(there.error());
  std::vector<journal::Listed> rows;
  for (const desk::Client& client : sheet.good) {
    auto sealed = seal_row(client, list, **key, moment_of_list(), platform::fill_random);
    if (!sealed) return std::unexpected(sealed.error());
    const journal::Listed& row = sealed->first;
    if (std::ranges::any_of(*there, [&row](const journal::Listed& one) {
          return one.list == row.list && one.day == row.day && one.mark == row.mark;
        }))
      continue;
    rows.push_back(row);
    if (rows.size() % 50 == 0) std::printf("sealed %zu of %zu\n", rows.size(), sheet.good.size());
  }
  if (const auto kept = journal.keep_listed(rows); !kept) return std::unexpected(kept.error());
  return rows.size();
}

Result<void> import_list(const ListWanted& wanted) {
  const auto assets = platform::assets_dir(platform::program_dir());
  if (!assets) return std::unexpected(problem(assets.error()));
  const auto words = list_words(*assets);
  if (!words) return std::unexpected(words.error());
  const auto octets = sheet_octets(wanted.csv);
  if (!octets) return std::unexpected(sheet_problem(desk::SheetFault::unreadable, wanted.csv));
  const desk::List list = list_of(wanted.list);
  const event::Moment now = moment_of_list();
  const desk::Sheet sheet = desk::read_sheet(*octets, list, *words, {}, event::day_of(now.unix_ms, now.utc_offset_min));
  if (sheet.fault != desk::SheetFault::none) return std::unexpected(sheet_problem(sheet.fault, wanted.csv));
  for (const desk::BadRow& row : sheet.bad) std::printf("%s\n", fault_line(row).c_str());
  auto journal = open_existing_store(wanted.data);
  if (!journal) return std::unexpected(journal.error());
  std::size_t kept = sheet.good.size();
  if (!wanted.dry_run && !sheet.good.empty()) {
    const auto all = keep_all(*journal, sheet, list);
    if (!all) return std::unexpected(all.error());
    kept = *all;
  }
  std::printf("%zu good rows %s, %zu bad rows left out\n", kept, wanted.dry_run ? "found" : "kept", sheet.bad.size());
  if (kept < sheet.good.size()) std::printf("%zu were on the list for that day already\n", sheet.good.size() - kept);
  if (!wanted.dry_run) std::printf("Take the file away: it holds people's names and numbers.\n");
  return {};
}

Result<void> show_lists(const ListWanted& wanted) {
  auto journal = open_existing_store(wanted.data);
  if (!journal) return std::unexpected(journal.error());
  const auto rows = journal->listed();
  if (!rows) return std::unexpected(rows.error());
  std::map<std::pair<std::string, std::string>, std::size_t> counts;
  for (const journal::Listed& row : *rows) ++counts[{row.list, row.day}];
  for (const auto& [which, count] : counts)
    std::printf("%s\t%s\t%zu\n", which.first.c_str(), which.second.c_str(), count);
  return {};
}

}  // namespace

void add_list_commands(CLI::App& cli, int& exit_code) {
  const auto wanted = std::make_shared<ListWanted>();
  CLI::App* list = cli.add_subcommand("list", "Lists of whom the staff call, on this terminal");
  list->require_subcommand(1);

  CLI::App* import =
      list->add_subcommand("import", "Bring a table: good rows are sealed and kept, bad ones are named by line");
  import->add_option("--data", wanted->data, "the terminal's data folder")->capture_default_str();
  import->add_option("--list", wanted->list, "whom it names: yesterday's clients, or members whose cards end")
      ->required()
      ->check(CLI::IsMember(std::vector<std::string>(desk::kListNames.begin(), desk::kListNames.end())));
  import->add_option("--csv", wanted->csv, "the table, which stays as it is")->required();
  import->add_flag("--dry-run", wanted->dry_run, "only say what is in it");
  import->callback([wanted, &exit_code] { exit_code = report(import_list(*wanted)); });

  CLI::App* show = list->add_subcommand("show", "Count the rows: list, day, how many");
  show->add_option("--data", wanted->data, "the terminal's data folder")->capture_default_str();
  show->callback([wanted, &exit_code] { exit_code = report(show_lists(*wanted)); });
}

}  // namespace chalkpoint::app
