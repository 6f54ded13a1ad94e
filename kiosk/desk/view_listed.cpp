// One of those to be called: who it is, what to say, what came of it.
#include <algorithm>

#include "kiosk/desk/view_lists.h"
#include "kiosk/ui/cover.h"
#include "kiosk/ui/phone.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::desk {
namespace {

using ui::Align;
using ui::Look;
using ui::Rect;

constexpr ui::Type kNumber{ui::Face::bold, 8};  // to be dialled from a step away

struct Line {
  std::string text;
  ui::Type type;
  ui::Color color;
  float after_mm;
  const char* cover = nullptr;  ///< the target under which it lies until a finger is on it; its words are of that name
};

float line_height(const ui::Ui& ui, const Line& line, float wide) {
  constexpr float kTouchMm = 13;
  const float high = ui.height(line.text, line.type, wide);
  return line.cover != nullptr ? std::max(high, ui.mm(kTouchMm)) : high;
}

float lines_height(const ui::Ui& ui, const std::vector<Line>& lines, float wide) {
  float high = 0;
  for (const Line& line : lines)
    if (!line.text.empty()) high += line_height(ui, line, wide) + ui.mm(line.after_mm);
  return high;
}

void draw_paper(Scene& scene, const std::vector<Line>& lines, const Rect& area) {
  ui::Ui& ui = scene.ui;
  ui.fill(area, ui.theme().fill.faded(0.5F), ui.mm(4));
  const Rect view = area.inset(ui.mm(6), ui.mm(5));
  Rect at = ui.begin_scroll(view, lines_height(ui, lines, view.w), ui.kept("scroll"));
  for (const Line& line : lines) {
    if (line.text.empty()) continue;
    const float high = line_height(ui, line, at.w);
    const Rect place{at.x, at.y, at.w, high};
    if (line.cover != nullptr)
      ui::draw_covered(ui, line.cover, ui.tr(line.cover), place, line.text, line.type, line.color);
    else
      ui.text(place, line.text, line.type, line.color);
    at.y += high + ui.mm(line.after_mm);
  }
  ui.end_scroll();
}

const Row* opened_row(const Scene& scene) {
  const auto& rows = scene.around.notes.calling.rows;
  const auto found = std::ranges::find(rows, scene.state.lists.opened.value_or(event::Uuid{}), &Row::id);
  return found == rows.end() ? nullptr : &*found;
}

const Fan* opened_fan(const Scene& scene) {
  const auto& fans = scene.around.notes.calling.fans;
  const auto id = scene.state.lists.opened.value_or(event::Uuid{});
  const auto found = std::ranges::find_if(fans, [&id](const Fan& fan) { return fan.said.id == id; });
  return found == fans.end() ? nullptr : &*found;
}

std::vector<Line> paper_of(const Scene& scene, const Row& row) {
  const ui::Ui& ui = scene.ui;
  const ui::Theme& theme = ui.theme();
  const std::string stands = standing_of(scene, row);
  std::vector<Line> out;
  if (row.list == List::renewals)
    out.push_back({ends_words(scene, row) + " · " + left_words(scene, row), ui::kSmallStrong, theme.yellow, 3});
  if (!row.client) {
    out.push_back({ui.tr("lists.sealed"), ui::kButton, theme.chalk, 3});
    out.push_back({ui.tr("lists.sealed.say"), ui::kBody, theme.muted, 3});
    return out;
  }
  const Client& client = *row.client;
  if (row.list == List::calls)
    out.push_back(
        {ui.tr("status." + (client.status.empty() ? "none" : client.status)), ui::kSmallStrong, theme.yellow, 2});
  out.push_back({ui.tr("contact.hold"), ui::kSmall, theme.muted, 1});
  out.push_back({client.name, ui::kHeading, theme.chalk, 2, "call.name"});
  if (row.stop == Stop::none)
    out.push_back({ui::phone_shown(client.phone).typed, kNumber, theme.chalk, 3, "call.number"});
  if (!client.birthday.empty())
    out.push_back({ui.text_lookup().get("call.birthday", "day", ui.text_lookup().day("2024-" + client.birthday)),
                   ui::kSmall, theme.muted, 3});
  out.push_back({stands, ui::kSmallStrong, row.stop == Stop::none ? theme.mint : theme.coral, 3});
  if (row.tries > 0) out.push_back({ui.tr("call.tries", row.tries), ui::kSmall, theme.muted, 3});
  const bool calls = row.list == List::calls;
  const std::string script =
      !calls ? "script.renewal" : "script." + (client.status.empty() ? std::string("regular") : client.status);
  if (row.stop == Stop::none && !is_done(row)) out.push_back({ui.tr(script), ui::kBody, theme.chalk, 0});
  return out;
}

// "Never again" is asked twice.
std::vector<Choice> sure_of(const ui::Ui& ui, const std::string& mark, const event::Uuid& about) {
  return {{"call.never.sure",
           ui.tr("call.never.sure"),
           {.look = Look::outline, .icon = ui::Icon::close},
           NoteCall{mark, event::CallOutcome::refused, about}},
          {"call.never.no", ui.tr("call.never.no"), {.look = Look::primary}, BeSure{false}}};
}

std::vector<Choice> call_choices(const ui::Ui& ui, const std::string& form, const std::string& mark,
                                 const event::Uuid& about, const std::optional<Client>& client = {}) {
  OpenForm asks{.form = form, .touchpoint = form, .about = about};
  if (client) asks.whom = client->name.substr(0, client->name.find(' '));  // the bar is no place for a whole name
  if (client && !client->status.empty()) asks.known = {{"status", client->status}};
  std::vector<Choice> out = {
      {"call.start", ui.tr("call.start"), {.look = Look::primary, .icon = ui::Icon::pencil}, std::move(asks)}};
  if (!mark.empty())
    out.push_back({"call.unreached",
                   ui.tr("call.unreached"),
                   {.icon = ui::Icon::clock},
                   NoteCall{mark, event::CallOutcome::unreached, about}});
  return out;
}

std::vector<Choice> deeds_of(const Scene& scene, const Row& row) {
  const ui::Ui& ui = scene.ui;
  if (!row.client || row.stop == Stop::refused) return {};
  if (scene.state.lists.sure) return sure_of(ui, row.mark, row.id);
  std::vector<Choice> out;
  if (row.stop == Stop::none && !is_done(row))
    out = call_choices(ui, row.list == List::calls ? "call" : "renewal", row.mark, row.id, row.client);
  out.push_back({"call.never", ui.tr("call.never"), {.look = Look::outline}, BeSure{true}});
  return out;
}

std::vector<Line> paper_of(const Scene& scene, const Fan& fan) {
  const ui::Ui& ui = scene.ui;
  const ui::Theme& theme = ui.theme();
  const Status& status = scene.state.status;
  std::vector<Line> out = {
      {occasion_words(scene, fan), ui::kSmallStrong, theme.yellow, 3},
      {ui.text_lookup().when(fan.said.unix_ms, status.now_unix_ms, status.utc_offset_min) + " · " + fan.said.code,
       ui::kSmall, theme.muted, 2},
      {ui.text_lookup().get("voice.score", "n", std::to_string(fan.said.score)), ui::kHeading, theme.mint, 3},
      {fan.said.words, {ui::Face::chalk, 7}, theme.chalk, 3}};
  if (fan.contact) {
    out.push_back({ui.tr("contact.hold"), ui::kSmall, theme.muted, 1});
    out.push_back({fan.contact->starts_with('+') ? ui::phone_shown(*fan.contact).typed : *fan.contact, kNumber,
                   theme.chalk, 3, "call.number"});
  } else {
    out.push_back({ui.tr("promoter.sealed"), ui::kSmall, theme.muted, 3});
  }
  out.push_back({ui.tr("script.promoter"), ui::kBody, theme.chalk, 0});
  return out;
}

std::vector<Choice> deeds_of(const Scene& scene, const Fan& fan) {
  const ui::Ui& ui = scene.ui;
  if (fan.refused) return {};
  if (scene.state.lists.sure) return sure_of(ui, fan.mark, fan.said.id);
  auto out = call_choices(ui, "promoter", fan.mark, fan.said.id);
  if (!fan.mark.empty()) out.push_back({"call.never", ui.tr("call.never"), {.look = Look::outline}, BeSure{true}});
  return out;
}

template <class What>
void draw_one(Scene& scene, const What* what, const char* title) {
  ui::Ui& ui = scene.ui;
  Rect area = ui.area().inset(ui.mm(8), ui.mm(5));
  scene.intent = draw_bar(scene.state, ui, area, ui.tr(title), BarLeft::back);
  draw_failure(scene, area);
  if (what == nullptr) {  // erased meanwhile
    ui.text(area, ui.tr("call.gone"), ui::kBody, ui.theme().mint, Align::centre, true, true);
    return;
  }
  const auto deeds = deeds_of(scene, *what);
  const std::string warning = scene.state.lists.sure ? ui.tr("call.never.say") : "";
  Rect side = area;
  const auto said = [&](float wide) { return warning.empty() ? 0 : ui.height(warning, ui::kSmallStrong, wide); };
  if (!deeds.empty())
    side = ui.portrait() ? area.cut_bottom(draw_choices(scene, deeds, area, false) + said(area.w) + ui.mm(4), ui.mm(6))
                         : area.cut_right(area.w * 0.36F, ui.mm(8));
  if (!warning.empty()) ui.text(side.cut_top(said(side.w), ui.mm(4)), warning, ui::kSmallStrong, ui.theme().yellow);
  draw_choices(scene, deeds, side);
  draw_paper(scene, paper_of(scene, *what), area);
}

}  // namespace

void draw_listed(Scene& scene) {
  const bool calls = scene.state.lists.list == List::calls;
  draw_one(scene, opened_row(scene), calls ? "list.calls" : "list.renewals");
}

void draw_fan(Scene& scene) {
  draw_one(scene, opened_fan(scene), "list.promoters");
}

}  // namespace chalkpoint::desk
