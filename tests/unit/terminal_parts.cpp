// The pure parts of the terminal: what a display says of itself, what of a frame is new, how guessing is held up, whom
// we doubt.
#include <imgui.h>
#include <imgui_internal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "kiosk/app/cli_common.h"
#include "kiosk/app/host.h"
#include "kiosk/app/staff.h"
#include "kiosk/app/terminal.h"
#include "kiosk/desk/desk.h"
#include "kiosk/survey/suspect.h"
#include "platform/core_dump.h"
#include "platform/damage.h"
#include "platform/display.h"
#include "tests/temp_dir.h"

using namespace chalkpoint;

TEST_CASE("a display that does not know its size is not believed") {
  using platform::believable_px_per_mm;
  CHECK_FALSE(believable_px_per_mm({1280, 800}, {0, 0}));
  CHECK_FALSE(believable_px_per_mm({1280, 800}, {339, 212}));  // 96 dots an inch: made up
  CHECK_FALSE(believable_px_per_mm({1280, 800}, {50, 31}));    // a watch
  CHECK_FALSE(believable_px_per_mm({1280, 800}, {400, 400}));  // no square pixels
  CHECK(believable_px_per_mm({1280, 800}, {217, 136}).value() == Approx(5.89).epsilon(0.01));
  CHECK(platform::px_per_mm({1280, 800}, std::nullopt, std::nullopt) == Approx(800 / 163.0));
  CHECK(platform::px_per_mm({800, 1280}, std::nullopt, 6.0F) == Approx(6));
  CHECK(platform::px_per_mm({800, 1280}, 3.0F, 6.0F) == Approx(3));
}

TEST_CASE("only the tap on a dark display is swallowed") {
  CHECK_FALSE(platform::wakes_display(10'000'000, 0, 0));  // never dark
  CHECK_FALSE(platform::wakes_display(599'999, 0, 600'000));
  CHECK(platform::wakes_display(600'000, 0, 600'000));
}

namespace {

// A frame of filled squares.
class Squares {
 public:
  explicit Squares(const std::vector<platform::PixelRect>& rects) : shared_(), list_(&shared_) {
    list_._ResetForNewFrame();
    list_.PushClipRect({0, 0}, {1000, 1000});
    list_.PushTextureID(nullptr);
    for (const platform::PixelRect& r : rects) {
      list_.PrimReserve(6, 4);
      list_.PrimRect({static_cast<float>(r.x), static_cast<float>(r.y)},
                     {static_cast<float>(r.x + r.width), static_cast<float>(r.y + r.height)}, 0xFFFFFFFF);
    }
    data_.CmdLists = &pointer_;
    data_.CmdListsCount = 1;
  }
  Squares(const Squares&) = delete;
  Squares& operator=(const Squares&) = delete;
  const ImDrawData& data() const { return data_; }

 private:
  ImDrawListSharedData shared_;
  ImDrawList list_;
  ImDrawList* pointer_ = &list_;
  ImDrawData data_;
};

}  // namespace

TEST_CASE("what is drawn anew is what has changed") {
  constexpr platform::Size kSize{1000, 1000};
  platform::Damage damage;
  const Squares before({{0, 0, 100, 100}, {200, 200, 50, 50}, {500, 500, 10, 10}});
  const Squares after({{0, 0, 100, 100}, {200, 260, 50, 50}, {500, 500, 10, 10}});
  CHECK(damage.next(before.data(), kSize) == platform::PixelRect{0, 0, 1000, 1000});
  CHECK(damage.next(before.data(), kSize).empty());
  // Where it was and where it is, a pixel around for soft edges.
  CHECK(damage.next(after.data(), kSize) == platform::PixelRect{199, 199, 52, 112});
  const Squares fewer({{0, 0, 100, 100}, {500, 500, 10, 10}});
  CHECK(damage.next(fewer.data(), kSize) == platform::PixelRect{199, 259, 52, 52});
  damage.forget();
  CHECK(damage.next(fewer.data(), kSize) == platform::PixelRect{0, 0, 1000, 1000});
}

