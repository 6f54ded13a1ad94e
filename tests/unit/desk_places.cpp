// Prepared answers as they are read while somebody writes them: in words, and the same when they are stored again.
#include <catch2/catch.hpp>
#include <fstream>

#include "kiosk/desk/places.h"
#include "sync/event/prepared.h"

namespace chalkpoint::desk {

TEST_CASE("the places of an answer are read in words, and are stored as they were") {
  const PlaceWords words{"ИМЯ", "СЛОВА"};
  CHECK(shown_places("[{name}, ]спасибо[ — «{quote}»]!", words) == "‹ИМЯ, ›спасибо‹ — «СЛОВА»›!");
  CHECK(stored_places("‹ИМЯ, ›спасибо‹ — «СЛОВА»›!", words) == "[{name}, ]спасибо[ — «{quote}»]!");
  CHECK(stored_places("ИМЯ и СЛОВА без скобок", words) == "ИМЯ и СЛОВА без скобок");
  CHECK(stored_places("‹ИМЯ, спасибо", words) == "ИМЯ, спасибо");  // half of a bracket says nothing on the board
  CHECK(stored_places("ИМЯ›, спасибо ‹вам ‹СЛОВА›", words) == "ИМЯ, спасибо вам [{quote}]");
  CHECK(shown_places("{name} [", words) == "‹ИМЯ› [");
}

TEST_CASE("what was shown in words fills in as before, for whoever is answered") {
  std::ifstream file(SOURCE_DIR "/assets/answers/prepared.json");
  const auto shipped = event::PreparedAnswers::shipped(std::string{std::istreambuf_iterator<char>(file), {}});
  REQUIRE(shipped.has_value());
  for (const char* const language : {"ru", "en"}) {
    const PlaceWords words =
        std::string_view(language) == "ru" ? PlaceWords{"ИМЯ", "СЛОВА"} : PlaceWords{"NAME", "WORDS"};
    const auto answers = shipped->in(language);
    REQUIRE_FALSE(answers.empty());
    for (const event::Prepared& one : answers) {
      const std::string shown = shown_places(one.text, words), stored = stored_places(shown, words);
      CAPTURE(shown);
      CHECK(shown.find_first_of("[]{}") == std::string::npos);
      for (const event::Addressee& to :
           {event::Addressee{"Олег", "вода холодная"}, {"", "вода холодная"}, {"Олег", ""}, {"", ""}})
        CHECK(event::filled_in(stored, to) == event::filled_in(one.text, to));
    }
  }
}

TEST_CASE("the caret stands in the shown words where it stands in the stored ones") {
  const PlaceWords words{"ИМЯ", "СЛОВА"};
  const std::string text = "[{name}, ]да", shown = "‹ИМЯ, ›да";
  CHECK(shown_offset(text, text.size(), words) == shown.size());
  CHECK(stored_offset(text, shown.size(), words) == text.size());
  CHECK(shown_offset(text, 0, words) == 0);
  CHECK(stored_offset(text, std::string("‹ИМЯ, ›").size(), words) == std::string("[{name}, ]").size());
  CHECK(stored_offset(text, std::string("‹И").size(), words) == std::string("[{name}").size());  // behind the place
  CHECK(outside_places(text, 3) == std::string("[{name}, ]").size());
  CHECK(outside_places(text, text.size()) == text.size());
  CHECK(outside_places("да [нет", 5) == 5);
}

}  // namespace chalkpoint::desk
