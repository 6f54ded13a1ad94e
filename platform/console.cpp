#include "platform/console.h"

#include <bsd/readpassphrase.h>
#include <unistd.h>

#include <array>
#include <cstring>

namespace chalkpoint::platform {

std::expected<std::string, Failure> ask_secret(const std::string& prompt) {
  constexpr std::size_t kSecretBytesMax = 200;  // a phrase has thirty letters and what separates them
  std::array<char, kSecretBytesMax + 1> typed{};
  const int from = isatty(STDIN_FILENO) != 0 ? 0 : RPP_STDIN;  // 0: the console, which is asked and answers
  const char* const answer = readpassphrase(prompt.c_str(), typed.data(), typed.size(), RPP_ECHO_OFF | from);
  if (answer == nullptr)
    return std::unexpected(
        Failure{"Nothing could be read from the console.", "Type the phrase, or hand it over on standard input."});
  std::string secret(answer);
  explicit_bzero(typed.data(), typed.size());
  return secret;
}

}  // namespace chalkpoint::platform
