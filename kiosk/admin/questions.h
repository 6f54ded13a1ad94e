// The part of the administration in which the questions are changed: what is on the screen, what may be intended, and
// the one pure function that turns one into the next. Everything that needs more than the definition at hand (checking,
// publishing, files) is asked for by an Errand, which whoever owns this does.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/admin/definition_edit.h"
#include "kiosk/admin/plan.h"
#include "kiosk/admin/question_settings.h"
#include "kiosk/admin/rules.h"
#include "kiosk/admin/surveys.h"
#include "kiosk/ui/page.h"

namespace chalkpoint::admin::editor {

/// The pages; those from `list` on are about the survey that is open.
enum class Page {
  surveys,
  plan,         ///< which is asked when
  turn,         ///< one of its turns: `index`
  turn_survey,  ///< which survey that turn, or none of them the usual one, is
  list,         ///< pages and questions
  add,          ///< of which type; behind `path`
  settings,     ///< of what is at `path`
  texts,        ///< one text in all languages, typed
  languages,    ///< all texts side by side
  entry,        ///< something typed: `typed` says what
  pick,         ///< one of a few, for the property `path`
  items,        ///< choices or checks at `path`
  check_type,   ///< of which type a check of the list `path` is
  rule,         ///< the condition at `path`
  condition,    ///< its row `index`
  names,        ///< of which question that row asks
  more,         ///< what is done with the survey as a whole
  preview,
  publish,
  history,
  revision,  ///< the publication `index` beside what is written now
  files,     ///< on the sticks: to read
  code       ///< as a QR code, part `index`
};

enum class Typed { number, word, name, operand, expression, title, note };

/// A page and what it is about.
struct Where {
  Page page = Page::surveys;
  std::string path = {};
  std::size_t index = 0;
  std::size_t operand = 0;
  Typed typed = Typed::word;
  bool operator==(const Where&) const = default;
};

/// Publishing, and putting the plan on record: handed over, answered.
enum class Storing { none, under_way, done, failed };

struct QuestionsState {
  std::string language = "ru";
  std::vector<Where> way = {Where{}};  ///< to the page that is shown, never empty
  std::string survey;                  ///< the one that is open
  std::uint32_t base = 0;              ///< the revision the draft began from
  Draft published;                     ///< that revision
  Editing editing;
  std::string typed;  ///< on an entry page
  std::string note;   ///< of the publication
  Storing publishing = Storing::none;
  std::string problem;  ///< why not, in the words of the engine; empty: the disk
  Plan plan;            ///< as it is being changed
  Storing planning = Storing::none;
  std::string said;       ///< a message's key: what was just done
  std::string said_of;    ///< {what} in it
  bool tall = false;      ///< the preview's shape
  bool removing = false;  ///< "throw the draft away" was tapped once

  const Where& at() const { return way.back(); }
  const Draft& draft() const { return editing.now(); }
};

/// A definition on a stick.
struct StickFile {
  std::string name;
  std::string path;
};

/// What there is besides: gathered by whoever owns the state.
struct Material {
  std::vector<SurveyBrief> surveys;
  std::map<std::string, SurveyDraft> drafts;
  std::vector<Revision> history;  ///< of the open survey, oldest first
  Plan plan;
  std::optional<Fault> fault;                                                           ///< of what is being written
  std::vector<std::pair<std::string, std::map<std::string, std::string>>> departments;  ///< values, words by language
  std::vector<StickFile> files;
  bool has_stick = false;
  bool unkept = false;  ///< the drafts could not be put on the disk
};

// Intents.
struct Stay {};
struct Leave {
  bool to_members = false;
};
struct Go {
  Where where;
};
struct GoBack {};
struct SpeakIn {
  std::string language;
};
struct OpenSurvey {
  std::string survey;
};
struct Undo {};
struct Redo {};
struct Add {
  std::string kind;
};
struct AddPage {};
struct Duplicate {};
struct Remove {};  ///< of what is at the path; items too
struct Step {
  bool down;
};
struct Carry {
  Spot from, to;
};  ///< a question dropped before another place
struct SetText {
  std::string path, language, text;
};
struct SetValue {
  std::string path;
  Draft value;
};
struct SetTyped {
  std::string text;
};
struct Send {};  ///< of the entry page
struct AddItem {
  std::string type;  ///< of a check
};
struct AddDepartments {};
struct AddRow {};
struct RemoveRow {};
struct SetAny {
  bool any;
};
struct SetRow {
  Condition row;
};
struct SetShape {
  bool tall;
};
struct Publish {};
struct ThrowAway {};
struct TakeRevision {
  std::size_t index;
};  ///< becomes the draft
struct LookAgain {};  ///< for files on the sticks
struct ToStick {};
struct FromStick {
  std::size_t index;
};
/// From the owner: what was read from a stick, or that it could not be.
struct Imported {
  std::string name, text;
};
/// From the owner: it is there, or not.
struct Exported {
  std::string file;  ///< empty: it could not be written
};
struct SetPlan {
  Plan plan;
};
struct SavePlan {};
using QuestionsIntent = std::variant<Stay, Leave, Go, GoBack, SpeakIn, OpenSurvey, Undo, Redo, Add, AddPage, Duplicate,
                                     Remove, Step, Carry, SetText, SetValue, SetTyped, Send, AddItem, AddDepartments,
                                     AddRow, RemoveRow, SetAny, SetRow, SetShape, Publish, ThrowAway, TakeRevision,
                                     LookAgain, ToStick, FromStick, Imported, Exported, SetPlan, SavePlan>;

/// What the owner is asked to do.
enum class Errand { none, leave, leave_to_members, publish, drop_draft, write_file, read_file, list_files, save_plan };

struct QuestionsStep {
  QuestionsState state;
  Errand errand = Errand::none;
  std::size_t index = 0;  ///< of the file
};

/// Pure: the same arguments give the same step. Intents that make no sense there change nothing.
QuestionsStep update(QuestionsState state, const QuestionsIntent& intent, const Material& material);
/// The name of the screen: admin.questions, admin.questions.list …
std::string questions_screen_name(const QuestionsState& state);

/// Where the fingers are; what a view may change while it draws.
struct QuestionsDraft {
  ui::EntryDraft entry;
  std::size_t focus = 0;  ///< of the languages
  std::string carried;    ///< the path that is dragged; empty: none
  bool operator==(const QuestionsDraft&) const = default;
};

/// When a page is new on the screen: behind the text that is typed, in the language that is missing.
QuestionsDraft fresh_draft(const QuestionsState& state);

}  // namespace chalkpoint::admin::editor
