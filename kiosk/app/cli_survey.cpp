#include "kiosk/app/cli_survey.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "kiosk/app/cli_common.h"
#include "kiosk/app/cli_questions.h"
#include "kiosk/survey/evaluate.h"
#include "kiosk/survey/words.h"
#include "platform/paths.h"

namespace chalkpoint::app {
namespace {

using event::Problem;

struct SurveyOptions {
  std::string definition;
  std::string answers;
  std::string language = "en";
};

std::expected<std::string, Problem> read_file(const std::string& path) {
  std::error_code ignored;
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, ignored)) {
    return std::unexpected(Problem{path + " cannot be read.", "Check its name and whether you may read it."});
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::expected<survey::Definition, Problem> read_definition(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return std::unexpected(text.error());
  auto definition = survey::parse_definition(*text);
  if (!definition) definition.error().what = path + ": " + definition.error().what;
  return definition;
}

std::expected<ui::Text, Problem> read_words(const std::string& language) {
  const auto assets = platform::assets_dir(platform::program_dir());
  if (!assets) return std::unexpected(Problem{assets.error().what, assets.error().remedy});
  auto text = ui::Text::open(*assets / "lang", language);
  if (!text) return std::unexpected(Problem{text.error() + ".", "Use --lang ru or --lang en."});
  return std::move(*text);
}

std::expected<void, Problem> check(const SurveyOptions& options) {
  const auto definition = read_definition(options.definition);
  if (!definition) return std::unexpected(definition.error());
  std::size_t questions = 0;
  for (const auto& page : definition->pages) questions += page.elements.size();
  std::cout << options.definition << " is in order. Pages: " << definition->pages.size() << ", questions: " << questions
            << ".\n";
  return {};
}

std::expected<void, Problem> evaluate(const SurveyOptions& options) {
  const auto definition = read_definition(options.definition);
  if (!definition) return std::unexpected(definition.error());
  const auto file = read_file(options.answers);
  if (!file) return std::unexpected(file.error());
  const auto answers = survey::parse_answers(*file);
  if (!answers) return std::unexpected(Problem{options.answers + ": " + answers.error().what, answers.error().remedy});
  const auto text = read_words(options.language);
  if (!text) return std::unexpected(text.error());
  const auto outcome = survey::evaluate(*definition, *answers, options.language,
                                        [&](const survey::AnswerError& error) { return survey::words(error, *text); });
  std::cout << outcome.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  return {};
}

CLI::App* add(CLI::App& to, const char* name, const char* help, const std::shared_ptr<SurveyOptions>& options,
              int& exit_code, std::expected<void, Problem> (*work)(const SurveyOptions&)) {
  CLI::App* command = to.add_subcommand(name, help);
  command->add_option("definition", options->definition, "The survey: a JSON file")->required();
  command->callback([options, &exit_code, work] { exit_code = report(work(*options)); });
  return command;
}

}  // namespace

void add_survey_commands(CLI::App& commands, int& exit_code) {
  const auto options = std::make_shared<SurveyOptions>();
  CLI::App* group = commands.add_subcommand(
      "survey", "The surveys: check one, try answers on it, see and publish what the terminal asks");
  group->require_subcommand(1);
  add(*group, "check", "Say whether a survey can be used, and if not, what is wrong where", options, exit_code, check);
  CLI::App* tried = add(
      *group, "evaluate",
      "Give a file of answers, in its order, to an empty run, try to complete it, and print what came of it as JSON",
      options, exit_code, evaluate);
  tried->add_option("--answers", options->answers, "The answers: a JSON object of values by name")->required();
  tried->add_option("--lang", options->language, "Language of the texts in the outcome")->capture_default_str();
  add_published_commands(*group, exit_code);
}

}  // namespace chalkpoint::app
