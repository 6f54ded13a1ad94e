// The pages of a survey and their questions: in order, carried by a handle, added.
#include <algorithm>
#include <cmath>

#include "kiosk/admin/view_questions.h"
#include "kiosk/ui/inset.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::admin::editor {
namespace {

using ui::Choice;
using ui::Icon;
using ui::Look;
using ui::Rect;

constexpr float kRowMm = 20.5F, kPageMm = 14, kGapMm = 2.4F, kHandleMm = 14;

struct Row {
  Spot spot;
  float y = 0, high = 0;  // in the content
};

std::vector<Row> rows_of(const QuestionsScene& scene) {
  const ui::Ui& ui = scene.ui;
  std::vector<Row> out;
  float y = 0;
  const auto add = [&](const Spot& spot, float high) {
    out.push_back({spot, y, high});
    y += high + ui.mm(kGapMm);
  };
  for (std::size_t p = 0; p < page_count(scene.survey()); ++p) {
    add({p, std::nullopt}, ui.mm(kPageMm));
    for (std::size_t q = 0; q < question_count(scene.survey(), p); ++q) add({p, q}, ui.mm(kRowMm));
  }
  return out;
}

// Where what is carried would be put down: before that row, or at the end of the page before.
struct Gap {
  Spot to;
  float y = 0;
};
Gap gap_at(const std::vector<Row>& rows, const Draft& draft, float y) {
  Gap best{{0, 0}, rows.front().y + rows.front().high};
  float nearest = 1e9F;
  const auto offer = [&](const Spot& to, float at) {
    if (std::abs(at - y) >= nearest) return;
    nearest = std::abs(at - y);
    best = {to, at};
  };
  for (const Row& row : rows) {
    const std::size_t behind = row.spot.question ? *row.spot.question + 1 : 0;
    if (behind <= question_count(draft, row.spot.page)) offer({row.spot.page, behind}, row.y + row.high);
  }
  return best;
}

std::string about(const QuestionsScene& scene, const std::string& path) {
  const Draft& question = *find(scene.survey(), path);
  std::string out = scene.ui.tr("edit.kind." + std::string(kind_of(question)));
  if (question.value("isRequired", false)) out += " · " + scene.ui.tr("edit.required");
  const std::string rule = word_at(scene.survey(), path + "/visibleIf");
  if (!rule.empty()) out += " · " + rule_words(scene, rule);
  return out;
}

void draw_handle(ui::Ui& ui, const Rect& at, ui::Color color) {
  for (int i = -1; i <= 1; ++i)
    ui.fill({at.centre().x - ui.mm(3), at.centre().y + static_cast<float>(i) * ui.mm(2.2F) - ui.mm(0.4F), ui.mm(6),
             ui.mm(0.8F)},
            color, ui.mm(0.4F));
}

void draw_question_card(QuestionsScene& scene, const Rect& card, const std::string& path, bool carried) {
  ui::Ui& ui = scene.ui;
  ui.fill(card, carried || ui.is_pressed(card) ? ui.theme().pressed : ui.theme().fill, ui.mm(3));
  if (carried) ui.outline(card, ui.theme().yellow, ui.mm(0.6F), ui.mm(3));
  Rect inside = card.inset(ui.mm(4), ui.mm(2.6F));
  ui::draw_lines(ui, title_at(scene, path), inside.cut_top(ui.line_height(ui::kButton), ui.mm(0.6F)), ui::kButton, 1,
                 ui.theme().chalk);
  ui::draw_lines(ui, about(scene, path), inside, ui::kSmall, 1, ui.theme().muted);
}

/// The rows as they stand, and what is done with the handle of one of them.
class List {
 public:
  List(QuestionsScene& scene, const Rect& area) : scene_(scene), ui_(scene.ui), area_(area), rows_(rows_of(scene)) {}

  void draw() {
    const float content = rows_.back().y + rows_.back().high;
    float& offset = ui_.kept("questions");
    const Rect at = ui_.begin_scroll(area_, content, offset, ui_.mm(6));
    wide_ = at.w - (content > area_.h ? ui_.mm(3) : 0);
    for (const Row& row : rows_) {
      const Rect place{at.x, at.y + row.y, wide_, row.high};
      if (place.bottom() > area_.y && place.y < area_.bottom()) draw_row(row, place);
    }
    const bool carries = carried_.has_value();
    if (carries) draw_carried(at, offset, content);
    ui_.end_scroll();
    scene_.draft.carried = carries && !carried_->drag.released ? path_of(carried_->spot) : "";
  }

