// Terminals that forget: replaced under their old name, put back from an image of themselves. What they said before
// stands on their own board as on everybody else's. And terminals whose clocks are wrong: the later word counts.
#include <catch2/catch.hpp>

#include "tests/sim/board_terminal.h"

using namespace chalkpoint;

namespace {

constexpr std::int64_t kYearMs = 365LL * 86'400'000;
const event::Signature kStaff{"Мария", "staff"};

/// Two terminals of a club over a sound line; the second one's clock may be wrong.
class TwoTerminals {
 public:
  explicit TwoTerminals(std::int64_t second_ahead_ms = 0) {
    for (std::size_t i = 0; i < 2; ++i) {
      const std::string name = "d-" + std::to_string(i);
      hub_.add(sim::kBoardSite, name);
      terminals_.push_back(std::make_unique<sim::BoardTerminal>(name, random_, line_, now_ms_, 50 + i,
                                                                hub_.store().epoch(), i == 1 ? second_ahead_ms : 0));
    }
  }
  sim::BoardTerminal& first() { return *terminals_[0]; }
  sim::BoardTerminal& second() { return *terminals_[1]; }
  void settle(int rounds = 3) {
    for (int round = 0; round < rounds; ++round) {
      now_ms_ += 10'000;
      for (auto& terminal : terminals_) terminal->wake();
      for (auto& terminal : terminals_) terminal->step();
    }
  }
  void replace_first() {
    const std::string name = first().name();
    REQUIRE(hub_.store().revoke_device({sim::kBoardSite, name}, now_ms_));
    hub_.add(sim::kBoardSite, name, "its second token");
    first().replace("its second token");
  }
  void check(std::uint64_t set_aside_of_first = 0) {
    for (auto& terminal : terminals_) {
      INFO(terminal->name() << ", " << (terminal->status().problem ? terminal->status().problem->what : ""));
      CHECK(terminal->status().state == device::SyncState::in_step);
      CHECK(terminal->status().waiting == 0);
      CHECK(terminal->journal().waiting() == 0);
      CHECK(terminal->status().quarantined == (terminal == terminals_[0] ? set_aside_of_first : 0));
      const auto proof = terminal->journal().verify();
      REQUIRE(proof);
      CHECK(proof->faults == std::vector<std::string>());
    }
    CHECK(first().fed() == second().fed());
    sim::check_alike(first().board(), second().board());
    CHECK(hub_.store().verify()->faults.empty());
  }
  void pass(std::int64_t ms) { now_ms_ += ms; }

 private:
  sim::Random random_{11};
  std::int64_t now_ms_ = 1'795'300'000'000;
  event::Random chance() {
    return [this](std::span<std::uint8_t> out) {
      for (auto& octet : out) octet = static_cast<std::uint8_t>(random_());
    };
  }
  sim::Hub hub_{chance()};
  sim::Line line_{random_, [this](const device::Request& request) { return hub_.answer(request, now_ms_); }};
  std::vector<std::unique_ptr<sim::BoardTerminal>> terminals_;
};

enum class Fate { replaced, put_back_as_a_file, put_back_as_a_disk };

}  // namespace

TEST_CASE("a terminal that forgot gets back what it said itself", "[sim][board]") {
  const auto fate = GENERATE(Fate::replaced, Fate::put_back_as_a_file, Fate::put_back_as_a_disk);
  const int written_before_it_hears = GENERATE(0, 2, 9);  // nothing, less and more than it forgot
  const bool reads_before_it_writes = GENERATE(false, true);
  INFO("fate " << static_cast<int>(fate) << ", written " << written_before_it_hears << ", reads first "
               << reads_before_it_writes);
  TwoTerminals club;
  const event::Uuid kept = club.first().write();
  const event::Uuid elsewhere = club.second().write();
  club.settle();
  club.first().image();
  const event::Uuid forgotten = club.first().write();
  const event::Uuid shown = club.first().write();
  for (const event::Uuid& note : {kept, elsewhere, forgotten})
    club.first().tell(event::NoteModerated{note, event::Verdict::hidden, "insult", kStaff});
  club.first().tell(event::NoteReplied{shown, "Спасибо!", kStaff});
  club.settle();
  REQUIRE(club.second().board().find(elsewhere)->verdict == event::Verdict::hidden);

  if (fate == Fate::replaced)
    club.replace_first();
  else
    club.first().roll_back(fate == Fate::put_back_as_a_disk);
  CHECK(club.first().board().find(forgotten) == nullptr);
  if (reads_before_it_writes) club.settle(1);
  for (int i = 0; i < written_before_it_hears; ++i) club.first().write();
  club.settle();

  for (const event::Uuid& note : {kept, elsewhere, forgotten}) {
    REQUIRE(club.first().board().find(note) != nullptr);
    CHECK(club.first().board().find(note)->verdict == event::Verdict::hidden);
  }
  CHECK(club.first().board().find(shown)->replies.size() == 1);
  CHECK(club.first().board().find(forgotten)->own_device);
  CHECK_FALSE(club.first().board().find(elsewhere)->own_device);
  CHECK_FALSE(club.second().board().find(forgotten)->own_device);
  // Of nine that took the places of six, the hub took the last two at once, since they hang together; sent again in the
  // fresh epoch, they are set aside there as known.
  const std::uint64_t known = fate == Fate::put_back_as_a_disk && written_before_it_hears == 9 ? 2 : 0;
  club.check(known);

  club.first().tell(event::NoteModerated{forgotten, event::Verdict::shown, "", kStaff});
  club.second().write();
  club.settle();
  CHECK(club.second().board().find(forgotten)->verdict == event::Verdict::shown);
  club.check(known);
}

TEST_CASE("a clock a year ahead does not have the last word", "[sim][board]") {
  TwoTerminals club(kYearMs);
  const event::Uuid note = club.first().write();
  club.settle();
  club.second().tell(event::NoteModerated{note, event::Verdict::hidden, "other", kStaff});
  club.second().tell(event::NotePinned{note, true, kStaff});
  club.settle();
  REQUIRE(club.first().board().find(note)->verdict == event::Verdict::hidden);
  club.pass(60'000);
  club.first().tell(event::NoteModerated{note, event::Verdict::shown, "", kStaff});
  club.first().tell(event::NotePinned{note, false, kStaff});
  club.settle();
  for (auto* terminal : {&club.first(), &club.second()}) {
    CHECK(terminal->board().find(note)->verdict == event::Verdict::shown);
    CHECK_FALSE(terminal->board().find(note)->pinned);
  }
  club.check();
  club.second().tell(event::NoteModerated{note, event::Verdict::hidden, "other", kStaff});
  club.settle();
  CHECK(club.first().board().find(note)->verdict == event::Verdict::hidden);
  const event::Uuid newest = club.first().write();
  club.first().tell(event::NoteModerated{newest, event::Verdict::shown, "", kStaff});
  club.settle();
  CHECK(club.second().board().visible(true).front()->id == newest);  // also in the order of the notes
  club.check();
}
