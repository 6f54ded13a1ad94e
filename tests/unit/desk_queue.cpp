// What waits for the club: each transition, and that any order, repetition or split of the same events gives the same.
#include <algorithm>
#include <catch2/catch.hpp>

#include "kiosk/desk/queue.h"
#include "sync/event/day.h"
#include "tests/notes.h"

using namespace chalkpoint;
using namespace chalkpoint::desk;

namespace {

const event::Signature kAnna{"Анна", "director"};

/// Board and voices fed with facts as they come.
class Club {
 public:
  Club() : notes_(1) {}

  event::Uuid say(const event::BoardEvent& what) { return take(notes_.fact(what)); }
  event::Uuid write(const std::string& text, std::vector<std::string> held = {}) {
    return say(event::NoteWritten{notes_.code(), "ru", {1, "Ольга", text, ""}, std::move(held)});
  }
  event::Uuid respond(int score, const event::Json& answers, bool contact = false) {
    event::Response response;
    response.survey = "nps";
    response.language = "ru";
    response.code = notes_.code();
    response.score = score;
    response.answers = answers;
    if (contact) response.contact = event::Response::Contact{"phone", "ru-1", std::string(64, 'a')};
    event::Fact fact = notes_.fact(event::NoteSupported{});
    fact.type = event::kResponseCompleted;
    fact.data = event::to_json(response);
    return take(fact);
  }
  event::Uuid take(const event::Fact& fact) {
    const auto event =
        event::parse_body(event::canonical_body(fact, "0123456789abcdef", ++count_, {fact.at.unix_ms, 0}));
    REQUIRE(event);
    events_.push_back(*event);
    board_.apply(std::span(&*event, 1), event::Origin::own);
    voices_.apply(std::span(&*event, 1));
    cases_.apply(std::span(&*event, 1));
    return fact.id;
  }
  event::Uuid work(const event::CaseEvent& what) { return take(notes_.fact(what)); }
  Told told() const { return {board_, voices_, cases_, today_, 180}; }
  std::vector<Waiting> queue(bool confided = true) const { return queue_of(told(), confided); }
  void today(const std::string& day) { today_ = day; }
  /// Its kind in the queue; nothing: it does not wait.
  std::optional<Kind> kind_of(const event::Uuid& id) const {
    const auto all = queue();
    const auto found = std::ranges::find(all, id, &Waiting::id);
    return found == all.end() ? std::nullopt : std::optional(found->kind);
  }
  tests::Notes& notes() { return notes_; }
  const std::vector<event::Event>& events() const { return events_; }
  const event::Voices& voices() const { return voices_; }

 private:
  tests::Notes notes_;
  std::uint64_t count_ = 0;
  std::vector<event::Event> events_;
  event::Board board_;
  event::Voices voices_;
  event::Cases cases_;
  std::string today_ = "2026-11-25";
};

event::CaseDescribed described(const event::Uuid& about) {
  return {.about = about, .department = {}, .cause = {}, .assignee = {}, .due = {}, .by = kAnna};
}

}  // namespace

TEST_CASE("a held note waits for a look, then for an answer, and is done with a reply", "[queue]") {
  Club club;
  const auto note = club.write("вода холодная", {"first-texts"});
  CHECK(club.kind_of(note) == Kind::look);
  club.say(event::NoteModerated{note, event::Verdict::shown, "", kAnna});
  CHECK(club.kind_of(note) == Kind::answer);
  club.say(event::NoteMarked{note, event::Work::read, "", "", kAnna});
  CHECK(club.kind_of(note) == Kind::answer);  // acknowledged is not answered
  CHECK(club.queue()[0].work == event::Work::read);
  club.say(event::NoteMarked{note, event::Work::working, "2026-12-01", "", kAnna});
  CHECK(club.kind_of(note) == Kind::answer);
  CHECK(club.queue()[0].until == "2026-12-01");
  club.say(event::NoteReplied{note, "греем", kAnna});
  CHECK_FALSE(club.kind_of(note));
}

