// Prepared answers: filled in with the member's own words, the same on every terminal, and what their events may hold.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "sync/event/prepared.h"
#include "tests/notes.h"

using namespace chalkpoint;
using event::AnswerPrepared;
using event::PreparedAnswers;

namespace {

std::string shipped_text() {
  std::ifstream file(SOURCE_DIR "/assets/answers/prepared.json");
  return {std::istreambuf_iterator<char>(file), {}};
}

PreparedAnswers shipped_answers() {
  auto answers = PreparedAnswers::shipped(shipped_text());
  if (!answers) FAIL(answers.error().what);
  return *answers;
}

event::Event event_of(const event::Fact& fact, const event::Hlc& hlc) {
  const auto event = event::parse_body(event::canonical_body(fact, "0123456789abcdef", 1, hlc));
  REQUIRE(event);
  return *event;
}

AnswerPrepared answer(const std::string& name, const std::string& title, const std::string& text) {
  return {.answer = name, .language = "ru", .title = title, .text = text, .by = {"Анна", "owner"}};
}

}  // namespace

TEST_CASE("an answer is filled in with the name and a quote; what is not known takes its part away", "[prepared]") {
  const std::string text = "[{name}, ]спасибо, что сказали[: «{quote}»]. Мы займёмся!";
  CHECK(event::filled_in(text, {"Ольга", "душ холодный"}) ==
        "Ольга, спасибо, что сказали: «душ холодный». Мы займёмся!");
  CHECK(event::filled_in(text, {"", "душ"}) == "Спасибо, что сказали: «душ». Мы займёмся!");
  CHECK(event::filled_in(text, {"", ""}) == "Спасибо, что сказали. Мы займёмся!");
  CHECK(event::filled_in("[{name}, ]thank you", {"", ""}) == "Thank you");
  CHECK(event::filled_in("ёлка", {}) == "Ёлка");
  // What members wrote is never read as places to fill in, and odd brackets stay.
  CHECK(event::filled_in("«{quote}»", {"Ольга", "{name} [x"}) == "«{name} [x»");
  CHECK(event::filled_in("a [b {c", {"x", "y"}) == "A [b {c");
  CHECK(event::filled_in("Да {name}", {}) == "Да ");
}

TEST_CASE("a quote is cut between words, never inside a letter", "[prepared]") {
  CHECK(event::quote("душ холодный", 40) == "душ холодный");
  CHECK(event::quote("душ холодный.", 40) == "душ холодный");
  CHECK(event::quote("душ холодный уже неделю", 14) == "душ холодный…");
  CHECK(event::quote("душ холодный, уже неделю", 13) == "душ холодный…");
  CHECK(event::quote("душ\nхолодный", 40) == "душ…");
  CHECK(event::quote("нескончаемость", 4) == "неск…");
  CHECK(event::quote("", 40).empty());
  const std::string words = "ж💪ё hello мир — да";
  for (std::size_t most = 0; most <= 20; ++most) {
    const event::Json valid = event::quote(words, most);
    CHECK_NOTHROW(valid.dump());  // throws on broken UTF-8
  }
}

TEST_CASE("a filled-in answer always fits a reply", "[prepared]") {
  std::string text;
  for (std::size_t i = 0; i < event::kReplyTextMax - 10; ++i) text += "я";
  const std::string filled = event::filled_in(text + "[: «{quote}»]", {"", "душ холодный уже неделю, и пар тоже"});
  CHECK_FALSE(filled.contains("«"));  // the words give way
  const event::BoardEvent reply =
      event::NoteReplied{{}, event::filled_in(text + "{name}", {std::string(40, 'a'), ""}), {"А", "staff"}};
  CHECK(event::read_board(event::kNoteReplied, event::canonical_json(event::to_json(reply))));
}

TEST_CASE("the shipped answers speak both languages, personally and in public", "[prepared]") {
  const PreparedAnswers answers = shipped_answers();
  const auto ru = answers.in("ru"), en = answers.in("en");
  CHECK(ru.size() >= 8);
  CHECK(ru.size() <= 12);
  REQUIRE(ru.size() == en.size());
  for (std::size_t i = 0; i < ru.size(); ++i) {
    INFO(ru[i].title);
    CHECK(ru[i].answer == en[i].answer);
    CHECK((ru[i].text.contains("{name}") && en[i].text.contains("{name}")));
    for (const event::Addressee& to : {event::Addressee{"Ольга", "вода холодная"}, event::Addressee{"", ""}})
      for (const std::string& text : {event::filled_in(ru[i].text, to), event::filled_in(en[i].text, to)}) {
        CHECK_FALSE(text.empty());
        CHECK(text.find_first_of("{}[]") == std::string::npos);
        CHECK_FALSE(text.contains("  "));
        for (const char* const private_word : {"личн", "лс", "privately", "directly"})
          CHECK_FALSE(text.contains(std::string("ответили ") + private_word));
      }
  }
}

