// Prints a batch as a terminal sends it, for other implementations to read.
#include <iostream>

#include "sync/wire/batch.h"
#include "tests/answers.h"

int main() {
  using namespace chalkpoint;
  const wire::Source source{"club-1", "d-3f9a2c", "0123456789abcdef"};
  auto events = tests::chain_of(wire::kBatchEventsMax, 2, source.epoch);
  events[3].sealed = std::string(304, '\xfe');
  const auto batch = wire::encode(source, events);
  if (!batch) {
    std::cerr << batch.error().what << '\n';
    return 1;
  }
  std::cout << batch->body;
}
