// What people may write, at the borders of every range, and that terminal and hub agree on it.
#include <catch2/catch.hpp>

#include "kiosk/ui/utf8.h"
#include "sync/event/kinds.h"
#include "sync/event/notes.h"
#include "sync/event/prose.h"

using namespace chalkpoint;

namespace {

std::string utf8(char32_t code_point) {
  std::string out;
  ui::append_utf8(out, code_point);
  return out;
}

bool stores(const std::string& text) {
  const event::NoteWritten note{
      .code = "K7PX", .language = "ru", .writing = {.colour = 0, .name = "", .text = text, .strokes = {}}, .held = {}};
  return event::validate(event::kNoteWritten, event::to_json(event::BoardEvent(note))).has_value();
}

}  // namespace

TEST_CASE("what no key writes, or turns the reading round, is not writable; no event holds it") {
  for (const char32_t bad :
       {0x00U,   0x08U,   0x09U,   0x0BU,   0x1FU,    0x7FU,     0x80U,    0x9BU,   0x9FU,   0x061CU,
        0x200EU, 0x200FU, 0x2028U, 0x2029U, 0x202AU,  0x202EU,   0x2066U,  0x2069U, 0xFDD0U, 0xFDEFU,
        0xFEFFU, 0xFFFEU, 0xFFFFU, 0xFFF9U, 0x1FFFEU, 0x10FFFFU, 0xE0001U, 0xE007FU}) {
    CAPTURE(static_cast<unsigned>(bad));
    CHECK_FALSE(event::is_writable(bad));
    CHECK_FALSE(stores("a" + utf8(bad) + "b"));
    CHECK(event::writable("a" + utf8(bad) + "b") == "ab");
  }
  for (const char32_t good : {0x0AU, 0x20U, 0x7EU, 0xA0U, 0xA1U, 0x061BU, 0x200BU, 0x200DU, 0x2027U, 0x202FU, 0x2065U,
                              0x206AU, 0xFDF0U, 0xFFFDU, 0x1F525U, 0x10FFFDU, 0x0436U}) {
    CAPTURE(static_cast<unsigned>(good));
    CHECK(event::is_writable(good));
    CHECK(stores("a" + utf8(good) + "b"));
    CHECK(event::writable("a" + utf8(good) + "b") == "a" + utf8(good) + "b");
  }
  CHECK_FALSE(event::is_writable(0x110000));
  CHECK(event::writable("\xD0\xC0"
                        "a\xF0\x9F") == "a");
}

TEST_CASE("a text that shows nothing is empty, on the terminal and in an event") {
  for (const char* blank : {" ", "\n", "\u00A0", "\u00A0 \n\u2009", "\u200B", "\u200D\u200C", "\u2060", "\u00AD",
                            "\u3164", "\u2800", "\u034F", "\uFE0F", "\u3000", ""}) {
    CAPTURE(blank);
    CHECK(event::trimmed(blank).empty());
    CHECK_FALSE(stores(blank));
  }
  CHECK(event::trimmed("\u00A0\n Душ \u200Bхолодный\u3000\n") == "Душ \u200Bхолодный");
  CHECK(event::trimmed("👩‍🔧") == "👩‍🔧");
  CHECK(stores("\u00A0x"));
}

TEST_CASE("what is left of any text after leaving out and trimming can be stored, unless nothing is") {
  // Every code point once, beside a letter and alone.
  for (char32_t point = 0; point < 0x110000; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    const std::string kept = event::trimmed(event::writable(utf8(point)));
    if (stores(kept) == kept.empty()) {
      CAPTURE(static_cast<unsigned>(point));
      FAIL("typed and stored differ");
    }
  }
}
