// The answers of one run and what follows from them, step by step as survey-core's SurveyModel does it: what is set,
// what that shows and hides, what hiding takes away, until nothing changes any more. Run (run.h) is the way in; nothing
// else uses this.
//
// Two things are kept for each question, as there: its own value and words, and the shared data under its data_name.
// They differ when data held what the question cannot be (a text where a list belongs, a choice that is not offered).
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/survey/definition.h"

namespace chalkpoint::survey {

struct AnswerError;

class Sheet {
 public:
  using Data = std::vector<std::pair<std::string, Value>>;

  explicit Sheet(const Definition& definition);

  /// survey.setValue, and survey.setComment for the words of a question: `data_name` may be Element::comment_name().
  void set(std::string_view data_name, Value value);
  /// question.value = value: as a member's own touch on this question.
  void answer(const Element& element, Value value);
  /// Checks and, when nothing is wrong, ends the run; else tells what is wrong, always something.
  std::vector<AnswerError> complete(std::string_view language);
  /// What is wrong on one page, or on all visible ones when `page` is null. Choices that are no longer offered are
  /// taken back first.
  std::vector<AnswerError> check(const Page* page, std::string_view language);

  const Data& data() const { return data_; }
  const Value& datum(std::string_view data_name) const;  ///< Nothing when unanswered
  bool is_completed() const { return completed_; }

  const Definition& definition() const { return *definition_; }
  bool is_visible(const Page& page) const;        ///< as its visibleIf and its elements have it
  bool is_visible(const Element& element) const;  ///< on a visible page
  bool is_required(const Element& element) const;
  const Value& value(const Element& element) const;
  std::vector<const Choice*> visible_choices(const Element& element) const;
  /// What stands for {name} in an expression or a text that belongs to no question.
  Value look_up(std::string_view name) const;

 private:
  struct Question {
    const Element* element;
    std::size_t page;
    Value value = {};
    Value words = {};         ///< a text as a rule; what stood for "other" may be a number
    Value former_words = {};  ///< what words for "other" last took the place of
    bool visible = true;
    bool required = false;
    std::vector<bool> offered = {};      ///< by place in Element::choices
    std::vector<Value> taken_back = {};  ///< checkbox: chosen, then hidden; comes back with its choice
    bool taking_back = false;  ///< its value is set for the sake of taken_back, which any other setting empties
    bool words_to_clear = false;
  };
  struct PageState {
    bool visible = true;       ///< its own condition
    bool seen_visible = true;  ///< what its questions were last told
  };
  using Index = std::size_t;

  const Question* find(const Element& element) const;
  Question* find(const Element& element);
  const Question* find_data(std::string_view lowered_data_name) const;

  // sheet.cpp: values
  void set_data(std::string_view data_name, Value value);
  void set_words(std::string_view data_name, Value words);
  void store(std::string_view key, Value value);
  void update_from_data(Question& question, Value& value);
  void put_value(Question& question, Value value);
  void put_words(Question& question, Value words);
  void write_value(Question& question, Value value);
  void clear(Question& question, bool keep_words);
  void set_default(Question& question);
  bool is_blank(const Question& question) const;
  bool keeps_value(const Question& question) const;

  // sheet_choices.cpp: what is special about choices
  bool is_other_chosen(const Question& question) const;
  bool is_offered(const Question& question, Index choice) const;
  std::optional<Index> choice_of(const Question& question, const Value& value, bool offered_only,
                                 bool with_special) const;
  bool is_unknown(const Question& question, const Value& value, bool offered_only) const;
  bool is_unknown_here(const Question& question, const Value& value, bool offered_only) const;
  Value to_offered_values(const Question& question, Value value) const;
  Value take_as_other(const Question& question, Value value, Value& words) const;
  Value default_with_other(const Question& question, Value& words) const;
  void drop_exclusive(const Question& question, Values& next) const;
  void take_back_unoffered(Question& question);
  Values returning(Question& question);

  // sheet_conditions.cpp: what shows
  void run_conditions();
  struct Change {
    std::string name;
    bool gone;  ///< there is no value any more
  };
  void run_conditions(std::initializer_list<Change> changed);
  bool concerns(const Expression& expression) const;
  void run_conditions_once();
  void run_choice_conditions(Question& question);
  void show(Question& question, bool visible);
  void note_page_visibility(std::size_t page);
  void clear_hidden(Question& question, bool at_the_end);
  bool is_page_visible(std::size_t page) const;
  Value look_up(std::string_view name, const Question* from, const Choice* item) const;
  Value look_up_in_survey(std::string_view name) const;
  Lookup lookup(const Question* from, const Choice* item) const;

  // check.cpp
  struct Checking;
  void check_all(const Page* page, Checking& checking);
  void check_question(Question& question, Checking& checking);
  void check_again(std::string_view data_name, bool was_answered);
  enum class Occasion {
    check,    ///< the member wants to go on
    changed,  ///< an answer that was there changed while checking
    filled,   ///< the same where nothing was
  };
  void recheck(const Question& question, Occasion occasion);
  void drop_error(const Question& question);
  void end();
  std::optional<AnswerError> first_fault(const Question& question, std::string_view language, Occasion occasion) const;
  std::optional<AnswerError> input_fault(const Question& question, std::string_view language, Occasion occasion) const;
  std::optional<AnswerError> limit_fault(const Question& question, std::string_view language) const;
  std::optional<AnswerError> validator_fault(const Question& question, const Validator& validator,
                                             std::string_view language) const;

  const Definition* definition_;
  std::vector<Question> questions_;
  std::vector<PageState> pages_;
  Data data_;
  bool completed_ = false;
  std::vector<Change> changes_;  ///< data that changed since conditions were last settled
  bool only_concerned_ = false;  ///< run only the conditions that these concern
  bool running_ = false;         ///< conditions are being run
  bool changed_ = false;         ///< data changed while they were
  int passes_ = 0;
  int words_depth_ = 0;           ///< how often setting words led to setting words
  Checking* checking_ = nullptr;  ///< while the answers are checked
};

}  // namespace chalkpoint::survey
