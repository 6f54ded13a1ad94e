// How fast a backlog reaches a real hub: from a real journal through the real transport to a `chalkpoint-hub` of its
// own, on loopback and over a line with a round trip of 50 ms. Prints; asserts nothing but that everything arrived.
//   bench_drain                    all of it
//   bench_drain client DIR         one terminal draining its journal (its own process, so that its memory is its own)
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <optional>

#include "platform/clock.h"
#include "platform/random.h"
#include "sync/device/curl_transport.h"
#include "sync/device/enroll.h"
#include "sync/device/journal_ledger.h"
#include "sync/device/step.h"
#include "tests/answers.h"
#include "tests/bench/far_line.h"
#include "tests/temp_dir.h"

using namespace chalkpoint;

namespace {

/// A Chromium kiosk with PouchDB replicating to pouchdb-server, measured on a two-core machine without a GPU.
struct Rival {
  double per_second = 0;
  double octets_per_answer = 485;
  double client_mib = 249;
  double server_mib = 230;
};

template <class T>
T need(std::expected<T, event::Problem> value) {
  if (value) return std::move(*value);
  std::cerr << value.error().what << ' ' << value.error().remedy << '\n';
  std::exit(1);
}
void need(std::expected<void, event::Problem> value) {
  if (value) return;
  std::cerr << value.error().what << ' ' << value.error().remedy << '\n';
  std::exit(1);
}

double peak_mib(const std::string& pid) {
  std::ifstream status("/proc/" + pid + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::strtod(line.c_str() + 6, nullptr) / 1024;
  return 0;
}

/// Processor time a process has used, in seconds: what it would take with the machine to itself.
double processor_s(const std::string& pid) {
  std::ifstream stat("/proc/" + pid + "/stat");
  std::string field;
  for (int i = 0; i < 13; ++i) stat >> field;  // the name in the second holds no blank
  double user = 0;
  double system = 0;
  stat >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

journal::Journal open_journal(const std::filesystem::path& dir) {
  return need(journal::Journal::open(dir, {platform::fill_random, [] { return platform::now().unix_ms; },
                                           [](const std::string& line) { std::cerr << line << '\n'; }}));
}

/// A child process with its standard output to read from.
class Child {
 public:
  explicit Child(const std::vector<std::string>& command) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      std::vector<char*> arguments;
      for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
      arguments.push_back(nullptr);
      ::execv(arguments[0], arguments.data());
      std::_Exit(127);
    }
    ::close(ends[1]);
    out_ = ::fdopen(ends[0], "r");
  }
  ~Child() {
    if (pid_ > 0) ::kill(pid_, SIGTERM);
    wait();
    if (out_ != nullptr) ::fclose(out_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  std::optional<std::string> line() {
    char buffer[4096];
    if (std::fgets(buffer, sizeof buffer, out_) == nullptr) return std::nullopt;
    std::string text(buffer);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
  }
  std::string last_line() {
    std::string last;
    while (auto next = line()) last = *next;
    wait();
    return last;
  }
  std::string pid() const { return std::to_string(pid_); }

 private:
  void wait() {
    if (pid_ > 0) ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }
  pid_t pid_ = -1;
  std::FILE* out_ = nullptr;
};

/// The terminal's part: prints milliseconds and peak memory.
int drain(const std::string& dir) {
  journal::Journal journal = open_journal(dir);
  device::JournalLedger ledger([&](const auto& work) { work(journal); });
  const auto transport = device::make_curl_transport({});
  const auto mono = [] { return platform::now().mono_ms; };
  device::Sync sync(ledger, *transport,
                    {[] { return platform::now().unix_ms; }, mono, [](std::uint64_t) { return 0; }, {}});
  const double used = processor_s("self");
  const auto start = platform::mono_us();
  sync.step();
  const auto taken = platform::mono_us() - start;
  if (sync.status().state != device::SyncState::in_step) {
    std::cerr << (sync.status().problem ? sync.status().problem->what : "not in step") << '\n';
    return 1;
  }
  std::cout << static_cast<double>(taken) / 1000 << ' ' << peak_mib("self") << ' ' << processor_s("self") - used
            << '\n';
  return 0;
}

int port_in(const std::string& text) {
  return std::atoi(text.substr(text.rfind(':') + 1).c_str());
}

void measure(const std::string& self, std::size_t answers, std::chrono::milliseconds round_trip, Rival rival) {
  const testing::TempDir folder(testing::Place::memory);
  const std::string bin = std::filesystem::path(self).parent_path();
  const std::string store = (folder.path() / "hub.db").string();
  const std::string token = Child({bin + "/chalkpoint-hub", "device", "add", "--store", "sqlite:" + store, "--site",
                                   "bench", "--name", "bench"})
                                .last_line();
  Child hub({bin + "/chalkpoint-hub", "serve", "--listen", "127.0.0.1:0", "--store", "sqlite:" + store});
  const int port = port_in(hub.line().value_or(""));
  bench::FarLine line(port, round_trip);
  {
    journal::Journal journal = open_journal(folder.path() / "terminal");
    tests::Answers source(answers);
    for (std::size_t done = 0; done < answers;) {
      std::vector<event::Fact> facts;
      for (; facts.size() < 1000 && done < answers; ++done) facts.push_back(source.next());
      need(journal.append(facts));
    }
    device::JournalLedger ledger([&](const auto& work) { work(journal); });
    const auto transport = device::make_curl_transport({});
    const bool far = round_trip.count() > 0;
    auto binding = need(
        device::ask_binding(*transport, "http://127.0.0.1:" + std::to_string(port), token, platform::now().unix_ms));
    if (far) binding.hub_url = "http://127.0.0.1:" + std::to_string(line.port());
    need(ledger.bind(binding));
  }
  const double hub_used = processor_s(hub.pid());
  const std::string result = Child({self, "client", (folder.path() / "terminal").string()}).last_line();
  double ms = 0;
  double client = 0;
  double client_s = 0;
  if (std::sscanf(result.c_str(), "%lf %lf %lf", &ms, &client, &client_s) != 3) std::exit(1);
  const double hub_s = processor_s(hub.pid()) - hub_used;
  const double rate = static_cast<double>(answers) / ms * 1000;
  std::printf("%7zu answers, %2lld ms round trip: %6.0f /s = %4.1f x rival", answers,
              static_cast<long long>(round_trip.count()), rate, rate / rival.per_second);
  std::printf("; peak client %.0f MiB = %.2f x, server %.0f MiB = %.2f x", client, client / rival.client_mib,
              peak_mib(hub.pid()), peak_mib(hub.pid()) / rival.server_mib);
  std::printf("; processor client %.1f us, server %.1f us an answer", client_s * 1e6 / static_cast<double>(answers),
              hub_s * 1e6 / static_cast<double>(answers));
  if (line.octets() > 0)
    std::printf("; %.1f octets an answer both ways = %.2f x, %d connections",
                static_cast<double>(line.octets()) / static_cast<double>(answers),
                static_cast<double>(line.octets()) / static_cast<double>(answers) / rival.octets_per_answer,
                line.connections());
  std::printf("\n");
}

}  // namespace

int main(int count, char** words) {
  if (count == 3 && std::strcmp(words[1], "client") == 0) return drain(words[2]);
  const std::string self = std::filesystem::canonical("/proc/self/exe");
  std::printf("To reach: 6 x on loopback, 8 x with a round trip, 0.2 x the octets, 0.3 x the memory.\n");
  for (int run = 0; run < 3; ++run) {
    measure(self, 10'000, std::chrono::milliseconds(0), {5200});
    measure(self, 100'000, std::chrono::milliseconds(0), {5200});
    measure(self, 10'000, std::chrono::milliseconds(50), {2240});
  }
  return 0;
}
