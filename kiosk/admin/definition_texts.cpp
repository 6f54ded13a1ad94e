// The texts of a definition in the languages of the club. A text written without a language is one of the survey's own
// (its locale, else English): as soon as another language is added it is put under it, since a text "for all" would be
// told in English before the English one.
#include <algorithm>

#include "kiosk/admin/definition_edit.h"

namespace chalkpoint::admin::editor {
namespace {

using Path = Draft::json_pointer;

std::string own_language(const Draft& draft) {
  const std::string locale = draft.value("locale", "");
  return locale.empty() ? "en" : locale;
}

// The texts a question of that kind may have, those that should be written first.
std::vector<std::string_view> text_properties(std::string_view kind, const Draft& question) {
  std::vector<std::string_view> out = {"title", "description"};
  const auto add = [&out](std::initializer_list<std::string_view> more) { out.insert(out.end(), more); };
  if (kind == "nps" || kind == "rating") add({"minRateDescription", "maxRateDescription"});
  if (kind == "boolean") add({"labelTrue", "labelFalse"});
  if (kind == "comment" || kind == "text" || kind == "tel" || kind == "email" || kind == "number") add({"placeholder"});
  if (kind == "number") add({"minErrorText", "maxErrorText", "stepErrorText"});
  if (question.value("showOtherItem", false)) add({"otherText", "otherPlaceholder", "otherErrorText"});
  if (question.value("showNoneItem", false)) add({"noneText"});
  if (question.value("showCommentArea", false)) add({"commentText", "commentPlaceholder"});
  add({"requiredErrorText"});
  return out;
}

void add_slot(std::vector<TextSlot>& out, const Draft& draft, const std::string& path, std::string_view property,
              bool wanted) {
  TextSlot slot{path, std::string(property), {}};
  for (const std::string_view language : kSurveyLanguages)
    if (text_at(draft, path, language).empty()) slot.missing.push_back(language);
  const bool is_blank = slot.missing.size() == kSurveyLanguages.size();
  if (is_blank && !wanted) slot.missing.clear();  // what nobody wrote at all need not be written
  out.push_back(std::move(slot));
}

void add_list(std::vector<TextSlot>& out, const Draft& draft, const std::string& path, std::string_view property,
              bool wanted) {
  const Draft* list = find(draft, path);
  if (list == nullptr || !list->is_array()) return;
  for (std::size_t i = 0; i < list->size(); ++i)
    if ((*list)[i].is_object()) add_slot(out, draft, path + "/" + std::to_string(i) + "/text", property, wanted);
}

void add_question_texts(std::vector<TextSlot>& out, const Draft& draft, const Spot& spot) {
  const std::string path = path_of(spot);
  const Draft* question = find(draft, path);
  if (question == nullptr) return;
  for (const std::string_view property : text_properties(kind_of(*question), *question))
    add_slot(out, draft, path + "/" + std::string(property), property, property == "title");
  add_list(out, draft, path + "/choices", "choice", true);
  add_list(out, draft, path + "/validators", "validator", false);
}

}  // namespace

std::string text_at(const Draft& draft, const std::string& path, std::string_view language) {
  const Draft* found = find(draft, path);
  if (found == nullptr) return {};
  if (found->is_string()) return language == own_language(draft) ? found->get<std::string>() : std::string();
  if (!found->is_object()) return {};
  const auto in = [found](std::string_view name) {
    const auto at = found->find(name);
    return at != found->end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  const std::string written = in(language);
  return written.empty() && language == own_language(draft) ? in("default") : written;
}

std::string any_text_at(const Draft& draft, const std::string& path, std::string_view language) {
  std::string text = text_at(draft, path, language);
  for (const std::string_view other : kSurveyLanguages)
    if (text.empty()) text = text_at(draft, path, other);
  return text;
}

Draft with_text(Draft draft, const std::string& path, std::string_view language, const std::string& text) {
  const Draft* found = find(draft, path);
  Draft texts = found != nullptr && found->is_object() ? *found : Draft::object();
  const std::string own = own_language(draft);
  std::string unnamed;
  if (found != nullptr && found->is_string()) unnamed = found->get<std::string>();
  if (texts.contains("default") && texts["default"].is_string()) unnamed = texts["default"].get<std::string>();
  texts.erase("default");
  if (!unnamed.empty() && !texts.contains(own)) texts[own] = unnamed;
  if (text.empty())
    texts.erase(std::string(language));
  else
    texts[std::string(language)] = text;
  return with(std::move(draft), path, texts.empty() ? Draft() : std::move(texts));
}

std::vector<TextSlot> texts_of(const Draft& draft, const Spot& spot) {
  std::vector<TextSlot> out;
  if (spot.question) {
    add_question_texts(out, draft, spot);
    return out;
  }
  add_slot(out, draft, path_of(spot) + "/title", "pageTitle", false);
  add_slot(out, draft, path_of(spot) + "/description", "pageDescription", false);
  for (std::size_t q = 0; q < question_count(draft, spot.page); ++q) add_question_texts(out, draft, {spot.page, q});
  return out;
}

std::vector<TextSlot> all_texts(const Draft& draft) {
  std::vector<TextSlot> out;
  add_slot(out, draft, "/title", "surveyTitle", true);
  add_slot(out, draft, "/description", "surveyDescription", false);
  add_slot(out, draft, "/completedHtml", "completedHtml", false);
  for (std::size_t p = 0; p < page_count(draft); ++p)
    std::ranges::move(texts_of(draft, {p, {}}), std::back_inserter(out));
  return out;
}

}  // namespace chalkpoint::admin::editor
