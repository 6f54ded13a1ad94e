// What can be set at each part of a definition: the survey itself, a page, a question of each type, a choice, a check.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/admin/definition_edit.h"
#include "kiosk/admin/rules.h"

namespace chalkpoint::admin::editor {

/// What a path leads to.
enum class Subject { survey, page, question, choice, check };
Subject subject_of(std::string_view path);
/// The page or question in which the path lies; nothing for the survey itself.
std::optional<Spot> spot_of_path(std::string_view path);

enum class SettingKind {
  texts,   ///< in all languages
  toggle,  ///< yes or no
  number,
  word,  ///< one text without a language
  pick,  ///< one of options_of()
  rule,  ///< an expression
  items  ///< a list with a page of its own: choices, validators
};
struct Setting {
  SettingKind kind;
  std::string_view property;
  std::string_view group;  ///< "ask", "answers", "show", "limits", "data"
};
/// Those of what is at the path, group by group.
std::vector<Setting> settings_of(const Draft& draft, const std::string& path);
/// What a property that is picked may be; empty for "none of them".
std::vector<std::string_view> options_of(const Draft& question, std::string_view property);
/// The checks that a question of this kind may have.
std::vector<std::string_view> checks_for(std::string_view kind);
/// A check of that type.
Draft new_check(std::string_view type);

/// A row as good as any for this definition, in a rule at the path: of the score, else of the question before.
Condition first_row(const Draft& draft, const std::string& path);
/// The questions a row may ask about: one of each name, not the one at the path itself.
std::vector<Spot> row_questions(const Draft& draft, const std::string& path);
/// The tests that make sense of that question.
std::vector<Test> tests_for(std::string_view kind);

/// Something that should be looked at before the survey is published, though it can be asked as it is.
struct Worry {
  enum class Kind { missing, unknown_name } kind;
  std::string path;  ///< of the text, or of what holds the condition
  std::string what;  ///< the property, the name
};
std::vector<Worry> worries(const Draft& draft);

}  // namespace chalkpoint::admin::editor
