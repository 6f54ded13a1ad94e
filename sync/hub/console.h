// Asking a person at the console for what must not stay on a screen.
#pragma once

#include <string>

#include "sync/hub/store.h"

namespace chalkpoint::hub {

inline constexpr std::size_t kSecretBytesMax = 200;  // a phrase has thirty letters and what separates them

/// Reads one line: where stdin is a console, from there after `prompt`, without showing what is typed; else from stdin
/// as it is handed over, without a prompt. The console is as it was afterwards, also when a signal ends the program or
/// puts it to sleep meanwhile. What is longer than kSecretBytesMax is cut.
Result<std::string> ask_secret(const std::string& prompt);

}  // namespace chalkpoint::hub
