// The cases of the club, and what narrows the queue to a person and a department.
#include <algorithm>
#include <set>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Look;
using ui::Rect;

// A heading and chips under it, cut off `area`.
void draw_group(Scene& scene, const char* title, const std::vector<Choice>& chips, Rect& area) {
  if (chips.empty()) return;
  ui::Ui& ui = scene.ui;
  ui.text(area.cut_top(ui.line_height(ui::kSmall), ui.mm(2)), ui.tr(title), ui::kSmall, ui.theme().muted);
  draw_choices(scene, chips, area.cut_top(draw_choices(scene, chips, area, false), ui.mm(6)));
}

Filter without_search(Filter filter) {
  filter.search.clear();
  return filter;
}

std::vector<Choice> people_of(const Scene& scene) {
  const Filter& now = scene.state.care.filter;
  std::set<event::Uuid> busy;
  for (const auto* list : {&scene.around.notes.queue, &scene.around.notes.cases})
    for (const Waiting& item : *list)
      if (item.dossier && item.dossier->assignee) busy.insert(*item.dossier->assignee);
  std::vector<Choice> out;
  for (const event::Uuid& id : busy) {
    const bool chosen = now.person == id;
    Filter then = without_search(now);
    then.person = chosen ? std::nullopt : std::optional(id);
    out.push_back({"person." + event::short_id(id),
                   person_name(scene, id),
                   {.look = Look::pick, .chosen = chosen, .again = true},
                   SetFilter{then},
                   true});
  }
  return out;
}

std::vector<Choice> departments(const Scene& scene) {
  const Filter& now = scene.state.care.filter;
  std::set<std::string> values;
  for (const Waiting& item : scene.around.notes.queue)
    for (const std::string& value : departments_of(item)) values.insert(value);
  std::vector<Choice> out;
  for (const std::string& value : values) {
    const bool chosen = now.department == value;
    Filter then = without_search(now);
    then.department = chosen ? "" : value;
    out.push_back({"department." + value,
                   label_of(scene.around.notes, value),
                   {.look = Look::pick, .chosen = chosen, .again = true},
                   SetFilter{then}});
  }
  return out;
}

}  // namespace

void draw_filter(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("filter.title"), BarLeft::back);
  const auto people = people_of(scene), values = departments(scene);
  const Rect foot = area.cut_bottom(ui.mm(18), ui.mm(5));
  const ui::Button show{.look = Look::primary, .icon = ui::Icon::check};
  const std::string& label = ui.tr("filter.show");
  if (ui.button("filter.show", label, {foot.x, foot.y, std::min(foot.w, ui.button_size(label, show).w), foot.h}, show))
    scene.intent = OpenQueue{};
  if (people.empty() && values.empty()) {
    ui.text(area, ui.tr("filter.nothing"), ui::kBody, ui.theme().muted, Align::left, true);
    return;
  }
  draw_group(scene, "filter.people", people, area);
  draw_group(scene, "filter.departments", values, area);
}

void draw_cases(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Notes& notes = scene.around.notes;
  const bool solved = scene.state.care.casework.solved;
  const std::string& name = scene.state.care.by.name;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, name.empty() ? ui.tr("queue.title") : name, BarLeft::lock, true);
  draw_sections(scene, area);
  const auto tab = [&](const char* id, std::size_t count, bool of_solved) {
    return Choice{id,
                  ui.tr(id) + " · " + std::to_string(count),
                  {.look = Look::small, .chosen = solved == of_solved, .again = true},
                  OpenCases{of_solved}};
  };
  draw_rows(scene, {tab("cases.working", notes.cases.size(), false), tab("cases.solved", notes.solved.size(), true)},
            area);
  draw_failure(scene, area);
  const auto& list = solved ? notes.solved : notes.cases;
  if (list.empty()) {
    ui.text(area, ui.tr(solved ? "cases.solved.none" : "cases.none"), ui::kBody, ui.theme().mint, Align::centre, true,
            true);
    return;
  }
  ui::draw_list(scene.ui, area, list.size(), waiting_height(ui),
                [&](std::size_t i, const Rect& card) { draw_waiting(scene, list[i], card, true); });
}

}  // namespace chalkpoint::desk
