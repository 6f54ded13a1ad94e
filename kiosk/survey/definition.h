// A survey as it was authored: the documented subset of the SurveyJS JSON schema, read and checked once, never changed
// afterwards. Where an answer is kept: under an element's data_name (its valueName, or its name), the words for "other"
// or a comment under data_name + "-Comment".
#pragma once

#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/survey/expression.h"
#include "kiosk/survey/value.h"
#include "sync/event/event.h"

namespace chalkpoint::survey {

/// One text in every language it was written in. "default" is what stands without a language.
class LocalText {
 public:
  LocalText() = default;
  explicit LocalText(std::map<std::string, std::string, std::less<>> by_language);
  /// The text in `language`, else the default one, else English, else any: survey-core's order. May hold {names}; see
  /// Run::text.
  const std::string& in(std::string_view language) const;
  bool empty() const { return by_language_.empty(); }
  const std::map<std::string, std::string, std::less<>>& by_language() const { return by_language_; }

 private:
  std::map<std::string, std::string, std::less<>> by_language_;
};

enum class ElementType { rating, radiogroup, checkbox, boolean, comment, text };
enum class InputType { text, tel, email, number };

/// What a choice stands for besides its value. "other" opens a line for words; "none" and exclusive choices stand
/// alone.
enum class ChoiceKind { plain, other, none };

struct Choice {
  Value value;  ///< a text or a number; "other" and "none" for those kinds
  LocalText text;
  ChoiceKind kind = ChoiceKind::plain;
  bool exclusive = false;  ///< checkbox only: picking it clears the rest
  std::optional<Expression> visible_if;
};

enum class ValidatorType { numeric, text, answer_count, regex, email, expression };

/// What the answer to a question is besides an answer: its "surveyRole".
enum class Role {
  none,
  nps,         ///< a rating from 0 to 10: the score
  score,       ///< a rating within 0 to 10: the score, likewise
  touchpoint,  ///< a radiogroup: where the voice was heard
  contact      ///< a text: who it was, as private as a way to reach them
};

class Pattern;  // a compiled regular expression; see pattern.h

struct Validator {
  ValidatorType type;
  LocalText text;                          ///< the author's own words for the failure; may be empty
  std::optional<double> minimum, maximum;  ///< numeric: values; text: lengths; answer_count: counts
  bool allow_digits = true;                ///< text
  std::shared_ptr<const Pattern> pattern;  ///< regex
  std::optional<Expression> expression;    ///< expression
};

/// One question.
struct Element {
  ElementType type;
  InputType input = InputType::text;  ///< only for ElementType::text
  std::string name;
  std::string data_name;
  LocalText title;  ///< empty: the name is shown
  LocalText description;
  LocalText placeholder;
  bool visible = true;  ///< false: hidden unless visible_if says otherwise
  bool required = false;
  std::optional<Expression> visible_if, required_if;
  LocalText required_text;  ///< the author's words when an answer is missing
  LocalText other_text;     ///< the same when "other" is chosen without words
  Value default_value;
  std::vector<Validator> validators;

  std::vector<Choice> choices;  ///< radiogroup, checkbox: as listed, then none, then other. rating: one for each rate
  LocalText other_placeholder;  ///< shown in the empty line for "other"
  LocalText comment_text;       ///< the prompt of the comment line, when has_comment
  bool has_comment = false;     ///< showCommentArea: a line for words under the question
  LocalText min_label, max_label;     ///< rating: words at the ends
  LocalText true_label, false_label;  ///< boolean; empty: the screen's own yes and no
  Value true_value = true, false_value = false;
  bool swap_order = false;        ///< boolean: show "yes" first
  std::optional<int> length_max;  ///< text, comment: UTF-16 units as survey-core counts them; nothing: unbounded
  std::optional<double> minimum, maximum, step;     ///< text of type number
  LocalText minimum_text, maximum_text, step_text;  ///< the author's words when they are broken
  int selected_min = 0, selected_max = 0;           ///< checkbox; 0: unbounded

  Role role = Role::none;
  bool asks_score() const { return role == Role::nps || role == Role::score; }
  /// Who a person is or a way to reach them: never kept among the answers in the clear.
  bool is_contact() const { return role == Role::contact || is_address(); }
  /// A way to reach a person.
  bool is_address() const {
    return type == ElementType::text && (input == InputType::tel || input == InputType::email);
  }
  bool is_choice() const { return type == ElementType::radiogroup || type == ElementType::checkbox; }
  std::string comment_name() const { return data_name + "-Comment"; }
};

struct Page {
  std::string name;
  LocalText title, description;
  bool visible = true;
  std::optional<Expression> visible_if;
  std::vector<Element> elements;
};

/// A survey and everything in it. Movable; pointers to its pages and elements hold as long as it stays where it is.
struct Definition {
  LocalText title, description;
  LocalText completed_text;     ///< completedHtml, as plain text
  std::string language = "en";  ///< the language meant by "default" texts
  int length_max = 0;           ///< maxTextLength for elements without their own; 0: unbounded
  std::vector<Page> pages;

  const Element* find(std::string_view name) const;  ///< null: no element has that name
  /// The element whose answer is the score, of the role nps or score; null without one.
  const Element* scored() const;
  /// The element whose answer is the touchpoint; null without one.
  const Element* heard() const;
};

/// Reads a definition. Refuses, in one line naming the place like pages[1].elements[0].visibleIf: what is no JSON, a
/// property outside the subset, a wrong type, a name used twice, an expression that does not parse, a regular
/// expression that cannot be checked.
std::expected<Definition, event::Problem> parse_definition(std::string_view json);

}  // namespace chalkpoint::survey
