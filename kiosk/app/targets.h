// What is on the screen and can be touched, told to a file: for tests that tap the real window, and for the curious.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "kiosk/ui/ui.h"

namespace chalkpoint::app {

/// {"screen":…,"targets":[{"id","label","x","y","w","h"}]} in window pixels.
std::string targets_json(std::string_view screen, std::span<const ui::Target> targets);

/// Rewrites a file whenever what it tells has changed.
class TargetsFile {
 public:
  /// An empty path: nothing is told.
  TargetsFile(std::filesystem::path file, std::function<void(std::string)> note);
  /// Call when the frame that shows it has been shown.
  void tell(const ui::Ui& ui);

 private:
  std::filesystem::path file_;
  std::function<void(std::string)> note_;
  std::string told_;
};

}  // namespace chalkpoint::app
