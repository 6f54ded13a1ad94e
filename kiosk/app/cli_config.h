// chalkpoint config: the settings without a screen, one terminal or a fleet.
#pragma once

namespace CLI {
class App;
}

namespace chalkpoint::app {

/// Adds the commands; the exit code of the one that ran is left in `exit_code`.
void add_config_commands(CLI::App& cli, int& exit_code);

}  // namespace chalkpoint::app