 private:
  struct Carried {
    Spot spot;
    ui::Drag drag;
  };

  void draw_row(const Row& row, Rect place) {
    const std::string path = path_of(row.spot);
    if (!row.spot.question) return draw_page(row.spot.page, path, place);
    const Rect handle = place.cut_left(ui_.mm(kHandleMm), ui_.mm(kGapMm));
    const std::string name = name_of(scene_.survey(), row.spot);
    const auto drag = ui::drag_area(ui_, "carry." + name, "", handle);
    if (drag) carried_ = Carried{row.spot, *drag};
    draw_handle(ui_, handle, drag ? ui_.theme().yellow : ui_.theme().outline);
    if (ui_.touch_area("question." + name, title_at(scene_, path), place, true))
      scene_.intent = Go{{.page = Page::settings, .path = path}};
    draw_question_card(scene_, place, path, false);
  }

  void draw_page(std::size_t page, const std::string& path, Rect place) {
    const ui::Button look{.look = Look::small, .icon = Icon::plus, .again = true};
    const std::string label = ui_.tr("edit.add");
    const Rect add = place.cut_right(ui_.button_size(label, look).w, ui_.mm(kGapMm)).inset(0, ui_.mm(0.7F));
    if (ui_.button("add." + std::to_string(page + 1), label, add, look))
      scene_.intent = Go{{.page = Page::add, .path = path}};
    if (ui_.touch_area("page." + std::to_string(page + 1), title_at(scene_, path), place.inset(0, ui_.mm(0.7F)), true))
      scene_.intent = Go{{.page = Page::settings, .path = path}};
    const std::string number = ui::filled(ui_.tr("edit.page"), "n", std::to_string(page + 1));
    std::string say = title_at(scene_, path);
    if (say != number) say = number + " · " + say;
    const std::string rule = word_at(scene_.survey(), path + "/visibleIf");
    if (!rule.empty()) say += " · " + rule_words(scene_, rule);
    const float line = ui_.line_height(ui::kSmallStrong);
    ui::draw_lines(ui_, say, {place.x, place.bottom() - line - ui_.mm(2), place.w, line}, ui::kSmallStrong, 1,
                   ui_.is_pressed(place) ? ui_.theme().chalk : ui_.theme().yellow);
  }

  // Under the finger, and a line where it would be put down; near an edge the list moves on.
  void draw_carried(const Rect& at, float& offset, float content) {
    const ui::Drag& drag = carried_->drag;
    const Gap gap = gap_at(rows_, scene_.survey(), drag.now.y - at.y);
    if (drag.released) {
      const bool same = gap.to.page == carried_->spot.page && (gap.to.question == carried_->spot.question ||
                                                               *gap.to.question == *carried_->spot.question + 1);
      if (!same) scene_.intent = Carry{carried_->spot, gap.to};
      return;
    }
    ui_.fill({at.x, at.y + gap.y + ui_.mm(kGapMm / 2) - ui_.mm(0.6F), wide_, ui_.mm(1.2F)}, ui_.theme().yellow,
             ui_.mm(0.6F));
    const Rect card{at.x + ui_.mm(kHandleMm + kGapMm), drag.now.y - ui_.mm(kRowMm / 2),
                    wide_ - ui_.mm(kHandleMm + kGapMm), ui_.mm(kRowMm)};
    ui_.fill(card, ui_.theme().slate, ui_.mm(3));
    draw_question_card(scene_, card, path_of(carried_->spot), true);
    const float edge = ui_.mm(16), step = ui_.mm(2);
    const float furthest = std::max(0.F, content - area_.h);
    const float before = offset;
    if (drag.now.y < area_.y + edge) offset = std::max(0.F, offset - step);
    if (drag.now.y > area_.bottom() - edge) offset = std::min(furthest, offset + step);
    constexpr std::int64_t kFrameMs = 16;
    if (offset != before) ui_.wake_at(ui_.frame().now_ms + kFrameMs);
  }

