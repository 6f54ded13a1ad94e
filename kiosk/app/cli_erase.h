// `chalkpoint erase`: what a member left sealed goes, at this terminal and, through the hub, everywhere.
#pragma once

namespace CLI {
class App;
}

namespace chalkpoint::app {

/// Adds it to the command line; `exit_code` is set when it is run.
void add_erase_command(CLI::App& cli, int& exit_code);

}  // namespace chalkpoint::app
