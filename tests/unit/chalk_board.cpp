// The board is the same whatever the order, the repetition and the split of its events: compared with itself, with a
// replay from nothing, and with a model that knows nothing but "sort, and the last word counts".
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "kiosk/chalk/board.h"
#include "tests/notes.h"

using namespace chalkpoint;
using chalk::Board;
using chalk::Note;
using chalk::Origin;
using event::Uuid;

namespace {

constexpr const char* kEpoch = "0123456789abcdef";

event::Event placed(const event::Fact& fact, const event::Hlc& hlc, std::string_view epoch = kEpoch) {
  auto event = event::parse_body(event::canonical_body(fact, epoch, 1, hlc));
  REQUIRE(event);
  return *event;
}
event::Event placed(const event::Fact& fact) {
  return placed(fact, {fact.at.unix_ms, 0});
}

std::vector<Note> copies(std::span<const Note* const> list) {
  std::vector<Note> out;
  for (const Note* note : list) out.push_back(*note);
  return out;
}

/// All that a board tells.
struct Picture {
  std::vector<Note> visible, visible_untrusted, done, done_untrusted, waiting, confided;
  std::vector<std::optional<Note>> found, by_code;
  bool screening_before = false;
  std::size_t size = 0;
  bool operator==(const Picture&) const = default;
};

Picture picture_of(const Board& board, const std::vector<Uuid>& ids, const std::vector<std::string>& codes) {
  const auto copy = [](const Note* note) { return note == nullptr ? std::nullopt : std::optional(*note); };
  Picture picture{copies(board.visible(true)),
                  copies(board.visible(false)),
                  copies(board.done(true)),
                  copies(board.done(false)),
                  copies(board.waiting()),
                  copies(board.confided()),
                  {},
                  {},
                  board.screening_before(),
                  board.size()};
  for (const Uuid& id : ids) picture.found.push_back(copy(board.find(id)));
  for (const std::string& code : codes) picture.by_code.push_back(copy(board.by_code(code)));
  return picture;
}

/// What several devices said over one another: clocks that stand still, so that times tie all the time; notes that
/// others speak of; malformed events among the good.
struct Club {
  std::vector<event::Event> events;
  std::vector<Uuid> ids;
  std::vector<std::string> codes;
  std::vector<std::pair<event::Hlc, event::Fact>> told;  ///< the good ones

  explicit Club(std::uint64_t seed, std::size_t count) {
    tests::Notes notes(seed);
    const auto key = event::make_site_key([&](std::span<std::uint8_t> out) {
      for (auto& octet : out) octet = static_cast<std::uint8_t>(notes.below(256));
    });
    for (std::size_t i = 0; i < count; ++i) {
      event::Fact fact = notes.below(20) == 0 ? notes.confided(key.open, {1, "", "x", ""}) : notes.next(ids);
      if (fact.type == event::kNoteConfided) ids.push_back(fact.id);
      if (fact.data.contains("code")) codes.push_back(fact.data["code"]);
      const event::Hlc hlc{1'795'300'000'000 + static_cast<std::int64_t>(notes.below(40)),
                           static_cast<std::uint32_t>(notes.below(2))};
      const std::string epoch = "000000000000000" + std::to_string(notes.below(4));
      if (notes.below(30) == 0) {
        event::Fact bad = notes.said_of(ids.front());
        bad.data["surplus"] = 1;
        events.push_back(placed(bad, {1'795'400'000'000, 0}, epoch));  // it would win everything
      }
      told.emplace_back(hlc, fact);
      events.push_back(placed(fact, hlc, epoch));
    }
  }
};

/// The last words about each note, found by sorting alone.
struct Model {
  std::map<Uuid, event::Json> verdict, work, pin;
  std::set<Uuid> read;  ///< it only acknowledges: any other word about the work counts more
  std::map<Uuid, std::size_t> supports;
  std::map<Uuid, std::vector<Uuid>> replies;
  bool screening_before = true;

