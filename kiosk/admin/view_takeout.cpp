// The screens on which the data is taken away.
#include <algorithm>
#include <array>
#include <cstdio>

#include "kiosk/admin/archive.h"
#include "kiosk/admin/takeout.h"
#include "kiosk/ui/field.h"
#include "kiosk/ui/stage.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/utf8.h"

namespace chalkpoint::admin {
namespace {

using ui::Rect;

constexpr float kGapMm = 3;

// "1.4 GB": what people compare with what is written on a stick.
std::string room(const ui::Ui& ui, std::uint64_t bytes) {
  constexpr std::array units = {"export.size.kb", "export.size.mb", "export.size.gb"};
  double value = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  while (unit + 1 < units.size() && value >= 1000) {
    value /= 1000;
    ++unit;
  }
  std::array<char, 32> number{};
  std::snprintf(number.data(), number.size(), value < 10 && unit > 0 ? "%.1f" : "%.0f",
                std::max(value, bytes > 0 && unit == 0 ? 1.0 : 0.0));
  return ui.text_lookup().get(units[unit], "n", number.data());
}

std::string words(const ui::Ui& ui, const std::string& key) {
  return ui.text_lookup().get(key);
}

class View {
 public:
  View(ui::Ui& ui, const TakeState& state, TakeDraft& draft, const TakeNow& now, std::string_view language)
      : ui_(ui), state_(state), draft_(draft), now_(now), language_(language) {}

  TakeIntent draw() {
    if (now_.running) return running();
    if (now_.ended) return ended(*now_.ended);
    switch (state_.screen) {
      case TakeState::Screen::what:
        return what();
      case TakeState::Screen::where:
        return where();
      case TakeState::Screen::phrase:
      case TakeState::Screen::again:
        return phrase();
    }
    return {};
  }

 private:
  TakeIntent of_bar(ui::BarTap tap) const {
    return ui::bar_intent<TakeLanguage>(tap, TakeIntent(), TakeBack{}, TakeClose{});
  }

  Rect begin(std::string title, bool tight = false) {
    Rect area = ui_.area().inset(ui_.mm(8), ui_.mm(5));
    intent_ = of_bar(ui::draw_bar(ui_, area, {.title = std::move(title), .language = language_, .tight = tight}));
    return area;
  }

  void say(Rect& area, const std::string& text, ui::Type type, ui::Color color) {
    const float high = ui_.height(text, type, area.w);
    ui_.text(area.cut_top(high, ui_.mm(4)), text, type, color);
  }

  TakeIntent what() {
    Rect area = begin(ui_.tr("export.title"));
    say(area, ui_.tr("export.what"), ui::kBody, ui_.theme().muted);
    ui::draw_list(ui_, area, kTakeKinds.size(), ui::option_height(ui_), [&](std::size_t i, const Rect& card) {
      const std::string name(kTakeKinds[i]);
      if (ui::draw_option(ui_, card,
                          {.id = "export.kind." + name,
                           .label = words(ui_, "export.kind." + name),
                           .say = words(ui_, "about.export.kind." + name)}))
        intent_ = PickKind{static_cast<TakeKind>(i)};
    });
    return intent_;
  }

  TakeIntent where() {
    Rect area = begin(words(ui_, "export.kind." + std::string(kTakeKinds[static_cast<std::size_t>(state_.kind)])));
    const TakePlace* chosen = chosen_place(state_, now_);
    const ui::Button look{.look = ui::Look::primary, .icon = ui::Icon::disk, .enabled = chosen != nullptr};
    Rect foot = area.cut_bottom(ui_.mm(18), ui_.mm(kGapMm));
    const std::string& send = ui_.tr(state_.kind == TakeKind::archive ? "export.next" : "export.begin");
    if (ui_.button("export.begin", send, foot.cut_right(std::min(foot.w, ui_.button_size(send, look).w)), look))
      intent_ = BeginTaking{};
    if (has_span(state_.kind)) spans(area);
    const bool stick = std::ranges::any_of(now_.places, &TakePlace::stick);
    say(area, ui_.tr(stick ? "export.where" : "export.where.none"), ui::kBody,
        stick || !now_.looked ? ui_.theme().muted : ui_.theme().yellow);
    ui::draw_list(ui_, area, now_.places.size(), ui::option_height(ui_), [&](std::size_t i, const Rect& card) {
      const TakePlace& place = now_.places[i];
      if (ui::draw_option(
              ui_, card,
              {.id = "export.place." + std::to_string(i),
               .label = place.stick ? ui_.text_lookup().get("export.stick", "name", place.name) : ui_.tr("export.here"),
               .say = free_words(place),
               .chosen = &place == chosen}))
        intent_ = PickPlace{place.folder};
    });
    return intent_;
  }

