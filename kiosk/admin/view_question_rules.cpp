// Conditions as rows, with the expression that they are always below.
#include <algorithm>

#include "kiosk/admin/view_questions.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::admin::editor {
namespace {

using ui::Choice;
using ui::Icon;
using ui::Look;
using ui::Rect;

const Draft* question_named(const QuestionsScene& scene, const std::string& name, std::string* path = nullptr) {
  for (const Spot& spot : questions(scene.survey())) {
    if (data_name_of(scene.survey(), spot) != name) continue;
    if (path != nullptr) *path = path_of(spot);
    return find(scene.survey(), path_of(spot));
  }
  return nullptr;
}

// What stands for the value on the screen: the text of the choice, yes and no, else the value.
std::string value_words(const QuestionsScene& scene, const Condition& row, std::size_t i) {
  if (i >= row.values.size()) return "…";
  const std::string& value = row.values[i].text;
  std::string path;
  const Draft* question = question_named(scene, row.name, &path);
  if (question != nullptr && question->contains("choices"))
    for (std::size_t c = 0; c < (*question)["choices"].size(); ++c) {
      const std::string one = path + "/choices/" + std::to_string(c);
      if (word_at(scene.survey(), one + "/value") != value) continue;
      const std::string text = any_text_at(scene.survey(), one + "/text", scene.state.language);
      return text.empty() ? value : text;
    }
  if (value == "true") return scene.ui.tr("edit.yes");
  if (value == "false") return scene.ui.tr("edit.no");
  return value;
}

std::string name_words(const QuestionsScene& scene, const std::string& name) {
  std::string path;
  return question_named(scene, name, &path) ? title_at(scene, path) : name;
}

/// A value that can be tapped.
struct Value {
  Operand operand;
  std::string label;
};
std::vector<Value> values_of(const QuestionsScene& scene, const std::string& name) {
  std::vector<Value> out;
  std::string path;
  const Draft* question = question_named(scene, name, &path);
  if (question == nullptr) return out;
  const std::string_view kind = kind_of(*question);
  if (kind == "boolean")
    for (const char* const value : {"true", "false"})
      out.push_back({{value, false}, scene.ui.tr(value == std::string("true") ? "edit.yes" : "edit.no")});
  if (kind == "nps" || kind == "rating") {
    const int first = question->value("rateMin", 1), last = question->value("rateMax", 5);
    for (int rate = first; rate <= last && rate < first + 12; ++rate)
      out.push_back({{std::to_string(rate), false}, std::to_string(rate)});
  }
  if (question->contains("choices"))
    for (std::size_t i = 0; i < (*question)["choices"].size() && i < 16; ++i) {
      const Draft& choice = (*question)["choices"][i];
      const Draft& value = choice.is_object() && choice.contains("value") ? choice["value"] : choice;
      const std::string text =
          any_text_at(scene.survey(), path + "/choices/" + std::to_string(i) + "/text", scene.state.language);
      const Operand operand{value.is_string() ? value.get<std::string>() : value.dump(), value.is_string()};
      out.push_back({operand, text.empty() ? operand.text : text});
    }
  return out;
}

void draw_expression(QuestionsScene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  const std::string text = word_at(scene.survey(), scene.at().path);
  Rect at = area.cut_bottom(ui.line_height(ui::kSmall) * 3 + ui.mm(7), ui.mm(3));
  ui.fill(at, ui.theme().fill.faded(0.45F), ui.mm(3));
  Rect inside = at.inset(ui.mm(5), ui.mm(2.5F));
  ui.text(inside.cut_top(ui.line_height(ui::kSmall), ui.mm(0.5F)), ui.tr("edit.expression.is"), ui::kSmall,
          ui.theme().muted);
  ui::draw_lines(ui, text.empty() ? ui.tr("edit.always") : text, inside, ui::kSmall, 2, ui.theme().blue);
}

void draw_values(QuestionsScene& scene, const Condition& row, std::size_t operand, Rect& area) {
  ui::Ui& ui = scene.ui;
  const auto values = values_of(scene, row.name);
  if (values_wanted(row.test) == 2)
    draw_say(scene, area, ui.tr(operand == 0 ? "edit.from" : "edit.until"), ui.theme().muted);
  if (values.empty()) {
    const Rect at = area.cut_top(card_height(ui), ui.mm(3));
    if (draw_card(ui, at,
                  {.id = "value." + std::to_string(operand + 1),
                   .label = ui.tr("edit.type.value.title"),
                   .value = value_words(scene, row, operand)}))
      scene.intent = Go{{.page = Page::entry,
                         .path = scene.at().path,
                         .index = scene.at().index,
                         .operand = operand,
                         .typed = Typed::operand}};
    return;
  }
  std::vector<Choice> choices;
  for (const Value& value : values)
    choices.push_back({"value." + std::to_string(operand + 1) + '.' + value.operand.text,
                       value.label,
                       {.look = Look::pick,
                        .chosen = operand < row.values.size() && row.values[operand].text == value.operand.text,
                        .again = true}});
  const float high = ui::draw_choices(ui, choices, area, false, 13).height;
  const auto tapped = ui::draw_choices(ui, choices, area.cut_top(high, ui.mm(4)), true, 13).tapped;
  if (!tapped) return;
  Condition next = row;
  next.values.resize(values_wanted(row.test));
  next.values[operand] = values[*tapped].operand;
  scene.intent = SetRow{next};
}

}  // namespace

