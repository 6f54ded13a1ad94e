// The power goes at every page of the first start, right after the tap that sends it and some time later: what is on
// the disk is as it was before the step, or as it is after it. A child does the step and kills itself; the parent
// looks.
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <thread>

#include "kiosk/app/first_start.h"
#include "kiosk/app/people.h"
#include "sync/journal/journal.h"
#include "tests/screens/wizard_walk.h"

namespace {

using namespace chalkpoint;
using namespace chalkpoint::test;
namespace setting = journal::setting;

constexpr const char* kPages[] = {"wizard.language", "wizard.hub",   "wizard.club",   "wizard.look",
                                  "wizard.hours",    "wizard.owner", "wizard.pin",    "wizard.pin_again",
                                  "wizard.key",      "wizard.prove", "wizard.preview"};
constexpr int kDelaysUs[] = {0, 200, 700, 3'000, 400'000};

/// What the child had on paper when it died.
struct Paper {
  std::array<char, 9> pin{};
  std::array<char, 40> phrase{};
};

void put(auto& into, const std::string& text) {
  std::copy_n(text.begin(), std::min(text.size(), into.size() - 1), into.begin());
}

/// Goes on with the first start as far as `page`, sends that, and dies so long after it. Past the page already: ends.
[[noreturn]] void child(const std::filesystem::path& data, const std::string& page, int delay_us, const Paper& before,
                        int life, int pipe) {
  try {
    Person person(data, {.shape = {}, .language = "en", .bare = true});
    person.set_clock(life * 60'000LL);  // ids are made of the time
    Founder founder(person, "en");
    founder.pin = before.pin.data();
    founder.phrase = before.phrase.data();
    person.look_until([&] { return person.model().setup().is_known(); });
    if (!person.model().setup().waits()) ::_exit(0);
    founder.come(person.model().setup().has_owner());
    const auto at = [&](const std::string& name) { return std::ranges::find(kPages, name) - std::begin(kPages); };
    while (person.screen() != page) {
      if (person.screen() == "attract") ::_exit(0);
      if (person.screen() == "wizard.key_there" || at(person.screen()) > at(page)) ::_exit(0);
      founder.go_on();
    }
    founder.fill(false);
    Paper paper = before;
    put(paper.pin, founder.pin);
    put(paper.phrase, founder.phrase);
    if (::write(pipe, &paper, sizeof paper) != sizeof paper) ::_exit(3);
    std::thread([delay_us] {
      std::this_thread::sleep_for(std::chrono::microseconds(delay_us));
      ::kill(::getpid(), SIGKILL);
    }).detach();
    if (page == "wizard.pin_again")
      person.tap("pin." + founder.pin.substr(7));
    else
      person.tap(founder.way_on());
    while (true) person.wait_for_news();
  } catch (...) {
    ::_exit(4);
  }
}

/// Nothing is half: see the head of kiosk/admin/wizard.h.
void check_store(const std::filesystem::path& data, const Paper& paper) {
  auto journal = journal::Journal::open(
      data, {.random = [](std::span<std::uint8_t> out) { std::ranges::fill(out, std::uint8_t{7}); },
             .now_unix_ms = [] { return 1'800'000'000'000; },
             .notice = [](const std::string&) {}});
  REQUIRE(journal);
  const auto verified = journal->verify();
  REQUIRE(verified);
  CHECK(verified->faults.empty());
  const auto people = app::read_people(*journal).value();
  REQUIRE(people.size() <= 1);
  if (!people.empty()) CHECK(event::pin_matches(paper.pin.data(), people[0].pin));
  const auto key = journal->setting(setting::kSiteKey);
  CHECK(key.has_value() == journal->setting(setting::kSiteKeyId).has_value());
  if (key) {
    const auto id = event::key_id(event::public_key_from_base64(*key).value());
    CHECK(journal->setting(setting::kSiteKeyId) == id);
    const auto wrapped = journal->setting(setting::wrapped_key(id));
    REQUIRE(wrapped);
    CHECK(event::unwrap_secret(*wrapped, paper.phrase.data()));
  }
  const std::string place = journal->setting(app::kSetup).value_or("");
  if (place == app::kSetupDone) {
    CHECK(key.has_value());
    CHECK(people.size() == 1);
    return;
  }
  const auto at = app::setup_place(place);
  REQUIRE(at);
  if (at->step > admin::wizard::Step::owner) CHECK(people.size() == 1);
  if (at->step > admin::wizard::Step::key) CHECK(key.has_value());
}

}  // namespace

TEST_CASE("the power may go at any page of the first start: nothing is half, and it goes on", "[wizard][kill]") {
  const Folder folder;
  Paper paper;
  std::size_t killed = 0;
  int lives = 0;
  for (const char* page : kPages)
    for (const int delay_us : kDelaysUs) {
      INFO(page << " after " << delay_us << " us");
      std::array<int, 2> ends{};
      REQUIRE(::pipe(ends.data()) == 0);
      ++lives;
      const pid_t pid = ::fork();
      REQUIRE(pid >= 0);
      if (pid == 0) child(folder.path(), page, delay_us, paper, lives, ends[1]);
      ::close(ends[1]);
      Paper seen;
      const bool told = ::read(ends[0], &seen, sizeof seen) == sizeof seen;
      ::close(ends[0]);
      int status = 0;
      REQUIRE(::waitpid(pid, &status, 0) == pid);
      if (told) {
        paper = seen;
        REQUIRE(WIFSIGNALED(status));
        ++killed;
      } else {
        REQUIRE(WIFEXITED(status));
        REQUIRE(WEXITSTATUS(status) == 0);
      }
      check_store(folder.path(), paper);
    }
  CHECK(killed >= std::size(kPages));
  Person person(folder.path(), {.shape = {}, .language = "en", .bare = true});
  person.look_until([&] { return person.model().setup().is_known(); });
  CHECK_FALSE(person.model().setup().waits());
  CHECK(person.screen() == "attract");
}
