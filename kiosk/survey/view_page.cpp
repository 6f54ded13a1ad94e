// A page of questions: any definition of the subset. What is written is typed on the keyboard at the foot of the
// screen, a telephone number on a pad of its own.
#include <algorithm>
#include <array>

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

constexpr float kGapMm = 2.4F, kNavMm = 18, kWrittenMmMax = 40;

bool is_typed_on_pad(const Element& e) {
  return e.type == ElementType::text && e.input == InputType::tel;
}

// How large things are made; a page takes the first of these that fits, so that nothing needs to be scrolled.
struct Fit {
  float chip_mm, yes_mm, field_mm, comment_mm, gap_mm;
  bool small_heading = false;
};
constexpr std::array<Fit, 4> kFits = {
    {{18, 18, 15, 26, 5}, {14, 18, 15, 26, 5}, {12.5F, 16, 15, 15, 3}, {12.5F, 14, 13, 13, 2.4F, true}}};

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
    lifted_ = ui::is_lifted(ui_);
    lead_apart_ = lifted_;
  }

  void draw() {
    Rect area = ui::stage(ui_);
    const Rect keys = writing_ ? cut_keyboard(ui_, area) : Rect{};
    draw_bar(s_, area, BarLeft::back, writing_);
    const float dash = ui_.mm(1.6F);
    if (!lifted_) draw_dashes(area.cut_top(dash, ui_.mm(writing_ && !ui_.portrait() ? 2 : 4)));
    Rect nav = area.cut_bottom(ui_.mm(kNavMm), ui_.mm(3));
    if (pad_ != nullptr && !writing_) place_pad(area, nav);
    fit(area);
    if (lifted_) {  // what is only read may stand out of reach
      Rect room = ui::headroom(ui_);
      draw_dashes(room.cut_top(dash, ui_.mm(4)));
      ui::draw_out_of_reach(ui_, company(), room, lead());
    }
    draw_nav(nav);
    draw_questions(area);
    if (writing_) write_on_keyboard(s_, *focus_, keys);
  }

 private:
  // --- the foot of the screen ---

  // In a wide screen the pad stands beside the questions, the first of them across both; in a high one below them.
  void place_pad(Rect& area, Rect& nav) {
    if (ui_.portrait() && !lifted_) {
      fit_ = kFits[kFits.size() - 2];
      const float asked = walk({0, 0, area.w, 0}, false) + ui_.mm(4);
      const ui::Size size = ui::pad_size(ui_, {area.w * 0.75F, std::min(area.h * 0.42F, area.h - asked)});
      const Rect strip = area.cut_bottom(size.h, ui_.mm(4));
      write_on_pad(s_, *pad_, {strip.centre().x - size.w / 2, strip.y, size.w, size.h});
      return;
    }
    if (!lead_apart_) {
      const float high = ui_.height(lead(), ui::kHeading, area.w, true);
      ui_.text(area.cut_top(high, ui_.mm(4)), lead(), ui::kHeading, ui_.theme().chalk, Align::left, true);
      lead_apart_ = true;
    }
    // Where the foot is needed whole for its words, the pad ends above it.
    const float foot = lifted_ ? area.bottom() : nav.bottom();
    Rect both{area.x, area.y, area.w, foot - area.y};
    const ui::Size size = ui::pad_size(ui_, {both.w * 0.4F, both.h});
    const Rect side = both.cut_right(size.w, ui_.mm(lifted_ ? 6 : 10));
    area.w = both.w;
    if (!lifted_) nav.w = both.w;
    write_on_pad(s_, *pad_, {side.x, side.bottom() - size.h, size.w, size.h});
  }

  void draw_nav(Rect nav) {
    const bool consents = s_.flow.wants_consent(s_.definition);
    const bool last = s_.flow.page_index() + 1 >= s_.flow.page_count();
    const std::string on = ui_.tr(consents ? "nav.agree" : last ? "nav.send" : "nav.next");
    Button primary{.look = Look::primary, .icon = last ? ui::Icon::check : ui::Icon::next};
    const Button skip{.look = Look::outline};
    const float gap = ui_.mm(3);
    float skip_wide = std::max(ui_.mm(30), ui_.button_size(ui_.tr("nav.skip"), skip).w);
    float on_wide = std::max(ui_.mm(44), ui_.button_size(on, primary).w);
    if (skip_wide + gap + on_wide > nav.w) {  // large type on a narrow screen: they share the row, words in two lines
      primary.icon = ui::Icon::none;
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

  // What the page begins with: its own title, or that of its first question.
  std::string lead() const {
    const Run& run = s_.flow.run;
    if (is_titled()) return run.text(page_.title);
    return shown_.empty() ? "" : run.title(*shown_.front());
  }
  bool is_titled() const { return !page_.title.empty() && (!writing_ || shown_.size() > 1); }

  // Finds the sizes with which all stands in `area`; while words are written, at least their own question does.
  void fit(const Rect& area) {
    const auto fits = [&](std::size_t tries) {
      for (std::size_t i = 0; i < tries; ++i) {
        fit_ = kFits[i];
        if (!ui_.portrait() || lifted_) fit_.comment_mm = std::min(fit_.comment_mm, fit_.field_mm);
        if (walk({0, 0, area.w, 0}, false) <= area.h) return true;
      }
      return false;
    };
    if (writing_ && !fits(kFits.size() - 1)) shown_ = {focus_};
    if (!fits(kFits.size()) || !writing_ || focus_->type != ElementType::comment) return;
    const float spare_mm = (area.h - walk({0, 0, area.w, 0}, false)) / ui_.frame().px_per_mm;
    fit_.comment_mm = std::min(fit_.comment_mm + spare_mm, std::max(kWrittenMmMax, fit_.comment_mm));
  }

  void draw_questions(Rect area) {
    const float high = walk({0, 0, area.w, 0}, false);
    if (high <= area.h + 1) {
      walk(area, true);
      draw_company(area, high);
      return;
    }
    const Rect content = ui_.begin_scroll(area, high, s_.draft.scroll_px);
    walk({content.x, content.y, content.w - ui_.mm(2), high}, true);
    ui_.end_scroll();
  }

  ui::Sketch company() const {
    const bool rates = shown_.size() == 1 && shown_.front()->type == ElementType::rating;
    return rates ? ui::Sketch::barbell : ui::Sketch::cup;
  }

  // A page that asks little has room for some warmth: a cup where we ask to come back.
  void draw_company(Rect area, float used) {
    const bool asks_contact = std::ranges::any_of(page_.elements, &Element::is_contact);
    const Rect rest = area.cut_bottom(std::max(0.F, area.h - used - ui_.mm(6)));
    if (lifted_ || pad_ != nullptr || writing_ || rest.h < ui_.mm(26)) return;
    if (!asks_contact && company() != ui::Sketch::barbell) return;
    ui::draw_sketch(ui_, company(), rest.inset(rest.w * 0.1F, rest.h * 0.08F));
  }

  // Goes over the page from top to bottom, drawing or only measuring; returns the height.
  float walk(Rect at, bool draws) {
    const float top = at.y, gap = ui_.mm(fit_.gap_mm);
    float y = top;
    const auto words = [&](const std::string& text, ui::Type type, ui::Color color, float after) {
      if (text.empty()) return;
      const bool heading = type == ui::kHeading;
      const float high = ui_.height(text, type, at.w, heading);
      if (draws) ui_.text({at.x, y, at.w, high}, text, type, color, Align::left, heading);
      y += high + after;
    };
    const Run& run = s_.flow.run;
    const bool small_lead = fit_.small_heading || (writing_ && !ui_.portrait());
    const bool titled = is_titled();
    if (!lead_apart_)
      words(lead(), small_lead ? ui::kButton : ui::kHeading, ui_.theme().chalk, ui_.mm(small_lead ? 2 : 4));
    if (titled) words(run.text(page_.description), ui::kSmall, ui_.theme().muted, ui_.mm(3));
    for (const Element* e : shown_) {
      // A page may ask in its own title what its first question asks again for other renderers.
      const std::string title = run.title(*e);
      const bool said = titled ? run.text(page_.title).contains(title) : e == shown_.front();
      if (!said) words(title, ui::kBody, ui_.theme().chalk, ui_.mm(2));
      words(run.text(e->description), ui::kSmall, ui_.theme().muted, ui_.mm(2));
      y += answer(*e, {at.x, y, at.w, 0}, draws);
      if (const AnswerError* error = error_of(*e)) {
        y += ui_.mm(2);
        words(survey::words(*error, ui_.text_lookup()), ui::kSmallStrong, ui_.theme().yellow, 0);
      }
      if (e->is_contact()) y += consent_notice(s_, {at.x, y, at.w, 0}, draws);
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
        high = choices_height(s_, e, at.w, ui_.mm(fit_.chip_mm));
        if (draws) draw_choices(s_, e, {at.x, at.y, at.w, high}, ui_.mm(fit_.chip_mm), !goes_on_at_once(e));
        break;
      case ElementType::boolean:
        high = ui_.mm(fit_.yes_mm);
        if (draws) draw_yes_no(s_, e, {at.x, at.y, at.w, high});
        break;
      case ElementType::comment:
        return field(e, e.data_name, e.placeholder, {at.x, at.y, at.w, ui_.mm(fit_.comment_mm)}, draws);
      case ElementType::text:
        return field(e, e.data_name, e.placeholder, {at.x, at.y, at.w, ui_.mm(fit_.field_mm)}, draws);
    }
    if (!run.wants_words(e)) return high;
    const LocalText& prompt = e.has_comment ? e.comment_text : e.other_placeholder;
    const Rect line{at.x, at.y + high + ui_.mm(2), at.w, ui_.mm(fit_.field_mm)};
    return high + ui_.mm(2) + field(e, e.comment_name(), prompt, line, draws);
  }

  bool goes_on_at_once(const Element& e) const { return e.type == ElementType::radiogroup && shown_.size() == 1; }

  float field(const Element& e, const std::string& data_name, const LocalText& placeholder, const Rect& at,
              bool draws) {
    if (!draws) return at.h;
    if (is_typed_on_pad(e) && data_name == e.data_name)
      draw_phone(s_, e, at);
    else
      draw_field(s_, e, data_name, placeholder, at);
    return at.h;
  }

  Scene& s_;
  ui::Ui& ui_;
  const Page& page_;
  std::vector<const Element*> shown_;
  const Element* pad_ = nullptr;    // the telephone on this page
  const Element* focus_ = nullptr;  // what is being written
  bool writing_ = false;
  bool lifted_ = false;      // low reach: the lead stands above what can be touched
  bool lead_apart_ = false;  // the lead is drawn already, or will be, outside of walk()
  Fit fit_ = kFits[0];
};

}  // namespace

void draw_page(Scene& scene) {
  if (scene.flow.page(scene.definition) == nullptr) return;
  PageView(scene).draw();
}

}  // namespace chalkpoint::survey
