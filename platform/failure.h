// How this layer says what went wrong. It knows no other layer, so it has its own word for it.
#pragma once

#include <string>

namespace chalkpoint::platform {

/// What is wrong and what can be done about it: one line for a person.
struct Failure {
  std::string what;
  std::string remedy;
};

}  // namespace chalkpoint::platform
