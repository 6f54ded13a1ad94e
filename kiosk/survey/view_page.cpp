// A page of questions: any definition of the subset. What is written is typed on the keyboard at the foot of the
// screen, a telephone number on a pad of its own.
#include <algorithm>
#include <cmath>

#include "kiosk/survey/view_parts.h"
#include "kiosk/survey/words.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/phone.h"

namespace chalkpoint::survey {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr float kGapMm = 2.4F, kBlockGapMm = 5, kBlockGapMmTight = 3, kChipMm = 14, kChipMmTight = 12.5F, kNavMm = 18;
constexpr int kLengthMaxDefault = 1000;  // UTF-16 units: more than anybody types standing

bool is_typed_on_pad(const Element& e) {
  return e.type == ElementType::text && e.input == InputType::tel;
}

class PageView {
 public:
  explicit PageView(Scene& scene) : s_(scene), ui_(scene.ui), page_(*scene.flow.page(scene.definition)) {
    shown_ = s_.flow.run.visible_elements(page_);
    const auto pad = std::ranges::find_if(shown_, [](const Element* e) { return is_typed_on_pad(*e); });
    if (pad != shown_.end()) pad_ = *pad;
    for (const Element* e : shown_)
      if (!s_.draft.focus.empty() && (s_.draft.focus == e->data_name || s_.draft.focus == e->comment_name()))
        focus_ = e;
    writing_ = focus_ != nullptr && !(is_typed_on_pad(*focus_));
  }

  void draw() {
    Rect area = stage(ui_);
    const Rect keys = keyboard_place(area);
    draw_bar(s_, area, BarLeft::back);
    draw_dashes(area.cut_top(ui_.mm(1.6F), ui_.mm(writing_ && !ui_.portrait() ? 2 : 4)));
    Rect nav = area.cut_bottom(ui_.mm(kNavMm), ui_.mm(3));
    const bool beside = pad_ != nullptr && !writing_ && (!ui_.portrait() || ui_.frame().options.low_reach);
    if (beside) {
      // In a wide screen the pad stands beside the questions, not below.
      Rect both{area.x, area.y, area.w, (ui_.portrait() ? area.bottom() : nav.bottom()) - area.y};
      const ui::Size size = ui::pad_size(ui_, {both.w * 0.4F, both.h});
      Rect side = both.cut_right(size.w, ui_.mm(10));
      area.w = both.w;
      if (!ui_.portrait()) nav.w = both.w;
      draw_pad({side.x, side.bottom() - size.h, size.w, size.h});
    } else if (pad_ != nullptr && !writing_) {
      const ui::Size size = ui::pad_size(ui_, {area.w * 0.75F, area.h * 0.42F});
      const Rect strip = area.cut_bottom(size.h, ui_.mm(4));
      draw_pad({strip.centre().x - size.w / 2, strip.y, size.w, size.h});
    }
    draw_nav(nav);
    draw_questions(area);
    if (writing_) draw_keyboard(keys);
  }

 private:
  // --- the foot of the screen ---

  Rect keyboard_place(Rect& area) {
    if (!writing_) return {};
    const Rect whole = ui_.area();
    const float high = ui::keyboard_height(ui_, area.h * (ui_.portrait() ? 0.42F : 0.47F));
    const Rect place{0, whole.bottom() - high, whole.w, high};
    area.h = place.y - ui_.mm(2.4F) - area.y;
    return place;
  }

  void draw_keyboard(const Rect& place) {
    const std::string data_name = s_.draft.focus;
    ui::KeyboardState state{s_.draft.layout, s_.draft.shift};
    const std::string* text = s_.flow.run.value(data_name).text();
    ui::Writing writing{text ? *text : "", 0};
    writing.caret = writing.text.size();  // people write on at the end; see the field
    const int limit =
        focus_->length_max.value_or(s_.definition.length_max > 0 ? s_.definition.length_max : kLengthMaxDefault);
    const ui::Typed typed = ui::keyboard(ui_, place, state, writing, static_cast<std::size_t>(limit));
    s_.draft.layout = state.layout;
    s_.draft.shift = state.shift;
    s_.draft.caret = writing.caret;
    if (typed.changed) s_.intent = Write{data_name, writing.text};
    if (typed.done) s_.draft.focus.clear();
  }

