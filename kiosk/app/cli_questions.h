// The surveys of the site by command, on a terminal that is not running: what is published, and publishing.
#pragma once

#include <CLI/CLI.hpp>

namespace chalkpoint::app {

/// Adds `list`, `show`, `publish`, `import`, `export`, `rollback` and `plan` to the group of the surveys.
void add_published_commands(CLI::App& group, int& exit_code);

}  // namespace chalkpoint::app
