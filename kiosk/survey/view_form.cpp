// A survey that the staff fill in: a whole page on one screen, small and quick, without anything that is a member's.
#include <algorithm>
#include <numeric>

#include "kiosk/survey/view_parts.h"
#include "kiosk/survey/words.h"
#include "kiosk/ui/keyboard.h"

namespace chalkpoint::survey {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr float kBarMm = 14, kNavMm = 18, kChipMm = 12.5F, kFieldMm = 13, kCommentMm = 17, kCommentMmMax = 60;
constexpr float kQuestionGapMm = 4, kColumnGapMm = 8;
constexpr std::int64_t kDiscardHoldMs = 1'000;  // what was written goes for good

bool is_phone(const Element& e) {
  return e.type == ElementType::text && e.input == InputType::tel;
}

class FormView {
 public:
  explicit FormView(Scene& scene) : s_(scene), ui_(scene.ui), page_(*scene.flow.page(scene.definition)) {
    shown_ = s_.flow.run.visible_elements(page_);
    for (const Element* e : shown_) {
      if (!s_.draft.focus.empty() && (s_.draft.focus == e->data_name || s_.draft.focus == e->comment_name()))
        focus_ = e;
    }
    if (!is_asking()) focus_ = nullptr;
  }

  void draw() {
    Rect area = ui_.area().inset(ui_.mm(8), ui_.mm(5));
    const Rect keys = focus_ != nullptr ? cut_keyboard(ui_, area) : Rect{};
    draw_bar(s_, area, BarLeft::back);
    const Rect nav = area.cut_bottom(ui_.mm(kNavMm), ui_.mm(3));
    if (s_.flow.phase == Phase::save_failed) draw_failure(area);
    if (is_asking() && focus_ == nullptr && s_.flow.wants_consent(s_.definition)) draw_consent_strip(area);
    draw_questions(area);
    draw_nav(nav);
    if (focus_ != nullptr) draw_keys(keys);
  }

 private:
  bool is_asking() const { return s_.flow.phase == Phase::asking; }

  // --- the foot ---

  void draw_keys(const Rect& place) {
    if (!is_phone(*focus_)) return write_on_keyboard(s_, *focus_, place);
    const ui::Size size = ui::pad_size(ui_, {place.w * 0.75F, place.h - ui_.mm(3)});
    write_on_pad(s_, *focus_, {place.centre().x - size.w / 2, place.y, size.w, size.h});
  }

  // What a contact is kept for is read on the whole form: there alone one agrees to it.
  void draw_nav(Rect nav) {
    const bool consents = s_.flow.wants_consent(s_.definition), writes = focus_ != nullptr;
    const Button fold{.look = consents ? Look::primary : Look::outline, .again = true};
    const Button wipe{.look = Look::small, .icon = ui::Icon::wipe, .again = true, .hold_ms = kDiscardHoldMs};
    const char* const id = writes ? "form.fold" : "form.discard";
    const Button& look = writes ? fold : wipe;
    if (is_asking()) {
      const float wide = ui_.button_size(ui_.tr(id), look).w;
      if (ui_.button(id, ui_.tr(id), nav.cut_left(wide, ui_.mm(3)), look)) {
        if (writes)
          s_.draft.focus.clear();
        else
          s_.intent = Leave{};
      }
    }
    if (!consents || !writes) draw_send(nav, consents);
  }

  void draw_send(Rect& nav, bool consents) {
    const bool failed = s_.flow.phase == Phase::save_failed, saving = s_.flow.phase == Phase::saving;
    const bool last = s_.flow.page_index() + 1 >= s_.flow.page_count();
    const std::string on = ui_.tr(failed     ? "failed.button"
                                  : saving   ? "form.saving"
                                  : consents ? "form.agree"
                                  : last     ? "form.send"
                                             : "nav.next");
    const Button look{.look = Look::primary, .icon = ui::Icon::check, .enabled = !saving};
    const Rect place = nav.cut_right(std::min(nav.w, std::max(ui_.mm(44), ui_.button_size(on, look).w)));
    if (ui_.button(failed ? "retry" : consents ? "consent.agree" : "next", on, place, look))
      s_.intent = failed ? Intent(Retry{}) : consents ? Intent(Agree{}) : Intent(Next{});
  }

