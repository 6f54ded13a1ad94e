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
  CHECK(set_lines("раз два три", 70, ten, Setting::ragged) == Lines{"раз два", "три"});
  CHECK(set_lines("мы говорим о клубе", 120, ten, Setting::ragged) == Lines{"мы говорим", "о клубе"});
  CHECK(set_lines("Спасибо за 6 баллов", 140, ten, Setting::balanced) == Lines{"Спасибо", "за 6 баллов"});
  CHECK(set_lines("слово — дело", 70, ten, Setting::ragged) == Lines{"слово —", "дело"});
  CHECK(set_lines("one\ntwo", 500, ten, Setting::ragged) == Lines{"one", "two"});
}

TEST_CASE("a ragged line is not left half empty for a short word, a heading's may be") {
  CHECK(set_lines("малый зал в субботу", 130, ten, Setting::ragged) == Lines{"малый зал в", "субботу"});
  CHECK(set_lines("малый зал в субботу", 130, ten, Setting::balanced) == Lines{"малый зал", "в субботу"});
  CHECK(set_lines("ключи от шкафчика 114 — у входа", 120, ten, Setting::ragged) ==
        Lines{"ключи от", "шкафчика", "114 — у", "входа"});
  // A number stays with what it counts, a dash with what it follows.
  CHECK(set_lines("Спасибо за 6 баллов", 140, ten, Setting::ragged) == Lines{"Спасибо за", "6 баллов"});
  CHECK(set_lines("дома слово — дело", 100, ten, Setting::ragged) == Lines{"дома", "слово —", "дело"});
  CHECK(set_lines("locker 114, it is at the desk", 120, ten, Setting::ragged) ==
        Lines{"locker 114,", "it is at the", "desk"});
}

TEST_CASE("balanced lines are about equally long, and no more of them") {
  CHECK(set_lines("aaaa bbbb cccc dddd", 140, ten, Setting::ragged) == Lines{"aaaa bbbb cccc", "dddd"});
  CHECK(set_lines("aaaa bbbb cccc dddd", 140, ten, Setting::balanced) == Lines{"aaaa bbbb", "cccc dddd"});
}

TEST_CASE("a word wider than the line is parted with hyphens where it is spoken apart, no letter lost") {
  const auto parted = [](std::string_view text, float width) { return set_lines(text, width, ten, Setting::ragged); };
  CHECK(parted("рекомендовать", 70) == Lines{"реко-", "мендо-", "вать"});
  CHECK(parted("полупроводниковый", 90) == Lines{"полупро-", "воднико-", "вый"});
  CHECK(parted("computing", 70) == Lines{"compu-", "ting"});
  CHECK(parted("ъъъъъъ", 40) == Lines{"ъъъ-", "ъъъ"});             // no syllable: anywhere
  CHECK(parted("88005553535", 60) == Lines{"880055", "53535"});    // a hyphen would be read as one of its signs
  CHECK(parted("е\xCC\x81е\xCC\x81", 25).front() == "е\xCC\x81");  // an accent stays with its letter
  for (const Setting setting : {Setting::ragged, Setting::balanced, Setting::typed})
    for (float width = 20; width < 200; width += 7) {
      std::string joined;
      for (std::string line : set_lines("достопримечательность", width, ten, setting)) {
        CHECK(ten(line) <= width);
        if (line.ends_with('-')) line.pop_back();
        joined += line;
      }
      CHECK(joined == "достопримечательность");
    }
  std::string typed;
  for (const std::string& line : set_lines("рекомендовать", 50, ten, Setting::typed)) typed += line;
  CHECK(typed == "рекомендовать");
}

TEST_CASE("a text is cut short between words, never inside a letter") {
  CHECK(shortened("вода тёплая", 11) == "вода тёплая");
  CHECK(shortened("вода, тёплая", 11) == "вода…");
  CHECK(shortened("вода опять тёплая", 14) == "вода опять…");
  CHECK(shortened("электрополупроводниковый", 10) == "электропо…");
  CHECK(shortened("a веееее\xCC\x81ще", 9) == "a вееее…");  // the accent does not stand alone
  const std::string mixed = "жаль 👍🏽 и e\xCC\x81 ещё длинноеслово";
  for (std::size_t most = 1; most < 40; ++most) {
    const std::string cut = shortened(mixed, most);
    std::size_t letters = 0;
    for (std::size_t at = 0; at < cut.size(); ++letters) CHECK(next_code_point(cut, at) != 0xFFFD);
    CHECK(letters <= most);
    CHECK((cut == mixed || cut.ends_with("…")));
  }
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
