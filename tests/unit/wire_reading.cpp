// What a reader asks for, in the address of its request.
#include <catch2/catch.hpp>

#include "sync/wire/limits.h"
#include "sync/wire/reading.h"

using namespace chalkpoint;

namespace {

/// Epochs of one digit each in turn: 0000000000000001, …
std::vector<wire::Held> epochs_held(std::size_t count) {
  std::vector<wire::Held> held;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    held.push_back({std::string(16 - number.size(), '0') + number, INT64_MAX});
  }
  return held;
}

}  // namespace

TEST_CASE("a reading says the same after its way", "[wire]") {
  const auto reading = GENERATE(wire::Reading{}, wire::Reading{(1ULL << 39) - 1},
                                wire::Reading{7, {{"0123456789abcdef", 0}, {"fedcba9876543210", 12}}},
                                wire::Reading{7, epochs_held(wire::kHeldEpochsMax)});
  CHECK(wire::parse_query(wire::to_query(reading)) == reading);
  CHECK(wire::to_query(reading).size() < 4096);  // half of what a hub reads of a request's head
}

TEST_CASE("a reading may leave out where to begin, and what it holds", "[wire]") {
  CHECK(wire::to_query({5}) == "after=5");
  CHECK(wire::to_query({5, {{"0123456789abcdef", 9}}}) == "after=5&own=0123456789abcdef:9");
  CHECK(wire::parse_query("") == wire::Reading{});
  CHECK(wire::parse_query("own=0123456789abcdef:9&after=5") == wire::Reading{5, {{"0123456789abcdef", 9}}});
}

TEST_CASE("a reading that is not clear is refused with what to write instead", "[wire]") {
  const std::string held = "&own=0123456789abcdef:1";
  const auto query = GENERATE_COPY(
      as<std::string>(), "after", "after=", "after=x", "after=-1", "after=1x", "after=1&after=2",
      "after=99999999999999999999", "after=549755813888", "before=1", "after=1&wait=x", "&",
      "after=1&own=", "after=1&own=0123456789abcdef", "after=1&own=0123456789ABCDEF:1", "after=1&own=0123456789abcde:1",
      "after=1&own=0123456789abcdef:", "own=0123456789abcdef:-1", "own=0123456789abcdef:9223372036854775808",
      "after=1" + held + held, wire::to_query({1, epochs_held(wire::kHeldEpochsMax + 1)}));
  INFO(query);
  const auto reading = wire::parse_query(query);
  REQUIRE_FALSE(reading);
  CHECK_FALSE(reading.error().remedy.empty());
}
