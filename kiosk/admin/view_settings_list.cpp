// What can be set at a question, a page, a choice: cards by group; its lists; one of a few.
#include <algorithm>

#include "kiosk/admin/view_questions.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::admin::editor {
namespace {

using ui::Choice;
using ui::Icon;
using ui::Look;
using ui::Rect;

std::string below(const std::string& path, std::string_view property) {
  return path + '/' + std::string(property);
}

std::string missing_words(const ui::Ui& ui, const std::vector<std::string_view>& missing) {
  std::string out;
  for (const std::string_view language : missing)
    out += (out.empty() ? "" : ", ") + ui.tr("edit.missing." + std::string(language));
  return out;
}

std::string items_words(const QuestionsScene& scene, const std::string& path) {
  const Draft* list = find(scene.survey(), path);
  if (list == nullptr || list->empty()) return scene.ui.tr("edit.none");
  std::string out;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string one = path + '/' + std::to_string(i);
    std::string text = any_text_at(scene.survey(), one + "/text", scene.state.language);
    if (path.ends_with("validators")) text = scene.ui.tr("edit.check." + word_at(scene.survey(), one + "/type"));
    if (text.empty())
      text = (*list)[i].is_object() ? word_at(scene.survey(), one + "/value") : word_at(scene.survey(), one);
    out += (out.empty() ? "" : ", ") + text;
  }
  return out;
}

Card card_of(const QuestionsScene& scene, const Setting& setting) {
  const ui::Ui& ui = scene.ui;
  const Draft& draft = scene.survey();
  const std::string path = below(scene.at().path, setting.property), property(setting.property);
  Card card{.id = "set." + property, .label = property_words(ui, property), .value = ui.tr("edit.none")};
  switch (setting.kind) {
    case SettingKind::texts: {
      const std::string text = any_text_at(draft, path, scene.state.language);
      if (!text.empty()) card.value = text;
      std::vector<std::string_view> missing;
      for (const std::string_view language : kSurveyLanguages)
        if (text_at(draft, path, language).empty()) missing.push_back(language);
      const bool wanted = property == "title" && subject_of(scene.at().path) == Subject::question;
      if (!text.empty() || wanted) card.worry = missing_words(ui, missing);
      break;
    }
    case SettingKind::toggle:
      card.value = ui.tr(flag_at(draft, path) ? "edit.yes" : "edit.no");
      card.icon = flag_at(draft, path) ? Icon::check : Icon::none;
      break;
    case SettingKind::pick:
      card.value = ui.tr("edit." + property + '.' +
                         (find(draft, path)         ? word_at(draft, path)
                          : property == "inputType" ? "text"
                                                    : "none"));
      break;
    case SettingKind::rule:
      if (find(draft, path))
        card.value = rule_words(scene, word_at(draft, path));
      else if (property == "visibleIf")
        card.value = ui.tr("edit.always");
      break;
    case SettingKind::items:
      card.value = items_words(scene, path);
      break;
    case SettingKind::number:
    case SettingKind::word:
      if (property == "name") {
        card.value = data_name_of(draft, spot_of_path(scene.at().path).value_or(Spot{}));
      } else if (find(draft, path)) {
        card.value = word_at(draft, path);
      }
      break;
  }
  return card;
}

QuestionsIntent wanted(const QuestionsScene& scene, const Setting& setting) {
  const std::string path = below(scene.at().path, setting.property);
  switch (setting.kind) {
    case SettingKind::texts:
      return Go{{.page = Page::texts, .path = path}};
    case SettingKind::toggle:
      return SetValue{path, flag_at(scene.survey(), path) ? Draft() : Draft(true)};
    case SettingKind::pick:
      return Go{{.page = Page::pick, .path = path}};
    case SettingKind::rule:
      return Go{{.page = Page::rule, .path = path}};
    case SettingKind::items:
      return Go{{.page = Page::items, .path = path}};
    case SettingKind::number:
      return Go{{.page = Page::entry, .path = path, .typed = Typed::number}};
    case SettingKind::word:
      return Go{{.page = Page::entry, .path = path, .typed = setting.property == "name" ? Typed::name : Typed::word}};
  }
  return Stay{};
}

