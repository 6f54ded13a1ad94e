// Trying a survey out, publishing it, looking back, taking it along.
#include <algorithm>

#include "kiosk/admin/changes.h"
#include "kiosk/admin/view_questions.h"
#include "kiosk/ui/qr.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::admin::editor {
namespace {

using ui::Choice;
using ui::Icon;
using ui::Look;
using ui::Rect;

std::string change_words(const QuestionsScene& scene, const Change& change) {
  const ui::Ui& ui = scene.ui;
  constexpr std::array<const char*, 4> kKinds = {"added", "removed", "moved", "changed"};
  std::string out = ui.tr(std::string("edit.change.") + kKinds.at(static_cast<std::size_t>(change.kind)));
  if (change.properties.empty()) return out;
  std::string what;
  for (const std::string& property : change.properties) {
    const std::string& words = property_words(ui, property);
    what += (what.empty() ? "" : ", ") + (words == "edit." + property ? property : words);
  }
  return out + ": " + what;
}

void draw_changes(QuestionsScene& scene, const Rect& area, const std::vector<Change>& all) {
  ui::Ui& ui = scene.ui;
  ui::draw_list(ui, area, all.size(), card_height(ui), [&](std::size_t i, const Rect& place) {
    const Change& one = all[i];
    ui.fill(place, ui.theme().fill.faded(0.7F), ui.mm(3));
    const bool gone = one.kind == Change::Kind::removed, fresh = one.kind == Change::Kind::added;
    ui.fill({place.x, place.y, ui.mm(2), place.h},
            gone    ? ui.theme().coral
            : fresh ? ui.theme().mint
                    : ui.theme().blue,
            ui.mm(1));
    Rect inside = place.inset(ui.mm(5), ui.mm(3));
    ui::draw_lines(ui, change_words(scene, one), inside.cut_top(ui.line_height(ui::kSmall), ui.mm(1)), ui::kSmall, 1,
                   ui.theme().muted);
    const std::string title = one.name.empty()                    ? ui.tr("edit.survey")
                              : one.page && one.title == one.name ? ui.tr("edit.page.unnamed")
                                                                  : one.title;
    ui::draw_lines(ui, title, inside, ui::kButton, 1, ui.theme().chalk);
  });
}

std::string revision_words(const QuestionsScene& scene, const Revision& one) {
  const ui::Ui& ui = scene.ui;
  if (one.time.empty()) return ui.tr("edit.shipped");
  std::string out = time_words(scene, one.time);
  if (!one.by.name.empty()) out += " · " + one.by.name;
  if (!one.note.empty()) out += " · " + one.note;
  return out;
}

// Never within a letter.
std::vector<std::string> code_parts(const std::string& text) {
  constexpr std::size_t kPartBytes = 900;
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t to = std::min(text.size(), from + kPartBytes);
    while (to < text.size() && (static_cast<unsigned char>(text[to]) & 0xC0U) == 0x80U) --to;
    out.push_back(text.substr(from, to - from));
    from = to;
  }
  return out;
}

}  // namespace

std::string time_words(const QuestionsScene& scene, const std::string& rfc3339) {
  if (rfc3339.size() < 16) return rfc3339;
  return scene.ui.text_lookup().day(rfc3339.substr(0, 10)) + ", " + rfc3339.substr(11, 5);
}

void draw_preview(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("edit.preview.title"), true);
  const bool tall = scene.state.tall;
  const Choice foot[] = {{"shape.wide", ui.tr("edit.wide"), {.look = Look::small, .chosen = !tall, .again = true}},
                         {"shape.tall", ui.tr("edit.tall"), {.look = Look::small, .chosen = tall, .again = true}},
                         {"edit.again", ui.tr("edit.again"), {.look = Look::small, .icon = Icon::undo, .again = true}}};
  Rect row = ui.portrait() ? area.cut_bottom(ui.mm(12.5F), ui.mm(3)) : area.cut_left(ui.mm(44), ui.mm(4));
  std::optional<std::size_t> tapped;
  if (ui.portrait()) {
    tapped = ui::draw_choices(ui, foot, row, true, 12.5F).tapped;
  } else {
    for (std::size_t i = 0; i < std::size(foot); ++i)
      if (ui.button(foot[i].id, foot[i].label, row.cut_top(ui.mm(14), ui.mm(3)), foot[i].look)) tapped = i;
    ui.text(row, ui.tr("edit.preview.say"), ui::kSmall, ui.theme().muted);
  }
  if (tapped) scene.intent = SetShape{*tapped == 2 ? tall : *tapped == 1};
  if (scene.material.fault) return draw_say(scene, area, fault_words(scene, *scene.material.fault), ui.theme().coral);
  // The same proportions as a display of that shape, as large as there is room.
  const float ratio = tall ? 800.F / 1280.F : 1280.F / 800.F, edge = ui.mm(1.6F);
  const Rect room = area.inset(edge, edge);
  const float high = std::floor(std::min(room.h, room.w / ratio)), wide = std::floor(high * ratio);
  const Rect place{std::floor(room.x + (room.w - wide) / 2), std::floor(room.y + (room.h - high) / 2), wide, high};
  ui.fill(place.inset(-edge, -edge), ui.theme().wood_dark, ui.mm(2));
  scene.ports.preview(ui, place);
}