TEST_CASE("done without words is done; hidden and removed notes wait for nothing", "[queue]") {
  Club club;
  const auto done = club.write("скрипит дверь"), hidden = club.write("дура", {"obscene"});
  club.say(event::NoteMarked{done, event::Work::done, "", "", kAnna});
  CHECK_FALSE(club.kind_of(done));
  club.say(event::NoteMarked{done, event::Work::read, "", "", kAnna});  // somebody else, later: it only acknowledges
  CHECK_FALSE(club.kind_of(done));
  CHECK(done_of(club.told(), false).size() == 1);
  club.say(event::NoteMarked{done, event::Work::none, "", "", kAnna});  // taken back
  CHECK(club.kind_of(done) == Kind::answer);
  CHECK(done_of(club.told(), false).empty());
  club.say(event::NoteModerated{hidden, event::Verdict::hidden, "insult", kAnna});
  CHECK_FALSE(club.kind_of(hidden));
  club.say(event::NoteModerated{hidden, event::Verdict::removed, "insult", kAnna});
  CHECK_FALSE(club.kind_of(hidden));
  club.say(event::NoteModerated{hidden, event::Verdict::shown, "", kAnna});
  CHECK(club.kind_of(hidden) == Kind::answer);
}

TEST_CASE("private notes wait for those who may know of them, covered, until done", "[queue]") {
  Club club;
  const auto key = event::make_site_key([](std::span<std::uint8_t> out) { std::ranges::fill(out, std::uint8_t{7}); });
  const auto note = club.take(club.notes().confided(key.open, {0, "Олег", "тренер грубит", ""}));
  REQUIRE(club.queue(true).size() == 1);
  CHECK(club.queue(true)[0].kind == Kind::confided);
  CHECK(club.queue(true)[0].words.empty());
  CHECK(club.queue(true)[0].name.empty());
  CHECK(club.queue(false).empty());
  club.say(event::NoteMarked{note, event::Work::read, "", "", kAnna});
  CHECK(club.queue(true).size() == 1);
  club.say(event::NoteMarked{note, event::Work::done, "", "", kAnna});
  CHECK(club.queue(true).empty());
}

TEST_CASE("detractors wait when they left words or a contact, until somebody dealt with it", "[queue]") {
  Club club;
  CHECK_FALSE(club.kind_of(club.respond(3, {{"reasons", {"price"}}, {"words", " "}})));  // nobody to answer
  const auto words = club.respond(6, {{"reasons", {"cleanliness", "equipment"}}, {"words", "душ\nхолодный"}});
  const auto contact = club.respond(0, {{"contact", true}}, true);
  REQUIRE(club.kind_of(words) == Kind::detractor);
  REQUIRE(club.kind_of(contact) == Kind::detractor);
  const auto queue = club.queue();
  CHECK(queue[0].score == 6);
  CHECK(queue[0].words == "душ\nхолодный");
  CHECK(queue[0].departments == std::vector<std::string>{"cleanliness", "equipment"});
  CHECK_FALSE(queue[0].has_contact);
  CHECK(queue[1].has_contact);
  club.say(event::VoiceMarked{words, event::Work::read, "", kAnna});
  CHECK(club.kind_of(words) == Kind::detractor);
  club.say(event::VoiceMarked{words, event::Work::done, "Позвонили, душ греет", kAnna});
  CHECK_FALSE(club.kind_of(words));
  REQUIRE(club.voices().find(words) != nullptr);
  CHECK(club.voices().find(words)->did == "Позвонили, душ греет");
  CHECK(club.voices().find(words)->by == kAnna);
  // Done by mistake and without a case: it is found among what was done, and waits again.
  REQUIRE(done_of(club.told(), false).size() == 1);
  CHECK(done_of(club.told(), false)[0].id == words);
  club.say(event::VoiceMarked{words, event::Work::none, "", kAnna});
  CHECK(club.kind_of(words) == Kind::detractor);
  CHECK(club.voices().find(words)->work == event::Work::read);  // which somebody did
  CHECK(club.voices().find(words)->did.empty());
  CHECK(done_of(club.told(), false).empty());
}