std::string row_words(const QuestionsScene& scene, const Condition& row) {
  const ui::Ui& ui = scene.ui;
  std::string out = ui.tr("edit.row." + std::string(kTests.at(static_cast<std::size_t>(row.test))));
  out = ui::filled(out, "question", name_words(scene, row.name));
  out = ui::filled(out, "value", value_words(scene, row, 0));
  return ui::filled(out, "last", value_words(scene, row, 1));
}

std::string rule_words(const QuestionsScene& scene, const std::string& expression) {
  const auto rule = read_rule(expression);
  if (!rule || rule->rows.empty()) return expression;
  std::string out;
  for (const Condition& row : rule->rows)
    out += (out.empty() ? "" : scene.ui.tr(rule->any ? "edit.or" : "edit.and")) + row_words(scene, row);
  return out;
}

void draw_rule(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  const std::string& path = scene.at().path;
  const std::string property = path.substr(path.rfind('/') + 1);
  Rect area = begin_page(scene, property_words(ui, property), !ui.portrait());
  const std::string text = word_at(scene.survey(), path);
  const auto rule = read_rule(text);
  const bool can_ask = !row_questions(scene.survey(), path).empty();
  std::vector<Choice> foot = {
      {"edit.done", ui.tr("edit.done"), {.look = Look::primary, .icon = Icon::check, .again = true}},
      {"rule.add",
       ui.tr("edit.rule.add"),
       {.look = Look::outline, .icon = Icon::plus, .again = true, .enabled = rule && can_ask}},
      {"rule.text", ui.tr("edit.rule.text"), {.look = Look::outline, .icon = Icon::pencil, .again = true}},
      {"rule.clear",
       ui.tr("edit.rule.clear"),
       {.look = Look::outline, .icon = Icon::close, .again = true, .enabled = !text.empty()}}};
  if (const auto tapped = draw_foot(scene, foot, area)) {
    const QuestionsIntent does[] = {GoBack{}, AddRow{},
                                    Go{{.page = Page::entry, .path = path, .typed = Typed::expression}},
                                    SetValue{path, Draft()}};
    scene.intent = does[*tapped];
  }
  draw_expression(scene, area);
  if (scene.material.fault && scene.material.fault->place.ends_with('.' + property))
    draw_say(scene, area, fault_words(scene, *scene.material.fault), ui.theme().coral);
  if (!rule) return draw_say(scene, area, ui.tr("edit.rule.free"), ui.theme().muted);
  if (rule->rows.empty()) return draw_say(scene, area, ui.tr("edit.rule.empty"), ui.theme().muted);
  if (rule->rows.size() > 1) {
    const Choice how[] = {
        {"rule.all", ui.tr("edit.rule.all"), {.look = Look::small, .chosen = !rule->any, .again = true}},
        {"rule.any", ui.tr("edit.rule.any"), {.look = Look::small, .chosen = rule->any, .again = true}}};
    if (const auto tapped = ui::draw_rows(ui, how, area)) scene.intent = SetAny{*tapped == 1};
  }
  ui::draw_list(ui, area, rule->rows.size(), ui::option_height(ui), [&](std::size_t i, const Rect& place) {
    const ui::Option option{
        .id = "row." + std::to_string(i + 1), .label = row_words(scene, rule->rows[i]), .say = ui.tr("edit.row.say")};
    if (ui::draw_option(ui, place, option)) scene.intent = Go{{.page = Page::condition, .path = path, .index = i}};
  });
}

