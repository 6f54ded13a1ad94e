#include "kiosk/survey/definition.h"

#include <algorithm>
#include <ranges>

#include "kiosk/survey/fields.h"
#include "kiosk/survey/javascript.h"

namespace chalkpoint::survey {
namespace {

using nlohmann::json;

constexpr std::size_t kBytesMax = 1024 * 1024;
constexpr int kJsonDepthMax =
    16;  // of the JSON: survey, pages, page, elements, element, choices, choice, text and some room
constexpr std::size_t kElementsMax = 500;

Page read_page(const json& source, const std::string& place, Trouble& trouble) {
  Fields fields(source, place, trouble);
  Page page;
  page.name = fields.text("name");
  if (page.name.empty()) fields.refuse("name", "a name is missing", "give the page one");
  page.title = fields.local("title");
  page.description = fields.local("description");
  page.visible = fields.flag("visible", true);
  page.visible_if = fields.expression("visibleIf");
  if (const json* elements = fields.list("elements", "questions")) {
    for (std::size_t i = 0; i < elements->size() && !trouble.first; ++i) {
      page.elements.push_back(
          read_element((*elements)[i], fields.place_of("elements") + "[" + std::to_string(i) + "]", trouble));
    }
  }
  fields.ignore({"navigationTitle", "navigationDescription", "showNavigationButtons"});
  fields.finish();
  return page;
}

// survey-core finds names in any letter case, so two that differ only in that are one.
void check_names(const Definition& definition, Trouble& trouble) {
  std::map<std::string, std::string, std::less<>> element_names;
  std::map<std::string, std::string, std::less<>> page_names;
  std::map<std::string, const Element*, std::less<>> data_names;
  const auto once = [&](auto& names, const std::string& name, const std::string& place) {
    const auto [found, fresh] = names.emplace(javascript::lower(name), place);
    if (!fresh)
      trouble.add(place + ".name", "the name " + name + " is taken by " + found->second, "choose another name");
  };
  for (std::size_t p = 0; p < definition.pages.size(); ++p) {
    const Page& page = definition.pages[p];
    const std::string page_place = "pages[" + std::to_string(p) + "]";
    once(page_names, page.name, page_place);
    for (std::size_t e = 0; e < page.elements.size(); ++e) {
      const Element& element = page.elements[e];
      const std::string place = page_place + ".elements[" + std::to_string(e) + "]";
      once(element_names, element.name, place);
      const auto [shared, fresh] = data_names.emplace(javascript::lower(element.data_name), &element);
      if (!fresh && shared->second->data_name != element.data_name)
        trouble.add(place + ".valueName", "it differs only in letter case from another", "write both alike");
      if (!fresh && shared->second->is_contact() != element.is_contact())
        trouble.add(place + ".valueName", "a contact and an answer cannot share a value",
                    "give one of them another valueName");
    }
  }
}

void check_whole(const Definition& definition, Trouble& trouble) {
  std::size_t elements = 0;
  const Element *scored = nullptr, *heard = nullptr;
  const auto once = [&trouble](const Element*& first, const Element& element, const std::string& what) {
    if (first != nullptr)
      trouble.add("surveyRole", "both " + first->name + " and " + element.name + what, "keep the role on one of them");
    first = &element;
  };
  for (const Page& page : definition.pages) {
    elements += page.elements.size();
    for (const Element& element : page.elements) {
      if (element.asks_score()) once(scored, element, " ask for the score");
      if (element.role == Role::touchpoint) once(heard, element, " ask for the touchpoint");
    }
  }
  if (elements == 0) trouble.add("pages", "there is no question", "add a page with a question");
  if (elements > kElementsMax) trouble.add("pages", "there are more than 500 questions", "ask fewer");
}

Definition read_survey(const json& source, Trouble& trouble) {
  Fields fields(source, "", trouble);
  Definition definition;
  definition.title = fields.local("title");
  definition.description = fields.local("description");
  definition.completed_text = fields.local("completedHtml");
  if (const std::string language = fields.text("locale"); !language.empty()) definition.language = language;
  definition.length_max = fields.whole("maxTextLength", 0, 100'000).value_or(0);
  const std::string clearing = fields.text("clearInvisibleValues");
  if (!clearing.empty() && clearing != "onHidden")
    fields.refuse("clearInvisibleValues", "what is hidden is always forgotten at once",
                  "write onHidden or take it out");
  fields.ignore({"$schema",
                 "sjsVersion",
                 "showQuestionNumbers",
                 "showProgressBar",
                 "progressBarLocation",
                 "progressBarType",
                 "showPageTitles",
                 "showTitle",
                 "showNavigationButtons",
                 "showPrevButton",
                 "showCompletePage",
                 "widthMode",
                 "width",
                 "fitToContainer",
                 "headerView",
                 "questionErrorLocation",
                 "questionTitleLocation",
                 "questionDescriptionLocation",
                 "requiredMark",
                 "requiredText",
                 "textUpdateMode",
                 "pagePrevText",
                 "pageNextText",
                 "completeText",
                 "startSurveyText"});
  if (const json* pages = fields.list("pages")) {
    for (std::size_t i = 0; i < pages->size() && !trouble.first; ++i) {
      definition.pages.push_back(read_page((*pages)[i], "pages[" + std::to_string(i) + "]", trouble));
    }
  } else if (const json* elements = fields.list("elements", "questions")) {
    definition.pages.push_back(read_page(json{{"name", "page1"}, {"elements", *elements}}, "", trouble));
  }
  fields.finish();
  return definition;
}

// Parsing itself needs no stack, but what works on the parsed value does.
bool is_too_deep(const json& source, int depth) {
  if (!source.is_structured()) return false;
  if (depth > kJsonDepthMax) return true;
  return std::ranges::any_of(source, [&](const json& item) { return is_too_deep(item, depth + 1); });
}

}  // namespace

LocalText::LocalText(std::map<std::string, std::string, std::less<>> by_language)
    : by_language_(std::move(by_language)) {}

const std::string& LocalText::in(std::string_view language) const {
  static const std::string kNone;
  const auto dash = language.find('-');
  // English is survey-core's default language: its own texts stand back behind the default ones.
  const std::string_view first = language == "en" ? "default" : language;
  for (const std::string_view wanted :
       {first, language.substr(0, dash), std::string_view("default"), std::string_view("en")}) {
    const auto found = by_language_.find(wanted);
    if (found != by_language_.end() && !found->second.empty()) return found->second;
  }
  return by_language_.empty() ? kNone : by_language_.begin()->second;
}

const Element* Definition::find(std::string_view name) const {
  for (const Page& page : pages) {
    const auto found = std::ranges::find(page.elements, name, &Element::name);
    if (found != page.elements.end()) return &*found;
  }
  return nullptr;
}

const Element* Definition::scored() const {
  for (const Page& page : pages) {
    const auto found = std::ranges::find_if(page.elements, &Element::asks_score);
    if (found != page.elements.end()) return &*found;
  }
  return nullptr;
}

const Element* Definition::heard() const {
  for (const Page& page : pages) {
    const auto found = std::ranges::find(page.elements, Role::touchpoint, &Element::role);
    if (found != page.elements.end()) return &*found;
  }
  return nullptr;
}

std::expected<Definition, event::Problem> parse_definition(std::string_view text) {
  if (text.size() > kBytesMax)
    return std::unexpected(event::Problem{"The definition is larger than 1 MiB.", "Make it smaller."});
  json source;
  try {
    source = json::parse(text);
  } catch (const json::parse_error& error) {
    return std::unexpected(event::Problem{"The definition is no valid JSON at byte " + std::to_string(error.byte) + ".",
                                          "Correct it there."});
  } catch (const json::out_of_range&) {  // the parser says it of numbers alone
    return std::unexpected(
        event::Problem{"The definition holds a number beyond 1.8e308.", "Write one that can be held."});
  }
  Trouble trouble;
  if (is_too_deep(source, 0)) trouble.add("", "the definition is nested too deeply", "make it flatter");
  Definition definition;
  if (!trouble.first) definition = read_survey(source, trouble);
  if (!trouble.first) check_whole(definition, trouble);
  if (!trouble.first) check_names(definition, trouble);
  if (trouble.first) return std::unexpected(std::move(*trouble.first));
  return definition;
}

}  // namespace chalkpoint::survey
