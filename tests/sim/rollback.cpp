// A terminal put back from an image of itself, against a hub that heard what came after: nothing stops, and every
// answer is held by the hub once.
#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "sync/device/journal_ledger.h"
#include "sync/device/step.h"
#include "tests/answers.h"
#include "tests/sim/hub.h"
#include "tests/sim/network.h"

using namespace chalkpoint;

namespace {

constexpr const char* kSite = "club-1";

class Club {
 public:
  Club() {
    hub_.add(kSite, "d-0");
    open();
    REQUIRE(ledger_->bind(
        {"http://127.0.0.1:1",
         "d-0",
         {kSite, "d-0", "Lobby", event::Bytes(32, 'k'), "0011223344556677", hub_.store().epoch(), "d3JhcHBlZA=="}}));
  }

  void answer(int count) {
    for (int i = 0; i < count; ++i) {
      const event::Fact fact = answers_.next();
      REQUIRE(journal_->append({&fact, 1}));
      thanked_.insert(fact.id);
    }
  }
  /// What the hub was told by now it must hold for ever; the rest may be lost with the image.
  void image() {
    close();
    std::ifstream in(file(), std::ios::binary);
    image_.assign(std::istreambuf_iterator<char>(in), {});
    open();
  }
  /// `in_place`: as a block image brings it back, inode and time of birth with it; else as a copied file.
  void roll_back(bool in_place) {
    close();
    if (!in_place) std::filesystem::rename(file(), dir_.path() / "old.db");
    std::ofstream(file(), std::ios::binary | std::ios::trunc) << image_;
    open();
  }
  void sync() {
    now_ms_ += 4'000'000;
    sync_->step();
    INFO((sync_->status().problem ? sync_->status().problem->what : ""));
    CHECK(sync_->status().state == device::SyncState::in_step);
    CHECK(sync_->status().waiting == 0);
  }
  /// Everything ever thanked for stands in the site's stream, once, and both stores are sound.
  void check() {
    std::multiset<event::Uuid> held;
    const auto page = hub_.store().read({kSite, "observer"}, {}, 500, wire::kBatchBytesMax);
    REQUIRE(page);
    for (const auto& placed : page->events) held.insert(placed.event.id);
    CHECK(held.size() == thanked_.size());
    for (const event::Uuid& id : thanked_) CHECK(held.count(id) == 1);
    CHECK(journal_->verify()->faults.empty());
    CHECK(hub_.store().verify()->faults.empty());
  }
  std::uint64_t quarantined() { return hub_.store().verify()->quarantined; }
  std::size_t epochs() { return journal_->epochs()->size(); }

 private:
  std::filesystem::path file() const { return dir_.path() / "journal.db"; }
  event::Random chance() {
    return [this](std::span<std::uint8_t> out) {
      for (auto& octet : out) octet = static_cast<std::uint8_t>(random_());
    };
  }
  void open() {
    auto opened = journal::Journal::open(dir_.path(), {chance(), [this] { return now_ms_; }, [](const auto&) {}});
    REQUIRE(opened);
    journal_ = std::make_unique<journal::Journal>(std::move(*opened));
    ledger_ = std::make_unique<device::JournalLedger>([this](const auto& work) { work(*journal_); });
    const auto look = [this] { return now_ms_; };
    sync_ = std::make_unique<device::Sync>(*ledger_, port_, device::World{look, look, [](auto) { return 0; }, {}});
  }
  void close() {
    sync_.reset();
    ledger_.reset();
    journal_.reset();
  }

  sim::Random random_{7};
  std::int64_t now_ms_ = 1'795'300'000'000;
  sim::Hub hub_{chance()};
  sim::Line line_{random_, [this](const device::Request& request) { return hub_.answer(request, now_ms_); }};
  sim::Port port_{random_, line_};
  tests::Answers answers_{7};
  testing::TempDir dir_;
  std::string image_;
  std::set<event::Uuid> thanked_;
  std::unique_ptr<journal::Journal> journal_;
  std::unique_ptr<device::JournalLedger> ledger_;
  std::unique_ptr<device::Sync> sync_;
};

}  // namespace

TEST_CASE("a terminal that lost the end of its epoch goes on", "[sim]") {
  const bool in_place = GENERATE(false, true);
  const bool acknowledged = GENERATE(false, true);
  const int answered_first = GENERATE(0, 3, 12);  // before it hears from the hub: nothing, less and more than was lost
  INFO("in place " << in_place << ", acknowledged " << acknowledged << ", answered " << answered_first);
  Club club;
  club.answer(10);
  if (acknowledged) club.sync();
  club.image();
  club.answer(6);
  club.sync();
  club.roll_back(in_place);
  club.answer(answered_first);
  club.sync();
  club.check();
  for (int i = 0; i < 3; ++i) {
    club.answer(4);
    club.sync();
  }
  club.check();
  CHECK(club.epochs() <= 3);
}
