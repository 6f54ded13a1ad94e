// The people of the site: who signs in, and for those who may, all of them, one of them, a new PIN.
#include <algorithm>

#include "kiosk/desk/view_parts.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

// Two lines of the name and one of the role, or one of the name and two of what is to be known.
float tile_height(const ui::Ui& ui) {
  return 2 * ui.line_height(ui::kButton) + ui.line_height(ui::kSmall) + ui.mm(8);
}

/// `below` stands under the name, in two lines at most.
void draw_tile(Scene& scene, const event::Person& one, const Rect& tile, const std::string& id, Intent wanted,
               const std::string& below, ui::Color color) {
  ui::Ui& ui = scene.ui;
  // Targets are written to a file: no name stands there.
  if (ui.touch_area(id, ui.tr("role." + one.role), tile)) scene.intent = std::move(wanted);
  ui.fill(tile, ui.is_pressed(tile) ? ui.theme().pressed : ui.theme().fill, ui.mm(4));
  Rect inside = tile.inset(ui.mm(6), ui.mm(4));
  const auto lines = [&](const std::string& text, ui::Type type, std::size_t most) {
    return std::min(most, ui.lines(text, type, inside.w - ui.width("…", type)).size());
  };
  const std::size_t told = lines(below, ui::kSmall, 2), named = lines(one.name, ui::kButton, 3 - told);
  const float name = ui.line_height(ui::kButton) * static_cast<float>(named);
  const float said = ui.line_height(ui::kSmall) * static_cast<float>(told);
  inside.cut_top((inside.h - name - said) / 2);
  draw_lines(ui, one.name, inside.cut_top(name), ui::kButton, named, ui.theme().chalk);
  draw_lines(ui, below, inside, ui::kSmall, told, color);
}

/// Somebody, and the way to end their wait after wrong PINs while there is one.
void draw_kept(Scene& scene, const event::Person& one, Rect tile) {
  ui::Ui& ui = scene.ui;
  const Status& status = scene.state.status;
  const std::int64_t left_ms = lockout_of(scene.state, one.id).remaining_ms(scene.state.now_unix_ms);
  const std::string person = "person." + event::short_id(one.id);
  std::string below = ui.tr("role." + one.role);
  if (left_ms > 0) {
    const Button look{.look = Look::outline};
    const Rect button = tile.cut_right(ui.button_size(ui.tr("person.unlock"), look).w, ui.mm(2));
    if (ui.button(person + ".unlock", ui.tr("person.unlock"), button, look)) scene.intent = Unlock{one.id};
    const std::int64_t until_ms = scene.state.now_unix_ms + left_ms;
    below = ui.text_lookup().get("people.held", "time",
                                 ui.text_lookup().when(until_ms, scene.state.now_unix_ms, status.utc_offset_min));
  }
  draw_tile(scene, one, tile, person + ".open", OpenPerson{one.id}, below,
            left_ms > 0 ? ui.theme().yellow : ui.theme().muted);
}

std::vector<Choice> roles_of(const Scene& scene, const event::Person& them) {
  std::vector<Choice> out;
  for (const std::string_view role : event::kRoles) {
    const std::string id = "role." + std::string(role);
    out.push_back({id, scene.ui.tr(id), {.look = Look::pick, .chosen = them.role == role}, SetRole{std::string(role)}});
  }
  return out;
}

/// Who can be taken back: a strip at the foot.
void draw_undo(Scene& scene, Rect& area) {
  const auto& gone = scene.state.keeping.dismissed;
  if (!gone) return;
  ui::Ui& ui = scene.ui;
  const Button look{.look = Look::outline, .icon = ui::Icon::back};
  const float margin = ui.mm(4), wide = ui.button_size(ui.tr("people.undo"), look).w;
  const std::string say = ui.text_lookup().get("people.dismissed", "name", gone->name);
  const float said = ui.height(say, ui::kSmallStrong, area.w - wide - 3 * margin);
  Rect strip = area.cut_bottom(std::max(ui.mm(22), said + margin), ui.mm(3));
  ui.fill(strip, ui.theme().fill, margin);
  strip = strip.inset(margin, ui.mm(2));
  const Rect button = strip.cut_right(wide, margin);
  if (ui.button("people.undo", ui.tr("people.undo"), button, look)) scene.intent = TakeBack{};
  ui.text(strip, say, ui::kSmallStrong, ui.theme().chalk, Align::left, false, true);
}

constexpr ui::Type kDigits{ui::Face::bold, 12};  // to be copied down from some steps away

/// In two groups of four, as it is read aloud.
std::string spaced(const std::string& pin) {
  return pin.substr(0, pin.size() / 2) + "  " + pin.substr(pin.size() / 2);
}

}  // namespace