  void draw_failure(Rect& area) {
    const std::string& say = ui_.tr("form.failed");
    const float high = ui_.height(say, ui::kSmallStrong, area.w, true);
    ui_.text(area.cut_top(high, ui_.mm(3)), say, ui::kSmallStrong, ui_.theme().yellow, Align::left, true);
  }

  // What the staff read out before they say that the person agrees: always in sight, however long the form is.
  void draw_consent_strip(Rect& area) {
    const std::string& ask = ui_.tr("form.consent");
    const float asked = ui_.height(ask, ui::kSmallStrong, area.w);
    Rect strip = area.cut_bottom(asked + consent_notice(s_, area, false), ui_.mm(2));
    ui_.text(strip.cut_top(asked), ask, ui::kSmallStrong, ui_.theme().yellow);
    consent_notice(s_, strip, true);
  }

  // --- the questions ---

  // While words are written their question stands alone, unless there is room for all.
  void draw_questions(const Rect& area) {
    if (focus_ != nullptr && height_of_all(area.w) > area.h) {
      shown_ = {focus_};
      comment_mm_ = std::clamp((area.h - question(*focus_, {0, 0, area.w, 0}, false)) / ui_.mm(1) + comment_mm_,
                               kFieldMm, kCommentMmMax);
      question(*focus_, area, true);
      return;
    }
    if (height_of_all(area.w) <= area.h + 1) return draw_all(area);
    const float high = height_of_all(area.w - ui_.mm(3));
    const Rect content = ui_.begin_scroll(area, high, s_.draft.scroll_px, ui_.mm(8));
    draw_all({content.x, content.y, area.w - ui_.mm(3), high});  // the scroll bar stands beside them
    ui_.end_scroll();
  }

  std::size_t columns() const { return ui_.portrait() || shown_.size() < 2 ? 1 : 2; }
  float column_width(float width) const {
    const auto n = static_cast<float>(columns());
    return (width - ui_.mm(kColumnGapMm) * (n - 1)) / n;
  }

  // How many of the questions stand in the first column: as many as make both about equally high.
  std::size_t split(const std::vector<float>& heights) const {
    if (columns() == 1) return heights.size();
    const float whole = std::accumulate(heights.begin(), heights.end(), 0.F);
    std::size_t best = heights.size();
    float least = whole, left = 0;
    for (std::size_t i = 0; i < heights.size(); ++i) {
      left += heights[i];
      if (const float most = std::max(left, whole - left); most < least) least = most, best = i + 1;
    }
    return best;
  }

  std::vector<float> heights(float wide) {
    std::vector<float> out;
    for (const Element* e : shown_) out.push_back(question(*e, {0, 0, wide, 0}, false) + ui_.mm(kQuestionGapMm));
    return out;
  }

  float height_of_all(float width) {
    const auto all = heights(column_width(width));
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(split(all));
    return std::max(std::accumulate(all.begin(), first, 0.F), std::accumulate(first, all.end(), 0.F)) -
           ui_.mm(kQuestionGapMm);
  }

  void draw_all(const Rect& area) {
    const float wide = column_width(area.w);
    const auto all = heights(wide);
    const std::size_t first = split(all);
    float y = area.y;
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      if (i == first) y = area.y;
      const float x = i < first ? area.x : area.x + wide + ui_.mm(kColumnGapMm);
      question(*shown_[i], {x, y, wide, all[i]}, true);
      y += all[i];
    }
  }

