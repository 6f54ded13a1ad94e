// What one definition says otherwise than another, question by question: for whoever publishes, or looks back.
#pragma once

#include <string>
#include <vector>

#include "kiosk/admin/definition_edit.h"

namespace chalkpoint::admin::editor {

struct Change {
  enum class Kind { added, removed, moved, changed } kind;
  bool page = false;                         ///< of a page, not a question
  std::string name;                          ///< of the question or page; empty: of the survey as a whole
  std::string title;                         ///< in the language asked for; the name where none is written
  std::vector<std::string> properties = {};  ///< those that are other, of `changed`
  bool operator==(const Change&) const = default;
};

/// Empty when both say the same. Questions are the same where their names are.
std::vector<Change> changes(const Draft& before, const Draft& after, std::string_view language);

}  // namespace chalkpoint::admin::editor
