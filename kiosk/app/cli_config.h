// chalkpoint config: the settings without a screen, one terminal or a fleet.
#pragma once

namespace CLI {
class App;
}

namespace chalkpoint::app {

void add_config_commands(CLI::App& cli, int& exit_code);

}  // namespace chalkpoint::app