void draw_publish(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("edit.publish.title"), !ui.portrait());
  const Storing how = scene.state.publishing;
  if (how == Storing::done) {
    const Choice foot[] = {
        {"edit.published", ui.tr("edit.published.back"), {.look = Look::primary, .icon = Icon::check, .again = true}}};
    if (draw_foot(scene, foot, area)) scene.intent = GoBack{};
    return draw_say(scene, area, ui.tr("edit.published"), ui.theme().mint);
  }
  const auto all = changes(scene.state.published, scene.survey(), scene.state.language);
  const bool can = how != Storing::under_way && !scene.material.fault && !all.empty();
  const std::string label = ui.tr(how == Storing::under_way ? "edit.publishing"
                                  : how == Storing::failed  ? "edit.publish.again"
                                                            : "edit.publish.send");
  const Choice foot[] = {
      {"publish.send", label, {.look = Look::primary, .icon = Icon::check, .again = true, .enabled = can}},
      {"edit.preview", ui.tr("edit.preview"), {.look = Look::outline, .icon = Icon::person, .again = true}}};
  if (const auto tapped = draw_foot(scene, foot, area))
    scene.intent = *tapped == 0 ? QuestionsIntent(Publish{}) : Go{{.page = Page::preview}};
  draw_strip(scene, area);
  if (how == Storing::failed)
    draw_say(scene, area, scene.state.problem.empty() ? ui.tr("edit.publish.failed") : scene.state.problem,
             ui.theme().coral);
  const Card note{.id = "publish.note",
                  .label = ui.tr("edit.note"),
                  .value = scene.state.note.empty() ? ui.tr("edit.note.empty") : scene.state.note,
                  .icon = Icon::pencil};
  if (draw_card(ui, area.cut_top(card_height(ui), ui.mm(3)), note))
    scene.intent = Go{{.page = Page::entry, .typed = Typed::note}};
  draw_say(scene, area, ui.tr("edit.changes", all.size()), ui.theme().muted);
  draw_changes(scene, area, all);
}

void draw_history(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("edit.history"));
  const auto& history = scene.material.history;
  ui::draw_list(ui, area, history.size(), ui::option_height(ui), [&](std::size_t i, const Rect& place) {
    const std::size_t index = history.size() - 1 - i;  // the newest first
    const Revision& one = history[index];
    std::string label = ui::filled(ui.tr("edit.revision"), "n", std::to_string(one.ordinal));
    if (one.current) label += " · " + ui.tr("edit.current");
    const ui::Option option{.id = "revision." + std::to_string(one.ordinal),
                            .label = label,
                            .say = revision_words(scene, one),
                            .chosen = one.current};
    if (ui::draw_option(ui, place, option)) scene.intent = Go{{.page = Page::revision, .index = index}};
  });
}

void draw_revision(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  const auto& history = scene.material.history;
  if (scene.at().index >= history.size()) return;
  const Revision& one = history[scene.at().index];
  Rect area = begin_page(scene, ui::filled(ui.tr("edit.revision"), "n", std::to_string(one.ordinal)));
  draw_say(scene, area, revision_words(scene, one), ui.theme().muted);
  const auto then = read_draft(*one.definition);
  const auto all = then ? changes(*then, scene.survey(), scene.state.language) : std::vector<Change>();
  const Choice foot[] = {{"revision.take",
                          ui.tr("edit.take"),
                          {.look = Look::primary, .icon = Icon::undo, .again = true, .enabled = !all.empty()}}};
  if (draw_foot(scene, foot, area)) scene.intent = TakeRevision{scene.at().index};
  draw_say(scene, area, all.empty() ? ui.tr("edit.compare.same") : ui.tr("edit.compare", all.size()), ui.theme().chalk);
  draw_changes(scene, area, all);
}

void draw_files(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("edit.import"));
  const auto& files = scene.material.files;
  const Choice foot[] = {
      {"files.again", ui.tr("edit.files.again"), {.look = Look::outline, .icon = Icon::undo, .again = true}}};
  if (draw_foot(scene, foot, area)) scene.intent = LookAgain{};
  if (files.empty())
    return draw_say(scene, area, ui.tr(scene.material.has_stick ? "edit.files.none" : "edit.stick.none"),
                    ui.theme().muted);
  draw_say(scene, area, ui.tr(scene.state.survey.empty() ? "edit.files.new" : "edit.files.replace"), ui.theme().muted);
  ui::draw_list(ui, area, files.size(), ui::option_height(ui), [&](std::size_t i, const Rect& place) {
    const ui::Option option{.id = "file." + std::to_string(i + 1), .label = files[i].name, .say = files[i].path};
    if (ui::draw_option(ui, place, option)) scene.intent = FromStick{i};
  });
}

// Parts that make the file when they are put one behind another, as many as a camera reads without trouble.
void draw_code(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("edit.code"), true);
  const auto slices = code_parts(scene.survey().dump());
  const std::size_t parts = slices.size(), part = std::min(scene.at().index, parts - 1);
  std::string say = ui.tr("edit.code.say");
  if (parts > 1) {
    const std::string which = ui::filled(ui.tr("edit.code.part"), "n", std::to_string(part + 1));
    say = ui::filled(which, "all", std::to_string(parts)) + " " + say;
    const Choice foot[] = {{"code.next",
                            ui.tr("edit.code.next"),
                            {.look = Look::primary, .icon = Icon::next, .again = true, .enabled = part + 1 < parts}}};
    if (draw_foot(scene, foot, area)) scene.intent = Go{{.page = Page::code, .index = part + 1}};
  }
  draw_say(scene, area, say, ui.theme().muted);
  ui::draw_qr(ui, ui::qr_of(slices[part]), area);
}

}  // namespace chalkpoint::admin::editor
