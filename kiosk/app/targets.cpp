#include "kiosk/app/targets.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "kiosk/app/cli_common.h"
#include "platform/paths.h"
#include "sync/event/problem.h"

namespace chalkpoint::app {

std::string targets_json(std::string_view screen, std::span<const ui::Target> targets) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  const auto pixels = [](float length) { return std::lround(length); };
  for (const ui::Target& target : targets)
    list.push_back({{"id", target.id},
                    {"label", target.label},
                    {"x", pixels(target.rect.x)},
                    {"y", pixels(target.rect.y)},
                    {"w", pixels(target.rect.w)},
                    {"h", pixels(target.rect.h)}});
  return nlohmann::ordered_json{{"screen", screen}, {"targets", std::move(list)}}.dump() + '\n';
}

TargetsFile::TargetsFile(std::filesystem::path file, std::function<void(std::string)> note)
    : file_(std::move(file)), note_(std::move(note)) {}

void TargetsFile::tell(const ui::Ui& ui) {
  if (file_.empty()) return;
  std::string now = targets_json(ui.screen_name(), ui.targets());
  if (now == told_) return;
  if (const auto written = platform::write_atomically(file_, now); !written)
    note_(event::one_line(app::problem(written.error())));
  told_ = std::move(now);
}

}  // namespace chalkpoint::app
