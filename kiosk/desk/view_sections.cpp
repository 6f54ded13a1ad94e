// The ways around the desk: the sections that are used all day stand in a strip, the others behind "more".
#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::desk {
namespace {

using ui::Button;
using ui::Look;
using ui::Rect;

/// One of the places that whoever is at the desk may go to.
struct Section {
  std::string id;  ///< of its target; its label is the message of the same name, about.ID says what it is for
  Screen screen;
  std::optional<std::size_t> count;  ///< of what waits there
  Intent intent;
};

std::vector<Section> allowed(const Scene& scene, std::vector<Section> all) {
  std::erase_if(all, [&scene](const Section& one) { return !may_see(scene.state, one.screen); });
  return all;
}

// Those of the administration, as far as the role goes.
std::vector<Section> administration(const Scene& scene) {
  std::vector<Section> out;
  for (const Part& part : kParts)
    if (event::may(scene.state.care.by.role, part.right))
      out.push_back({"admin." + std::string(part.name), Screen::sections, {}, OpenPart{part.name}});
  return out;
}

std::size_t calls_due(const Scene& scene) {
  std::size_t due = 0;
  for (const Waiting& item : scene.around.notes.queue) due += item.count;
  return due;
}

// The sections of the strip, in the order of how often they are needed.
std::vector<Section> front(const Scene& scene) {
  const Notes& notes = scene.around.notes;
  return allowed(scene, {{"queue.open", Screen::queue, notes.queue.size(), OpenQueue{}},
                         {"cases.open", Screen::cases, notes.cases.size(), OpenCases{}},
                         {"calls.open", Screen::calls, calls_due(scene), OpenList{List::calls}},
                         {"report.open", Screen::report, {}, OpenReport{}}});
}

// Those behind "more".
std::vector<Section> others(const Scene& scene) {
  auto all = allowed(scene, {{"forms.open", Screen::forms, {}, OpenForms{}},
                             {"care.open", Screen::care, {}, OpenCare{}},
                             {"prepared.open", Screen::prepare, {}, AskPrepared{}},
                             {"contacts.open", Screen::contacts, {}, OpenContacts{}},
                             {"people.open", Screen::people, {}, OpenPeople{}},
                             {"status.open", Screen::status, {}, OpenStatus{}}});
  if (scene.state.setup && event::may(scene.state.care.by.role, event::Right::configure))
    all.insert(all.begin(), {"wizard.open", Screen::sections, {}, OpenSetup{}});
  std::ranges::move(administration(scene), std::back_inserter(all));
  return all;
}

// The three lists are one section.
bool is_at(Screen now, Screen section) {
  return now == section || (section == Screen::calls && (now == Screen::renewals || now == Screen::promoters));
}

std::string label_of(const Section& section, const ui::Ui& ui) {
  const std::string name = ui.tr(section.id);
  return section.count ? name + " · " + std::to_string(*section.count) : name;
}

// The journal of truth is told of to those who may open it.
std::string about_key(const Scene& scene, const Section& section) {
  const std::string key = "about." + section.id;
  return section.screen == Screen::care && !may_see(scene.state, Screen::journal) ? key + ".notes" : key;
}

}  // namespace

void draw_sections(Scene& scene, Rect& area) {
  const ui::Ui& ui = scene.ui;
  std::vector<Choice> strip;
  for (const Section& one : front(scene))
    strip.push_back({one.id,
                     label_of(one, ui),
                     {.look = Look::small, .chosen = is_at(scene.state.screen, one.screen), .again = true},
                     one.intent});
  if (may_see(scene.state, Screen::forms))
    strip.push_back({"told.open",
                     ui.tr("told.open"),
                     {.look = Look::small, .icon = ui::Icon::plus},
                     open_intent(std::string(kToldForm))});
  strip.push_back({"sections.open", ui.tr("sections.open"), {.look = Look::small}, OpenSections{}});
  draw_rows(scene, strip, area);
  draw_recorded(scene, area);
}

void draw_more(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("sections.open"), BarLeft::back);
  draw_failure(scene, area);
  const auto all = others(scene);
  ui::draw_list(scene.ui, area, all.size(), option_height(ui), [&](std::size_t i, const Rect& card) {
    const Section& one = all[i];
    draw_option(scene, {one.id, label_of(one, ui), ui.tr(about_key(scene, one)), false, one.intent}, card);
  });
}

}  // namespace chalkpoint::desk
