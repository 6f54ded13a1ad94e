#include "kiosk/app/cli_export.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "kiosk/app/cli_common.h"
#include "kiosk/app/export_archive.h"
#include "kiosk/app/export_cases.h"
#include "kiosk/app/export_file.h"
#include "kiosk/app/export_job.h"
#include "kiosk/app/export_notes.h"
#include "platform/clock.h"
#include "platform/console.h"
#include "platform/paths.h"
#include "platform/random.h"
#include "sync/event/day.h"

namespace chalkpoint::app {
namespace {

using event::Problem;
using journal::Journal;
using journal::Result;

constexpr std::int64_t kProgressIntervalMs = 1000;

struct Options {
  std::string data, out, board, archive, period;
  std::string format = "csv";
  std::string language = "ru";
  bool notes = false;
  bool cases = false;
  const char* rows() const { return notes ? "notes" : cases ? "cases" : "responses"; }
};

/// One line on standard error for each second of work.
ExportWatch progress_on_stderr() {
  return [next_ms = platform::now().mono_ms + kProgressIntervalMs](std::uint64_t done, std::uint64_t whole) mutable {
    if (whole == 0 || platform::now().mono_ms < next_ms) return true;
    next_ms = platform::now().mono_ms + kProgressIntervalMs;
    std::cerr << done * 100 / whole << " % done\n";
    return true;
  };
}

Result<ExportSpan> span_of(const Options& options) {
  if (options.period.empty()) return ExportSpan{};
  const std::int64_t now_unix_ms = platform::now().unix_ms;
  const auto days = days_of(options.period, now_unix_ms);
  if (!days) return std::unexpected(days.error());
  const auto begin =
      [](const std::string& day) {  // by the offset of its noon, to the hour where clocks change at night
        const std::int64_t noon = event::start_of_day(day, 0).value_or(0) + 43'200'000;
        return event::start_of_day(day, platform::utc_offset_min(noon)).value_or(0);
      };
  return ExportSpan{.from_unix_ms = begin(days->first), .to_unix_ms = begin(event::plus_days(days->last, 1))};
}

Result<std::size_t> export_rows(Journal& journal, const Options& options, const ExportSpan& span, Octets out) {
  const auto to = text_sink(options.format == "csv" ? ExportFormat::csv : ExportFormat::jsonl, std::move(out));
  const OnStore store = directly_on(journal);
  const ExportWatch watch = progress_on_stderr();
  if (options.notes) return export_notes(store, span, *to, watch);
  if (options.cases) return export_cases(store, span, *to, watch);
  const auto tally = export_responses(store, span, *to, watch);
  if (!tally) return std::unexpected(tally.error());
  return static_cast<std::size_t>(tally->responses());
}

Result<void> to_console(Journal& journal, const Options& options, const ExportSpan& span) {
  const auto rows = export_rows(journal, options, span, [](std::string_view octets) -> Result<void> {
    std::cout << octets;
    if (std::cout.good()) return {};
    return std::unexpected(
        Problem{"The export could not be written", "Free some room at its destination, or name a file with --out."});
  });
  if (!rows) return std::unexpected(rows.error());
  std::cout << std::flush;
  return {};
}

Result<void> to_file(Journal& journal, const Options& options, const ExportSpan& span) {
  auto file = ExportFile::open(options.out);
  if (!file) return std::unexpected(file.error());
  const auto rows = export_rows(journal, options, span, (*file)->octets());
  if (!rows) return std::unexpected(rows.error());
  if (const auto done = (*file)->finish(); !done) return done;
  std::cerr << *rows << ' ' << options.rows() << " written to " << options.out << '\n';
  return {};
}

/// Typed twice where somebody types it: a slip would lock the archive for good.
Result<std::string> new_passphrase() {
  const auto first = platform::ask_secret("Passphrase of the archive: ");
  if (!first) return std::unexpected(problem(first.error()));
  if (::isatty(STDIN_FILENO) == 0) return *first;
  const auto again = platform::ask_secret("The same once more: ");
  if (!again) return std::unexpected(problem(again.error()));
  if (*again == *first) return *first;
  return std::unexpected(Problem{"The two passphrases differ.", "Begin again and type the same one twice."});
}

/// What is made whole by a job: a workbook, the board, an archive.
Result<void> whole(Journal& journal, const Options& options, const ExportSpan& span) {
  ExportJob job{.kind = ExportKind::xlsx,
                .target = options.out,
                .span = span,
                .when = options.period,
                .language = options.language,
                .passphrase = {}};
  if (!options.board.empty()) {
    job.kind = ExportKind::board;
    job.target = options.board;
  } else if (!options.archive.empty()) {
    job.kind = ExportKind::archive;
    job.target = options.archive;
    const auto passphrase = new_passphrase();
    if (!passphrase) return std::unexpected(passphrase.error());
    job.passphrase = *passphrase;
  } else if (options.out.empty()) {
    return std::unexpected(Problem{"A workbook is not for a console.", "Name a file with --out."});
  }
  const auto assets = platform::assets_dir(platform::program_dir());
  if (!assets) return std::unexpected(problem(assets.error()));
  const ExportWorld world{.store = directly_on(journal),
                          .assets = *assets,
                          .scratch = options.data,
                          .surveys = {},
                          .now = this_moment(),
                          .random = platform::fill_random};
  const auto done = do_export(world, job, progress_on_stderr());
  if (!done) return std::unexpected(done.error().problem);
  std::cerr << done->rows
            << (job.kind == ExportKind::xlsx    ? " rows"
                : job.kind == ExportKind::board ? " notes"
                                                : " events")
            << " written to " << job.target.string() << '\n';
  return {};
}

Result<void> run_export(const Options& options) {
  const auto span = span_of(options);
  if (!span) return std::unexpected(span.error());
  auto journal = open_existing_store(options.data);
  if (!journal) return std::unexpected(journal.error());
  if (options.format == "xlsx" || !options.board.empty() || !options.archive.empty())
    return whole(*journal, options, *span);
  return options.out.empty() ? to_console(*journal, options, *span) : to_file(*journal, options, *span);
}

Result<void> run_open(const std::string& file, const std::string& folder) {
  const auto passphrase = platform::ask_secret("Passphrase of the archive: ");
  if (!passphrase) return std::unexpected(problem(passphrase.error()));
  const auto files = open_archive(file, *passphrase, folder);
  if (!files) return std::unexpected(files.error());
  std::cerr << *files << " files written to " << folder << '\n';
  return {};
}

}  // namespace

void add_export_commands(CLI::App& cli, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* exporting = cli.add_subcommand(
      "export", "Take the data away: responses, notes, cases, the board, or everything in one encrypted file");
  exporting->add_option("--data", options->data, "Data directory of the terminal")->required();
  exporting->add_option("--format", options->format, "csv, jsonl, or one workbook of everything as xlsx")
      ->check(CLI::IsMember({"csv", "jsonl", "xlsx"}))
      ->capture_default_str();
  exporting->add_option("--out", options->out, "File to write; standard output when it is not given");
  auto* notes = exporting->add_flag("--notes", options->notes, "The notes of the chalk board instead of the responses");
  auto* cases =
      exporting->add_flag("--cases", options->cases, "The cases and what was done about each")->excludes("--notes");
  exporting->add_option("--archive", options->archive, "File for everything, encrypted; asks for a passphrase")
      ->excludes(notes)
      ->excludes(cases);
  exporting->add_option("--board", options->board, "Folder to make, for pictures of the board and of each note on it")
      ->excludes(notes)
      ->excludes(cases)
      ->excludes("--archive");
  exporting->add_option("--period", options->period,
                        "only of these days: yesterday, week, last-week, or 2026-11-16..2026-11-22");
  exporting->add_option("--lang", options->language, "of a workbook's heads and of pictures: ru or en")
      ->check(CLI::IsMember({"ru", "en"}))
      ->capture_default_str();
  exporting->callback([options, &exit_code] { exit_code = report(run_export(*options)); });

  CLI::App* archive = cli.add_subcommand("archive", "What `export --archive` wrote");
  archive->require_subcommand(1);
  CLI::App* open = archive->add_subcommand("open", "Prove an archive whole and unpack it; asks for its passphrase");
  const auto file = std::make_shared<std::string>(), folder = std::make_shared<std::string>();
  open->add_option("file", *file, "The archive")->required();
  open->add_option("--out", *folder, "Folder to make; it must not exist")->required();
  open->callback([file, folder, &exit_code] { exit_code = report(run_open(*file, *folder)); });
}

}  // namespace chalkpoint::app
