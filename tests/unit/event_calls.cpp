// Numbers in one form, the mark that stands for one, what an event may say of a call, and that any order, repetition
// and split of the same events says the same of whom may be called.
#include <catch2/catch.hpp>
#include <random>

#include "sync/event/calls.h"
#include "sync/event/kinds.h"
#include "sync/event/phone.h"
#include "tests/chain.h"
#include "tests/notes.h"

using namespace chalkpoint;
using event::CallOutcome;
using event::Json;

namespace {

event::PublicKey some_key(std::uint8_t octet) {
  event::PublicKey key;
  key.fill(octet);
  return key;
}

const std::string kMarkA(32, 'a'), kMarkB(32, 'b');

/// Calls of one terminal, each some seconds after the last.
class Caller {
 public:
  Caller(std::uint64_t seed, std::string epoch) : notes_(seed), epoch_(std::move(epoch)) {}
  void call(const std::string& mark, CallOutcome outcome, std::optional<event::Uuid> about = {}) {
    event::Fact fact = notes_.fact(event::NoteSupported{});
    const event::CallNoted what{.mark = mark, .outcome = outcome, .about = about, .by = {"Анна", "staff"}};
    fact.type = event::type_of(what);
    fact.data = event::to_json(what);
    facts_.push_back(fact);
  }
  std::vector<event::Event> events() const { return tests::chain(facts_, epoch_); }
  std::int64_t last_ms() const { return facts_.back().at.unix_ms; }

 private:
  tests::Notes notes_;
  std::string epoch_;
  std::vector<event::Fact> facts_;
};

struct CallsSaid {
  std::vector<std::optional<std::int64_t>> talked;
  std::vector<bool> refused;
  std::vector<event::Calls::Tried> tried;
  bool operator==(const CallsSaid&) const = default;
};

}  // namespace

TEST_CASE("a number is the same however it is written, and what is none is none", "[calls]") {
  for (const char* same : {"+7 916 123-45-67", "8(916)123 45 67", "79161234567", "9161234567", " 8.916.123.45.67 ",
                           "+7\u00A0916\u00A0123\u201345\u201367", "8\t916\t1234567"})
    CHECK(event::normal_phone(same) == "+79161234567");
  CHECK(event::normal_phone("+44 20 7946 0958") == "+442079460958");
  for (const char* none : {"", "+", "912", "+7916123456", "+791612345678", "89161234567 доб. 2", "anna@example.org",
                           "+0123456789", "0079161234567", "12345678901", "+1234567890123456", "++79161234567"})
    CHECK_FALSE(event::normal_phone(none));
  std::mt19937_64 random(5);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::size_t n = random() % 18; n > 0; --n) text += "0123456789+-() .x\xC2"[random() % 18];
    const auto once = event::normal_phone(text);
    if (once) CHECK(event::normal_phone(*once) == once);
  }
}

TEST_CASE("a mark tells one number of one site from all others, and nothing else", "[calls]") {
  const auto mark = event::phone_mark("+79161234567", some_key(42)).value();
  CHECK(event::is_phone_mark(mark));
  // Argon2id by libsodium, of the number, salted with the beginning of BLAKE2b-256("chalkpoint.call" ‖ key).
  CHECK(event::phone_mark("+79161234567", some_key(42)) == mark);
  CHECK(event::phone_mark("+79161234568", some_key(42)) != mark);
  CHECK(event::phone_mark("+79161234567", some_key(43)) != mark);
  CHECK_FALSE(event::is_phone_mark(mark.substr(1)));
  CHECK_FALSE(event::is_phone_mark(std::string(32, 'A')));
}