void draw_condition(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("edit.condition"), !ui.portrait());
  const Choice foot[] = {
      {"edit.done", ui.tr("edit.done"), {.look = Look::primary, .icon = Icon::check, .again = true}},
      {"edit.remove", ui.tr("edit.remove"), {.look = Look::outline, .icon = Icon::close, .again = true}}};
  if (const auto tapped = draw_foot(scene, foot, area))
    scene.intent = *tapped == 0 ? QuestionsIntent(GoBack{}) : RemoveRow{};
  draw_expression(scene, area);
  const auto rule = read_rule(word_at(scene.survey(), scene.at().path));
  if (!rule || scene.at().index >= rule->rows.size()) return;
  const Condition& row = rule->rows[scene.at().index];
  const Card asked{.id = "row.question",
                   .label = ui.tr("edit.row.question"),
                   .value = name_words(scene, row.name),
                   .icon = Icon::list};
  if (draw_card(ui, area.cut_top(card_height(ui), ui.mm(3)), asked))
    scene.intent = Go{{.page = Page::names, .path = scene.at().path, .index = scene.at().index}};
  const Draft* question = question_named(scene, row.name);
  const auto tests = tests_for(question == nullptr ? "text" : kind_of(*question));
  std::vector<Choice> choices;
  for (const Test test : tests) {
    const std::string name(kTests.at(static_cast<std::size_t>(test)));
    choices.push_back(
        {"test." + name, ui.tr("edit.test." + name), {.look = Look::small, .chosen = row.test == test, .again = true}});
  }
  if (const auto tapped = ui::draw_rows(ui, choices, area)) {
    Condition next = row;
    next.test = tests[*tapped];
    next.values.resize(values_wanted(next.test), row.values.empty() ? operand_of("0", false) : row.values.back());
    scene.intent = SetRow{next};
  }
  for (std::size_t i = 0; i < values_wanted(row.test); ++i) draw_values(scene, row, i, area);
}

void draw_names(QuestionsScene& scene) {
  ui::Ui& ui = scene.ui;
  Rect area = begin_page(scene, ui.tr("edit.row.question"));
  const auto all = row_questions(scene.survey(), scene.at().path);
  ui::draw_list(ui, area, all.size(), card_height(ui), [&](std::size_t i, const Rect& place) {
    const std::string path = path_of(all[i]), name = data_name_of(scene.survey(), all[i]);
    const std::string kind(kind_of(*find(scene.survey(), path)));
    if (!draw_card(ui, place,
                   {.id = "name." + name, .label = ui.tr("edit.kind." + kind), .value = title_at(scene, path)}))
      return;
    Condition row{.name = name, .test = tests_for(kind).front(), .values = {}};
    const auto values = values_of(scene, name);
    if (values_wanted(row.test) > 0) row.values = {values.empty() ? operand_of("0", false) : values.front().operand};
    scene.intent = SetRow{row};
  });
}

}  // namespace chalkpoint::admin::editor
