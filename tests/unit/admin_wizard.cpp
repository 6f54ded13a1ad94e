// The first start as a state machine: what each step hands over, what is skipped, what never happens before its proof.
#include <catch2/catch.hpp>

#include "kiosk/admin/wizard.h"

using namespace chalkpoint::admin::wizard;

namespace {

struct Bench {
  Known known;
  Secrets secrets;
  State state;
  Outcome last;

  Outcome& take(const Intent& intent) {
    last = update(state, intent, {.known = known, .secrets = secrets, .random = {3, 0}});
    state = last.state;
    return last;
  }
  /// The app stores what was handed over.
  void stored(bool ok = true) {
    if (last.set && ok) {
      if (last.set->key == "languages.first") known.language = last.set->value;
      if (last.set->key == "club.name") known.club = last.set->value;
      if (last.set->key == "look.accent") known.accent = last.set->value;
      if (last.set->key == "club.hours") known.hours = last.set->value;
    }
    take(Stored{ok});
  }
  void go_to_owner() {
    state = begin(Step::owner, "en", known);
    REQUIRE(state.page == Page::owner);
    take(SetText{"Anna"});
    REQUIRE(take(Next{}).make_pin);
    secrets.pin = "12345678";
    take(PinMade{true});
    REQUIRE(state.page == Page::pin);
  }
  void go_to_key() {
    known.owner = "Anna";
    state = begin(Step::key, "en", known);
    REQUIRE(take(Next{}).make_key);
    secrets.phrase = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF";
    take(KeyMade{true});
    REQUIRE(state.page == Page::key);
  }
};

}  // namespace

TEST_CASE("every step that sets something hands it over once, and goes on when it is on the disk", "[wizard]") {
  Bench bench;
  bench.state = begin(Step::language, "ru", bench.known);
  bench.take(Speak{"en"});
  REQUIRE(bench.take(Next{}).set);
  CHECK(bench.last.set->key == "languages.first");
  CHECK(bench.last.set->value == "en");
  CHECK(bench.state.page == Page::language);  // not before it is stored
  CHECK_FALSE(bench.take(Next{}).set);        // nor twice
  bench.take(Stored{true});
  CHECK(bench.state.page == Page::hub);
  CHECK(bench.last.mark);
}

TEST_CASE("what is stored already is not said again", "[wizard]") {
  Bench bench;
  bench.known = {.language = "en",
                 .club = "Summit",
                 .accent = "#93D6AC",
                 .hours = "7-23",
                 .logo = {},
                 .owner = {},
                 .key_name = {}};
  bench.state = begin(Step::language, "en", bench.known);
  for (const Page page : {Page::language, Page::hub, Page::club, Page::look, Page::hours}) {
    REQUIRE(bench.state.page == page);
    CHECK_FALSE(bench.take(Next{}).set);
  }
  CHECK(bench.state.page == Page::owner);
}

TEST_CASE("a step that failed is tried again as it was", "[wizard]") {
  Bench bench;
  bench.state = begin(Step::club, "en", bench.known);
  bench.take(SetText{" Summit "});
  REQUIRE(bench.take(Next{}).set);
  bench.stored(false);
  CHECK(bench.state.failed);
  CHECK(bench.state.page == Page::club);
  bench.take(SetText{"Other"});
  bench.take(Back{});
  CHECK(bench.state.page == Page::club);
  REQUIRE(bench.take(Next{}).set);
  CHECK(bench.last.set->value == "Summit");
  bench.stored();
  CHECK(bench.state.page == Page::look);
}

TEST_CASE("nobody is enlisted before the PIN was typed back", "[wizard]") {
  Bench bench;
  bench.go_to_owner();
  CHECK_FALSE(bench.take(Next{}).enlist);
  REQUIRE(bench.state.page == Page::pin_again);
  for (const char digit : std::string("12345679")) CHECK_FALSE(bench.take(Digit{digit}).enlist);
  CHECK(bench.state.wrong);
  CHECK(bench.state.digits.empty());
  CHECK_FALSE(bench.take(Next{}).enlist);
  for (const char digit : std::string("1234567")) CHECK_FALSE(bench.take(Digit{digit}).enlist);
  CHECK(bench.take(Digit{'8'}).enlist);
  CHECK(bench.state.owner == "Anna");
  bench.take(Stored{true});
  CHECK(bench.last.drop_secrets);
  CHECK(bench.last.make_key);
}

TEST_CASE("no key is kept before groups of its phrase were typed back", "[wizard]") {
  Bench bench;
  bench.go_to_key();
  CHECK_FALSE(bench.take(Next{}).keep_key);
  REQUIRE(bench.state.page == Page::prove);
  CHECK(bench.state.asked[0] < bench.state.asked[1]);
  bench.take(SetText{"wrong letters"});
  CHECK_FALSE(bench.take(Next{}).keep_key);
  CHECK(bench.state.wrong);
  const auto all = groups(bench.secrets.phrase);
  std::string typed = all[bench.state.asked[0]] + " " + all[bench.state.asked[1]];
  for (char& c : typed) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  bench.take(SetText{typed});
  CHECK(bench.take(Next{}).keep_key);
  bench.take(Stored{true});
  CHECK(bench.state.page == Page::preview);
  CHECK(bench.last.drop_secrets);
}

TEST_CASE("no order of intents stores a secret that was not proved", "[wizard]") {
  // Every intent that people can give, in many orders; the proofs among them are wrong ones.
  const std::vector<Intent> all = {Next{},
                                   Back{},
                                   Speak{"ru"},
                                   SetText{"x"},
                                   PickAccent{"#93D6AC"},
                                   PickHours{"always"},
                                   AskLogo{},
                                   PickLogo{""},
                                   Digit{'1'},
                                   Digit{'\b'},
                                   HaveIt{},
                                   MakeNew{},
                                   SaveSheet{},
                                   Finish{},
                                   Stored{true},
                                   Stored{false},
                                   PinMade{true},
                                   KeyMade{true},
                                   PhraseTried{false},
                                   LogosFound{}};
  std::uint32_t seed = 1;
  for (int round = 0; round < 300; ++round) {
    Bench bench;
    bench.secrets.pin = "98765432";
    bench.secrets.phrase = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF";
    bench.state = begin(static_cast<Step>(round % static_cast<int>(kSteps.size())), "en", bench.known);
    for (int i = 0; i < 60; ++i) {
      seed = seed * 1664525 + 1013904223;
      bench.take(all[(seed >> 16) % all.size()]);
      REQUIRE_FALSE(bench.last.enlist);
      REQUIRE_FALSE(bench.last.keep_key);
    }
  }
}

TEST_CASE("steps that have nothing to ask are left out", "[wizard]") {
  Known known{.language = {},
              .club = {},
              .accent = {},
              .hours = {},
              .logo = {},
              .owner = "Anna",
              .key_name = "8C2E",
              .enrolled = true};
  CHECK(begin(Step::hub, "en", known).page == Page::club);
  CHECK(begin(Step::owner, "en", known).page == Page::preview);
  known.enrolled = false;
  CHECK(begin(Step::owner, "en", known).page == Page::key_there);
}

TEST_CASE("steps are known by their names", "[wizard]") {
  for (std::size_t i = 0; i < kSteps.size(); ++i) CHECK(step_of(kSteps[i]) == static_cast<Step>(i));
  CHECK_FALSE(step_of("done"));
  CHECK_FALSE(step_of(""));
}