TEST_CASE("what is said of a call reads back, and nothing else passes", "[calls]") {
  const event::CallNoted said{
      .mark = kMarkA, .outcome = CallOutcome::refused, .about = event::Uuid{}, .by = {"Анна", "staff"}};
  const Json good = event::to_json(said);
  REQUIRE(event::validate(event::kCallNoted, good));
  const auto read = event::read_call(event::kCallNoted, event::canonical_json(good));
  REQUIRE((read && *read));
  CHECK(**read == said);
  const auto refuses = [&](const char* patch, const std::string& place) {
    Json bad = good;
    bad.merge_patch(Json::parse(patch));
    INFO(patch);
    const auto result = event::validate(event::kCallNoted, bad);
    REQUIRE_FALSE(result);
    CHECK(result.error().what.find(place) != std::string::npos);
  };
  refuses(R"({"mark":"+79161234567"})", "mark");
  refuses(R"({"mark":null})", "mark");
  refuses(R"({"outcome":"busy"})", "outcome");
  refuses(R"({"about":"row 7"})", "about");
  refuses(R"({"phone":"+79161234567"})", "phone");
  refuses(R"({"name":"Ольга"})", "name");
  refuses(R"({"by":null})", "by");
  refuses(R"({"by":{"role":"admin"}})", "by.role");
}

TEST_CASE("calls of two terminals say the same in any order, repetition and split", "[calls]") {
  std::mt19937_64 random(11);
  const std::vector<event::Uuid> rows = [&] {
    std::vector<event::Uuid> out(4);
    for (auto& id : out)
      for (auto& octet : id.bytes) octet = static_cast<std::uint8_t>(random());
    return out;
  }();
  const std::vector<std::string> marks = {kMarkA, kMarkB, std::string(32, 'c')};
  const auto said = [&](const event::Calls& calls) {
    CallsSaid out;
    for (const std::string& mark : marks) {
      out.talked.push_back(calls.talked_unix_ms(mark));
      out.refused.push_back(calls.is_refused(mark));
    }
    for (const event::Uuid& row : rows) out.tried.push_back(calls.tried(row));
    return out;
  };
  for (int round = 0; round < 60; ++round) {
    Caller here(random(), "00000000000000aa"), there(random(), "00000000000000bb");
    for (int i = 0; i < 12; ++i)
      for (Caller* caller : {&here, &there})
        caller->call(marks[random() % marks.size()], static_cast<CallOutcome>(random() % 3),
                     random() % 3 == 0 ? std::nullopt : std::optional(rows[random() % rows.size()]));
    std::vector<event::Event> all = here.events();
    std::ranges::move(there.events(), std::back_inserter(all));
    event::Calls once;
    once.apply(all);
    std::vector<event::Event> again = all;
    again.insert(again.end(), all.begin(), all.begin() + static_cast<std::ptrdiff_t>(random() % all.size()));
    std::ranges::shuffle(again, random);
    event::Calls divided;
    for (std::size_t at = 0; at < again.size();) {
      const std::size_t count = std::min<std::size_t>(1 + random() % 5, again.size() - at);
      divided.apply(std::span(again).subspan(at, count));
      at += count;
    }
    CHECK(said(divided) == said(once));
    const std::uint64_t version = divided.version();
    divided.apply(all);
    CHECK(divided.version() == version);
  }
}

TEST_CASE("one call to a person is known at both terminals, and never again means never", "[calls]") {
  Caller here(1, "00000000000000aa"), there(2, "00000000000000bb");
  event::Uuid row;
  row.bytes.fill(3);
  here.call(kMarkA, CallOutcome::unreached, row);
  here.call(kMarkA, CallOutcome::unreached, row);
  event::Calls calls;
  calls.apply(here.events());
  CHECK_FALSE(calls.talked_unix_ms(kMarkA));  // nobody answered: they may be called
  CHECK(calls.tried(row).unreached_count == 2);
  CHECK(calls.tried(row).last_unix_ms == here.last_ms());
  there.call(kMarkA, CallOutcome::talked);
  const std::int64_t talked = there.last_ms();
  there.call(kMarkB, CallOutcome::refused);
  there.call(kMarkB, CallOutcome::talked);
  calls.apply(there.events());
  CHECK(calls.talked_unix_ms(kMarkA) == talked);
  CHECK_FALSE(calls.is_refused(kMarkA));
  CHECK(calls.is_refused(kMarkB));
  CHECK_FALSE(calls.talked_unix_ms(std::string(32, 'c')));
}
