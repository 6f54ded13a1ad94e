// What shows and what hides: conditions are run in the order of the definition, again and again while they change
// answers, at most survey-core's ten times.
#include <algorithm>
#include <cmath>
#include <ranges>
#include <utility>

#include "kiosk/survey/javascript.h"
#include "kiosk/survey/sheet.h"

namespace chalkpoint::survey {
namespace {

namespace js = javascript;

constexpr int kPassesMax = 10;

struct PathStep {
  std::string name;
  std::optional<double> index;  ///< name[index]
};

// ValueGetter.getPath: a.b[2] in steps.
std::vector<PathStep> path_of(std::string_view name) {
  std::vector<PathStep> path;
  for (const auto part : std::views::split(name, '.')) {
    PathStep step{.name = std::string(part.begin(), part.end()), .index = std::nullopt};
    const auto open = step.name.rfind('[');
    if (step.name.ends_with(']') && open != step.name.npos) {
      const double index = js::strict_number(Value(step.name.substr(open + 1, step.name.size() - open - 2)));
      if (!std::isnan(index)) {
        step.index = index;
        step.name.resize(open);
      }
    }
    path.push_back(std::move(step));
  }
  return path;
}

std::string path_text(const std::vector<PathStep>& path, std::size_t count) {
  std::string name;
  for (std::size_t i = 0; i < count; ++i) name += (i > 0 ? "." : "") + path[i].name;
  return name;
}

std::optional<Value> item_at(const Value& value, double index) {
  const Values* list = value.list();
  if (list == nullptr) return std::nullopt;
  if (index < 0) index += static_cast<double>(list->size());
  if (index < 0 || index >= static_cast<double>(list->size()) || std::floor(index) != index) return std::nullopt;
  return (*list)[static_cast<std::size_t>(index)];
}

// VariableGetterContext.getValueByItemCore on an answer: its length, or an item by its number.
std::optional<Value> member_of(const Value& value, const std::string& name) {
  if (name == "length" && value.list()) return Value(static_cast<double>(value.list()->size()));
  if (name == "length" && value.text() && !value.text()->empty())
    return Value(static_cast<double>(js::length(*value.text())));
  const bool is_number = !name.empty() && name.size() < 6 && name.find_first_not_of("0123456789") == name.npos &&
                         (name == "0" || name[0] != '0');
  return is_number ? item_at(value, js::parse_int(name)) : std::nullopt;
}

std::optional<Value> follow(Value value, const std::vector<PathStep>& path, std::size_t from) {
  for (std::size_t i = from; i < path.size(); ++i) {
    auto member = member_of(value, path[i].name);
    if (member && path[i].index) member = item_at(*member, *path[i].index);
    if (!member) return std::nullopt;
    value = std::move(*member);
  }
  return value;
}

}  // namespace

// SurveyModel.runConditionOnValuesChanged
void Sheet::run_conditions(std::initializer_list<Change> changed) {
  if (completed_) return;
  for (const Change& change : changed) {
    std::erase_if(changes_, [&](const Change& earlier) { return earlier.name == change.name; });
    changes_.push_back(change);
  }
  if (running_) {
    changed_ = true;
    return;
  }
  only_concerned_ = true;
  run_conditions();
  only_concerned_ = false;
  changes_.clear();
}

void Sheet::run_conditions() {
  for (passes_ = 0; passes_ <= kPassesMax; ++passes_) {
    changed_ = false;
    running_ = true;
    run_conditions_once();
    running_ = false;
    if (!changed_) break;
  }
}

// ValueGetter.isAnyKeyChanged. A name is compared as it is written and in lower case; one that looks into an answer,
// like q[1], is not concerned when the answer went.
bool Sheet::concerns(const Expression& expression) const {
  if (!only_concerned_ || expression.calls_on_constants() || expression.names().empty()) return true;
  const auto changed = [&](const std::string& name) {
    const auto found = std::ranges::find(changes_, name, &Change::name);
    return found == changes_.end() ? nullptr : &*found;
  };
  return std::ranges::any_of(expression.names(), [&](const std::string& name) {
    if (changed(name) || changed(js::lower(name))) return true;
    const std::vector<PathStep> path = path_of(name);
    for (std::size_t count = 1; count <= path.size(); ++count) {
      const std::string part = path_text(path, count);
      const Change* change = changed(part) ? changed(part) : changed(js::lower(part));
      if (change) return !change->gone;
    }
    return name.ends_with("-unwrapped") && changed(name.substr(0, name.size() - 10));
  });
}

void Sheet::run_conditions_once() {
  std::size_t at = 0;
  for (std::size_t p = 0; p < pages_.size(); ++p) {
    for (; at < questions_.size() && questions_[at].page == p; ++at) {
      Question& question = questions_[at];
      const Element& element = *question.element;
      const auto holds = [&](const Expression& expression) { return expression.holds(lookup(&question, nullptr)); };
      if (element.visible_if && concerns(*element.visible_if)) show(question, holds(*element.visible_if));
      if (element.required_if && concerns(*element.required_if)) {
        const bool was_required = std::exchange(question.required, holds(*element.required_if));
        if (was_required && !question.required) recheck(question, Occasion::check);
      }
      if (element.is_choice()) run_choice_conditions(question);
    }
    const Page& page = definition_->pages[p];
    if (page.visible_if && concerns(*page.visible_if)) {
      const bool visible = page.visible_if->holds(lookup(nullptr, nullptr));
      if (visible != pages_[p].visible) {
        pages_[p].visible = visible;
        note_page_visibility(p);
      }
    }
    if (is_page_visible(p) != pages_[p].seen_visible) note_page_visibility(p);
  }
}

void Sheet::run_choice_conditions(Question& question) {
  bool changed = false;
  const auto& choices = question.element->choices;
  for (Index i = 0; i < choices.size(); ++i) {
    if (!choices[i].visible_if || choices[i].kind != ChoiceKind::plain) continue;
    const bool offered = choices[i].visible_if->passes(lookup(&question, &choices[i]));
    changed = changed || offered != question.offered[i];
    question.offered[i] = offered;
  }
  if (changed) take_back_unoffered(question);
}

void Sheet::show(Question& question, bool visible) {
  if (question.visible == visible) return;
  question.visible = visible;
  if (!visible) {
    drop_error(question);
    clear_hidden(question, false);
  }
  if (visible && is_page_visible(question.page)) set_default(question);
}

void Sheet::note_page_visibility(std::size_t page) {
  pages_[page].seen_visible = is_page_visible(page);
  if (!pages_[page].seen_visible) return;
  for (Question& question : questions_) {
    if (question.page == page) set_default(question);
  }
}

// Question.clearValueIfInvisible: at once when the question hides, for hidden pages when the run is completed. A value
// that another question shows stays.
void Sheet::clear_hidden(Question& question, bool at_the_end) {
  const bool hidden = !question.visible || !is_page_visible(question.page);
  const bool shared = std::ranges::any_of(questions_, [&](const Question& other) {
    return &other != &question && other.element->data_name == question.element->data_name && other.visible &&
           is_page_visible(other.page);
  });
  if (hidden && !shared && (at_the_end || !question.visible)) clear(question, false);
  take_back_unoffered(question);
}

bool Sheet::is_page_visible(std::size_t page) const {
  if (!pages_[page].visible) return false;
  return std::ranges::any_of(questions_,
                             [&](const Question& question) { return question.page == page && question.visible; });
}

bool Sheet::is_visible(const Page& page) const {
  const auto index = static_cast<std::size_t>(&page - definition_->pages.data());
  return index < pages_.size() && is_page_visible(index);
}

bool Sheet::is_visible(const Element& element) const {
  const Question* question = find(element);
  return question != nullptr && question->visible && is_page_visible(question->page);
}

Lookup Sheet::lookup(const Question* from, const Choice* item) const {
  return [this, from, item](std::string_view name) { return look_up(name, from, item); };
}

Value Sheet::look_up(std::string_view name) const {
  return look_up(name, nullptr, nullptr);
}

// {item} in a choice's condition, then what belongs to the question itself, then the survey.
Value Sheet::look_up(std::string_view name, const Question* from, const Choice* item) const {
  const std::string lowered = js::lower(name);
  if (item != nullptr && (lowered == "item" || lowered == "choice" || lowered == "self")) return item->value;
  if (from != nullptr && name == "self") return from->value;
  if (from != nullptr && !is_blank(*from)) {
    if (auto own = follow(from->value, path_of(name), 0)) return *own;
  }
  return look_up_in_survey(name);
}

// SurveyValueGetterContext.getValue: the longest name that a question has, then the longest that the data have.
Value Sheet::look_up_in_survey(std::string_view name) const {
  const std::vector<PathStep> path = path_of(name);
  std::size_t longest = 0;
  while (longest + 1 < path.size() && !path[longest].index) ++longest;
  for (std::size_t count = longest + 1; count > 0; --count) {
    std::string wanted = js::lower(path_text(path, count));
    if (wanted.ends_with("-unwrapped")) wanted.resize(wanted.size() - 10);
    const Question* question = find_data(wanted);
    if (question == nullptr) continue;
    const auto index = path[count - 1].index;
    if (count == path.size()) {
      const Values* list = question->value.list();
      if (!index || *index <= -1 || list == nullptr) return question->value;
      return item_at(question->value, *index).value_or(Value{});
    }
    if (is_blank(*question)) break;
    std::optional<Value> value = question->value;
    if (index && *index >= 0) value = item_at(question->value, *index);
    if (value) value = follow(*value, path, count);
    if (value) return *value;
    break;
  }
  for (std::size_t count = longest + 1; count > 0; --count) {
    const std::string wanted = js::lower(path_text(path, count));
    const auto found = std::ranges::find_if(data_, [&](const auto& datum) { return js::lower(datum.first) == wanted; });
    if (found == data_.end()) continue;
    std::optional<Value> value = found->second;
    if (path[count - 1].index) value = item_at(*value, *path[count - 1].index);
    if (value) value = follow(*value, path, count);
    if (value) return *value;
    break;
  }
  return name.ends_with(".length") ? Value(0) : Value(Null{});
}

const Sheet::Question* Sheet::find_data(std::string_view lowered_data_name) const {
  const auto found = std::ranges::find_if(questions_, [&](const Question& question) {
    return js::lower(question.element->data_name) == lowered_data_name;
  });
  return found == questions_.end() ? nullptr : &*found;
}

}  // namespace chalkpoint::survey