  std::string free_words(const TakePlace& place) const {
    const std::string free =
        place.free_bytes ? ui_.text_lookup().get("export.free", "room", room(ui_, *place.free_bytes)) : "";
    return place.stick ? free : (free.empty() ? "" : free + ". ") + ui_.tr("about.export.here");
  }

  void spans(Rect& area) {
    std::vector<ui::Choice> choices;
    for (std::size_t i = 0; i < kTakeSpans.size(); ++i) {
      const std::string id = "export.span." + std::string(kTakeSpans[i]);
      const bool is = static_cast<std::size_t>(state_.span) == i;
      choices.push_back({id, words(ui_, id), {.look = ui::Look::small, .chosen = is, .again = true}});
    }
    if (const ui::Tapped tapped = ui::draw_rows(ui_, choices, area)) intent_ = PickSpan{static_cast<TakeSpan>(*tapped)};
  }

  // As many dots as letters: the lobby looks on.
  static std::string dots(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      ui::next_code_point(text, at);
      out += "•";
    }
    return out;
  }

  TakeIntent phrase() {
    const bool again = state_.screen == TakeState::Screen::again;
    const std::string& text = again ? state_.again : state_.phrase;
    const ui::Manner manner{.secret = true, .quiet = true};
    const float keys = ui::keyboard_height(ui_, ui_.area().h * (ui_.portrait() ? 0.42F : 0.44F), manner);
    const Rect whole = ui_.area(), keyboard{0, whole.bottom() - keys, whole.w, keys};
    Rect area = begin(words(ui_, "export.kind.archive"), !ui_.portrait());
    area.h = keyboard.y - ui_.mm(kGapMm) - area.y;
    const std::string& send = ui_.tr(again ? "export.begin" : "export.next");
    const bool enough = is_passphrase(text);
    const ui::Button look{.look = ui::Look::primary, .icon = ui::Icon::lock, .again = true, .enabled = enough};
    Rect foot = area.cut_bottom(ui_.mm(16), ui_.mm(kGapMm));
    if (ui_.button("export.phrase.send", send, foot.cut_right(std::min(foot.w, ui_.button_size(send, look).w)), look))
      intent_ = SendPhrase{};
    const char* key = again ? "export.phrase.again" : state_.differ ? "export.phrase.differ" : "export.phrase";
    say(area, ui_.tr(key), ui::kSmall, state_.differ && !again ? ui_.theme().yellow : ui_.theme().muted);
    ui::KeyboardState board{draft_.keys.layout, draft_.keys.shift};
    ui::Writing writing{text, text.size()};
    const std::string shown = dots(text);
    ui::draw_field(ui_, area,
                   {.id = "export.phrase.field",
                    .text = shown,
                    .hint = ui_.tr("export.phrase.hint"),
                    .hand = {ui::Face::medium, 6},
                    .focused = true,
                    .caret = shown.size()});
    const ui::Typed typed = ui::keyboard(ui_, keyboard, board, writing, kPhraseUnitsMax, manner);
    draft_.keys = {writing.caret, board.layout, board.shift};
    if (typed.changed && writing.text != text) intent_ = SetPhrase{writing.text};
    if (typed.done && enough) intent_ = SendPhrase{};
    return intent_;
  }