  void draw_pad(const Rect& place) {
    const std::string* kept = s_.flow.run.value(pad_->data_name).text();
    std::string number = kept ? *kept : "";
    const std::string tapped = ui::draw_pad(ui_, place, ui::kPhonePad);
    if (tapped.empty()) return;
    for (const char key : tapped) number = key == '\b' ? ui::phone_erased(number) : ui::phone_typed(number, key);
    s_.intent = Write{pad_->data_name, number};
  }

  void draw_nav(Rect nav) {
    const bool consents = s_.flow.wants_consent(s_.definition);
    const bool last = s_.flow.page_index() + 1 >= s_.flow.page_count();
    const std::string on = ui_.tr(consents ? "nav.agree" : last ? "nav.send" : "nav.next");
    const Button primary{.look = Look::primary, .icon = last ? ui::Icon::check : ui::Icon::next};
    const Button skip{.look = Look::outline};
    const float gap = ui_.mm(3);
    float skip_wide = std::max(ui_.mm(30), ui_.button_size(ui_.tr("nav.skip"), skip).w);
    float on_wide = std::max(ui_.mm(44), ui_.button_size(on, primary).w);
    if (skip_wide + gap + on_wide > nav.w) {  // large type on a narrow screen: they share the row, words in two lines
      skip_wide = std::min(skip_wide, nav.w * 0.42F);
      on_wide = nav.w - gap - skip_wide;
    }
    const Rect on_rect = nav.cut_right(on_wide, gap);
    if (ui_.button(consents ? "consent.agree" : "next", on, on_rect, primary))
      s_.intent = consents ? Intent(Agree{}) : Intent(Next{});
    if (ui_.button("skip", ui_.tr("nav.skip"), nav.cut_left(skip_wide), skip)) s_.intent = Skip{};
  }

  void draw_dashes(const Rect& line) {
    const float wide = ui_.mm(9), gap = ui_.mm(kGapMm);
    for (std::size_t i = 0; i < s_.flow.page_count(); ++i) {
      const Rect dash{line.x + static_cast<float>(i) * (wide + gap), line.y, wide, line.h};
      if (dash.right() > line.right()) return;
      ui_.fill(dash, i <= s_.flow.page_index() ? ui_.theme().chalk : ui_.theme().outline.faded(0.55F), line.h / 2);
    }
  }

  // --- the questions ---

  void draw_questions(Rect area) {
    if (writing_) {  // the one that is being written has the room above the keyboard
      const float all = walk({0, 0, area.w, 0}, false);
      if (all > area.h) shown_ = {focus_};
    }
    chip_mm_ = 18;
    if (walk({0, 0, area.w, 0}, false) > area.h) chip_mm_ = kChipMm;
    if (walk({0, 0, area.w, 0}, false) > area.h) {
      chip_mm_ = kChipMmTight;
      block_gap_mm_ = kBlockGapMmTight;
    }
    const float high = walk({0, 0, area.w, 0}, false);
    if (high <= area.h) {
      walk(area, true);
      draw_company(area, high);
      return;
    }
    const Rect content = ui_.begin_scroll(area, high, s_.draft.scroll_px);
    walk({content.x, content.y, content.w - ui_.mm(2), high}, true);
    ui_.end_scroll();
  }

  // A page that asks little has room for some warmth: a cup where we ask to come back.
  void draw_company(Rect area, float used) {
    const bool asks_contact = std::ranges::any_of(page_.elements, &Element::is_contact);
    const Rect rest = area.cut_bottom(std::max(0.F, area.h - used - ui_.mm(8)));
    if (!asks_contact || pad_ != nullptr || writing_ || rest.h < ui_.mm(40)) return;
    ui::draw_sketch(ui_, ui::Sketch::cup, rest.inset(rest.w * 0.1F, rest.h * 0.08F));
  }

