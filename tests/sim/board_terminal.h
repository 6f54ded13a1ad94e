// A terminal with its board, fed from its journal as the program feeds it; what can befall one, and how two boards are
// compared.
#pragma once

#include <catch2/catch.hpp>
#include <fstream>
#include <memory>
#include <set>

#include "kiosk/chalk/board.h"
#include "sync/device/journal_ledger.h"
#include "sync/device/step.h"
#include "tests/cases.h"
#include "tests/notes.h"
#include "tests/sim/hub.h"
#include "tests/sim/network.h"

namespace chalkpoint::sim {

inline constexpr const char* kBoardSite = "club-1";

/// A board as everybody must see it: whose device wrote a note is the one thing that differs.
inline std::vector<chalk::Note> seen_alike(std::span<const chalk::Note* const> list) {
  std::vector<chalk::Note> out;
  for (const chalk::Note* note : list) out.push_back(*note);
  for (chalk::Note& note : out) note.own_device = false;
  return out;
}

inline void check_alike(const chalk::Board& board, const chalk::Board& other) {
  CHECK(board.size() == other.size());
  CHECK(board.screening_before() == other.screening_before());
  CHECK((seen_alike(board.visible(true)) == seen_alike(other.visible(true))));
  CHECK((seen_alike(board.visible(false)) == seen_alike(other.visible(false))));
  CHECK((seen_alike(board.done(true)) == seen_alike(other.done(true))));
  CHECK((seen_alike(board.waiting()) == seen_alike(other.waiting())));
  CHECK((seen_alike(board.confided()) == seen_alike(other.confided())));
}

class BoardTerminal {
 public:
  /// `clock_ahead_ms`: how wrong its clock is.
  BoardTerminal(std::string name, Random& random, Line& line, std::int64_t& now_ms, std::uint64_t seed,
                std::string hub_epoch, std::int64_t clock_ahead_ms = 0)
      : name_(std::move(name)),
        hub_epoch_(std::move(hub_epoch)),
        random_(random),
        port_(random, line),
        now_ms_(now_ms),
        clock_ahead_ms_(clock_ahead_ms),
        notes_(seed, now_ms + clock_ahead_ms) {
    open();
    enrol(name_);
  }

  /// Something is written here, or said about a note that stands on this board.
  void act(const event::PublicKey& key) {
    if (!known_.empty() && once_in(random_, 3)) {
      store(notes_.worked_on(known_[below(random_, known_.size())]));
      return;
    }
    store(once_in(random_, 15) ? notes_.confided(key, {1, "", "Тренер опаздывает", ""}) : notes_.next(known_));
  }
  event::Uuid write() { return store(notes_.written()); }
  void tell(const event::BoardEvent& what) { store(notes_.fact(what)); }

  void step() {
    if (now_ms_ < rest_until_ms_) return;
    const auto rest = sync_->step();
    rest_until_ms_ = now_ms_ + (rest ? rest->count() : 0);
    follow();
  }
  void wake() { rest_until_ms_ = 0; }

  /// Keeps an image of the store as it is now.
  void image() {
    close();
    std::ifstream in(file(), std::ios::binary);
    image_.assign(std::istreambuf_iterator<char>(in), {});
    open();
  }
  /// Puts the image back, `in_place` as a block image does it, inode and time of birth with it; else as a copied file.
  void roll_back(bool in_place) {
    close();
    if (!in_place) std::filesystem::rename(file(), dir_->path() / "old.db");
    std::ofstream(file(), std::ios::binary | std::ios::trunc) << image_;
    open();
  }
  /// The terminal is carried off; another one is enrolled under its name.
  void replace(const std::string& token) {
    close();
    dir_ = std::make_unique<testing::TempDir>();
    open();
    enrol(token);
  }

  const chalk::Board& board() const { return board_; }
  const event::Cases& cases() const { return cases_; }
  const std::set<event::Uuid>& told() const { return told_; }
  const std::multiset<event::Uuid>& fed() const { return fed_; }
  const device::SyncStatus& status() const { return sync_->status(); }
  journal::Journal& journal() { return *journal_; }
  const std::string& name() const { return name_; }

 private:
  std::filesystem::path file() const { return dir_->path() / "journal.db"; }

  void open() {
    auto opened =
        journal::Journal::open(dir_->path(), {[this](std::span<std::uint8_t> out) {
                                                for (auto& o : out) o = static_cast<std::uint8_t>(random_());
                                              },
                                              [this] { return now_ms_ + clock_ahead_ms_; }, [](const std::string&) {}});
    REQUIRE(opened);
    journal_ = std::make_unique<journal::Journal>(std::move(*opened));
    ledger_ = std::make_unique<device::JournalLedger>([this](const auto& work) { work(*journal_); });
    const auto chance = [this](std::uint64_t bound) { return below(random_, bound); };
    sync_ = std::make_unique<device::Sync>(
        *ledger_, port_,
        device::World{[this] { return now_ms_ + clock_ahead_ms_; }, [this] { return now_ms_; }, chance, {}});
    board_ = {};
    cases_ = {};
    row_ = 0;
    rest_until_ms_ = 0;
    known_.clear();
    fed_.clear();
    follow();
  }
  void close() {
    sync_.reset();
    ledger_.reset();
    journal_.reset();
  }
  void enrol(const std::string& token) {
    REQUIRE(ledger_->bind({"http://127.0.0.1:1",
                           token,
                           {kBoardSite, name_, name_, event::Bytes(32, 'k'), "0", hub_epoch_, "d3JhcHBlZA=="}}));
  }

  event::Uuid store(const event::Fact& fact) {
    REQUIRE(journal_->append({&fact, 1}));
    told_.insert(fact.id);
    follow();
    return fact.id;
  }

  void follow() {
    for (bool more = true; more;) {
      const auto page = journal_->read_board(row_, 50, 1 << 20);
      REQUIRE(page);
      board_.apply(page->own, chalk::Origin::own);
      board_.apply(page->foreign, chalk::Origin::foreign);
      for (const auto* side : {&page->own, &page->foreign}) {
        cases_.apply(*side);
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

  std::string name_, hub_epoch_;
  Random& random_;
  Port port_;
  std::int64_t& now_ms_;
  std::int64_t clock_ahead_ms_;
  tests::Notes notes_;
  std::unique_ptr<testing::TempDir> dir_ = std::make_unique<testing::TempDir>(testing::Place::memory);
  std::unique_ptr<journal::Journal> journal_;
  std::unique_ptr<device::JournalLedger> ledger_;
  std::unique_ptr<device::Sync> sync_;
  chalk::Board board_;
  event::Cases cases_;
  std::int64_t row_ = 0;
  std::int64_t rest_until_ms_ = 0;
  std::vector<event::Uuid> known_;
  std::set<event::Uuid> told_;
  std::multiset<event::Uuid> fed_;
  std::string image_;
};

}  // namespace chalkpoint::sim
