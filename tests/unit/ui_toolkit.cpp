// The touch toolkit: what a tap does, and what it must not do.
#include <catch2/catch.hpp>

#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/ui.h"

namespace {

using namespace chalkpoint::ui;

struct Bench {
  Bench() {
    const std::string assets = BINARY_DIR "/assets/";
    auto opened = Ui::open(assets + "fonts", assets + "lang", assets + "keyboards");
    REQUIRE(opened.has_value());
    ui = std::move(*opened);
  }
  void begin(const char* language = "ru", std::int64_t step_ms = 16, const std::vector<PointerEvent>& events = {}) {
    now_ms += step_ms;
    ui->begin({.size = {1280, 800},
               .px_per_mm = 4.9F,
               .now_ms = now_ms,
               .pointer = events,
               .options = options,
               .language = language});
    ui->screen(screen);
  }
  bool button(const Button& look = {}) { return ui->button("go", "Дальше", {100, 100, 200, 90}, look); }

  std::unique_ptr<Ui> ui;
  std::string screen = "one";
  Options options;
  std::int64_t now_ms = 1'000;
};

}  // namespace

TEST_CASE("a button acts when the finger is lifted inside it, once for each screen") {
  Bench b;
  b.begin();
  b.button();
  b.ui->end();
  REQUIRE(b.ui->press("go"));
  b.begin();
  CHECK_FALSE(b.button());
  const auto pressed = b.ui->end().digest;
  b.ui->release("go");
  b.begin();
  CHECK(b.button());
  b.ui->end();
  b.ui->tap("go");
  b.begin();
  CHECK_FALSE(b.button());  // spent
  b.ui->end();
  b.screen = "two";
  b.begin();
  b.button();
  CHECK(b.ui->end().digest != pressed);  // no look of a touch is left behind
  b.ui->tap("go");
  b.begin();
  CHECK(b.button());
  b.ui->end();
}

TEST_CASE("every look of a button, chosen or not, changes in the frame of the touch, faint colours or none") {
  using enum Look;
  for (const Look look : {primary, accent, outline, quiet, chip, pick, score, small, key})
    for (const bool chosen : {false, true})
      for (const bool high_contrast : {false, true}) {
        CAPTURE(static_cast<int>(look), chosen, high_contrast);
        Bench b;
        b.options.high_contrast = high_contrast;
        const auto shown = [&] {
          b.begin();
          b.button({.look = look, .chosen = chosen});
          return b.ui->end().digest;
        };
        shown();  // makes the letters
        const auto untouched = shown();
        REQUIRE(b.ui->press("go"));
        CHECK(shown() != untouched);
      }
}

TEST_CASE("a press and its release in one frame are both seen; a finger that slides off does nothing") {
  Bench b;
  b.begin();
  b.button();
  b.ui->end();
  b.begin("ru", 16, {{PointerEvent::Kind::press, {150, 140}, 0}, {PointerEvent::Kind::release, {150, 140}, 0}});
  CHECK(b.button({.again = true}));
  b.ui->end();
  b.begin("ru", 16,
          {{PointerEvent::Kind::press, {150, 140}, 0},
           {PointerEvent::Kind::move, {150, 300}, 0},
           {PointerEvent::Kind::release, {150, 300}, 0}});
  CHECK_FALSE(b.button({.again = true}));
  b.ui->end();
}

TEST_CASE("a touch that began on the screen before acts on neither") {
  Bench b;
  b.begin();
  b.button();
  b.ui->end();
  b.ui->press("go");
  b.begin();
  b.button();
  b.ui->end();
  b.screen = "two";
  b.begin();
  b.button();
  b.ui->end();
  b.ui->release("go");
  b.begin();
  CHECK_FALSE(b.button());
  b.ui->end();
}

