#include "kiosk/app/cli_screenshot.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "kiosk/app/canvas.h"
#include "kiosk/app/cli_common.h"
#include "kiosk/app/samples.h"
#include "kiosk/app/terminal.h"
#include "platform/offscreen.h"
#include "platform/paths.h"

namespace chalkpoint::app {

namespace {

struct Wanted {
  std::string screen = "attract";
  std::string size = "1280x800";
  std::string language = "ru";
  std::filesystem::path out;
  std::filesystem::path survey;
  std::optional<float> scale;
  bool list = false;
  ui::Options options{.calm = true};  // motion is over: what a member reads
};

std::expected<void, event::Problem> list_screens(const survey::Definition& definition, const FormDefinitions& forms) {
  for (const std::string& name : scene_names(definition, forms)) std::puts(name.c_str());
  return {};
}

std::expected<void, event::Problem> take_picture(const Wanted& wanted) {
  const auto assets = platform::assets_dir(platform::program_dir());
  if (!assets) return std::unexpected(problem(assets.error()));
  const auto definition = load_survey(wanted.survey.empty() ? *assets / "surveys" / "nps.json" : wanted.survey);
  if (!definition) return std::unexpected(definition.error());
  const auto forms = load_forms(*assets, true);
  if (!forms) return std::unexpected(forms.error());
  if (wanted.list) return list_screens(**definition, *forms);
  const auto size = parse_size(wanted.size);
  if (!size) return std::unexpected(size.error());
  if (wanted.out.empty())
    return std::unexpected(event::Problem{"There is no name for the picture.", "Name a file with --out."});
  const auto toolkit = open_toolkit(*assets);
  if (!toolkit) return std::unexpected(toolkit.error());
  ui::Ui& ui = **toolkit;

  const auto offscreen = platform::Offscreen::open(*size);
  if (!offscreen) return std::unexpected(problem(offscreen.error()));
  auto renderer = platform::Renderer::make();
  if (!renderer) return std::unexpected(problem(renderer.error()));
  const ui::Frame frame{.size = {static_cast<float>(size->width), static_cast<float>(size->height)},
                        .px_per_mm = platform::px_per_mm(*size, wanted.scale, std::nullopt),
                        .now_ms = 0,
                        .pointer = {},
                        .options = wanted.options,
                        .language = wanted.language};
  ui.begin(frame);  // so that the sample's words come in its language
  const SampleWords words = sample_words(ui);
  ui.end();
  auto scene = make_scene(**definition, *forms, wanted.screen, wanted.language, words);
  if (!scene) return std::unexpected(scene.error());
  survey::Comfort& comfort = scene->flow.comfort;
  comfort.high_contrast |= wanted.options.high_contrast;
  comfort.large_text |= wanted.options.large_text;
  comfort.low_reach |= wanted.options.low_reach;
  Canvas canvas(std::move(*renderer), false);
  canvas.paint(draw_scene(**definition, *scene, words, ui, frame), *size, true);
  return in_our_words(platform::write_png(wanted.out, *size, (*offscreen)->pixels()));
}

}  // namespace

void add_screenshot_command(CLI::App& cli, int& exit_code) {
  auto wanted = std::make_shared<Wanted>();
  CLI::App* command = cli.add_subcommand("screenshot", "Any screen with sample data as a PNG, without a display");
  command->add_option("--screen", wanted->screen, "which; --list names them")->capture_default_str();
  command->add_option("--size", wanted->size, "pixels, WxH")->capture_default_str();
  command->add_option("--lang", wanted->language, "ru or en")->capture_default_str();
  command->add_option("--out", wanted->out, "the PNG file to write");
  command->add_option("--survey", wanted->survey, "a definition instead of the one shipped");
  command->add_option("--scale", wanted->scale, "pixels for each millimetre")->check(CLI::Range(1.0, 40.0));
  command->add_flag("--high-contrast", wanted->options.high_contrast, "as a member switches it on");
  command->add_flag("--large-text", wanted->options.large_text, "as a member switches it on");
  command->add_flag("--low-reach", wanted->options.low_reach, "as a member switches it on");
  command->add_flag("--list", wanted->list, "only list the screens");
  command->callback([wanted, &exit_code] { exit_code = report(take_picture(*wanted)); });
}

}  // namespace chalkpoint::app