TEST_CASE("words with a good score wait to be read, and with a contact to be answered", "[queue]") {
  Club club;
  const auto promoter = club.respond(9, {{"words", "всё отлично"}});
  const auto passive = club.respond(7, {{"words", "нет полотенец"}}, true);
  CHECK_FALSE(club.kind_of(club.respond(8, {{"reasons", {"price"}}})));    // nothing to read
  CHECK_FALSE(club.kind_of(club.respond(10, {{"contact", true}}, true)));  // called from the list of promoters
  REQUIRE(club.kind_of(promoter) == Kind::said);
  REQUIRE(club.kind_of(passive) == Kind::said);
  for (const auto& id : {promoter, passive}) club.say(event::VoiceMarked{id, event::Work::read, "", kAnna});
  CHECK_FALSE(club.kind_of(promoter));
  CHECK(club.kind_of(passive) == Kind::said);
  REQUIRE(done_of(club.told(), false).size() == 1);  // found again among what was done
  CHECK(done_of(club.told(), false)[0].id == promoter);
  club.say(event::VoiceMarked{passive, event::Work::done, "Принесли полотенца", kAnna});
  CHECK_FALSE(club.kind_of(passive));
}

TEST_CASE("what was done stands the last one first, private notes for those who may know of them", "[queue]") {
  Club club;
  const auto key = event::make_site_key([](std::span<std::uint8_t> out) { std::ranges::fill(out, std::uint8_t{7}); });
  const auto words = club.respond(6, {{"words", "душ холодный"}}), later = club.respond(5, {{"words", "жарко"}});
  const auto note = club.take(club.notes().confided(key.open, {0, "Олег", "тренер грубит", ""}));
  const auto with_case = club.respond(4, {{"words", "дорого"}});
  club.work(described(with_case));
  club.say(event::VoiceMarked{later, event::Work::done, "", kAnna});
  club.say(event::NoteMarked{note, event::Work::done, "", "", kAnna});
  club.say(event::VoiceMarked{words, event::Work::done, "", kAnna});
  club.say(event::VoiceMarked{with_case, event::Work::done, "", kAnna});  // its case finds it
  std::vector<event::Uuid> ids;
  for (const Waiting& item : done_of(club.told(), true)) ids.push_back(item.id);
  CHECK(ids == std::vector{words, note, later});
  CHECK(done_of(club.told(), true)[1].words.empty());
  CHECK(done_of(club.told(), false).size() == 2);
}

TEST_CASE("whoever waits longest stands first; kinds, departments and words narrow the queue", "[queue]") {
  Club club;
  const auto first = club.write("Ёлка в холле упала");
  const auto second = club.respond(2, {{"reasons", {"reception"}}, {"words", "хамят"}});
  const auto third = club.write("мало скакалок", {"first-texts"});
  const auto queue = club.queue();
  REQUIRE(queue.size() == 3);
  CHECK((queue[0].id == first && queue[1].id == second && queue[2].id == third));
  CHECK(counts_of(queue) == std::array<std::size_t, kKinds>{1, 1, 0, 1, 0, 0, 0});
  const auto found = [&queue](const Filter& filter) {
    std::vector<event::Uuid> out;
    for (const Waiting& item : queue)
      if (matches(item, filter)) out.push_back(item.id);
    return out;
  };
  CHECK(found({}).size() == 3);
  CHECK(found({.kind = Kind::look, .department = {}, .search = {}}) == std::vector{third});
  CHECK(found({.kind = {}, .department = "reception", .search = {}}) == std::vector{second});
  CHECK(found({.kind = {}, .department = {}, .search = "елка"}) == std::vector{first});
  CHECK(found({.kind = {}, .department = {}, .search = "ОЛЬГА"}) == std::vector{first, third});
  CHECK(found({.kind = {}, .department = {}, .search = queue[1].code}) == std::vector{second});
  CHECK(found({.kind = Kind::answer, .department = {}, .search = "скакал"}).empty());
}

