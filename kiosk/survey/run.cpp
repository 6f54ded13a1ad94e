#include "kiosk/survey/run.h"

#include <algorithm>

#include "kiosk/survey/javascript.h"

namespace chalkpoint::survey {
namespace {

const Choice* choice_of(const Element& element, const Value& value) {
  const auto found = std::ranges::find(element.choices, value, &Choice::value);
  return found == element.choices.end() ? nullptr : &*found;
}

}  // namespace

Run::Run(const Definition& definition, std::string language) : sheet_(definition), language_(std::move(language)) {}

void Run::set_language(std::string language) {
  language_ = std::move(language);
}

void Run::set(std::string_view data_name, Value value) {
  sheet_.set(data_name, std::move(value));
}

const Value& Run::value(std::string_view data_name) const {
  return sheet_.datum(data_name);
}

void Run::write(const Element& element, std::string_view text) {
  sheet_.answer(element, text.empty() ? Value{} : Value(text));
}

void Run::toggle(const Element& element, const Value& choice) {
  const bool chosen = is_chosen(element, choice);
  if (element.type == ElementType::rating) return sheet_.answer(element, chosen ? Value{} : choice);
  if (element.type != ElementType::checkbox) return sheet_.answer(element, choice);
  const Choice* picked = choice_of(element, choice);
  if (picked != nullptr && picked->exclusive)
    return sheet_.answer(element, chosen ? Value(Values{}) : Value(Values{choice}));
  const Value& held = sheet_.value(element);
  Values next = held.list() ? *held.list() : Values{};
  if (chosen) {
    std::erase(next, choice);
  } else if (element.selected_max == 0 || next.size() < static_cast<std::size_t>(element.selected_max)) {
    next.push_back(choice);
  }
  sheet_.answer(element, Value(std::move(next)));
}

bool Run::is_chosen(const Element& element, const Value& choice) const {
  const Value& held = sheet_.value(element);
  if (const Values* list = held.list()) return std::ranges::find(*list, choice) != list->end();
  return held == choice;
}

bool Run::wants_words(const Element& element) const {
  if (element.has_comment) return true;
  return std::ranges::any_of(element.choices, [&](const Choice& choice) {
    return choice.kind == ChoiceKind::other && is_chosen(element, choice.value);
  });
}

std::vector<const Page*> Run::visible_pages() const {
  std::vector<const Page*> pages;
  for (const Page& page : sheet_.definition().pages) {
    if (sheet_.is_visible(page)) pages.push_back(&page);
  }
  return pages;
}

std::vector<const Element*> Run::visible_elements(const Page& page) const {
  std::vector<const Element*> elements;
  for (const Element& element : page.elements) {
    if (sheet_.is_visible(element)) elements.push_back(&element);
  }
  return elements;
}

std::vector<const Choice*> Run::visible_choices(const Element& element) const {
  return sheet_.visible_choices(element);
}
bool Run::is_visible(const Element& element) const {
  return sheet_.is_visible(element);
}
bool Run::is_required(const Element& element) const {
  return sheet_.is_required(element);
}

std::string Run::shown(const Element& element, const Value& value) const {
  if (const Values* list = value.list()) {
    std::string text;
    for (const Value& one : *list) text += (text.empty() ? "" : ", ") + shown(element, one);
    return text;
  }
  if (element.type == ElementType::boolean && !value.is_nothing()) {
    const LocalText& label = value == element.true_value ? element.true_label : element.false_label;
    if (!label.empty()) return label.in(language_);
  }
  const Choice* choice = choice_of(element, value);
  return choice != nullptr && !choice->text.empty() ? choice->text.in(language_) : to_text(value);
}

std::string Run::text(const LocalText& text) const {
  const std::string& source = text.in(language_);
  std::string out;
  for (std::size_t at = 0; at < source.size();) {
    const auto close = source[at] == '{' ? source.find_first_of("{}", at + 1) : source.npos;
    if (close == source.npos || source[close] == '{') {
      out += source[at++];
      continue;
    }
    const std::string_view name = javascript::trim(std::string_view(source).substr(at + 1, close - at - 1));
    const Element* element = find_data(name);
    const Value value = sheet_.look_up(name);
    const bool exists = element != nullptr || !std::holds_alternative<Null>(value);
    out += !exists ? source.substr(at, close + 1 - at) : element != nullptr ? shown(*element, value) : to_text(value);
    at = close + 1;
  }
  return out;
}

const Element* Run::find_data(std::string_view data_name) const {
  const std::string wanted = javascript::lower(data_name);
  for (const Page& page : sheet_.definition().pages) {
    for (const Element& element : page.elements) {
      if (javascript::lower(element.data_name) == wanted) return &element;
    }
  }
  return nullptr;
}

std::string Run::title(const Element& element) const {
  return element.title.empty() ? element.name : text(element.title);
}

std::vector<AnswerError> Run::errors(const Page& page) const {
  Sheet copy = sheet_;  // checking takes back choices that are no longer offered; asking must not
  return copy.check(&page, language_);
}

std::vector<AnswerError> Run::errors() const {
  Sheet copy = sheet_;
  return copy.check(nullptr, language_);
}

std::vector<AnswerError> Run::complete() {
  return sheet_.complete(language_);
}

bool Run::is_contact_name(std::string_view data_name) const {
  const Element* element = find_data(data_name);
  return element != nullptr && element->is_contact();
}

std::vector<std::pair<std::string, Value>> Run::answers() const {
  std::vector<std::pair<std::string, Value>> kept;
  std::ranges::copy_if(sheet_.data(), std::back_inserter(kept),
                       [&](const auto& datum) { return !is_contact_name(datum.first); });
  return kept;
}

std::vector<Run::Contact> Run::contacts() const {
  std::vector<Contact> given;
  for (const Page& page : sheet_.definition().pages) {
    for (const Element& element : page.elements) {
      const std::string text = to_text(sheet_.datum(element.data_name));
      if (element.is_contact() && sheet_.is_visible(element) && !text.empty()) given.push_back({&element, text});
    }
  }
  return given;
}

}  // namespace chalkpoint::survey
