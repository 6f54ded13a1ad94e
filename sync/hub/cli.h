// The hub's commands.
#pragma once

#include "sync/hub/service.h"

namespace chalkpoint::hub {

/// Runs what the command line asks for. Results go to stdout, one line with a remedy to stderr; returns the exit code.
int run_command_line(int argc, char** argv, const char* version, const World& world);

}  // namespace chalkpoint::hub