std::string page_title(const QuestionsScene& scene) {
  const std::string& path = scene.at().path;
  switch (subject_of(path)) {
    case Subject::survey:
      return scene.ui.tr("edit.survey");
    case Subject::page:
    case Subject::question:
      return title_at(scene, path);
    case Subject::choice: {
      const std::string text = any_text_at(scene.survey(), path + "/text", scene.state.language);
      return text.empty() ? word_at(scene.survey(), path + "/value") : text;
    }
    case Subject::check:
      return scene.ui.tr("edit.check." + word_at(scene.survey(), path + "/type"));
  }
  return {};
}

void draw_doing(QuestionsScene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const Subject subject = subject_of(scene.at().path);
  if (subject == Subject::survey) return;
  std::vector<Choice> foot = {
      {"edit.done", ui.tr("edit.done"), {.look = Look::primary, .icon = Icon::check, .again = true}},
      {"edit.up", ui.tr("edit.up"), {.look = Look::outline, .again = true}},
      {"edit.down", ui.tr("edit.down"), {.look = Look::outline, .again = true}}};
  std::vector<QuestionsIntent> does = {GoBack{}, Step{false}, Step{true}};
  if (subject == Subject::question || subject == Subject::page) {
    foot.push_back({"edit.copy", ui.tr("edit.copy"), {.look = Look::outline, .icon = Icon::plus, .again = true}});
    does.emplace_back(Duplicate{});
  }
  foot.push_back({"edit.remove", ui.tr("edit.remove"), {.look = Look::outline, .icon = Icon::close, .again = true}});
  does.emplace_back(Remove{});
  if (const auto tapped = draw_foot(scene, foot, area)) scene.intent = does[*tapped];
}

}  // namespace

void draw_settings(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, page_title(scene), !ui.portrait());
  draw_doing(scene, area);
  draw_strip(scene, area);
  const auto settings = settings_of(scene.survey(), scene.at().path);
  const std::size_t columns = ui.portrait() ? 1 : 2;
  const float gap = ui.mm(2.6F), high = card_height(ui), head = ui.line_height(ui::kSmallStrong) + ui.mm(2);
  struct Place {
    const Setting* setting;  // null: the head of a group
    std::string_view group;
    Rect at;
  };
  std::vector<Place> places;
  float y = 0;
  std::size_t column = 0;
  std::string_view group;
  const float wide = (area.w - ui.mm(3) - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  for (const Setting& setting : settings) {
    if (setting.group != group) {
      if (column > 0) y += high + gap;
      if (!group.empty()) y += ui.mm(1.5F);
      group = setting.group;
      column = 0;
      places.push_back({nullptr, group, {0, y, area.w, head}});
      y += head;
    }
    places.push_back({&setting, group, {static_cast<float>(column) * (wide + gap), y, wide, high}});
    column = (column + 1) % columns;
    if (column == 0) y += high + gap;
  }
  if (column > 0) y += high + gap;
  const Rect at = ui.begin_scroll(area, y - gap, ui.kept(scene.at().path), ui.mm(6));
  for (const Place& place : places) {
    const Rect rect = place.at.moved(at.x, at.y);
    if (rect.bottom() <= area.y || rect.y >= area.bottom()) continue;
    if (place.setting == nullptr)
      ui.text(rect, ui.tr("edit.group." + std::string(place.group)), ui::kSmallStrong, ui.theme().yellow);
    else if (draw_card(ui, rect, card_of(scene, *place.setting)))
      scene.intent = wanted(scene, *place.setting);
  }
  ui.end_scroll();
}