  // One question from the top of `at`, drawn or only measured; returns the height.
  float question(const Element& e, const Rect& at, bool draws) {
    const Run& run = s_.flow.run;
    float y = at.y;
    const auto words = [&](const std::string& text, ui::Type type, ui::Color color, float after_mm) {
      if (text.empty()) return;
      const float high = ui_.height(text, type, at.w);
      if (draws) ui_.text({at.x, y, at.w, high}, text, type, color);
      y += high + ui_.mm(after_mm);
    };
    words(run.title(e), ui::kSmallStrong, ui_.theme().chalk, 1.6F);
    words(run.text(e.description), ui::kSmall, ui_.theme().muted, 1.6F);
    y += answer(e, {at.x, y, at.w, 0}, draws);
    if (run.wants_words(e)) {
      const Rect line{at.x, y + ui_.mm(2), at.w, ui_.mm(kFieldMm)};
      if (draws) draw_field(s_, e, e.comment_name(), e.has_comment ? e.comment_text : e.other_placeholder, line);
      y += ui_.mm(2) + line.h;
    }
    const auto error = std::ranges::find(s_.flow.errors, &e, &AnswerError::element);
    if (error != s_.flow.errors.end()) {
      y += ui_.mm(1.6F);
      words(survey::words(*error, ui_.text_lookup()), ui::kSmallStrong, ui_.theme().yellow, 0);
    }
    return y - at.y;
  }

  float answer(const Element& e, Rect at, bool draws) {
    switch (e.type) {
      case ElementType::rating:
        at.h = rating_height(ui_, e, s_.flow.run.visible_choices(e).size(), at.w);
        if (draws) draw_rating(s_, e, at);
        break;
      case ElementType::radiogroup:
      case ElementType::checkbox:
        at.h = choices_height(s_, e, at.w, ui_.mm(kChipMm));
        if (draws) draw_choices(s_, e, at, ui_.mm(kChipMm), true);
        break;
      case ElementType::boolean:
        at.h = ui_.mm(kChipMm);
        if (draws) draw_yes_no(s_, e, at);
        break;
      case ElementType::comment:
        at.h = ui_.mm(comment_mm_);
        if (draws) draw_field(s_, e, e.data_name, e.placeholder, at);
        break;
      case ElementType::text:
        at.h = ui_.mm(kFieldMm);
        if (draws && is_phone(e))
          draw_phone(s_, e, at);
        else if (draws)
          draw_field(s_, e, e.data_name, e.placeholder, at);
        break;
    }
    return at.h;
  }

  Scene& s_;
  ui::Ui& ui_;
  const Page& page_;
  std::vector<const Element*> shown_;
  const Element* focus_ = nullptr;  // what is being written
  float comment_mm_ = kCommentMm;
};

void draw_form_refused(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  draw_bar(scene, area, BarLeft::back);
  ui.text(area, ui.tr("form.refused"), ui::kBody, ui.theme().yellow, Align::centre, true, true);
}

}  // namespace

void draw_form_bar(Scene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  Rect row = area.cut_top(ui.mm(kBarMm), ui.mm(3));
  const Button back{.look = Look::small, .icon = ui::Icon::back};
  const Rect at = row.cut_left(ui.button_size(ui.tr("nav.back"), back).w, ui.mm(4));
  if (ui.button("back", ui.tr("nav.back"), at, back)) scene.intent = Back{};
  std::string title = scene.flow.run.text(scene.definition.title);
  if (const std::string signed_title = title + " · " + std::string(scene.form->by);
      ui.width(signed_title, ui::kButton) <= row.w)
    title = signed_title;
  if (ui.width(title, ui::kButton) > row.w) row = area.cut_top(ui.height(title, ui::kButton, area.w), ui.mm(3));
  ui.text(row, title, ui::kButton, ui.theme().chalk, Align::left, true, true);
}

Intent draw_form(const Definition& definition, const Flow& flow, Draft& draft, std::string_view name,
                 std::string_view by, ui::Ui& ui) {
  static const Brand kNone;
  const FormScene form{name, by};
  ui.screen(form_screen_name(name, flow), flow.errors.size());
  Scene scene{definition, flow, draft, kNone, {}, ui, Nothing{}, &form};
  if (flow.phase == Phase::consent)
    draw_consent(scene);
  else if (flow.answering)
    FormView(scene).draw();
  else
    draw_form_refused(scene);
  return scene.intent;
}

std::string form_screen_name(std::string_view name, const Flow& flow) {
  const std::string out = "staff.form." + std::string(name);
  if (!flow.answering) return out + ".refused";
  if (flow.phase == Phase::consent) return out + ".consent";
  return flow.phase == Phase::save_failed ? out + ".failed" : out;
}

}  // namespace chalkpoint::survey