  // Goes over the page from top to bottom, drawing or only measuring; returns the height.
  float walk(Rect at, bool draws) {
    const float top = at.y, gap = ui_.mm(block_gap_mm_);
    float y = top;
    const auto words = [&](const std::string& text, ui::Type type, ui::Color color, float after) {
      if (text.empty()) return;
      const bool heading = type == ui::kHeading;
      const float high = ui_.height(text, type, at.w, heading);
      if (draws) ui_.text({at.x, y, at.w, high}, text, type, color, Align::left, heading);
      y += high + after;
    };
    const Run& run = s_.flow.run;
    bool headed = !page_.title.empty() && (!writing_ || shown_.size() > 1);
    const bool titled = headed;
    if (headed) words(run.text(page_.title), ui::kHeading, ui_.theme().chalk, ui_.mm(4));
    if (titled) words(run.text(page_.description), ui::kSmall, ui_.theme().muted, ui_.mm(3));
    for (const Element* e : shown_) {
      const bool small = headed || (writing_ && !ui_.portrait());
      // A page may ask in its own title what its first question asks again for other renderers.
      const std::string title = run.title(*e);
      const bool said = titled && run.text(page_.title).contains(title);
      if (!said) words(title, small ? ui::kBody : ui::kHeading, ui_.theme().chalk, ui_.mm(small ? 2.F : 4.F));
      headed = true;
      words(run.text(e->description), ui::kSmall, ui_.theme().muted, ui_.mm(2));
      y += answer(*e, {at.x, y, at.w, 0}, draws);
      if (const AnswerError* error = error_of(*e)) {
        y += ui_.mm(2);
        words(survey::words(*error, ui_.text_lookup()), ui::kSmallStrong, ui_.theme().yellow, 0);
      }
      if (e->is_contact()) y += consent({at.x, y, at.w, 0}, draws);
      y += gap;
    }
    return y - gap - top;
  }

  const AnswerError* error_of(const Element& e) const {
    const auto found = std::ranges::find(s_.flow.errors, &e, &AnswerError::element);
    return found == s_.flow.errors.end() ? nullptr : &*found;
  }

  float answer(const Element& e, Rect at, bool draws) {
    const Run& run = s_.flow.run;
    float high = 0;
    switch (e.type) {
      case ElementType::rating:
        high = rating_height(ui_, e, run.visible_choices(e).size(), at.w);
        if (draws) draw_rating(s_, e, {at.x, at.y, at.w, high});
        break;
      case ElementType::radiogroup:
      case ElementType::checkbox:
        high = chips(e, at, draws);
        break;
      case ElementType::boolean:
        high = yes_no(e, at, draws);
        break;
      case ElementType::comment:
        return field(e, e.data_name, e.placeholder, {at.x, at.y, at.w, ui_.mm(lines_free() ? 26 : 15)}, draws);
      case ElementType::text:
        return field(e, e.data_name, e.placeholder, {at.x, at.y, at.w, ui_.mm(15)}, draws);
    }
    if (!run.wants_words(e)) return high;
    const LocalText& prompt = e.has_comment ? e.comment_text : e.other_placeholder;
    return high + ui_.mm(2) +
           field(e, e.comment_name(), prompt, {at.x, at.y + high + ui_.mm(2), at.w, ui_.mm(15)}, draws);
  }

  bool lines_free() const { return ui_.portrait() && !ui_.frame().options.low_reach; }

