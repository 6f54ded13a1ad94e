// The rules of the board: what is welcome, what waits for a look, and what becomes of a note. The numbers are those
// that the terminal holds to.
#include <algorithm>
#include <sstream>

#include "kiosk/chalk/limits.h"
#include "kiosk/chalk/view_parts.h"
#include "kiosk/ui/chalk.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::chalk {
namespace {

using ui::Rect;

constexpr float kIndentMm = 5, kParagraphMm = 2.6F, kColumnGapMm = 9;

std::string limits_words(const ui::Ui& ui) {
  const auto minutes = std::to_string(kNoteWindowMs / 60'000);
  return ui.tr("rules.gap", kNoteGapMs / 1'000) + ' ' +
         ui::filled(ui.tr("rules.window", kNotesPerWindow), "minutes", minutes) + ' ' +
         ui.tr("rules.waiting", kNotesWaitingMax);
}

std::vector<std::string> rules_of(const Scene& s) {
  const ui::Ui& ui = s.ui;
  std::vector<std::string> rules;
  std::istringstream club(ui.tr("rules.club"));  // each line is one
  for (std::string rule; std::getline(club, rule);)
    if (!rule.empty()) rules.push_back(rule);
  rules.push_back(ui.tr(s.board.screening_before() ? "rules.look.before" : "rules.look.after"));
  rules.push_back(limits_words(ui));
  if (s.around.confides) rules.push_back(ui.tr("rules.private"));
  return rules;
}

// The rules in one column or in two, whose heights are as even as may be.
class Columns {
 public:
  Columns(const ui::Ui& ui, const std::vector<std::string>& rules, float width) : ui_(ui), rules_(rules) {
    const std::size_t count = ui.portrait() ? 1 : 2;
    gap_ = ui.mm(kColumnGapMm);
    wide_ = (width - gap_ * static_cast<float>(count - 1)) / static_cast<float>(count);
    second_ = count == 1 ? rules.size() : 0;
  }

  void set(ui::Type type) {
    type_ = type;
    if (ui_.portrait()) return;
    const auto tallest = [this](std::size_t split) { return std::max(high(0, split), high(split, rules_.size())); };
    second_ = rules_.size();
    for (std::size_t split = rules_.size(); split-- > 1;)
      if (tallest(split) <= tallest(second_)) second_ = split;
  }
  float height() const { return std::max(high(0, second_), high(second_, rules_.size())); }

  void draw(ui::Ui& ui, ui::Point at) const {
    float y = at.y, x = at.x;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (i == second_) {
        x += wide_ + gap_;
        y = at.y;
      }
      const float high = one(i), middle = y + ui.line_height(type_) / 2;
      const auto dash = ui::hand_line({x, middle}, {x + ui.mm(2.6F), middle - ui.mm(0.3F)}, ui.mm(0.2F));
      ui.chalk(dash, ui.theme().accent, ui.mm(0.8F));
      ui.text({x + ui.mm(kIndentMm), y, wide_ - ui.mm(kIndentMm), high}, rules_[i], type_, ui.theme().chalk);
      y += high + ui.mm(kParagraphMm);
    }
  }

 private:
  float one(std::size_t rule) const { return ui_.height(rules_[rule], type_, wide_ - ui_.mm(kIndentMm)); }
  float high(std::size_t from, std::size_t to) const {
    float sum = 0;
    for (std::size_t i = from; i < to; ++i) sum += one(i) + (i > from ? ui_.mm(kParagraphMm) : 0);
    return sum;
  }

  const ui::Ui& ui_;
  const std::vector<std::string>& rules_;
  ui::Type type_ = ui::kBody;
  float gap_ = 0, wide_ = 0;
  std::size_t second_ = 0;  // the first rule of the second column
};

}  // namespace

void draw_rules(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui::stage(ui);
  draw_bar(scene, area, "", aids(scene));
  if (ui::is_lifted(ui)) area = {area.x, ui.mm(6), area.w, area.bottom() - ui.mm(6)};  // to be read, not touched
  draw_heading(ui, area, ui.tr("rules.title"));
  const auto rules = rules_of(scene);
  Columns columns(ui, rules, area.w - ui.mm(3));
  ui::Type type = ui::kBody;
  columns.set(type);
  while (type.cap_mm > ui::kSmall.cap_mm && columns.height() > area.h) {
    type.cap_mm -= 0.25F;
    columns.set(type);
  }
  const Rect content = ui.begin_scroll(area, columns.height(), ui.kept("scroll"));
  columns.draw(ui, {content.x, content.y});
  ui.end_scroll();
}

}  // namespace chalkpoint::chalk