TEST_CASE("the staff corner wants to be held") {
  Bench b;
  const Rect corner{0, 0, 90, 90};
  b.begin();
  b.ui->touch_area("staff.corner", "", corner, true, 3'000);
  b.ui->end();
  b.ui->press("staff.corner");
  b.begin();
  CHECK_FALSE(b.ui->touch_area("staff.corner", "", corner, true, 3'000));
  CHECK(b.ui->end().wake_at_ms == b.now_ms + 3'000);
  b.begin("ru", 2'900);
  CHECK_FALSE(b.ui->touch_area("staff.corner", "", corner, true, 3'000));
  b.ui->end();
  b.begin("ru", 200);
  CHECK(b.ui->touch_area("staff.corner", "", corner, true, 3'000));
  b.ui->end();
}

TEST_CASE("the keyboard writes what is tapped, in both languages") {
  Bench b;
  KeyboardState state;
  Writing writing;
  const Rect place{0, 430, 1280, 350};
  const auto frame = [&](const char* language, std::int64_t step_ms = 16) {
    b.begin(language, step_ms);
    const Typed typed = keyboard(*b.ui, place, state, writing, 20);
    b.ui->end();
    return typed;
  };
  const auto type = [&](const char* language, std::initializer_list<const char*> keys) {
    for (const char* const key : keys) {
      INFO(key);
      REQUIRE(b.ui->tap(key));
      frame(language);
    }
  };
  frame("ru");
  type("ru", {"key.ё", "key.ж", "key.space", "key.ъ"});
  CHECK(writing.text == "Ёж ъ");  // a sentence begins with a capital
  type("ru", {"key.backspace", "key.shift", "key.layout"});
  frame("ru");
  type("ru", {"key.h", "key.i", "key.digits"});
  frame("ru");
  type("ru", {"key.7", "key.digits"});
  CHECK(writing.text == "Ёж Hi7");
  frame("ru");
  CHECK(b.ui->tap("key.enter"));
  CHECK(frame("ru").done);
}

TEST_CASE("a held backspace takes words, a held letter offers its accents") {
  Bench b;
  KeyboardState state{"en", false};
  Writing writing{"one two three", 13};
  const Rect place{0, 430, 1280, 350};
  const auto frame = [&](std::int64_t step_ms) {
    b.begin("en", step_ms);
    keyboard(*b.ui, place, state, writing, 100);
    b.ui->end();
  };
  frame(16);
  b.ui->press("key.backspace");
  frame(16);
  CHECK(writing.text == "one two three");
  frame(500);
  CHECK(writing.text == "one two ");
  frame(400);
  CHECK(writing.text == "one ");
  b.ui->release("key.backspace");
  frame(16);
  CHECK(writing.text == "one ");  // lifting the finger takes nothing more
  frame(16);
  b.ui->press("key.e");
  frame(16);
  frame(500);
  b.ui->release("key.e");
  frame(16);
  CHECK(writing.text.size() == 6);  // one accented letter of two bytes
  CHECK(writing.text.starts_with("one "));
}

TEST_CASE("words come in the right plural form, and moments as people say them") {
  const auto ru = Text::open(BINARY_DIR "/assets/lang", "ru");
  const auto en = Text::open(BINARY_DIR "/assets/lang", "en");
  REQUIRE(ru.has_value());
  REQUIRE(en.has_value());
  CHECK(ru->get("status.waiting.some", 1) == "1 ответ");
  CHECK(ru->get("status.waiting.some", 2) == "2 ответа");
  CHECK(ru->get("status.waiting.some", 5) == "5 ответов");
  CHECK(ru->get("status.waiting.some", 11) == "11 ответов");
  CHECK(ru->get("status.waiting.some", 3'000'000'021) == "3000000021 ответ");
  CHECK(en->get("status.waiting.some", 1) == "1 answer");
  CHECK(en->get("status.waiting.some", 0) == "0 answers");
  constexpr std::int64_t kHour = 3'600'000, kNoon = 1'795'003'200'000;  // 18 November 2026, 12:00 UTC, a Wednesday
  CHECK(ru->when(kNoon - kHour, kNoon, 180) == "сегодня, 14:00");
  CHECK(ru->when(kNoon - 20 * kHour, kNoon, 180) == "вчера, 19:00");
  CHECK(ru->when(kNoon - 48 * kHour, kNoon, 180) == "пн, 15:00");
  CHECK(en->when(kNoon - 24 * 20 * kHour, kNoon, 0) == "29 October");
  CHECK_FALSE(Text::open("/nowhere", "ru").has_value());
}

TEST_CASE("a renderer that passes over pictures misses no letter") {
  Bench b;
  std::vector<std::uint8_t> copy;  // as a renderer keeps it: the dirty rows of the next version, else everything
  std::uint64_t version = 0;
  const auto render = [&](const Texture& atlas) {
    const auto wide = static_cast<std::size_t>(atlas.width);
    copy.resize(wide * static_cast<std::size_t>(atlas.height));
    if (version == atlas.version) return;
    const bool next = version + 1 == atlas.version;
    const auto from = next ? static_cast<std::size_t>(atlas.dirty_y) : 0;
    const auto rows = static_cast<std::size_t>(next ? atlas.dirty_height : atlas.height);
    std::copy_n(atlas.pixels + from * wide, rows * wide, copy.data() + from * wide);
    version = atlas.version;
  };
  for (const char* word : {"wi", "fi", "ёж", "щи", "wifi", "Ъ"}) {
    CAPTURE(word);
    const Picture* picture = nullptr;
    for (int pass = 0; pass < 2; ++pass) {  // two taps in one frame are two pictures, of which the second is shown
      b.begin();
      b.ui->text({100, 100, 400, 90}, word, {Face::chalk, 7}, b.ui->theme().chalk);
      picture = &b.ui->end();
    }
    render(picture->atlas);
    CHECK(std::equal(copy.begin(), copy.end(), picture->atlas.pixels));
  }
}
