// The owner's PIN and the recovery phrase: shown once, and typed back from the paper.
#include <algorithm>

#include "kiosk/admin/view_wizard_parts.h"
#include "kiosk/ui/keyboard.h"

namespace chalkpoint::admin::wizard {
namespace {

using ui::Align;
using ui::Button;
using ui::Look;
using ui::Rect;

constexpr ui::Type kDigits{ui::Face::bold, 12};  // to be copied down from some steps away
constexpr ui::Type kGroup{ui::Face::bold, 8};
constexpr std::size_t kPinDigits = 8;

// Past the cache of lines that are set: what is spelt out here stays nowhere.
void spell(ui::Ui& ui, const Rect& box, std::string_view secret, ui::Type type, ui::Color color) {
  ui.spaced_text(box, secret, type, color, ui.mm(0.9F));
}

void draw_groups(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const auto all = groups(scene.around.secrets.phrase);
  if (all.empty()) return;
  constexpr std::size_t columns = 2;
  const std::size_t rows = (all.size() + columns - 1) / columns;
  const float gap = ui.mm(3), wide = (area.w - gap) / 2;
  const float high = std::min(ui.mm(24), (area.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Rect at{area.x + static_cast<float>(i % columns) * (wide + gap),
                  area.y + static_cast<float>(i / columns) * (high + gap), wide, high};
    ui.fill(at, ui.theme().fill, ui.mm(3));
    ui.text({at.x + ui.mm(3), at.y + ui.mm(1.5F), ui.mm(8), high}, std::to_string(i + 1), ui::kSmall, ui.theme().muted);
    spell(ui, {at.x + ui.mm(8), at.y, at.w - ui.mm(10), high}, all[i], kGroup, ui.theme().yellow);
  }
}

std::string sheet_words(const Scene& scene) {
  switch (scene.state.sheet) {
    case State::Sheet::none:
      return {};
    case State::Sheet::saving:
      return scene.ui.tr("wizard.sheet.saving");
    case State::Sheet::saved:
      return scene.ui.tr("wizard.sheet.saved");
    case State::Sheet::no_stick:
      return scene.ui.tr("wizard.sheet.no_stick");
    case State::Sheet::failed:
      return scene.ui.tr("wizard.sheet.failed");
  }
  return {};
}

}  // namespace

void draw_pin(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const std::string& pin = scene.around.secrets.pin;
  Rect area = draw_frame(scene, ui.text_lookup().get("wizard.pin.heading", "name", scene.state.owner),
                         ui.tr("wizard.pin.say"), {.label = ui.tr("wizard.noted")});
  const float high = ui.line_height(kDigits) + ui.mm(14);
  area.cut_top(std::max(0.F, (area.h - high) / 3));
  const Rect card{area.x, area.y, std::min(area.w, ui.mm(120)), high};
  ui.fill(card, ui.theme().fill, ui.mm(4));
  const std::string_view whole = pin;
  spell(ui, {card.x, card.y, card.w / 2, card.h}, whole.substr(0, pin.size() / 2), kDigits, ui.theme().yellow);
  spell(ui, {card.x + card.w / 2, card.y, card.w / 2, card.h}, whole.substr(pin.size() / 2), kDigits,
        ui.theme().yellow);
}

void draw_pin_again(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const State& state = scene.state;
  const std::string say = ui.tr(state.wrong ? "wizard.pin.wrong" : "wizard.pin.again.say");
  Rect area = draw_frame(scene, ui.tr("wizard.pin.again"), say, {.label = state.failed ? ui.tr("save.retry") : ""});
  Rect keys = area, words = area;
  if (ui.portrait())
    keys = Rect{area.x, area.y + ui.mm(24), area.w, area.h - ui.mm(24)};
  else
    keys = words.cut_right(area.w * 0.5F, ui.mm(6));
  const ui::Size size = ui::pad_size(ui, {keys.w, keys.h});
  const Rect pad{keys.centre().x - size.w / 2, keys.y + (keys.h - size.h) / 2, size.w, size.h};
  for (const char key : ui::draw_pad(ui, pad, ui::kPinPad)) scene.intent = Digit{key};
  const float dot = ui.mm(5), step = ui.mm(9);
  for (std::size_t i = 0; i < kPinDigits; ++i) {
    const Rect place{words.x + static_cast<float>(i) * step, words.y + ui.mm(4), dot, dot};
    if (i < state.digits.size())
      ui.fill(place, ui.theme().chalk, dot / 2);
    else
      ui.outline(place, ui.theme().outline, ui.mm(0.5F), dot / 2);
  }
}

void draw_key_there(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area =
      draw_frame(scene, ui.tr("wizard.key.there"),
                 ui.text_lookup().get("wizard.key.there.say", "key", scene.around.known.key_name), {.label = ""});
  struct One {
    const char* id;
    Intent wanted;
  };
  const std::array<One, 2> ways = {{{"wizard.key.have", HaveIt{}}, {"wizard.key.new", MakeNew{}}}};
  ui::draw_list(ui, area, ways.size(), ui::option_height(ui), [&](std::size_t i, const Rect& card) {
    const std::string id = ways[i].id;
    if (ui::draw_option(ui, card, {.id = id, .label = ui.tr(id), .say = ui.tr(id + ".say")}))
      scene.intent = ways[i].wanted;
  });
}

void draw_key(Scene& scene) {
  ui::Ui& ui = scene.ui;
  const Secrets& secrets = scene.around.secrets;
  const bool ready = !secrets.phrase.empty();
  const Button stick{.look = Look::outline,
                     .icon = ui::Icon::disk,
                     .again = true,
                     .enabled = ready && scene.state.sheet != State::Sheet::saving};
  Rect area = draw_frame(scene, ui.tr("wizard.key.heading"), ui.tr("wizard.key.say"),
                         {.label = ui.tr("wizard.noted"),
                          .enabled = ready,
                          .beside = {"wizard.sheet", ui.tr("wizard.sheet"), stick},
                          .wanted = SaveSheet{}});
  if (!ready) return;
  const std::string name = ui.text_lookup().get("wizard.key.name", "key", secrets.key_name);
  const std::string sheet = sheet_words(scene);
  const std::string under = sheet.empty() ? name : sheet;
  const float said = std::max(ui.height(name, ui::kSmall, area.w), ui.height(under, ui::kSmall, area.w));
  const bool worries = scene.state.sheet == State::Sheet::no_stick || scene.state.sheet == State::Sheet::failed;
  ui.text(area.cut_bottom(said, ui.mm(3)), under, ui::kSmall, worries ? ui.theme().yellow : ui.theme().muted);
  if (ui.portrait()) {
    const Rect code = area.cut_bottom(std::min(area.h * 0.45F, ui.mm(70)), ui.mm(4));
    draw_groups(scene, area);
    return ui::draw_qr(ui, secrets.qr, code);
  }
  const Rect code = area.cut_right(std::min(area.h, area.w * 0.34F), ui.mm(5));
  draw_groups(scene, area);
  ui::draw_qr(ui, secrets.qr, code);
}

void draw_prove(Scene& scene) {
  const State& state = scene.state;
  const ui::Ui& ui = scene.ui;
  std::string say = state.wrong ? ui.tr(state.whole ? "wizard.prove.whole.wrong" : "wizard.prove.wrong") + " " : "";
  say += state.whole ? ui.tr("wizard.prove.whole")
                     : ui::filled(ui.text_lookup().get("wizard.prove.say", "first", std::to_string(state.asked[0] + 1)),
                                  "second", std::to_string(state.asked[1] + 1));
  draw_typing(scene, {.heading = ui.tr("wizard.prove.heading"),
                      .say = say,
                      .can_send = !state.text.empty(),
                      .length_max = state.whole ? 60U : 20U,
                      .manner = {.secret = true, .quiet = true},
                      .layout = "en"});
}

}  // namespace chalkpoint::admin::wizard