TEST_CASE("a resolved case takes a low score and a private note off the queue, opened again it waits", "[queue]") {
  Club club;
  const auto low = club.respond(2, {{"words", "хамят"}});
  const auto note = club.write("вода холодная");
  for (const auto& item : {low, note}) {
    club.work(described(item));
    club.work(event::CaseResolved{item, event::Resolution::corrected, "Починили", "2026-11-28", kAnna});
  }
  CHECK_FALSE(club.kind_of(low));
  CHECK(club.kind_of(note) == Kind::answer);  // members of the board still read no answer
  club.work(event::CaseReopened{low, "", kAnna});
  CHECK(club.kind_of(low) == Kind::detractor);
}

TEST_CASE("whom to ask and what is overdue waits from its day on, each item once", "[queue]") {
  Club club;
  const auto low = club.respond(2, {{"words", "хамят"}}), note = club.write("вода холодная");
  auto due = described(note);
  due.due = "2026-11-27";
  club.work(due);
  club.say(event::NoteReplied{note, "Греем", kAnna});
  club.work(described(low));
  club.work(event::CaseResolved{low, event::Resolution::explained, "Рассказали", "2026-11-28", kAnna});
  club.today("2026-11-27");
  CHECK(club.queue().empty());
  club.today("2026-11-28");
  const auto queue = club.queue();
  REQUIRE(queue.size() == 2);
  CHECK(club.kind_of(note) == Kind::overdue);
  CHECK(club.kind_of(low) == Kind::follow_up);
  for (const Waiting& item : queue) {
    CHECK(item.since_unix_ms == *event::start_of_day("2026-11-28", 180));
    CHECK(item.written_unix_ms < item.since_unix_ms);
    if (item.id == note) CHECK(item.dossier->days_over == 1);
  }
  CHECK(counts_of(queue) == std::array<std::size_t, kKinds>{0, 0, 0, 0, 0, 1, 1});
  club.work(event::CaseFollowed{low, event::Outcome::unreached, "", "2026-12-01", kAnna});
  CHECK_FALSE(club.kind_of(low));
  club.today("2026-12-01");
  CHECK(club.kind_of(low) == Kind::follow_up);
  club.work(event::CaseFollowed{low, event::Outcome::well, "", "", kAnna});
  CHECK_FALSE(club.kind_of(low));

  // What waits for an answer and is overdue is one item of both kinds.
  const auto both = club.write("скрипит дверь");
  auto overdue = described(both);
  overdue.due = "2026-11-20";
  club.work(overdue);
  CHECK(std::ranges::count(club.queue(), both, &Waiting::id) == 1);
  CHECK(club.kind_of(both) == Kind::answer);
  CHECK(counts_of(club.queue())[static_cast<std::size_t>(Kind::overdue)] == 2);
  club.work(event::CaseResolved{both, event::Resolution::corrected, "Смазали", "", kAnna});
  CHECK(counts_of(club.queue())[static_cast<std::size_t>(Kind::overdue)] == 1);
}

TEST_CASE("of the open cases one's own stand first, then what is due first", "[queue]") {
  Club club;
  event::Uuid me;
  me.bytes.fill(1);
  const auto some = [&club](const std::string& due, const std::optional<event::Uuid>& who) {
    const auto note = club.write("вода");
    auto one = described(note);
    if (!due.empty()) one.due = due;
    one.assignee = who;
    one.department = who ? "schedule" : "price";
    club.work(one);
    return note;
  };
  const auto free = some("", {}), late = some("2026-11-20", {}), soon = some("2026-11-30", {});
  const auto mine = some("2026-12-30", me), answered = some("2026-12-01", {});
  club.say(event::NoteReplied{answered, "Греем", kAnna});
  const auto list = cases_of(club.told(), me, true);
  std::vector<event::Uuid> order;
  for (const Waiting& item : list) order.push_back(item.id);
  CHECK(order == std::vector{mine, late, soon, answered, free});
  CHECK(cases_of(club.told(), {}, true).front().id == late);
  CHECK(list[1].dossier->days_over == 5);
  const auto queue = club.queue();
  const auto found = [&queue](const Filter& filter) {
    return std::ranges::count_if(queue, [&filter](const Waiting& item) { return matches(item, filter); });
  };
  CHECK(found({.kind = {}, .department = {}, .person = me, .search = {}}) == 1);
  CHECK(found({.kind = {}, .department = "price", .person = {}, .search = {}}) == 3);
  CHECK(found({.kind = {}, .department = "price", .person = me, .search = {}}) == 0);
  club.work(event::CaseResolved{late, event::Resolution::corrected, "Да", "", kAnna});
  club.work(event::CaseResolved{soon, event::Resolution::corrected, "Да", "", kAnna});
  const auto solved = solved_of(club.told(), true);
  REQUIRE(solved.size() == 2);
  CHECK((solved[0].id == soon && solved[1].id == late));
  CHECK(cases_of(club.told(), me, true).size() == 3);
}

