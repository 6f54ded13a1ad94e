#include "kiosk/app/cli_report.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "kiosk/app/cli_common.h"
#include "kiosk/app/configuration.h"
#include "kiosk/app/questions.h"
#include "kiosk/app/reports.h"
#include "platform/clock.h"
#include "platform/paths.h"

namespace chalkpoint::app {
namespace {

struct Options {
  std::filesystem::path data, out, survey;
  std::string period = "yesterday";
  std::string format = "text";
  std::string language = "ru";
};

std::expected<event::Bytes, event::Problem> content_of(const PageOrder& order, const Options& options,
                                                       const std::filesystem::path& assets) {
  if (options.format == "json") return desk::to_json(order.report).dump() + "\n";
  if (options.format == "pdf") return draw_page(order, desk::PageFormat::pdf, assets);
  if (options.format == "png") return draw_page(order, desk::PageFormat::png, assets);
  const auto text = ui::Text::open(assets / "lang", options.language);
  if (!text) return std::unexpected(event::Problem{text.error(), "Build or install the terminal again."});
  return desk::to_text(desk::sheet_of(order.report, order.scope, order.labels, *text));
}

std::expected<void, event::Problem> write_report(const Options& options) {
  const std::int64_t now_unix_ms = platform::now().unix_ms;
  const auto days = days_of(options.period, now_unix_ms);
  if (!days) return std::unexpected(days.error());
  const bool is_page = options.format == "pdf" || options.format == "png";
  if (is_page && options.out.empty())
    return std::unexpected(event::Problem{"A page is not for a console.", "Name a file with --out."});
  const auto assets = platform::assets_dir(platform::program_dir());
  if (!assets) return std::unexpected(problem(assets.error()));
  auto by_file = survey_by_file(options.survey);
  if (!by_file) return std::unexpected(by_file.error());
  auto journal = open_existing_store(options.data);
  if (!journal) return std::unexpected(journal.error());
  const auto questions = read_questions(*journal, *assets, std::move(*by_file));
  if (!questions) return std::unexpected(questions.error());
  const auto settings = read_configuration(*journal);
  if (!settings) return std::unexpected(settings.error());
  const desk::WaitClock clock{.hours = settings->values().hours("club.hours"),
                              .utc_offset_min = platform::utc_offset_min};
  PageOrder order{
      .report = {}, .scope = {}, .labels = questions->labels(options.language), .language = options.language};
  const auto reported = report_of_store(*journal, *days, clock, order.labels, now_unix_ms);
  if (!reported) return std::unexpected(reported.error());
  order.report = *reported->report;
  order.scope = reported->scope;
  const auto content = content_of(order, options, *assets);
  if (!content) return std::unexpected(content.error());
  if (!options.out.empty()) return in_our_words(platform::write_durably(options.out, *content));
  std::cout << *content;
  return {};
}

}  // namespace

void add_report_command(CLI::App& cli, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add_subcommand(
      "report", "What a day or a week of the club comes to; of all its terminals, as far as this one has read");
  command->add_option("--data", options->data, "Data directory of the terminal")->required();
  command->add_option("--period", options->period, "yesterday, week, last-week, or days: 2026-11-16..2026-11-22")
      ->capture_default_str();
  command->add_option("--format", options->format, "text, json, or the page for a meeting as pdf or png")
      ->check(CLI::IsMember({"text", "json", "pdf", "png"}))
      ->capture_default_str();
  command->add_option("--lang", options->language, "ru or en")
      ->check(CLI::IsMember({"ru", "en"}))
      ->capture_default_str();
  command->add_option("--survey", options->survey,
                      "a definition whose words name the departments, besides those of the surveys of the site");
  command->add_option("--out", options->out, "File to write; standard output when it is not given");
  command->callback([options, &exit_code] { exit_code = report(write_report(*options)); });
}

}  // namespace chalkpoint::app