void draw_who(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("staff.title"));
  const std::string heading = ui.tr("who.heading");
  ui.text(area.cut_top(ui.height(heading, ui::kHeading, area.w, true), ui.mm(6)), heading, ui::kHeading,
          ui.theme().chalk, Align::left, true);
  const auto& people = scene.state.people;
  ui::draw_list(scene.ui, area, people.size(), tile_height(ui), [&](std::size_t i, const Rect& tile) {
    draw_tile(scene, people[i], tile, "who." + event::short_id(people[i].id), ChooseMe{people[i].id},
              ui.tr("role." + people[i].role), ui.theme().muted);
  });
}

void draw_people(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr("people.title"), BarLeft::back);
  const std::vector<Choice> add = {
      {"people.add", ui.tr("people.add"), {.look = Look::primary, .icon = ui::Icon::pencil}, AskName{}}};
  draw_choices(scene, add, area.cut_top(draw_choices(scene, add, area, false), ui.mm(4)));
  draw_failure(scene, area);
  draw_undo(scene, area);
  const auto& people = scene.state.people;
  const std::string say = ui.tr(people.empty() ? "people.none" : "people.say");
  ui.text(area.cut_top(ui.height(say, ui::kSmall, area.w), ui.mm(4)), say, ui::kSmall, ui.theme().muted);
  ui::draw_list(scene.ui, area, people.size(), tile_height(ui),
                [&](std::size_t i, const Rect& tile) { draw_kept(scene, people[i], tile); });
}

void draw_person(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const State& state = scene.state;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(state, ui, area, ui.tr("people.title"), BarLeft::back);
  draw_failure(scene, area);
  const event::Person* them = state.keeping.opened ? person(state, *state.keeping.opened) : nullptr;
  if (!them) return;
  const auto line = [&](const std::string& text, ui::Type type, ui::Color color, float after_mm) {
    ui.text(area.cut_top(ui.height(text, type, area.w, true), ui.mm(after_mm)), text, type, color, Align::left, true);
  };
  const auto row = [&](const std::vector<Choice>& choices, float after_mm) {
    draw_choices(scene, choices, area.cut_top(draw_choices(scene, choices, area, false), ui.mm(after_mm)));
  };
  line(them->name, ui::kButton, ui.theme().chalk, 5);
  const bool making = state.keeping.wanted.has_value();
  const bool last = event::is_last_owner(state.people, them->id);
  if (last) {
    line(ui.tr("role." + them->role), ui::kBody, ui.theme().muted, 4);
    line(ui.tr("people.last"), ui::kSmall, ui.theme().muted, 8);
  } else {
    line(ui.tr("people.role.say"), ui::kSmall, ui.theme().muted, 2);
    row(roles_of(scene, *them), 8);
  }
  std::vector<Choice> deeds = {
      {"person.pin", ui.tr("person.pin"), {.icon = ui::Icon::lock, .again = true, .enabled = !making}, NewPin{}}};
  if (!last) deeds.push_back({"person.dismiss", ui.tr("person.dismiss"), {.icon = ui::Icon::close}, Dismiss{}});
  row(deeds, 4);
  if (making) line(ui.tr("person.pin.making"), ui::kSmall, ui.theme().muted, 2);
  if (state.keeping.failed) line(ui.tr("person.pin.failed"), ui::kSmall, ui.theme().yellow, 2);
}

void draw_secret(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const State& state = scene.state;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(state, ui, area, ui.tr("people.title"), BarLeft::back);
  draw_failure(scene, area);
  const event::Person* them = state.keeping.opened ? person(state, *state.keeping.opened) : nullptr;
  const bool stored = !state.care.act && them;  // a PIN that is not on disk opens nothing
  const std::string say = stored ? ui.text_lookup().get("secret.say", "name", them->name) : ui.tr("secret.storing");
  const Button done{.look = Look::primary, .icon = ui::Icon::check};
  const float high = ui.height(say, ui::kBody, area.w, true), pin = ui.line_height(kDigits);
  area.cut_top(std::max(0.F, (area.h - high - pin - ui.mm(18 + 16)) / 3));
  ui.text(area.cut_top(high, ui.mm(6)), say, ui::kBody, ui.theme().chalk, Align::left, true);
  const Rect digits = area.cut_top(pin, ui.mm(10));
  if (!stored) return;
  ui.text(digits, spaced(state.keeping.pin), kDigits, ui.theme().yellow);
  const Rect row = area.cut_top(ui.mm(18));
  const std::string label = ui.tr("secret.done");
  if (ui.button("secret.done", label, {row.x, row.y, std::min(row.w, ui.button_size(label, done).w), row.h}, done))
    scene.intent = GoBack{};
}

}  // namespace chalkpoint::desk
