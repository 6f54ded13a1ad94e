// Terminals of one site and their hub, over a line as bad as they come: in the end every terminal shows the same board,
// with everything anybody wrote or said on it, each once; also after the hub was put back from an older copy, which
// begins a new epoch of it.
#include "kiosk/chalk/board.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "sync/device/journal_ledger.h"
#include "sync/device/step.h"
#include "tests/notes.h"
#include "tests/sim/hub.h"
#include "tests/sim/network.h"

using namespace chalkpoint;

namespace {

constexpr const char* kSite = "club-1";

/// A board as everybody must see it: whose device wrote a note is the one thing that differs.
std::vector<chalk::Note> seen_alike(std::span<const chalk::Note* const> list) {
  std::vector<chalk::Note> out;
  for (const chalk::Note* note : list) out.push_back(*note);
  for (chalk::Note& note : out) note.own_device = false;
  return out;
}

/// A terminal with its board, fed from its journal as the program feeds it.
class Terminal {
 public:
  Terminal(std::string name, sim::Random& random, sim::Line& line, std::int64_t& now_ms, std::uint64_t seed,
           const std::string& hub_epoch)
      : name_(std::move(name)), random_(random), port_(random, line), now_ms_(now_ms), notes_(seed, now_ms) {
    auto opened = journal::Journal::open(dir_.path(), {[this](std::span<std::uint8_t> out) {
                                                         for (auto& o : out) o = static_cast<std::uint8_t>(random_());
                                                       },
                                                       [this] { return now_ms_; }, [](const std::string&) {}});
    REQUIRE(opened);
    journal_ = std::make_unique<journal::Journal>(std::move(*opened));
    ledger_ = std::make_unique<device::JournalLedger>([this](const auto& work) { work(*journal_); });
    REQUIRE(ledger_->bind({"http://127.0.0.1:1", name_, {kSite, name_, name_, event::Bytes(32, 'k'), "0", hub_epoch}}));
    const auto look = [this] { return now_ms_; };
    const auto chance = [this](std::uint64_t bound) { return sim::below(random_, bound); };
    sync_ = std::make_unique<device::Sync>(*ledger_, port_, device::World{look, look, chance, {}});
  }

  /// Something is written here, or said about a note that stands on this board.
  void act(const event::PublicKey& key) {
    const event::Fact fact =
        sim::once_in(random_, 15) ? notes_.confided(key, {1, "", "Тренер опаздывает", ""}) : notes_.next(known_);
    REQUIRE(journal_->append({&fact, 1}));
    told_.insert(fact.id);
    follow();
  }
  void step() {
    if (now_ms_ < rest_until_ms_) return;
    const auto rest = sync_->step();
    rest_until_ms_ = now_ms_ + (rest ? rest->count() : 0);
    follow();
  }
  void wake() { rest_until_ms_ = 0; }

  const chalk::Board& board() const { return board_; }
  const std::set<event::Uuid>& told() const { return told_; }
  const std::multiset<event::Uuid>& fed() const { return fed_; }
  const device::SyncStatus& status() const { return sync_->status(); }
  journal::Journal& journal() { return *journal_; }
  const std::string& name() const { return name_; }

 private:
  void follow() {
    for (bool more = true; more;) {
      const auto page = journal_->read_board(row_, 50, 1 << 20);
      REQUIRE(page);
      board_.apply(page->own, chalk::Origin::own);
      board_.apply(page->foreign, chalk::Origin::foreign);
      for (const auto* side : {&page->own, &page->foreign}) {
        for (const event::Event& event : *side) {
          fed_.insert(event.id);
          CHECK_FALSE(event.sealed);
          if (event.type == event::kNoteWritten && side == &page->foreign) known_.push_back(event.id);
        }
      }
      row_ = page->through;
      more = page->more;
    }
  }

  std::string name_;
  sim::Random& random_;
  sim::Port port_;
  std::int64_t& now_ms_;
  tests::Notes notes_;
  testing::TempDir dir_{testing::Place::memory};
  std::unique_ptr<journal::Journal> journal_;
  std::unique_ptr<device::JournalLedger> ledger_;
  std::unique_ptr<device::Sync> sync_;
  chalk::Board board_;
  std::int64_t row_ = 0;
  std::int64_t rest_until_ms_ = 0;
  std::vector<event::Uuid> known_;
  std::set<event::Uuid> told_;
  std::multiset<event::Uuid> fed_;
};

class Club {
 public:
  Club(std::uint64_t seed, std::size_t terminals) : random_(seed) {
    for (std::size_t i = 0; i < terminals; ++i) {
      const std::string name = "d-" + std::to_string(i);
      hub_.add(kSite, name);
      terminals_.push_back(
          std::make_unique<Terminal>(name, random_, line_, now_ms_, seed * 10 + i, hub_.store().epoch()));
    }
  }

  void live(int moments, bool restores) {
    line_.set_faults(3);
    for (int i = 0; i < moments; ++i) {
      now_ms_ += static_cast<std::int64_t>(sim::below(random_, 20'000));
      Terminal& terminal = *terminals_[sim::below(random_, terminals_.size())];
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
      const chalk::Board& board = terminal->board();
      CHECK(board.size() == first.size());
      CHECK(board.screening_before() == first.screening_before());
      CHECK((seen_alike(board.visible(true)) == seen_alike(first.visible(true))));
      CHECK((seen_alike(board.visible(false)) == seen_alike(first.visible(false))));
      CHECK((seen_alike(board.done(true)) == seen_alike(first.done(true))));
      CHECK((seen_alike(board.waiting()) == seen_alike(first.waiting())));
      CHECK((seen_alike(board.confided()) == seen_alike(first.confided())));
      const auto proof = terminal->journal().verify();
      REQUIRE(proof);
      CHECK(proof->faults.empty());
    }
    const auto findings = hub_.store().verify();
    REQUIRE(findings);
    CHECK(findings->faults.empty());
    check_boxes();
  }

  Terminal& terminal(std::size_t i) { return *terminals_[i]; }
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
        const auto there = hub_.store().contact(kSite, note->id);
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
  std::vector<std::unique_ptr<Terminal>> terminals_;
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
