// Asking a person at the console for what must not stay on a screen.
#pragma once

#include <expected>
#include <string>

#include "platform/failure.h"

namespace chalkpoint::platform {

/// Reads one line: where stdin is a console, from there after `prompt`, without showing what is typed; else from stdin
/// as it is handed over, without a prompt.
std::expected<std::string, Failure> ask_secret(const std::string& prompt);

}  // namespace chalkpoint::platform
