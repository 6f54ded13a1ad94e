// The commands that work on a terminal's data without a screen: stats, verify, backup.
#pragma once

namespace CLI {
class App;
}

namespace chalkpoint::app {

/// Adds `stats`, `verify` and `backup`. Their callbacks run inside CLI::App::parse, print results on stdout
/// and one line with a remedy on stderr, and set `exit_code` to 1 when something is wrong.
void add_data_commands(CLI::App& cli, int& exit_code);

}  // namespace chalkpoint::app