  float chips(const Element& e, const Rect& at, bool draws) {
    const Run& run = s_.flow.run;
    const float gap = ui_.mm(kGapMm);
    const bool sends = e.type == ElementType::radiogroup && shown_.size() == 1;
    float x = at.x, y = at.y, high = ui_.mm(chip_mm_);
    for (const Choice* choice : run.visible_choices(e)) {
      const Button look{.look = Look::chip, .chosen = run.is_chosen(e, choice->value), .again = !sends};
      const std::string label = choice_label(run, *choice);
      const float wide = std::clamp(ui_.button_size(label, look).w, std::min(at.w, ui_.mm(18)), at.w);
      if (x > at.x && x + wide > at.right() + 0.5F) {
        x = at.x;
        y += high + gap;
      }
      const Rect rect{x, y, wide, high};
      if (draws && ui_.button(e.name + "." + to_text(choice->value), label, rect, look))
        s_.intent = Pick{e.name, choice->value};
      x += wide + gap;
    }
    return y + high - at.y;
  }

  float yes_no(const Element& e, const Rect& at, bool draws) {
    const Run& run = s_.flow.run;
    const float high = ui_.mm(18), gap = ui_.mm(3);
    if (!draws) return high;
    const float wide = std::min((at.w - gap) / 2, ui_.mm(62));
    const auto side = [&](bool yes, float x) {
      const LocalText& own = yes ? e.true_label : e.false_label;
      const std::string label = own.empty() ? ui_.tr(yes ? "yes" : "no") : run.text(own);
      const Value& value = yes ? e.true_value : e.false_value;
      const Button look{.look = Look::chip, .chosen = run.is_chosen(e, value), .again = true};
      if (ui_.button(e.name + (yes ? ".yes" : ".no"), label, {x, at.y, wide, high}, look))
        s_.intent = Pick{e.name, value};
    };
    side(true, at.x);
    side(false, at.x + wide + gap);
    return high;
  }

  // --- fields ---

  // A line on the board; a touch on it opens the keyboard, the caret at the end of what stands there.
  float field(const Element& e, const std::string& data_name, const LocalText& placeholder, Rect at, bool draws) {
    if (is_typed_on_pad(e) && data_name == e.data_name) return phone(e, at, draws);
    const std::string* value = s_.flow.run.value(data_name).text();
    const std::string number = value ? "" : to_text(s_.flow.run.value(data_name));
    std::string text = value ? *value : number;
    const ui::Type hand{e.type == ElementType::comment ? ui::Face::chalk : ui::Face::medium, 6};
    const float inner = at.w - ui_.mm(6);
    const float line = ui_.line_height(hand);
    const float most = std::max(1.F, std::floor((at.h - ui_.mm(3)) / line));
    if (!draws) return at.h;
    auto set = ui_.lines(text, hand, inner);
    if (static_cast<float>(set.size()) > most) set.erase(set.begin(), set.end() - static_cast<std::ptrdiff_t>(most));
    const bool focused = s_.draft.focus == data_name;
    if (ui_.touch_area(data_name, ui_.tr("write.here"), at)) {
      s_.draft.focus = data_name;
      s_.draft.caret = text.size();
      s_.draft.scroll_px = 0;
    }
    ui_.fill(at, ui_.is_pressed(at) ? ui_.theme().pressed : ui_.theme().fill.faded(0.5F), ui_.mm(2));
    ui_.fill({at.x, at.bottom() - ui_.mm(0.6F), at.w, ui_.mm(0.6F)},
             focused ? ui_.theme().yellow : ui_.theme().outline);
    Rect lines = at.inset(ui_.mm(3), ui_.mm(1.5F));
    if (text.empty() && !focused) {
      const std::string hint = placeholder.empty() ? ui_.tr("write.here") : s_.flow.run.text(placeholder);
      const float side = ui_.mm(5);
      ui_.icon(ui::Icon::pencil, {lines.x, at.y + (at.h - side) / 2, side, side}, ui_.theme().muted);
      ui_.text({lines.x + side + ui_.mm(2.4F), at.y, lines.w - side - ui_.mm(2.4F), at.h}, hint, ui::kSmall,
               ui_.theme().muted, Align::left, true, true);
      return at.h;
    }
    float y = static_cast<float>(set.size()) < 2 && most < 2 ? at.y + (at.h - line) / 2 : lines.y;
    float end = lines.x;
    for (const std::string& one : set) {
      ui_.text({lines.x, y, lines.w, line}, one, hand, ui_.theme().chalk);
      end = lines.x + ui_.width(one, hand);
      y += line;
    }
    if (!focused) return at.h;
    while (text.ends_with(' ')) {
      end += ui_.width(" ", hand);
      text.pop_back();
    }
    caret({std::min(end + ui_.mm(0.8F), lines.right()),
           (set.empty() ? at.y + (at.h - line) / 2 : y - line) + line * 0.1F, ui_.mm(0.7F), line * 0.8F});
    return at.h;
  }