void draw_pick(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  const std::string& path = scene.at().path;
  const std::string property = path.substr(path.rfind('/') + 1);
  Rect area = begin_page(scene, property_words(ui, property));
  const Draft& question = *find(scene.survey(), path.substr(0, path.rfind('/')));
  const auto options = options_of(question, property);
  const std::string now = question.value(property, property == "inputType" ? "text" : "");
  ui::draw_list(ui, area, options.size(), ui::option_height(ui), [&](std::size_t i, const Rect& place) {
    const std::string name = options[i].empty() ? "none" : std::string(options[i]);
    const std::string key = "edit." + property + '.' + name;
    const ui::Option option{
        .id = "pick." + name, .label = ui.tr(key), .say = ui.tr(key + ".say"), .chosen = now == options[i]};
    if (ui::draw_option(ui, place, option))
      scene.intent = SetValue{path, options[i].empty() ? Draft() : Draft(std::string(options[i]))};
  });
}

void draw_items(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  const std::string& path = scene.at().path;
  const bool checks = path.ends_with("/validators");
  Rect area = begin_page(scene, property_words(ui, checks ? "validators" : "choices"), !ui.portrait());
  std::vector<Choice> foot = {
      {"edit.done", ui.tr("edit.done"), {.look = Look::primary, .icon = Icon::check, .again = true}},
      {"item.add", ui.tr("edit.add"), {.look = Look::outline, .icon = Icon::plus, .again = true}}};
  if (!checks)
    foot.push_back(
        {"item.departments", ui.tr("edit.departments"), {.look = Look::outline, .icon = Icon::list, .again = true}});
  if (const auto tapped = draw_foot(scene, foot, area)) {
    if (*tapped == 0) scene.intent = GoBack{};
    if (*tapped == 1) scene.intent = checks ? QuestionsIntent(Go{{.page = Page::check_type, .path = path}}) : AddItem{};
    if (*tapped == 2) scene.intent = AddDepartments{};
  }
  draw_strip(scene, area);
  const Draft* list = find(scene.survey(), path);
  const std::size_t count = list == nullptr ? 0 : list->size();
  if (count == 0)
    return draw_say(scene, area, ui.tr(checks ? "edit.checks.none" : "edit.choices.none"), ui.theme().muted);
  ui::draw_list(ui, area, count, card_height(ui), [&](std::size_t i, const Rect& place) {
    const std::string one = path + '/' + std::to_string(i);
    Card card{.id = "item." + std::to_string(i + 1), .label = {}, .value = {}};
    if (checks) {
      card.value = ui.tr("edit.check." + word_at(scene.survey(), one + "/type"));
      card.label = any_text_at(scene.survey(), one + "/text", scene.state.language);
    } else {
      const bool plain = !(*list)[i].is_object();
      card.label = plain ? word_at(scene.survey(), one) : word_at(scene.survey(), one + "/value");
      std::vector<std::string_view> missing;
      std::string both;
      for (const std::string_view language : kSurveyLanguages) {
        const std::string text = plain ? "" : text_at(scene.survey(), one + "/text", language);
        if (text.empty()) missing.push_back(language);
        if (!text.empty()) both += (both.empty() ? "" : "  |  ") + text;
      }
      card.value = both.empty() ? card.label : both;
      card.worry = missing_words(ui, missing);
    }
    if (draw_card(ui, place, card)) scene.intent = Go{{.page = Page::settings, .path = one}};
  });
}

void draw_check_type(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("edit.check.title"));
  const std::string& path = scene.at().path;
  const auto types = checks_for(kind_of(*find(scene.survey(), path.substr(0, path.rfind('/')))));
  ui::draw_list(ui, area, types.size(), ui::option_height(ui), [&](std::size_t i, const Rect& place) {
    const std::string type(types[i]);
    const ui::Option option{
        .id = "check." + type, .label = ui.tr("edit.check." + type), .say = ui.tr("edit.check." + type + ".say")};
    if (ui::draw_option(ui, place, option)) scene.intent = AddItem{type};
  });
}

}  // namespace chalkpoint::admin::editor
