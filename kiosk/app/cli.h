// The command line: which commands there are, and what running the terminal needs to know.
#pragma once

#include <functional>
#include <string>

#include "kiosk/app/options.h"

namespace chalkpoint::app {

/// Runs the command that is asked for and gives the exit code; `terminal` is the default one, "run".
int run_command_line(int count, char** arguments, const std::string& version,
                     const std::function<int(const RunOptions&)>& terminal);

}  // namespace chalkpoint::app
