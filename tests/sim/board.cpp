// Terminals of one site and their hub, over a line as bad as they come: in the end every terminal shows the same board,
// with everything anybody wrote or said on it, each once; also after the hub was put back from an older copy, which
// begins a new epoch of it.
#include <catch2/catch.hpp>
#include <map>

#include "tests/sim/board_terminal.h"

using namespace chalkpoint;

namespace {

class Club {
 public:
  Club(std::uint64_t seed, std::size_t terminals) : random_(seed) {
    for (std::size_t i = 0; i < terminals; ++i) {
      const std::string name = "d-" + std::to_string(i);
      hub_.add(sim::kBoardSite, name);
      terminals_.push_back(
          std::make_unique<sim::BoardTerminal>(name, random_, line_, now_ms_, seed * 10 + i, hub_.store().epoch()));
    }
  }

  void live(int moments, bool restores) {
    line_.set_faults(3);
    for (int i = 0; i < moments; ++i) {
      now_ms_ += static_cast<std::int64_t>(sim::below(random_, 20'000));
      sim::BoardTerminal& terminal = *terminals_[sim::below(random_, terminals_.size())];
      const std::uint64_t what = sim::below(random_, 100);
      if (what < 45)
        terminal.act(key_.open);
      else if (what < 96)
        terminal.step();
      else if (restores && what < 98)
        hub_.copy();
      else if (restores)
        hub_.restore();
    }
  }
  void restore() { hub_.restore(); }
  void copy() { hub_.copy(); }
  void act_everywhere(int times) {
    for (int i = 0; i < times; ++i)
      for (auto& terminal : terminals_) terminal->act(key_.open);
  }
  /// The line is mended and everybody asks twice: once to bring, once to read what the others brought.
  void settle(int rounds) {
    line_.set_faults(0);
    for (int round = 0; round < rounds; ++round) {
      now_ms_ += 2 * 3'600'000;
      for (auto& terminal : terminals_) terminal->wake();
      for (auto& terminal : terminals_) terminal->step();
    }
  }

  void check() {
    std::set<event::Uuid> everything;
    for (auto& terminal : terminals_) everything.insert(terminal->told().begin(), terminal->told().end());
    const chalk::Board& first = terminals_.front()->board();
    for (auto& terminal : terminals_) {
      INFO(terminal->name() << ", " << (terminal->status().problem ? terminal->status().problem->what : ""));
      CHECK(terminal->status().state == device::SyncState::in_step);
      CHECK(terminal->status().quarantined == 0);
      CHECK(terminal->status().read_unix_ms == now_ms_);
      CHECK((terminal->fed() == std::multiset<event::Uuid>(everything.begin(), everything.end())));
      sim::check_alike(terminal->board(), first);
      CHECK(tests::retold(terminal->cases(), everything) == tests::retold(terminals_.front()->cases(), everything));
      const auto proof = terminal->journal().verify();
      REQUIRE(proof);
      CHECK(proof->faults.empty());
    }
    const auto findings = hub_.store().verify();
    REQUIRE(findings);
    CHECK(findings->faults.empty());
    check_boxes();
  }

  sim::BoardTerminal& terminal(std::size_t i) { return *terminals_[i]; }
  int restores() const { return hub_.restores(); }

 private:
  /// The writing of every private note is at the hub and at the terminal where it was confided, and nowhere else.
  void check_boxes() {
    for (auto& terminal : terminals_) {
      for (const chalk::Note* note : terminal->board().confided()) {
        const bool own = terminal->told().contains(note->id);
        CHECK(note->own_device == own);
        const auto here = terminal->journal().sealed_box(note->id);
        REQUIRE(here);
        CHECK(here->has_value() == own);
        const auto there = hub_.store().contact(sim::kBoardSite, note->id);
        REQUIRE(there);
        REQUIRE(there->has_value());
        CHECK(event::open_contact(**there, key_));
      }
    }
  }
  event::Random chance() {
    return [this](std::span<std::uint8_t> out) {
      for (auto& octet : out) octet = static_cast<std::uint8_t>(random_());
    };
  }

  sim::Random random_;
  std::int64_t now_ms_ = 1'795'300'000'000;
  event::SiteKey key_ = event::make_site_key(chance());
  sim::Hub hub_{chance()};
  sim::Line line_{random_, [this](const device::Request& request) { return hub_.answer(request, now_ms_); }};
  std::vector<std::unique_ptr<sim::BoardTerminal>> terminals_;
};

}  // namespace

TEST_CASE("terminals of a site show one board, whatever the line did meanwhile", "[sim][board]") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    INFO("seed " << seed);
    Club club(seed, 2 + seed % 3);
    club.live(300, false);
    club.settle(8);
    club.check();
    CHECK(club.terminal(0).board().visible(true).size() > 5);
    CHECK(club.terminal(0).cases().all().size() > 2);
  }
}

TEST_CASE("a hub put back from an older copy is refilled and read again, and no board loses or doubles anything",
          "[sim][board]") {
  for (std::uint64_t seed = 20; seed < 28; ++seed) {
    INFO("seed " << seed);
    Club club(seed, 2 + seed % 2);
    club.live(60, false);
    club.settle(4);
    club.copy();
    club.act_everywhere(10);
    club.settle(4);  // acknowledged, read by all, and then lost by the hub
    club.restore();
    club.act_everywhere(3);
    club.live(150, true);
    club.settle(12);
    club.check();
    CHECK(club.restores() >= 1);
  }
}

TEST_CASE("a note hidden at one terminal leaves the other's board at its next reading", "[sim][board]") {
  Club club(5, 2);
  club.settle(1);
  club.live(40, false);
  club.settle(8);
  REQUIRE_FALSE(club.terminal(1).board().visible(true).empty());
  const event::Uuid note = club.terminal(1).board().visible(true).front()->id;
  tests::Notes staff(77, 1'799'000'000'000);
  const auto hidden = staff.fact(event::NoteModerated{note, event::Verdict::hidden, "insult", {"Мария", "staff"}});
  REQUIRE(club.terminal(0).journal().append({&hidden, 1}));
  CHECK(device::Tuning().pull_interval <= std::chrono::seconds(8));
  club.settle(1);  // the first brings it up, and then the second reads
  CHECK(club.terminal(1).board().find(note)->verdict == event::Verdict::hidden);
}