  explicit Model(const Club& club) {
    auto sorted = club.told;
    std::ranges::sort(sorted, [](const auto& a, const auto& b) {
      return std::tie(a.first, a.second.id) < std::tie(b.first, b.second.id);
    });
    for (const auto& [hlc, fact] : sorted) {
      if (fact.type == event::kBoardRuled) screening_before = fact.data["screening"] == "before";
      if (!fact.data.contains("note")) continue;
      const Uuid note = *Uuid::parse(fact.data["note"].get<std::string>());
      if (fact.type == event::kNoteModerated) verdict[note] = fact.data["verdict"];
      if (fact.type == event::kNoteMarked && fact.data["state"] == "read")
        read.insert(note);
      else if (fact.type == event::kNoteMarked)
        work[note] = fact.data["state"];
      if (fact.type == event::kNotePinned) pin[note] = fact.data["pinned"];
      if (fact.type == event::kNoteSupported) ++supports[note];
      if (fact.type == event::kNoteReplied) replies[note].push_back(fact.id);
    }
  }

  void check(const Board& board, const std::vector<Uuid>& ids) const {
    const std::map<event::Verdict, std::string> verdicts = {
        {event::Verdict::shown, "shown"}, {event::Verdict::hidden, "hidden"}, {event::Verdict::removed, "removed"}};
    const std::map<event::Work, std::string> works = {
        {event::Work::read, "read"}, {event::Work::working, "working"}, {event::Work::done, "done"}};
    CHECK(board.screening_before() == screening_before);
    for (const Uuid& id : ids) {
      const Note* note = board.find(id);
      REQUIRE(note != nullptr);
      INFO(id.text());
      const auto said = [&](const auto& words) { return words.contains(id) ? words.at(id) : event::Json(); };
      CHECK((note->verdict == event::Verdict::none ? event::Json() : event::Json(verdicts.at(note->verdict))) ==
            said(verdict));
      const bool stands = said(work) == "working" || said(work) == "done";
      CHECK((note->work == event::Work::none ? event::Json() : event::Json(works.at(note->work))) ==
            (stands              ? said(work)
             : read.contains(id) ? event::Json("read")
                                 : event::Json()));
      CHECK((note->done_unix_ms > 0) == (said(work) == "done"));
      CHECK(note->pinned == (said(pin) == true));
      CHECK(note->supports == (supports.contains(id) ? supports.at(id) : 0));
      std::vector<Uuid> order;
      for (const auto& reply : note->replies) order.push_back(reply.id);
      CHECK(order == (replies.contains(id) ? replies.at(id) : std::vector<Uuid>()));
    }
  }
};

}  // namespace

TEST_CASE("any order, any repetition and any split give the same board", "[board]") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Club club(seed, 4000);
    Board replayed;
    replayed.apply(club.events, Origin::foreign);
    const Picture expected = picture_of(replayed, club.ids, club.codes);
    REQUIRE(expected.size == club.ids.size());
    REQUIRE(expected.visible.size() > 50);
    REQUIRE(expected.waiting.size() > 5);
    REQUIRE(expected.done.size() > 5);
    Model(club).check(replayed, club.ids);

    std::mt19937_64 random(seed);
    for (int way = 0; way < 6; ++way) {
      INFO("seed " << seed << ", way " << way);
      auto events = club.events;
      for (std::size_t i = 0; i < club.events.size() / 3; ++i)
        events.push_back(club.events[random() % club.events.size()]);
      std::ranges::shuffle(events, random);
      Board board;
      for (std::size_t from = 0; from < events.size();) {
        const std::size_t count = std::min<std::size_t>(events.size() - from, 1 + random() % (way < 3 ? 7 : 900));
        board.apply(std::span(events).subspan(from, count), Origin::foreign);
        from += count;
        if (random() % 50 == 0) board.visible(true);  // a list made in between must not stay
      }
      CHECK((picture_of(board, club.ids, club.codes) == expected));
    }
  }
}

