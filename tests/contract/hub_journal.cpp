// The journal of truth on the hub: what the phrase opens, what it does not and why, and a console that shows no phrase.
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <sstream>
#include <thread>

#include "sync/hub/console.h"
#include "sync/hub/journal_command.h"
#include "tests/chain.h"
#include "tests/contract/store_contract.h"
#include "tests/notes.h"

using namespace chalkpoint;

namespace {

event::Writing saying(const std::string& text) {
  return {.colour = 0, .name = "", .text = text, .strokes = {}};
}

// A child that asks for a phrase at a console of its own and exits with its length.
class Asked {
 public:
  Asked() {
    REQUIRE(openpty(&master_, &slave_, nullptr, nullptr, nullptr) == 0);
    child_ = fork();
    REQUIRE(child_ >= 0);
    if (child_ > 0) return;
    close(master_);
    login_tty(dup(slave_));
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_DFL);  // the tests have their own
    const auto phrase = hub::ask_secret("Phrase: ");
    _exit(phrase ? static_cast<int>(phrase->size()) : 255);
  }
  ~Asked() {
    close(master_);
    close(slave_);
  }
  Asked(const Asked&) = delete;
  Asked& operator=(const Asked&) = delete;

  /// Until the console shows `words`.
  void wait_for(const std::string& words) {
    while (shown_.find(words) == std::string::npos) {
      constexpr int kLimitMs = 30'000;
      pollfd readable{.fd = master_, .events = POLLIN, .revents = 0};
      INFO("waiting for '" << words << "' after '" << shown_ << "'");
      REQUIRE(poll(&readable, 1, kLimitMs) == 1);
      std::array<char, 256> more{};
      const auto count = read(master_, more.data(), more.size());
      REQUIRE(count > 0);
      shown_.append(more.data(), static_cast<std::size_t>(count));
    }
  }
  void type(const std::string& letters) {
    REQUIRE(write(master_, letters.data(), letters.size()) == static_cast<ssize_t>(letters.size()));
  }
  /// Until it ends: a signal that comes just before it begins to read is noticed with the next one.
  int end_by(int signal) {
    int status = 0;
    for (int tries = 0; waitpid(child_, &status, WNOHANG) == 0; ++tries) {
      REQUIRE(tries < 1'000);
      REQUIRE(kill(child_, signal) == 0);
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return status;
  }
  int end() {
    int status = 0;
    REQUIRE(waitpid(child_, &status, 0) == child_);
    return status;
  }
  bool echoes() const {
    termios now{};
    REQUIRE(tcgetattr(slave_, &now) == 0);
    return (now.c_lflag & ECHO) != 0;
  }
  const std::string& shown() const { return shown_; }

 private:
  int master_ = -1, slave_ = -1;
  pid_t child_ = -1;
  std::string shown_;
};

}  // namespace

TEST_CASE("a console does not show the phrase and shows again what is typed after it") {
  Asked asked;
  asked.wait_for("Phrase: ");
  CHECK_FALSE(asked.echoes());
  asked.type("secret-words\n");
  asked.wait_for("\n");  // the line that follows what was typed
  const int status = asked.end();
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 12);
  CHECK(asked.echoes());
  CHECK(asked.shown().find("secret") == std::string::npos);
}

TEST_CASE("a console is as it was when asking for the phrase is broken off") {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    Asked asked;
    asked.wait_for("Phrase: ");
    REQUIRE_FALSE(asked.echoes());
    asked.type("half a phr");
    const int status = asked.end_by(signal);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == signal);
    CHECK(asked.echoes());
    CHECK(asked.shown().find("half") == std::string::npos);
  }
}

TEST_CASE("the hub's journal names what this phrase does not open, and by which key it is sealed") {
  const testing::TempDir folder;
  tests::Notes notes(3);
  const event::Random random = testing::seeded(7);
  const event::SiteKey site = event::make_site_key(random), own = event::make_site_key(random);
  const std::string phrase = event::make_recovery_phrase(random);
  const auto wrapped = event::wrap_secret(site, phrase, random);
  REQUIRE(wrapped);
  std::vector<event::Fact> facts{notes.confided(site.open, saying("первое")), notes.confided(own.open, saying("чужое")),
                                 notes.confided(site.open, saying("третье")), notes.written()};
  facts[1].data.erase("key");  // as terminals wrote them at first
  facts.push_back(notes.confided(own.open, saying("и это чужое")));
  facts.push_back(notes.confided(site.open, saying("испорченное")));
  auto& octets = *facts.back().sealed;
  octets.back() = static_cast<event::Bytes::value_type>(octets.back() ^ 1);
  facts.back().data["digest"] = event::seal_digest(octets);
  facts.push_back(notes.confided(site.open, saying("стёртое")));
  const hub::Principal lobby{"club", "lobby"};
  {
    auto store = testing::store_kinds().front().open(folder.path());
    REQUIRE(store);
    const hub::Device device{.who = lobby,
                             .name = "Lobby",
                             .added_ms = testing::kNowMs,
                             .revoked_ms = {},
                             .heard_ms = {},
                             .clock_offset_ms = {}};
    REQUIRE((*store)->add_device(device, {}, {site.open, *wrapped, event::key_id(site.open)}));
    testing::append(**store, testing::deliver(lobby, tests::chain(facts, "00000000000000aa")));
    REQUIRE((*store)->say("club", std::vector{testing::erasure_of(facts.back().id)}, testing::kNowMs));
  }
  const hub::World world{[] { return testing::kNowMs; }, testing::seeded(1)};
  const hub::JournalOptions options{"sqlite:" + (folder.path() / "hub.db").string(), "club", {}};
  std::string asked;
  const auto answering = [&asked](const std::string& answer) {
    return [&asked, answer](const std::string& prompt) -> hub::Result<std::string> {
      asked = prompt;
      return answer;
    };
  };

  std::ostringstream wrong;
  const auto refused = hub::show_journal(options, world, answering("wrong"), wrong);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.find(event::for_people(event::key_id(site.open))) != std::string::npos);
  CHECK(wrong.str().empty());

  std::ostringstream out;
  const auto done = hub::show_journal(options, world, answering(phrase), out);
  INFO((done ? std::string() : done.error().what));
  REQUIRE(done);
  CAPTURE(out.str());
  CHECK(asked.find(event::for_people(event::key_id(site.open))) != std::string::npos);
  const std::string said = out.str();
  const auto at = [&said](const std::string& words) { return said.find(words); };
  CHECK(at("первое") < at("sealed to another key"));  // in the order they were written
  CHECK(at("sealed to another key") < at("третье"));
  CHECK(at("третье") < at("is sealed to the key " + event::for_people(event::key_id(own.open))));
  CHECK(at("its writing was erased") != std::string::npos);
  CHECK(at("чужое") == std::string::npos);
  CHECK(at("it is damaged") != std::string::npos);  // its key is this one: no other phrase opens it either
  CHECK(at("is sealed to the key " + event::for_people(event::key_id(site.open))) == std::string::npos);
  CHECK(at("Private notes: 6\n") != std::string::npos);
  CHECK(at("1 of them sealed to the key " + event::for_people(event::key_id(own.open))) != std::string::npos);
}
