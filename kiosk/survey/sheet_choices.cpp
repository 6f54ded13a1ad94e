// What is special about choices: "other" and its words, "none", choices that come and go. After survey-core's
// QuestionSelectBase and QuestionCheckbox; a choice is known by its value in exact letters.
#include <algorithm>
#include <ranges>

#include "kiosk/survey/javascript.h"
#include "kiosk/survey/sheet.h"

namespace chalkpoint::survey {
namespace {

namespace js = javascript;

bool is_other_value(const Value& value) {
  return value == Value("other");
}

bool matches(const Choice& choice, const Value& value) {
  return js::equal(choice.value, value, {.ignore_order = false, .case_sensitive = true, .trim = false});
}

}  // namespace

bool Sheet::is_other_chosen(const Question& question) const {
  const bool has_other = std::ranges::any_of(question.element->choices,
                                             [](const Choice& choice) { return choice.kind == ChoiceKind::other; });
  if (!has_other) return false;
  return question.value.list() ? std::ranges::any_of(*question.value.list(), is_other_value)
                               : is_other_value(question.value);
}

bool Sheet::is_offered(const Question& question, Index choice) const {
  return question.offered[choice];
}

// ItemValue.getItemByValue over all or the offered choices, with or without none and other.
std::optional<std::size_t> Sheet::choice_of(const Question& question, const Value& value, bool offered_only,
                                            bool with_special) const {
  const auto& choices = question.element->choices;
  for (Index i = 0; i < choices.size(); ++i) {
    if (!with_special && choices[i].kind != ChoiceKind::plain) continue;
    if ((!offered_only || is_offered(question, i)) && matches(choices[i], value)) return i;
  }
  return std::nullopt;
}

// hasUnknownValueItemInChoices
bool Sheet::is_unknown_here(const Question& question, const Value& value, bool offered_only) const {
  const bool has_none = std::ranges::any_of(question.element->choices,
                                            [](const Choice& choice) { return choice.kind == ChoiceKind::none; });
  if (has_none && to_text(value) == "none" && !value.is_nothing()) return false;
  return !choice_of(question, value, offered_only, false);
}

// hasUnknownValueItem: a value that another question with the same data_name offers is known.
bool Sheet::is_unknown(const Question& question, const Value& value, bool offered_only) const {
  if (!is_unknown_here(question, value, offered_only)) return false;
  if (question.element->data_name == question.element->name) return true;
  return std::ranges::none_of(questions_, [&](const Question& other) {
    return &other != &question && other.element->data_name == question.element->data_name &&
           other.element->is_choice() && !is_unknown_here(other, value, offered_only);
  });
}

// valueFromData: 5 for "5" when the choice is the number, a list where a checkbox is given a single value.
Value Sheet::to_offered_values(const Question& question, Value value) const {
  const auto known = [&](const Value& one, bool offered_only, bool with_special) {
    const auto choice = choice_of(question, one, offered_only, with_special);
    return choice ? question.element->choices[*choice].value : one;
  };
  if (question.element->type == ElementType::radiogroup) return known(value, false, false);
  if (!js::truthy(value)) return value;
  if (!value.list()) return Values{known(value, false, false)};
  Values list = *value.list();
  for (Value& one : list) one = known(one, true, true);
  return list;
}

// QuestionSelectBase.updateValueFromSurvey: what is not offered is meant as "other", its text as the words.
Value Sheet::take_as_other(const Question& question, Value value, Value& words) const {
  const auto unknown = [&](const Value& one, bool offered_only) {
    return !is_empty(one) && is_unknown(question, one, offered_only);
  };
  if (!value.list()) {
    if (!unknown(value, true) || is_other_value(value)) return words = datum(question.element->comment_name()), value;
    if (question.element->type == ElementType::radiogroup) return words = value, Value("other");
    return value;  // a checkbox looks for it in lists only
  }
  const bool any = std::ranges::any_of(*value.list(), [&](const Value& one) { return unknown(one, true); });
  const bool has_other = std::ranges::any_of(*value.list(), is_other_value);
  if (!any || has_other) return words = datum(question.element->comment_name()), value;
  if (question.element->type == ElementType::radiogroup) return words = value, Value("other");
  Values list = *value.list();
  const auto found = std::ranges::find_if(list, [&](const Value& one) { return unknown(one, false); });
  if (found == list.end()) return value;
  words = *found;
  *found = Value("other");
  return list;
}

// setDefaultUnknownValue: the first choice that is not offered becomes "other" and its words, any further one is
// dropped.
Value Sheet::default_with_other(const Question& question, Value& words) const {
  const Value& value = question.element->default_value;
  const bool has_other = std::ranges::any_of(question.element->choices,
                                             [](const Choice& choice) { return choice.kind == ChoiceKind::other; });
  const auto is_hidden = [&](const Value& one) { return !is_other_value(one) && is_unknown(question, one, true); };
  const bool any = value.list() ? std::ranges::any_of(*value.list(), is_hidden) : is_hidden(value);
  if (!has_other || !any) return value;
  if (!value.list()) return words = value, Value("other");
  Values kept;
  for (const Value& one : *value.list()) {
    if (!is_unknown(question, one, true)) {
      kept.push_back(one);
    } else if (words.is_nothing()) {
      words = one;
      kept.emplace_back("other");
    }
  }
  return kept;
}

// QuestionCheckbox.removeNoneItemsValues: an exclusive choice and others never stand together; the later touch wins.
void Sheet::drop_exclusive(const Question& question, Values& next) const {
  const auto is_exclusive = [&](const Value& value) {
    const auto choice = choice_of(question, value, true, true);
    return choice && question.element->choices[*choice].exclusive && question.element->choices[*choice].value == value;
  };
  const auto last_exclusive = [&](const Values& list) {
    const auto found = std::find_if(list.rbegin(), list.rend(), is_exclusive);
    return found == list.rend() ? list.end() : std::prev(found.base());
  };
  const Values none;
  const Values& held = question.value.list() ? *question.value.list() : none;
  if (held == next) return;
  const auto before = last_exclusive(held);
  const auto now = last_exclusive(next);
  if (before == held.end()) {
    if (now != next.end() && next.size() > 1) next = Values{*now};
    return;
  }
  if (now != next.end() && *now == *before) {
    next.erase(now);
    return;
  }
  const auto again = std::find(next.rbegin(), next.rend(), *before);
  if (again != next.rend() && again != next.rbegin()) next.erase(std::prev(again.base()));
}

// clearIncorrectAndDisabledValues: choices that came back and were chosen before they went.
Values Sheet::returning(Question& question) {
  Values back;
  const auto& choices = question.element->choices;
  for (Index i = 0; i < choices.size(); ++i) {
    const auto found = std::ranges::find(question.taken_back, choices[i].value);
    if (!is_offered(question, i) || found == question.taken_back.end()) continue;
    const bool chosen = question.value.list() && std::ranges::any_of(*question.value.list(), [&](const Value& one) {
                          return js::equal(one, choices[i].value, js::kUnchanged);
                        });
    if (!chosen) back.push_back(choices[i].value);
    question.taken_back.erase(found);
  }
  return back;
}

// clearIncorrectValues: a choice that is not offered (any more) cannot stay chosen.
void Sheet::take_back_unoffered(Question& question) {
  const Element& element = *question.element;
  if (!element.is_choice() || (is_blank(question) && question.taken_back.empty())) return;
  const auto shares = std::ranges::count_if(
      questions_, [&](const Question& other) { return other.element->data_name == element.data_name; });
  if (shares > 1) return;
  const auto lost = [&](const Value& one) { return !is_other_value(one) && is_unknown(question, one, true); };
  if (element.type == ElementType::radiogroup) {
    const bool all_known =
        question.value.list() ? std::ranges::none_of(*question.value.list(), lost) : !lost(question.value);
    if (!all_known) clear(question, true);
    return;
  }
  const Values back = returning(question);
  const Values held = question.value.list() ? *question.value.list() : Values{};
  const auto replace = [&](Value left) {
    question.taking_back = true;
    if (is_empty(left)) {
      clear(question, true);
    } else {
      write_value(question, std::move(left));
    }
    question.taking_back = false;
  };
  if (held.empty()) replace({});
  Values left;
  for (const Value& one : held) (lost(one) ? question.taken_back : left).push_back(one);
  const bool changed = !back.empty() || left.size() != held.size();
  left.insert(left.end(), back.begin(), back.end());
  if (changed) replace(Value(std::move(left)));
}

std::vector<const Choice*> Sheet::visible_choices(const Element& element) const {
  std::vector<const Choice*> choices;
  const Question* question = find(element);
  if (question == nullptr) return choices;
  for (Index i = 0; i < element.choices.size(); ++i) {
    if (is_offered(*question, i)) choices.push_back(&element.choices[i]);
  }
  return choices;
}

}  // namespace chalkpoint::survey
