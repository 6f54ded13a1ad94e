// Lines, letters, numbers and colours: the pure parts of the toolkit.
#include <catch2/catch.hpp>

#include "kiosk/ui/edit.h"
#include "kiosk/ui/phone.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/type.h"
#include "kiosk/ui/utf8.h"

using namespace chalkpoint::ui;
using Lines = std::vector<std::string>;

namespace {

// Every letter is ten pixels wide.
float ten(std::string_view text) {
  return 10.F * static_cast<float>(utf16_length(text));
}

}  // namespace

TEST_CASE("lines break at spaces, and never after a short word") {
  CHECK(set_lines("раз два три", 70, ten, false) == Lines{"раз два", "три"});
  CHECK(set_lines("мы говорим о клубе", 120, ten, false) == Lines{"мы говорим", "о клубе"});
  CHECK(set_lines("Спасибо за 6 баллов", 140, ten, false) == Lines{"Спасибо", "за 6 баллов"});
  CHECK(set_lines("слово — дело", 70, ten, false) == Lines{"слово —", "дело"});
  CHECK(set_lines("one\ntwo", 500, ten, false) == Lines{"one", "two"});
}

TEST_CASE("balanced lines are about equally long, and no more of them") {
  CHECK(set_lines("aaaa bbbb cccc dddd", 140, ten, false) == Lines{"aaaa bbbb cccc", "dddd"});
  CHECK(set_lines("aaaa bbbb cccc dddd", 140, ten, true) == Lines{"aaaa bbbb", "cccc dddd"});
}

TEST_CASE("a word wider than the line is broken between letters, none lost") {
  std::string joined;
  for (const std::string& line : set_lines("рекомендовать", 50, ten, false)) {
    CHECK(ten(line) <= 50);
    joined += line;
  }
  CHECK(joined == "рекомендовать");
}

TEST_CASE("editing takes whole letters and keeps to the length") {
  Writing w;
  CHECK(insert(w, "е\xCC\x81", 10));  // a letter and its accent
  CHECK(insert(w, "ж", 10));
  CHECK(erase_letter(w));
  CHECK(erase_letter(w));
  CHECK(w.text.empty());
  CHECK_FALSE(erase_letter(w));
  CHECK(insert(w, "👍🏽", 10));
  CHECK(erase_letter(w));
  CHECK(w.text.empty());
  CHECK(insert(w, "два слова ", 10));
  CHECK_FALSE(insert(w, "x", 10));
  CHECK(erase_word(w));
  CHECK(w.text == "два ");
  CHECK_FALSE(begins_sentence(w));
  CHECK(insert(w, "! ", 10));
  CHECK(begins_sentence(w));
}

TEST_CASE("broken bytes are walked over one by one") {
  const std::string broken =
      "a\xD0"
      "b\xFF";
  std::size_t at = 0, letters = 0;
  while (at < broken.size()) {
    next_code_point(broken, at);
    ++letters;
  }
  CHECK(letters == 4);
}

TEST_CASE("a telephone number is kept as digits and shown in groups") {
  std::string kept;
  for (const char key : std::string("89161234567")) kept = phone_typed(kept, key);
  CHECK(kept == "+79161234567");
  CHECK(phone_shown(kept).typed == "+7 (916) 123-45-67");
  CHECK(phone_shown(kept).empty.empty());
  CHECK(phone_typed(kept, '1') == kept);  // full
  CHECK(phone_shown("+7916").typed + phone_shown("+7916").empty == "+7 (916) ___-__-__");
  CHECK(phone_shown("").typed + phone_shown("").empty == "+7 (___) ___-__-__");
  CHECK(phone_typed("", '9') == "+79");
  CHECK(phone_erased("+79").substr(0, 2) == "+7");
  CHECK(phone_erased("+7").empty());
  CHECK(phone_typed(phone_typed("", '+'), '4') == "+4");
  CHECK(phone_shown("+493012345").typed == "+49 301 234 5");
}

TEST_CASE("text stands out 7:1 and shapes 3:1, in both themes") {
  for (const Theme& t : {kBoard, kHighContrast}) {
    for (const Color under : {t.slate, t.slate_light, t.fill, t.key, t.key_bed})
      for (const Color text : {t.chalk, t.muted, t.yellow}) CHECK(contrast(under, text) >= 7);
    for (const Color chosen : {t.chalk, t.yellow, t.muted}) CHECK(contrast(t.ink, chosen) >= 7);
    CHECK(contrast(t.chalk, t.pressed) >= 4.5);
    for (const Color shape : {t.outline, t.coral, t.mint, t.blue}) CHECK(contrast(t.slate_light, shape) >= 3);
    CHECK(contrast(t.slate_light, blend(t.slate_light, t.outline.faded(0.85F))) >= 3);
  }
  CHECK(contrast(rgb(0xFFFFFF), rgb(0x000000)) == Approx(21));
  CHECK(contrast(rgb(0x777777), rgb(0xFFFFFF)) == Approx(4.48).margin(0.01));
}
