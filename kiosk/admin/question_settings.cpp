#include "kiosk/admin/question_settings.h"

#include <algorithm>
#include <set>

namespace chalkpoint::admin::editor {
namespace {

using enum SettingKind;
using Settings = std::vector<Setting>;

bool is_typed(std::string_view kind) {
  return kind == "comment" || kind == "text" || kind == "tel" || kind == "email" || kind == "number";
}

void add_answers(Settings& out, std::string_view kind, const Draft& question) {
  const auto add = [&out](SettingKind of, std::string_view property) { out.push_back({of, property, "answers"}); };
  if (kind == "nps" || kind == "rating") {
    for (const std::string_view end : {"minRateDescription", "maxRateDescription"}) add(texts, end);
    if (kind == "rating")
      for (const std::string_view rate : {"rateMin", "rateMax", "rateStep"}) add(number, rate);
  }
  if (kind == "radiogroup" || kind == "checkbox") {
    add(items, "choices");
    add(toggle, "showOtherItem");
    if (question.value("showOtherItem", false)) add(texts, "otherText");
    add(toggle, "showNoneItem");
    if (question.value("showNoneItem", false)) add(texts, "noneText");
  }
  if (kind == "checkbox")
    for (const std::string_view limit : {"minSelectedChoices", "maxSelectedChoices"}) add(number, limit);
  if (kind == "boolean") {
    for (const std::string_view label : {"labelTrue", "labelFalse"}) add(texts, label);
    add(toggle, "swapOrder");
  }
  if (is_typed(kind)) add(texts, "placeholder");
  if (!is_typed(kind) && !question.value("showOtherItem", false)) {
    add(toggle, "showCommentArea");
    if (question.value("showCommentArea", false)) add(texts, "commentText");
  }
}

void add_limits(Settings& out, std::string_view kind) {
  const auto add = [&out](SettingKind of, std::string_view property) { out.push_back({of, property, "limits"}); };
  if (kind == "number")
    for (const std::string_view limit : {"min", "max", "step"}) add(number, limit);
  else if (is_typed(kind))
    add(number, "maxLength");
  add(items, "validators");
}

Settings of_question(const Draft& question) {
  const std::string_view kind = kind_of(question);
  Settings out = {{texts, "title", "ask"}, {texts, "description", "ask"}};
  add_answers(out, kind, question);
  out.push_back({rule, "visibleIf", "show"});
  out.push_back({toggle, "isRequired", "show"});
  if (!question.value("isRequired", false)) out.push_back({rule, "requiredIf", "show"});
  if (question.value("isRequired", false) || question.contains("requiredIf"))
    out.push_back({texts, "requiredErrorText", "show"});
  add_limits(out, kind);
  const std::string type = question.value("type", "");
  if (type == "text") out.push_back({pick, "inputType", "data"});
  if (!options_of(question, "surveyRole").empty()) out.push_back({pick, "surveyRole", "data"});
  out.push_back({word, "name", "data"});
  return out;
}

Settings of_check(const Draft& check) {
  Settings out;
  const std::string type = check.value("type", "");
  const auto limits = [&out](std::string_view low, std::string_view high) {
    out.push_back({number, low, "limits"});
    out.push_back({number, high, "limits"});
  };
  if (type == "numeric") limits("minValue", "maxValue");
  if (type == "text") limits("minLength", "maxLength");
  if (type == "answercount") limits("minCount", "maxCount");
  if (type == "regex") out.push_back({word, "regex", "limits"});
  if (type == "expression") out.push_back({rule, "expression", "limits"});
  out.push_back({texts, "text", "ask"});
  return out;
}

// The names in braces that a condition asks for.
std::vector<std::string> names_in(const std::string& expression) {
  std::vector<std::string> out;
  for (std::size_t at = 0; (at = expression.find('{', at)) != std::string::npos;) {
    const auto end = expression.find_first_of("}.[", ++at);
    if (end == std::string::npos) break;
    out.push_back(expression.substr(at, end - at));
  }
  return out;
}

void add_unknown(std::vector<Worry>& out, const Draft& draft, const std::string& path,
                 const std::set<std::string>& known) {
  for (const char* const property : {"visibleIf", "requiredIf"})
    for (const std::string& name : names_in(word_at(draft, path + '/' + property)))
      if (!known.contains(name) && !name.ends_with("-Comment"))
        out.push_back({Worry::Kind::unknown_name, path + '/' + property, name});
}

}  // namespace

Subject subject_of(std::string_view path) {
  const auto level = std::ranges::count(path, '/');
  if (path.empty()) return Subject::survey;
  if (level <= 2) return Subject::page;
  if (level <= 4) return Subject::question;
  return path.find("/validators/") != std::string_view::npos ? Subject::check : Subject::choice;
}

std::optional<Spot> spot_of_path(std::string_view path) {
  const auto number = [path](std::string_view list, std::size_t from) {
    std::pair<std::optional<std::size_t>, std::size_t> out{std::nullopt, from};
    if (!path.substr(std::min(from, path.size())).starts_with(list)) return out;
    for (std::size_t at = from + list.size(); at < path.size() && path[at] >= '0' && path[at] <= '9'; ++at)
      out = {out.first.value_or(0) * 10 + static_cast<std::size_t>(path[at] - '0'), at + 1};
    return out;
  };
  const auto [page, behind] = number("/pages/", 0);
  if (!page) return std::nullopt;
  return Spot{*page, number("/elements/", behind).first};
}

std::vector<Setting> settings_of(const Draft& draft, const std::string& path) {
  const Draft* found = find(draft, path);
  if (found == nullptr) return {};
  switch (subject_of(path)) {
    case Subject::survey:
      return {{texts, "title", "ask"},
              {texts, "description", "ask"},
              {texts, "completedHtml", "ask"},
              {number, "maxTextLength", "limits"}};
    case Subject::page:
      return {{texts, "title", "ask"}, {texts, "description", "ask"}, {rule, "visibleIf", "show"}};
    case Subject::question:
      return of_question(*found);
    case Subject::choice:
      return {{texts, "text", "ask"},
              {rule, "visibleIf", "show"},
              {toggle, "isExclusive", "show"},
              {word, "value", "data"}};
    case Subject::check:
      return of_check(*found);
  }
  return {};
}

std::vector<std::string_view> options_of(const Draft& question, std::string_view property) {
  const std::string type = question.value("type", "");
  if (property == "inputType") return {"text", "tel", "email", "number"};
  if (type == "rating") return {"", "nps", "score"};
  if (type == "radiogroup") return {"", "touchpoint"};
  if (type == "text" && question.value("inputType", "text") == "text") return {"", "contact"};
  return {};
}

std::vector<std::string_view> checks_for(std::string_view kind) {
  if (kind == "checkbox") return {"answercount", "expression"};
  if (kind == "number") return {"numeric", "expression"};
  if (kind == "email") return {"email", "regex", "expression"};
  if (is_typed(kind)) return {"text", "regex", "expression"};
  return {"expression"};
}

Draft new_check(std::string_view type) {
  Draft out = {{"type", std::string(type)}};
  if (type == "regex") out["regex"] = R"(^\d+$)";
  if (type == "expression") out["expression"] = "1 = 1";
  return out;
}

std::vector<Spot> row_questions(const Draft& draft, const std::string& path) {
  const auto own = spot_of_path(path);
  std::vector<Spot> out;
  std::vector<std::string> seen;
  for (const Spot& spot : questions(draft)) {
    const std::string name = data_name_of(draft, spot);
    if (own == spot || std::ranges::find(seen, name) != seen.end()) continue;
    const std::string_view kind = kind_of(*find(draft, path_of(spot)));
    if (kind == "tel" || kind == "email") continue;  // what is sealed at once is no condition to show by
    seen.push_back(name);
    out.push_back(spot);
  }
  return out;
}

std::vector<Test> tests_for(std::string_view kind) {
  using enum Test;
  if (kind == "nps" || kind == "rating" || kind == "number")
    return {at_most, at_least, between, is, is_not, answered, unanswered};
  if (kind == "checkbox") return {contains, contains_not, answered, unanswered};
  if (kind == "boolean") return {is, answered, unanswered};
  if (kind == "radiogroup") return {is, is_not, answered, unanswered};
  return {answered, unanswered, is, contains};
}

Condition first_row(const Draft& draft, const std::string& path) {
  const auto own = spot_of_path(path);
  const auto all = row_questions(draft, path);
  std::optional<Spot> chosen;
  for (const Spot& spot : all) {
    const bool is_score = kind_of(*find(draft, path_of(spot))) == "nps";
    const bool before = !own || spot.page < own->page || (spot.page == own->page && spot.question < own->question);
    if (is_score) {
      chosen = spot;
      break;
    }
    if (before || !chosen) chosen = spot;
  }
  if (!chosen) return {};
  const Draft& question = *find(draft, path_of(*chosen));
  const std::string_view kind = kind_of(question);
  Condition row{.name = data_name_of(draft, *chosen), .test = tests_for(kind).front(), .values = {}};
  if (kind == "nps") row.values = {{"6", false}};
  if (kind == "rating" || kind == "number") row.values = {{std::to_string(question.value("rateMax", 5)), false}};
  if (kind == "boolean") row.values = {{"true", false}};
  if (question.contains("choices") && !question["choices"].empty()) {
    const Draft& first = question["choices"].front();
    const Draft& value = first.is_object() && first.contains("value") ? first["value"] : first;
    row.values = {{value.is_string() ? value.get<std::string>() : value.dump(), value.is_string()}};
  }
  return row;
}

std::vector<Worry> worries(const Draft& draft) {
  std::vector<Worry> out;
  std::set<std::string> known;
  for (const Spot& spot : questions(draft)) known.insert({name_of(draft, spot), data_name_of(draft, spot)});
  for (std::size_t p = 0; p < page_count(draft); ++p) {
    add_unknown(out, draft, path_of({p, {}}), known);
    for (std::size_t q = 0; q < question_count(draft, p); ++q) add_unknown(out, draft, path_of({p, q}), known);
  }
  for (const TextSlot& slot : all_texts(draft))
    if (!slot.missing.empty()) out.push_back({Worry::Kind::missing, slot.path, slot.property});
  return out;
}

}  // namespace chalkpoint::admin::editor
