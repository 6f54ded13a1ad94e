// What the command line says about running the terminal.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "platform/display.h"

namespace chalkpoint::app {

struct RunOptions {
  std::filesystem::path data;
  std::optional<platform::Size> windowed;
  std::string language;  ///< to begin with, whatever the settings say; empty: as they say
  std::string hub;       ///< empty: as enrolled
  std::filesystem::path targets;
  std::optional<float> scale_px_per_mm;
  std::filesystem::path survey;  ///< empty: the one shipped
  std::string club;              ///< as members know it; remembered. Empty: as remembered
  std::string hours;  ///< when the club is open, as desk::parse_hours has it; remembered. Empty: as remembered
  std::optional<int> call_every_days;  ///< nobody is called twice within so many; remembered. Nothing: as remembered
  double idle_s = 45;                  ///< without a touch, then "still here?"
  std::string version;                 ///< of the program, for the staff
};

}  // namespace chalkpoint::app
