// `chalkpoint survey check` and `chalkpoint survey evaluate`.
#pragma once

namespace CLI {
class App;
}

namespace chalkpoint::app {

/// Adds the command "survey" with its two subcommands; running one sets `exit_code`: 0, or 1 after one line on stderr.
void add_survey_commands(CLI::App& commands, int& exit_code);

}  // namespace chalkpoint::app