TEST_CASE("shipped answers that no event could carry are refused with the place named", "[prepared]") {
  for (const char* const bad :
       {"{}", "nonsense", "[1]", R"([{"answer":"x"}])", R"([{"answer":"X y","title":{"ru":"a"},"text":{"ru":"b"}}])",
        R"([{"answer":"x","title":{"ru":"a"},"text":{}}])", R"([{"answer":"x","title":{"ru":1},"text":{"ru":"b"}}])"}) {
    INFO(bad);
    const auto answers = PreparedAnswers::shipped(bad);
    REQUIRE_FALSE(answers);
    CHECK_FALSE(answers.error().remedy.empty());
  }
}

TEST_CASE("the club replaces, adds and takes out answers; any order of the events gives the same", "[prepared]") {
  tests::Notes notes(3);
  const std::string first = shipped_answers().in("ru").front().answer;
  std::vector<event::Event> events;
  std::int64_t hlc = 1;
  for (const AnswerPrepared& said : {answer(first, "Душ", "Починим."), answer("own", "Своё", "Раз"),
                                     answer("own", "Своё", "Два"), answer("gone", "Лишнее", "Нет"),
                                     answer("gone", "", ""), answer("early", "", ""), answer("early", "Снова", "Да")})
    events.push_back(event_of(notes.fact(said), {1'795'000'000'000 + hlc++, 0}));
  event::Fact malformed = notes.fact(answer("own", "Своё", "Три"));
  malformed.data["by"]["role"] = "staff";
  events.push_back(event_of(malformed, {1'795'000'001'000, 0}));

  PreparedAnswers replayed = shipped_answers();
  replayed.apply(events);
  const auto expected = replayed.in("ru");
  CHECK(expected.size() == shipped_answers().in("ru").size() + 2);
  CHECK(expected.front() == event::Prepared{first, "Душ", "Починим."});
  CHECK(expected.back() == event::Prepared{"own", "Своё", "Два"});
  CHECK(replayed.in("en") == shipped_answers().in("en"));
  std::mt19937_64 random(5);
  for (int way = 0; way < 20; ++way) {
    auto shuffled = events;
    shuffled.insert(shuffled.end(), events.begin(), events.end());
    std::ranges::shuffle(shuffled, random);
    PreparedAnswers answers = shipped_answers();
    for (const event::Event& one : shuffled) answers.apply({&one, 1});
    CHECK(answers.in("ru") == expected);
  }
}

TEST_CASE("what marks a response or prepares an answer is read strictly", "[prepared]") {
  const auto refused = [](std::string_view type, event::Json data, const char* member, const event::Json& value) {
    value.is_null() ? static_cast<void>(data.erase(member)) : static_cast<void>(data[member] = value);
    INFO(data.dump());
    CHECK_FALSE(event::validate(type, data));
  };
  const event::Json good = event::to_json(event::BoardEvent(answer("cold-water", "Вода", "Греем.")));
  CHECK(event::validate(event::kAnswerPrepared, good));
  refused(event::kAnswerPrepared, good, "answer", "Кот");
  refused(event::kAnswerPrepared, good, "answer", std::string(41, 'a'));
  refused(event::kAnswerPrepared, good, "title", nullptr);
  refused(event::kAnswerPrepared, good, "title", std::string(41, 'a'));
  refused(event::kAnswerPrepared, good, "text", std::string(501, 'a'));
  refused(event::kAnswerPrepared, good, "surplus", 1);
  refused(event::kAnswerPrepared, good, "by", {{"name", "Пётр"}, {"role", "staff"}});
  const event::Json mark =
      event::to_json(event::BoardEvent(event::VoiceMarked{{}, event::Work::done, "Позвонили", {"Пётр", "staff"}}));
  CHECK(event::validate(event::kVoiceMarked, mark));
  refused(event::kVoiceMarked, mark, "state", "working");
  refused(event::kVoiceMarked, mark, "state", "read");
  refused(event::kVoiceMarked, mark, "response", "x");
  refused(event::kVoiceMarked, mark, "by", nullptr);
}