TEST_CASE("of a case about a private note none but those hear who may know of it", "[queue]") {
  Club club;
  const auto key = event::make_site_key([](std::span<std::uint8_t> out) { std::ranges::fill(out, std::uint8_t{7}); });
  const auto note = club.take(club.notes().confided(key.open, {0, "Олег", "тренер грубит", ""}));
  auto due = described(note);
  due.due = "2026-11-20";
  club.work(due);
  CHECK(cases_of(club.told(), {}, true).size() == 1);
  CHECK(cases_of(club.told(), {}, false).empty());
  CHECK(club.queue(false).empty());
  club.work(event::CaseResolved{note, event::Resolution::explained, "Поговорили", "2026-11-21", kAnna});
  CHECK(club.queue(true).size() == 1);
  CHECK(club.queue(false).empty());
  CHECK(solved_of(club.told(), false).empty());
}

TEST_CASE("any order, repetition and split of the same events gives the same queue", "[queue]") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Club club;
    std::vector<event::Uuid> notes, responses;
    for (int i = 0; i < 1'500; ++i) {
      const std::size_t chance = club.notes().below(10);
      if (chance == 0)
        responses.push_back(
            club.respond(static_cast<int>(club.notes().below(11)), {{"words", "душ " + std::to_string(i)}}));
      else if (chance == 1 && !responses.empty())
        club.say(event::VoiceMarked{
            responses[club.notes().below(responses.size())],
            std::array{event::Work::read, event::Work::done, event::Work::none}[club.notes().below(3)], "", kAnna});
      else
        club.take(chance < 6 || notes.empty() ? club.notes().next(notes)
                                              : club.notes().worked_on(notes[club.notes().below(notes.size())]));
    }
    const auto expected = club.queue();
    REQUIRE(expected.size() > 20);
    REQUIRE(expected.size() < notes.size() + responses.size());
    std::mt19937_64 random(seed);
    for (int way = 0; way < 4; ++way) {
      auto events = club.events();
      for (std::size_t i = 0; i < 500; ++i) events.push_back(club.events()[random() % club.events().size()]);
      std::ranges::shuffle(events, random);
      event::Board board;
      event::Voices voices;
      event::Cases cases;
      for (std::span<const event::Event> rest(events); !rest.empty();) {
        const std::size_t part = std::min<std::size_t>(rest.size(), 1 + random() % 90);
        board.apply(rest.first(part), random() % 2 == 0 ? event::Origin::own : event::Origin::foreign);
        voices.apply(rest.first(part));
        cases.apply(rest.first(part));
        rest = rest.subspan(part);
      }
      const Told told{board, voices, cases, club.told().today, 180};
      CHECK(queue_of(told, true) == expected);
      CHECK(done_of(told, true) == done_of(club.told(), true));
      CHECK(cases_of(told, {}, true) == cases_of(club.told(), {}, true));
      CHECK(solved_of(told, true) == solved_of(club.told(), true));
    }
  }
}

TEST_CASE("of five thousand that wait, none is lost and a search finds its own", "[queue]") {
  Club club;
  for (int i = 0; i < 5'000; ++i) club.write("душ холодный уже неделю №" + std::to_string(i));
  CHECK(club.queue().size() == 5'000);
  std::size_t found = 0;
  for (const Waiting& item : club.queue())
    found += matches(item, {.kind = {}, .department = {}, .search = "№49"}) ? 1 : 0;
  CHECK(found == 111);
}
