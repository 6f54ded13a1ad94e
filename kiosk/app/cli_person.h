// `chalkpoint person add|list|remove|unlock`: the people of a terminal that is not running.
#pragma once

namespace CLI {
class App;
}

namespace chalkpoint::app {

/// Adds the commands. When one ran, `exit_code` is 0 or 1; what is wrong goes to standard error as one line.
void add_person_commands(CLI::App& cli, int& exit_code);

}  // namespace chalkpoint::app
