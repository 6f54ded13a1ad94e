// chalkpoint list import, show.
#pragma once

#include <CLI/App.hpp>

namespace chalkpoint::app {

/// Adds the commands; the exit code of the one that ran is left in `exit_code`.
void add_list_commands(CLI::App& cli, int& exit_code);

}  // namespace chalkpoint::app
