// Results of a store full of answers: read from the sums by day, beside a recount of the answers themselves, which is
// what the report does. Also prints what the sums cost when an answer is stored, and their room on the disk.
//   bench_results [ANSWERS] [DIRECTORY]
#include "sync/event/results.h"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "sync/event/day.h"
#include "tests/answers.h"
#include "tests/unit/journal_fixture.h"

namespace {
using namespace chalkpoint;
using namespace chalkpoint::testing;

/// Of this process: others on the machine do not count.
double processor_ms() {
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

/// The processor time of it, the middle of several runs.
double milliseconds(int runs, const std::function<void()>& work) {
  std::vector<double> all;
  for (int i = 0; i < runs; ++i) {
    const double before = processor_ms();
    work();
    all.push_back(processor_ms() - before);
  }
  std::ranges::sort(all);
  return all[all.size() / 2];
}

/// Words as people use them: a few often, most hardly ever (Zipf), of a vocabulary of tens of thousands.
std::string some_words(FakeWorld& world) {
  constexpr double kVocabulary = 40'000;
  constexpr std::string_view kAlphabet = "абвгдежзиклмнопрстуф";
  constexpr unsigned kLetters = kAlphabet.size() / 2;
  std::string out;
  for (int i = 2 + world.below(10); i > 0; --i) {
    const double chance = static_cast<double>(world.below(1'000'000)) / 1e6;
    auto rank = static_cast<unsigned>(std::pow(kVocabulary, chance));
    std::string word = "сл";  // as long as a Russian word, in octets
    for (; rank > 0; rank /= kLetters) word += kAlphabet.substr(rank % kLetters * 2, 2);
    out += word + ' ';
  }
  return out;
}

/// One answer in a minute and a half, day and night: a million takes three years.
void fill(journal::Journal& journal, int answers) {
  tests::Answers source(1);
  FakeWorld world(2);
  constexpr int kBatch = 4'000;
  for (int done = 0; done < answers;) {
    std::vector<event::Fact> facts;
    for (; static_cast<int>(facts.size()) < std::min(kBatch, answers - done);) {
      event::Fact fact = source.next();
      if (world.below(3) == 0)
        fact.data["answers"]["words"] = some_words(world);
      else
        fact.data["answers"].erase("words");
      facts.push_back(std::move(fact));
    }
    if (!journal.append(facts)) std::exit(1);
    done += static_cast<int>(facts.size());
    std::fprintf(stderr, "\r  %d answers stored", done);
  }
  std::fprintf(stderr, "\n");
}

event::Results recount(journal::Journal& journal) {
  event::Results out;
  for (std::int64_t after = 0;;) {
    const auto page = journal.read_responses(0, event::kHlcWallMsMax, after, 4'000);
    if (!page) std::exit(1);
    for (const event::StoredResponse& one : page->responses) {
      const event::Moment at{one.unix_ms, one.utc_offset_min, 0, {}};
      const std::string time = event::rfc3339(at);
      event::DayCounts day;
      event::count(day, one.completed, std::stoi(time.substr(11, 2)), one.response);
      event::add(out, time.substr(0, 10), one.response.survey, one.response.touchpoint, event::pack(day));
    }
    if (!page->more) return out;
    after = page->through;
  }
}

}  // namespace

int main(int count, char** arguments) {
  const int answers = count > 1 ? std::atoi(arguments[1]) : 1'000'000;
  const TempDir temporary;
  const std::filesystem::path dir = count > 2 ? std::filesystem::path(arguments[2]) : temporary.path();
  FakeWorld world(3);
  auto journal = open_journal(dir, world);
  const double filled = milliseconds(1, [&] { fill(journal, answers); });
  std::printf("  %d answers stored, %.0f us each\n", answers, filled * 1'000 / answers);

  const event::Results all = *journal.results({});
  const std::string last = all.days.rbegin()->first;
  const auto of_last = [&](int days) { return journal::ResultsOf{event::plus_days(last, 1 - days), last, {}, 5'000}; };
  const std::vector<std::pair<const char*, journal::ResultsOf>> spans = {
      {"week", of_last(7)}, {"month", of_last(30)}, {"year", of_last(365)}, {"all time", {{}, {}, {}, 5'000}}};
  double slowest = 0;
  for (const auto& [name, of] : spans) {
    const double sums = milliseconds(9, [&, &which = of] { (void)journal.results(which); });
    const double words = milliseconds(9, [&, &which = of] { (void)journal.words(which); });
    slowest = std::max(slowest, sums + words);
    std::printf("  %-9s sums %7.1f ms   words %7.1f ms   together %7.1f ms\n", name, sums, words, sums + words);
  }
  event::Results counted;
  const double recounted = milliseconds(1, [&] { counted = recount(journal); });
  std::printf("  recount of all answers %.0f ms: %.0f times the slowest of the above; they %s\n", recounted,
              recounted / slowest, counted == all ? "agree" : "DIFFER");
  return counted == all ? 0 : 1;
}