  TakeIntent running() {
    Rect area = begin(ui_.tr("export.title"));
    const float part = now_.whole == 0 ? 0 : static_cast<float>(now_.done) / static_cast<float>(now_.whole);
    const std::string percent = std::to_string(static_cast<int>(part * 100)) + " %";
    const ui::Button stop{.look = ui::Look::outline, .icon = ui::Icon::close, .enabled = !now_.stopping};
    const std::string& label = ui_.tr(now_.stopping ? "export.stopping" : "export.stop");
    const std::string& saying = ui_.tr("export.running.say");
    const float wide = std::min(area.w, ui_.mm(200));
    ui::Type big{ui::Face::chalk, 22}, small = ui::kBody;
    const auto needed = [&] {
      return ui_.line_height(big) + ui_.mm(4 + 4 + 6 + 8 + 8 + 16) + ui_.height(saying, small, wide) +
             ui_.line_height(ui::kHeading);
    };
    if (needed() > area.h) {  // large letters on a low screen
      big.cap_mm = 12;
      small = ui::kSmall;
    }
    const float high = needed();
    Rect box{area.x + (area.w - wide) / 2, area.y + std::max(0.F, (area.h - high) / 2), wide, high};
    ui_.text(box.cut_top(ui_.line_height(ui::kHeading), ui_.mm(4)), ui_.tr("export.running"), ui::kHeading,
             ui_.theme().chalk, ui::Align::centre);
    ui_.text(box.cut_top(ui_.line_height(big), ui_.mm(4)), percent, big, ui_.theme().yellow, ui::Align::centre);
    const Rect bar = box.cut_top(ui_.mm(6), ui_.mm(8));
    ui_.fill(bar, ui_.theme().fill, bar.h / 2);
    if (part > 0)
      ui_.fill({bar.x, bar.y, std::max(bar.h, bar.w * std::min(part, 1.F)), bar.h}, ui_.theme().yellow, bar.h / 2);
    ui_.text(box.cut_top(ui_.height(saying, small, wide), ui_.mm(8)), saying, small, ui_.theme().muted,
             ui::Align::centre);
    const float stop_wide = std::min(wide, ui_.button_size(label, stop).w);
    if (ui_.button("export.stop", label, {box.x + (wide - stop_wide) / 2, box.y, stop_wide, ui_.mm(16)}, stop))
      intent_ = StopTaking{};
    return intent_;
  }

  TakeIntent ended(const TakeEnd& end) {
    const Rect area = begin(ui_.tr("export.title"));
    const bool done = end.trouble == TakeTrouble::none;
    ui::Message message{.warm = ui_.tr(done ? "export.done" : "export.failed"),
                        .say = done ? done_words(end) : trouble_words(end),
                        .sketch = done ? ui::Sketch::smile : ui::Sketch::cup,
                        .id = "export.seen",
                        .label = ui_.tr(done ? "export.seen" : "export.retry")};
    if (end.trouble == TakeTrouble::stopped) message.warm = ui_.tr("export.stopped");
    if (ui::draw_message(ui_, area, message)) intent_ = SeenEnd{};
    return intent_;
  }

  std::string done_words(const TakeEnd& end) const {
    return end.file + "\n" +
           ui_.text_lookup().get(end.place.stick ? "export.done.stick" : "export.done.here", "size",
                                 room(ui_, end.bytes));
  }

  std::string trouble_words(const TakeEnd& end) const {
    switch (end.trouble) {
      case TakeTrouble::stopped:
        return ui_.tr("export.trouble.stopped");
      case TakeTrouble::full: {
        const std::string free = end.place.free_bytes ? room(ui_, *end.place.free_bytes) : "?";
        return ui::filled(ui_.text_lookup().get("export.trouble.full", "free", free), "need", room(ui_, end.bytes));
      }
      case TakeTrouble::gone:
        return ui_.tr("export.trouble.gone");
      case TakeTrouble::read_only:
        return ui_.tr("export.trouble.read_only");
      case TakeTrouble::denied:
        return ui_.tr("export.trouble.denied");
      case TakeTrouble::disk:
        return ui_.tr("export.trouble.disk");
      case TakeTrouble::other:
      case TakeTrouble::none:
        break;
    }
    return ui_.tr("export.trouble.other");
  }

  ui::Ui& ui_;
  const TakeState& state_;
  TakeDraft& draft_;
  const TakeNow& now_;
  std::string_view language_;
  TakeIntent intent_;
};

}  // namespace

TakeIntent draw(ui::Ui& ui, const TakeState& state, TakeDraft& draft, const TakeNow& now, std::string_view language) {
  ui.screen(take_screen(state, now));
  return View(ui, state, draft, now, language).draw();
}

}  // namespace chalkpoint::admin