  QuestionsScene& scene_;
  ui::Ui& ui_;
  Rect area_;
  std::vector<Row> rows_;
  float wide_ = 0;
  std::optional<Carried> carried_;
};

}  // namespace

void draw_question_list(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  const std::string title = any_text_at(scene.survey(), "/title", scene.state.language);
  Rect area = begin_page(scene, title.empty() ? scene.state.survey : title, !ui.portrait());
  const bool differs = scene.survey() != scene.state.published;
  const Editing& editing = scene.state.editing;
  const Choice foot[] = {
      {"edit.publish",
       ui.tr("edit.publish"),
       {.look = Look::primary, .icon = Icon::check, .again = true, .enabled = differs}},
      {"edit.preview", ui.tr("edit.preview"), {.look = Look::small, .icon = Icon::person, .again = true}},
      {"edit.undo",
       ui.tr("edit.undo"),
       {.look = Look::small, .icon = Icon::undo, .again = true, .enabled = editing.can_undo()}},
      {"edit.redo", ui.tr("edit.redo"), {.look = Look::small, .again = true, .enabled = editing.can_redo()}},
      {"edit.more", ui.tr("edit.more"), {.look = Look::small, .icon = Icon::list, .again = true}}};
  if (const auto tapped = draw_foot(scene, foot, area)) {
    const QuestionsIntent wanted[] = {Go{{.page = Page::publish}}, Go{{.page = Page::preview}}, Undo{}, Redo{},
                                      Go{{.page = Page::more}}};
    scene.intent = wanted[*tapped];
  }
  if (scene.material.unkept) draw_say(scene, area, ui.tr("edit.unkept"), ui.theme().coral);
  draw_strip(scene, area);
  List(scene, area).draw();
}

void draw_add(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("edit.add.title"), !ui.portrait());
  const Choice foot[] = {
      {"edit.add.page", ui.tr("edit.add.page"), {.look = Look::outline, .icon = Icon::plus, .again = true}}};
  if (draw_foot(scene, foot, area)) scene.intent = AddPage{};
  const float gap = ui.mm(3);
  const float rows = ui.portrait() ? 10 : 5;
  const float high = std::min(ui::option_height(ui), (area.h - gap * (rows - 1)) / rows);
  ui::draw_list(ui, area, kKinds.size(), std::max(high, ui.mm(18)), [&](std::size_t i, const Rect& place) {
    const std::string kind(kKinds[i]);
    const Card card{
        .id = "kind." + kind, .label = ui.tr("edit.kind." + kind + ".say"), .value = ui.tr("edit.kind." + kind)};
    if (draw_card(ui, place, card)) scene.intent = Add{kind};
  });
}

void draw_more(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("edit.more"));
  struct Entry {
    const char* id;
    QuestionsIntent wanted;
    bool enabled = true;
  };
  const bool differs = scene.survey() != scene.state.published;
  const Entry entries[] = {{"edit.survey", Go{{.page = Page::settings}}},
                           {"edit.languages", Go{{.page = Page::languages}}},
                           {"edit.history", Go{{.page = Page::history}}, !scene.material.history.empty()},
                           {"edit.export", ToStick{}, scene.material.has_stick},
                           {"edit.code", Go{{.page = Page::code}}},
                           {"edit.import", Go{{.page = Page::files}}},
                           {"edit.discard", ThrowAway{}, differs}};
  ui::draw_list(ui, area, std::size(entries), ui::option_height(ui), [&](std::size_t i, const Rect& place) {
    const std::string id = entries[i].id;
    const bool sure = id == "edit.discard" && scene.state.removing;
    std::string say = ui.tr("edit." + std::string("say") + id.substr(4));
    if (!entries[i].enabled) say = ui.tr("edit.no" + id.substr(4));
    const ui::Option option{.id = id, .label = ui.tr(sure ? "edit.discard.sure" : id), .say = say, .chosen = sure};
    if (ui::draw_option(ui, place, option) && entries[i].enabled) scene.intent = entries[i].wanted;
  });
}

}  // namespace chalkpoint::admin::editor
