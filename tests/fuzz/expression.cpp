// Any bytes as an expression: refused or read, never a crash; and what was read has a value.
#include "kiosk/survey/expression.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace chalkpoint::survey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto expression = Expression::parse({reinterpret_cast<const char*>(bytes), size});
  if (!expression) return 0;
  expression->value([](std::string_view name) -> Value {
    switch (name.size() % 5) {
      case 0:
        return Value(7.5);
      case 1:
        return Value("Да");
      case 2:
        return Values{Value(1), Value("a")};
      case 3:
        return Value(false);
      default:
        return {};
    }
  });
  return 0;
}
