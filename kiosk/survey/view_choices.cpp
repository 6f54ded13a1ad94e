// What is chosen by a tap: choices in rows, yes and no.
#include <algorithm>

#include "kiosk/survey/view_parts.h"

namespace chalkpoint::survey {
namespace {

using ui::Button;
using ui::Look;
using ui::Rect;

constexpr float kGapMm = 2.4F;

// Staff read it from nearer than a member who stands.
Look look_of(const Scene& scene) {
  return scene.form == nullptr ? Look::chip : Look::small;
}

// Where each choice stands, in rows from the left.
std::vector<Rect> places(const Scene& scene, const Element& e, const Rect& at, float row_px) {
  const ui::Ui& ui = scene.ui;
  const float gap = ui.mm(kGapMm);
  std::vector<Rect> out;
  float x = at.x, y = at.y;
  for (const Choice* choice : scene.flow.run.visible_choices(e)) {
    const float words = ui.button_size(choice_label(scene.flow.run, *choice), {.look = look_of(scene)}).w;
    const float wide = std::clamp(words, std::min(at.w, ui.mm(18)), at.w);
    if (x > at.x && x + wide > at.right() + 0.5F) {
      x = at.x;
      y += row_px + gap;
    }
    out.push_back({x, y, wide, row_px});
    x += wide + gap;
  }
  return out;
}

}  // namespace

float choices_height(const Scene& scene, const Element& e, float width, float row_px) {
  const auto all = places(scene, e, {0, 0, width, 0}, row_px);
  return all.empty() ? row_px : all.back().bottom();
}

void draw_choices(Scene& scene, const Element& e, const Rect& at, float row_px, bool again) {
  const Run& run = scene.flow.run;
  const auto choices = run.visible_choices(e);
  const auto all = places(scene, e, at, row_px);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const Button look{.look = look_of(scene), .chosen = run.is_chosen(e, choices[i]->value), .again = again};
    const std::string id = e.name + "." + to_text(choices[i]->value);
    if (scene.ui.button(id, choice_label(run, *choices[i]), all[i], look))
      scene.intent = Pick{e.name, choices[i]->value};
  }
}

void draw_yes_no(Scene& scene, const Element& e, const Rect& at) {
  ui::Ui& ui = scene.ui;
  const Run& run = scene.flow.run;
  const float gap = ui.mm(3), wide = std::min((at.w - gap) / 2, ui.mm(62));
  const auto side = [&](bool yes, float x) {
    const LocalText& own = yes ? e.true_label : e.false_label;
    const std::string label = own.empty() ? ui.tr(yes ? "yes" : "no") : run.text(own);
    const Value& value = yes ? e.true_value : e.false_value;
    const Button look{.look = look_of(scene), .chosen = run.is_chosen(e, value), .again = true};
    if (ui.button(e.name + (yes ? ".yes" : ".no"), label, {x, at.y, wide, at.h}, look))
      scene.intent = Pick{e.name, value};
  };
  side(true, at.x);
  side(false, at.x + wide + gap);
}

}  // namespace chalkpoint::survey