TEST_CASE("wrong PINs cost more and more time, to the hour and no further") {
  desk::Lockout lockout;
  std::int64_t now_ms = 1'795'000'000'000;
  for (int i = 1; i < desk::kFreeTries; ++i) {
    lockout = desk::after_wrong(lockout, now_ms);
    CHECK(lockout.remaining_ms(now_ms) == 0);
  }
  std::int64_t expected_ms = desk::kDelayMsFirst;
  for (int i = 0; i < 12; ++i) {
    lockout = desk::after_wrong(lockout, now_ms);
    CHECK(lockout.remaining_ms(now_ms) == std::min(expected_ms, desk::kDelayMsMax));
    expected_ms *= 2;
  }
  CHECK(lockout.remaining_ms(now_ms - 900'000'000'000) == desk::kDelayMsMax);  // a clock set back holds up no longer
  CHECK(lockout.remaining_ms(now_ms + desk::kDelayMsMax) == 0);
  // A clock set back a day begins the delay anew, and it then passes.
  const std::int64_t back_ms = now_ms - 24 * 3'600'000;
  lockout = desk::rebased(lockout, back_ms);
  CHECK(lockout.remaining_ms(back_ms) == desk::kDelayMsMax);
  CHECK(desk::rebased(lockout, back_ms + desk::kDelayMsMax).remaining_ms(back_ms + desk::kDelayMsMax) == 0);
  event::Uuid anna;
  anna.bytes.fill(7);
  const desk::Lockouts all = {{event::Uuid{}, lockout}, {anna, desk::after_wrong({}, now_ms)}};
  CHECK(app::lockouts_from_text(app::to_text(all)) == all);
  CHECK(app::lockouts_from_text("6 1795000000000") == desk::Lockouts{{event::Uuid{}, {6, 1'795'000'000'000}}});
  CHECK(app::lockouts_from_text("rubbish\n3 5 nobody\n").empty());
}

TEST_CASE("digits count for nothing while guessing is held up") {
  desk::State state;
  state.lockout = {.wrong_tries = 6, .until_unix_ms = 1'000'000};
  const desk::Inputs early{.now = {.unix_ms = 999'999, .utc_offset_min = 0, .mono_ms = 0, .boot_id = {}}};
  const desk::Inputs late{.now = {.unix_ms = 1'000'000, .utc_offset_min = 0, .mono_ms = 0, .boot_id = {}}};
  CHECK(desk::update(state, desk::Digit{'1'}, early).state.digits.empty());
  CHECK(desk::update(state, desk::Digit{'1'}, late).state.digits == "1");
  CHECK(desk::update(state, desk::Digit{'x'}, late).state.digits.empty());
}

TEST_CASE("three ratings alike are a straight line, two or different ones are none") {
  const auto definition = survey::parse_definition(R"({"elements":[{"type":"rating","name":"a"},
      {"type":"rating","name":"b"},{"type":"rating","name":"c"}]})");
  REQUIRE(definition);
  survey::Run run(*definition);
  const auto reasons = [&] { return survey::suspect_reasons(*definition, run, 60'000, 1, 0, {}); };
  run.set("a", 4);
  run.set("b", 4);
  CHECK(reasons().empty());
  run.set("c", 4);
  CHECK(reasons() == std::vector<std::string>{"straight-line"});
  run.set("c", 5);
  CHECK(reasons().empty());
  CHECK(survey::suspect_reasons(*definition, run, 2 * survey::kPageMsMin - 1, 2, 0, {}) ==
        std::vector<std::string>{"too-fast"});
  CHECK(survey::suspect_reasons(*definition, run, 2 * survey::kPageMsMin, 2, 0, {}).empty());
}

TEST_CASE("random numbers below a bound are below it and reach all of it") {
  std::uint64_t seed = 7;
  const event::Random random = [&seed](std::span<std::uint8_t> out) {
    for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>((seed = seed * 6364136223846793005ULL + 1) >> 40U);
  };
  std::vector<int> seen(19);
  for (int i = 0; i < 2'000; ++i) ++seen.at(app::random_below(random, 19));
  CHECK(std::ranges::min(seen) > 50);
}

TEST_CASE("sizes on the command line") {
  CHECK(app::parse_size("1280x800") == platform::Size{1280, 800});
  for (const char* bad : {"", "1280", "1280x", "x800", "1280x800x2", "100x100", "99999x800", "1280×800"}) {
    INFO(bad);
    CHECK_FALSE(app::parse_size(bad));
  }
}

TEST_CASE("a crash leaves no memory behind") {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    platform::forbid_core_dumps();
    rlimit core{.rlim_cur = 1, .rlim_max = 1};
    const bool known = getrlimit(RLIMIT_CORE, &core) == 0 && prctl(PR_GET_DUMPABLE) == 0;
    _exit(known && core.rlim_cur == 0 && core.rlim_max == 0 ? 0 : 1);
  }
  int status = -1;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

TEST_CASE("a survey from a file is named by it, and by another revision when it says something else") {
  const testing::TempDir folder;
  const auto written = [&](const std::string& name, const char* text) {
    std::ofstream(folder.path() / name) << text;
    return app::survey_name(folder.path() / name);
  };
  CHECK(app::survey_name({}).value().name == "nps");
  CHECK(app::survey_name({}).value().revision == 1);
  const auto first = written("nps.json", "{}"), same = written("copy.json", "{}"), other = written("nps.json", "{ }");
  REQUIRE((first && same && other));
  CHECK(first->name == "nps");
  CHECK(first->revision > 1);
  CHECK(same->revision == first->revision);
  CHECK(other->revision != first->revision);
  CHECK(written(std::string(200, 'x') + ".json", "{}"));
  const auto refused = written(std::string(201, 'x') + ".json", "{}");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.contains("too long"));
}