  void caret(const Rect& rect) { ui_.fill(rect, ui_.theme().yellow, rect.w / 2); }

  float phone(const Element& e, const Rect& at, bool draws) {
    if (!draws) return at.h;
    const std::string* kept = s_.flow.run.value(e.data_name).text();
    const auto shown = ui::phone_shown(kept ? *kept : "");
    ui::Type type{ui::Face::semibold, 6};
    const float wide = at.w;
    while (ui_.width(shown.typed + shown.empty, type) > wide - ui_.mm(4) && type.cap_mm > ui::kSmall.cap_mm)
      type.cap_mm -= 0.5F;
    const Rect line{at.x, at.y, wide, at.h};
    if (ui_.touch_area(e.data_name, ui_.tr("write.here"), line)) s_.draft.focus.clear();  // back from another field
    ui_.fill({line.x, line.bottom() - ui_.mm(0.6F), line.w, ui_.mm(0.6F)}, ui_.theme().yellow);
    const float typed = ui_.width(shown.typed, type);
    ui_.text({line.x, line.y, typed + 2, line.h}, shown.typed, type, ui_.theme().chalk, Align::left, false, true);
    const float high = ui_.line_height(type) * 0.8F;
    caret({line.x + typed + ui_.mm(0.6F), line.y + (line.h - high) / 2, ui_.mm(0.7F), high});
    ui_.text({line.x + typed + ui_.mm(1.6F), line.y, line.w - typed - ui_.mm(1.6F), line.h}, shown.empty, type,
             ui_.theme().muted, Align::left, false, true);
    return at.h;
  }

  // What is agreed to, in one sentence, and the whole of it a tap away.
  float consent(const Rect& at, bool draws) {
    const Button look{.look = Look::small, .again = true};
    const std::string more = ui_.tr("consent.more");
    const float button_wide = std::max(ui_.mm(18), ui_.button_size(more, look).w), button_high = ui_.mm(kChipMm);
    const float wide = at.w;
    const bool beside = wide > ui_.mm(150);
    const float words_wide = beside ? wide - button_wide - ui_.mm(4) : wide;
    const std::string sentence = ui_.tr("consent.sentence");
    const float words = ui_.height(sentence, ui::kSmall, words_wide);
    const float y = at.y + ui_.mm(3);
    if (draws) {
      ui_.text({at.x, y, words_wide, words}, sentence, ui::kSmall, ui_.theme().muted);
      const Rect rect = beside ? Rect{at.x + wide - button_wide, y, button_wide, button_high}
                               : Rect{at.x, y + words + ui_.mm(2), button_wide, button_high};
      if (ui_.button("consent.text", more, rect, look)) s_.intent = ReadConsent{};
    }
    return ui_.mm(3) + (beside ? std::max(words, button_high) : words + ui_.mm(2) + button_high);
  }

  Scene& s_;
  ui::Ui& ui_;
  const Page& page_;
  std::vector<const Element*> shown_;
  const Element* pad_ = nullptr;    // the telephone on this page
  const Element* focus_ = nullptr;  // what is being written
  bool writing_ = false;
  float chip_mm_ = 18, block_gap_mm_ = kBlockGapMm;
};

}  // namespace

void draw_page(Scene& scene) {
  if (scene.flow.page(scene.definition) == nullptr) return;
  draw_out_of_reach(scene, ui::Sketch::cup);
  PageView(scene).draw();
}

}  // namespace chalkpoint::survey
