// `chalkpoint screenshot`: any screen with sample data as a picture, without a display.
#pragma once

namespace CLI {
class App;
}

namespace chalkpoint::app {

/// Adds the command. When it ran, `exit_code` is 0 or 1; what is wrong goes to standard error as one line.
void add_screenshot_command(CLI::App& cli, int& exit_code);

}  // namespace chalkpoint::app
