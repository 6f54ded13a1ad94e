// `chalkpoint report`: what a day or a week of the club comes to, from the store of a terminal that is not running.
#pragma once

namespace CLI {
class App;
}

namespace chalkpoint::app {

/// Adds the command. When it ran, `exit_code` is 0 or 1; what is wrong goes to standard error as one line.
void add_report_command(CLI::App& cli, int& exit_code);

}  // namespace chalkpoint::app
