// How long a board takes to come up from its events, and what a frame pays to ask what is on it. Beside it, as the
// reference, the mere reading of the same events into trees of JSON.
#include "kiosk/chalk/board.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

#include "tests/notes.h"

using namespace chalkpoint;

namespace {

constexpr std::size_t kNotes = 5'000;
constexpr std::size_t kOthers = 20'000;
constexpr int kRuns = 9;

std::vector<event::Event> make_events() {
  tests::Notes notes(1);
  std::vector<event::Fact> facts;
  for (std::size_t i = 0; i < kNotes; ++i) facts.push_back(notes.written());
  for (std::size_t i = 0; i < kOthers; ++i) facts.push_back(notes.said_of(facts[notes.below(kNotes)].id));
  std::vector<event::Event> events;
  for (const event::Fact& fact : facts)
    events.push_back(
        event::parse_body(event::canonical_body(fact, "0123456789abcdef", events.size() + 1, {fact.at.unix_ms, 0}))
            .value());
  return events;
}

/// The median of several runs, in milliseconds.
double median_ms(const std::function<void()>& work) {
  std::vector<double> runs;
  for (int i = 0; i < kRuns; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    runs.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::ranges::sort(runs);
  return runs[kRuns / 2];
}

}  // namespace

int main() {
  const auto events = make_events();
  std::size_t members = 0;
  const double reference = median_ms([&] {
    for (const auto& event : events) members += event::body_data(event.body).size();
  });
  const double applied = median_ms([&] {
    chalk::Board board;
    board.apply(events, chalk::Origin::foreign);
    members += board.visible(true).size();
  });
  chalk::Board board;
  board.apply(events, chalk::Origin::foreign);
  tests::Notes more(2);
  const double lists = median_ms([&] {
    const event::Fact fact = more.fact(event::NoteSupported{events.front().id});
    const auto support = event::parse_body(event::canonical_body(fact, "0123456789abcdee", 1, {fact.at.unix_ms, 0}));
    board.apply({&*support, 1}, chalk::Origin::foreign);
    members += board.visible(true).size();
  });
  const double asked = median_ms([&] {
    for (int i = 0; i < 1000; ++i) members += board.visible(true).size();
  });
  std::printf("board: %zu notes and %zu other events\n", kNotes, kOthers);
  std::printf("  read as JSON (reference)   %8.2f ms\n", reference);
  std::printf("  applied, and listed once   %8.2f ms\n", applied);
  std::printf("  listed after a change      %8.3f ms\n", lists);
  std::printf("  asked what is on it        %8.6f ms\n", asked / 1000);
  return members == 0 ? 1 : 0;
}
