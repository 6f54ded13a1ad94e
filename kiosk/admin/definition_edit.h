// Changing a survey definition: pure operations on its JSON, each of which gives a definition that is as well formed as
// the one it was given. What a definition means, and whether it can be asked, others know; here it is pages of
// questions with properties. What is not understood here stays as it is.
#pragma once

#include <array>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chalkpoint::admin::editor {

/// A definition with its members in the order in which they were written.
using Draft = nlohmann::ordered_json;

inline constexpr std::array<std::string_view, 2> kSurveyLanguages = {"ru", "en"};
/// What can be added: the types of the engine, those of `text` by what is typed.
inline constexpr std::array<std::string_view, 10> kKinds = {"nps",     "rating", "radiogroup", "checkbox", "boolean",
                                                            "comment", "text",   "tel",        "email",    "number"};
/// The values by which departments are known everywhere.
inline constexpr std::array<std::string_view, 6> kDepartmentValues = {"trainers", "cleanliness", "equipment",
                                                                      "schedule", "reception",   "price"};

/// A question, or a whole page.
struct Spot {
  std::size_t page = 0;
  std::optional<std::size_t> question;  ///< nothing: the page
  bool operator==(const Spot&) const = default;
};

/// The definition with pages of elements, whatever shorter or older form it was written in. Nothing for a text that is
/// no JSON object with such pages.
std::optional<Draft> read_draft(std::string_view text);
/// A definition without a question.
Draft empty_draft(std::string_view title, std::string_view language);

// Looking at it. Spots and paths must be there.
std::string path_of(const Spot& spot);  ///< "/pages/0/elements/1"
/// What is at the path; null for nothing.
const Draft* find(const Draft& draft, const std::string& path);
/// The text at the path, empty for none; a truth that is not there is false.
std::string word_at(const Draft& draft, const std::string& path);
bool flag_at(const Draft& draft, const std::string& path);
/// How many questions the page has; 0 for one that is not there.
std::size_t question_count(const Draft& draft, std::size_t page);
std::size_t page_count(const Draft& draft);
/// The question's name, and the name under which its answers are kept.
std::string name_of(const Draft& draft, const Spot& spot);
std::string data_name_of(const Draft& draft, const Spot& spot);
/// Of kKinds.
std::string_view kind_of(const Draft& question);
/// Nothing for a name that no question has.
std::optional<Spot> spot_named(const Draft& draft, std::string_view name);
/// Where a problem lies that the engine names like pages[1].elements[0].visibleIf; nothing: in the whole.
std::optional<Spot> spot_of_place(std::string_view place);
/// Every question, in order.
std::vector<Spot> questions(const Draft& draft);

// Texts.
/// In that language, as it was written for it; empty: it is missing.
std::string text_at(const Draft& draft, const std::string& path, std::string_view language);
/// In that language or, where that is missing, in any.
std::string any_text_at(const Draft& draft, const std::string& path, std::string_view language);
/// A text that is written, or should be.
struct TextSlot {
  std::string path;
  std::string property;  ///< "title", of a choice "choice", of a validator "validator"
  std::vector<std::string_view> missing;
};
/// Those of the page (with its questions), the question, or of the survey itself, which has completedHtml as well.
std::vector<TextSlot> texts_of(const Draft& draft, const Spot& spot);
std::vector<TextSlot> all_texts(const Draft& draft);

// Changing it.
Draft with(Draft draft, const std::string& path, Draft value);  ///< null takes it out
/// An empty text takes it out.
Draft with_text(Draft draft, const std::string& path, std::string_view language, const std::string& text);
/// A definition, and what was put there.
struct Added {
  Draft draft;
  Spot at;
};
/// A question of that kind behind `after`; behind all of the page where that is a page.
Added add_question(Draft draft, std::string_view kind, const Spot& after);
/// An empty page behind that one.
Added add_page(Draft draft, std::size_t after);
/// The same again behind it, under another name: roles and shared answers stay with the first.
Added duplicate(Draft draft, const Spot& spot);
Draft without(Draft draft, const Spot& spot);  ///< the last page is emptied instead
/// To the place where `to` is, which moves on; `to.question` may be one behind the last. A page goes to `to.page`.
Added moved(Draft draft, const Spot& from, const Spot& to);
/// One step up or down, over the edge of a page too; nothing at either end.
std::optional<Added> stepped(const Draft& draft, const Spot& spot, bool down);
/// Another name, also where conditions and texts speak of it. Answers given so far keep the old one.
Draft renamed(Draft draft, const Spot& spot, const std::string& name);
/// Of a list at the path, such as choices.
Draft with_item(Draft draft, const std::string& list, Draft item);
Draft without_item(Draft draft, const std::string& list, std::size_t index);
Draft moved_item(Draft draft, const std::string& list, std::size_t from, std::size_t to);
/// A choice as an object with this value, not used there yet.
Draft new_choice(const Draft& draft, const Spot& spot);

/// What is done can be undone; edits that share a `joined` key, like the letters of one text, are one.
class Editing {
 public:
  Editing() = default;
  explicit Editing(Draft draft) : now_(std::move(draft)) {}

  const Draft& now() const { return now_; }
  /// Does nothing when it says the same as now.
  void apply(Draft next, std::string_view joined = {});
  bool can_undo() const { return !before_.empty(); }
  bool can_redo() const { return !after_.empty(); }
  void undo();  ///< nothing where there is nothing to take back
  void redo();  ///< nothing where nothing was undone
  /// Grows with every change.
  std::uint64_t version() const { return version_; }

 private:
  Draft now_;
  std::vector<Draft> before_, after_;
  std::string joined_;
  std::uint64_t version_ = 1;
};

}  // namespace chalkpoint::admin::editor