TEST_CASE("what may be drawn depends on the verdict, on what holds a note and on trust", "[board]") {
  tests::Notes notes(7);
  const event::Signature by{"Мария", "director"};
  const auto write = [&](std::vector<std::string> held) {
    return notes.fact(event::NoteWritten{notes.code(), "ru", {0, "", "x", ""}, std::move(held)});
  };
  const event::Fact free = write({}), held = write({"drawing"}), later = write({"phone"});
  const event::Fact secret = notes.fact(event::NoteConfided{"K7PX", "ru", std::string(64, 'a')});
  Board board;
  const auto tell = [&](const event::Fact& fact) {
    const auto event = placed(fact);
    board.apply({&event, 1}, Origin::own);
  };
  const auto ids = [](std::span<const Note* const> list) {
    std::vector<Uuid> out;
    for (const Note* note : list) out.push_back(note->id);
    return out;
  };
  using Ids = std::vector<Uuid>;
  for (const auto& fact : {free, held, later, secret}) tell(fact);
  CHECK(ids(board.visible(true)) == Ids{free.id});
  CHECK(board.visible(false).empty());
  CHECK(ids(board.waiting()) == Ids{held.id, later.id});
  CHECK(ids(board.confided()) == Ids{secret.id});
  CHECK(board.by_code("K7PX")->confided);
  CHECK(board.by_code("K7PX")->text.empty());
  CHECK(board.by_code("2222") == nullptr);
  CHECK(board.find(free.id)->own_device);
  CHECK(board.screening_before());

  const auto version = board.version();
  tell(notes.fact(event::NoteModerated{held.id, event::Verdict::shown, "", by}));
  CHECK(board.version() != version);
  CHECK(ids(board.visible(true)) == Ids{held.id, free.id});
  CHECK(ids(board.visible(false)) == Ids{held.id});
  CHECK(ids(board.waiting()) == Ids{later.id});
  tell(notes.fact(event::NotePinned{free.id, true, by}));
  CHECK(ids(board.visible(true)) == Ids{free.id, held.id});
  tell(notes.fact(event::NoteModerated{free.id, event::Verdict::hidden, "insult", by}));
  CHECK(ids(board.visible(true)) == Ids{held.id});
  CHECK(board.find(free.id)->reason == "insult");
  tell(notes.fact(event::NoteModerated{free.id, event::Verdict::removed, "insult", by}));
  CHECK(ids(board.visible(true)) == Ids{held.id});
  tell(notes.fact(event::NoteModerated{free.id, event::Verdict::shown, "", by}));
  CHECK(ids(board.visible(false)) == Ids{free.id, held.id});
  CHECK(board.find(free.id)->reason.empty());

  tell(notes.fact(event::NoteMarked{held.id, event::Work::done, "", "", by}));
  CHECK(board.done(true).empty());  // done, and nothing told of it
  tell(notes.fact(event::NoteMarked{held.id, event::Work::done, "", "Починили", by}));
  CHECK(ids(board.done(false)) == Ids{held.id});
  tell(notes.fact(event::NoteModerated{secret.id, event::Verdict::shown, "", by}));
  CHECK(ids(board.visible(true)) == Ids{free.id, held.id});  // a private note is on no board, whatever is said of it
  tell(notes.fact(event::BoardRuled{false, by}));
  CHECK_FALSE(board.screening_before());
}

TEST_CASE("what is said of a note that has not come counts when it comes", "[board]") {
  tests::Notes notes(8);
  const event::Signature by{"Мария", "staff"};
  const auto note = placed(notes.fact(event::NoteWritten{"K7PX", "ru", {2, "Анна", "Душ", ""}, {"phone"}}));
  const auto shown = placed(notes.fact(event::NoteModerated{note.id, event::Verdict::shown, "", by}));
  const auto reply = placed(notes.fact(event::NoteReplied{note.id, "Починим", by}));
  Board board;
  board.apply(std::vector{reply, shown, shown}, Origin::foreign);
  CHECK(board.size() == 0);
  CHECK(board.find(note.id) == nullptr);
  CHECK(board.visible(true).empty());
  board.apply({&note, 1}, Origin::foreign);
  REQUIRE(board.visible(false).size() == 1);
  const Note& here = *board.visible(false).front();
  CHECK(here.name == "Анна");
  CHECK(here.colour == 2);
  CHECK(here.utc_offset_min == 180);
  CHECK_FALSE(here.own_device);
  REQUIRE(here.replies.size() == 1);
  CHECK(here.replies.front().by.name == "Мария");
}

TEST_CASE("of two notes with one code the newer answers to it", "[board]") {
  tests::Notes notes(9);
  const auto older = placed(notes.fact(event::NoteWritten{"K7PX", "ru", {0, "", "a", ""}, {}}));
  const auto newer = placed(notes.fact(event::NoteWritten{"K7PX", "ru", {0, "", "b", ""}, {}}));
  for (const auto& order : {std::vector{older, newer}, std::vector{newer, older}}) {
    Board board;
    board.apply(order, Origin::foreign);
    CHECK(board.by_code("K7PX")->text == "b");
  }
}
