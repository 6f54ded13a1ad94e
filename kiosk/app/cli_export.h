// The commands that take the data of a terminal away, and open what was taken away.
#pragma once

namespace CLI {
class App;
}

namespace chalkpoint::app {

/// export, archive open
void add_export_commands(CLI::App& cli, int& exit_code);

}  // namespace chalkpoint::app
