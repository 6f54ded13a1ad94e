// One run of a survey: the answers so far, and what follows from them. Pure: no clock, no texts of its own language,
// copied freely.
//
// Whatever hides (visibleIf turning false) loses its answer at once, as clearInvisibleValues "onHidden" demands.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/survey/definition.h"
#include "kiosk/survey/sheet.h"

namespace chalkpoint::survey {

/// What is wrong with an answer.
enum class Fault {
  required,        ///< nothing answered
  other_required,  ///< "other" without words
  number,          ///< not a number
  minimum,         ///< below `low`
  maximum,         ///< above `high`
  between,         ///< not between `low` and `high`
  step,            ///< no multiple of `low`
  digits,          ///< ends with digits where none are allowed
  length_min,      ///< shorter than `low` characters
  length_max,      ///< longer than `high` characters
  length_between,  ///< shorter than `low` or longer than `high`
  count_min,       ///< fewer than `low` choices
  count_max,       ///< more than `high` choices
  email,
  format,     ///< does not match the author's pattern
  condition,  ///< the author's condition does not hold
};

/// What stands in the way of going on. What to tell the member is in words.h: the author's own words, or those of the
/// catalogue.
struct AnswerError {
  const Element* element;
  Fault fault;
  double low = 0, high = 0;
  std::string own_words = {};            ///< the author's, in the run's language; empty: none were given
  const Validator* validator = nullptr;  ///< which of the element's validators; null: what the element itself demands
};

class Run {
 public:
  /// The definition must outlive the run. Default values are in place at once.
  explicit Run(const Definition& definition, std::string language = "ru");

  /// Texts and errors come in this language from now on ("ru", "en"); answers stay.
  void set_language(std::string language);
  const std::string& language() const { return language_; }

  /// Answers. `data_name` is Element::data_name, or comment_name() for words. An empty value clears.
  void set(std::string_view data_name, Value value);
  void clear(std::string_view data_name) { set(data_name, Value{}); }
  /// The answer, Value{} when there is none.
  const Value& value(std::string_view data_name) const;

  /// What was typed into a text or comment: kept as it is, except that a number's question takes the number (nothing
  /// when it is none). A number outside the allowed range is not kept; errors() says why.
  void write(const Element& element, std::string_view text);

  /// A tap on a choice of a radiogroup, checkbox, rating or boolean: picks it; on a checkbox (and on the chosen rate) a
  /// second tap takes it back. "none" and exclusive choices clear the others.
  void toggle(const Element& element, const Value& choice);
  bool is_chosen(const Element& element, const Value& choice) const;
  /// Is the line for words open: "other" chosen, or a comment area?
  bool wants_words(const Element& element) const;

  /// What is asked now, in order. A page shows when its own visibleIf holds and something on it is visible.
  std::vector<const Page*> visible_pages() const;
  std::vector<const Element*> visible_elements(const Page& page) const;
  std::vector<const Choice*> visible_choices(const Element& element) const;
  bool is_visible(const Element& element) const;
  bool is_required(const Element& element) const;

  /// What {name} stands for: Null when there is no such name.
  Value look_up(std::string_view name) const { return sheet_.look_up(name); }
  /// A text in the run's language with {names} replaced by the answers.
  std::string text(const LocalText& text) const;
  /// The element's title, or its name when it has none.
  std::string title(const Element& element) const;

  /// What stands in the way of leaving `page`; at most one error for each element, in order.
  std::vector<AnswerError> errors(const Page& page) const;
  /// The same over all visible pages: empty means that the run can be completed.
  std::vector<AnswerError> errors() const;
  /// Completes, finally, when nothing stands in the way; else tells what does: nothing told means completed. Choices
  /// that are no longer offered are taken back first.
  std::vector<AnswerError> complete();
  bool is_completed() const { return sheet_.is_completed(); }

  /// All answers in the order given, contacts among them: survey-core's data.
  const std::vector<std::pair<std::string, Value>>& data() const { return sheet_.data(); }
  /// The answers that may be kept in the clear: data without contacts.
  std::vector<std::pair<std::string, Value>> answers() const;
  struct Contact {
    const Element* element;
    std::string text;
  };
  /// The contacts given, to be sealed.
  std::vector<Contact> contacts() const;

 private:
  std::string shown(const Element& element, const Value& value) const;
  const Element* find_data(std::string_view data_name) const;
  bool is_contact_name(std::string_view data_name) const;

  Sheet sheet_;
  std::string language_;
};

}  // namespace chalkpoint::survey
