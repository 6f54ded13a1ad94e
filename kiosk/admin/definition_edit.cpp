#include "kiosk/admin/definition_edit.h"

#include <algorithm>
#include <functional>

#include "sync/event/touchpoints.h"

namespace chalkpoint::admin::editor {
namespace {

using Path = Draft::json_pointer;

constexpr std::size_t kUndoMax = 200;

Draft& elements_of(Draft& draft, std::size_t page) {
  return draft["pages"][page]["elements"];
}

bool is_known_value(const Draft& list, const std::string& value) {
  return std::ranges::any_of(list, [&](const Draft& one) {
    return one == value || (one.is_object() && one.contains("value") && one["value"] == value);
  });
}

std::string free_name(const Draft& draft, const std::string& stem) {
  for (std::size_t n = 1;; ++n) {
    const std::string name = stem + std::to_string(n);
    const auto taken = [&](const Spot& spot) {
      return name_of(draft, spot) == name || data_name_of(draft, spot) == name;
    };
    if (std::ranges::none_of(questions(draft), taken)) return name;
  }
}

std::string free_page_name(const Draft& draft) {
  for (std::size_t n = draft["pages"].size() + 1;; ++n) {
    const std::string name = "page" + std::to_string(n);
    if (std::ranges::none_of(draft["pages"], [&](const Draft& page) { return page.value("name", "") == name; }))
      return name;
  }
}

bool has_score(const Draft& draft) {
  return std::ranges::any_of(questions(draft), [&](const Spot& spot) {
    const std::string role = word_at(draft, path_of(spot) + "/surveyRole");
    return role == "nps" || role == "score";
  });
}

Draft question_of(const Draft& draft, std::string_view kind) {
  const bool is_line = kind == "text" || kind == "tel" || kind == "email" || kind == "number";
  Draft out = {{"type", kind == "nps" ? "rating" : is_line ? "text" : std::string(kind)}};
  out["name"] = free_name(draft, kind == "nps" ? "score" : "question");
  if (is_line && kind != "text") out["inputType"] = std::string(kind);
  if (kind == "nps") {
    if (!has_score(draft)) out["surveyRole"] = "nps";
    out["rateMin"] = 0;
    out["rateMax"] = 10;
  }
  if (kind == "rating") {
    out["rateMin"] = 1;
    out["rateMax"] = 5;
  }
  if (kind == "radiogroup" || kind == "checkbox") out["choices"] = {{{"value", "item1"}}, {{"value", "item2"}}};
  if (kind == "comment") out["maxLength"] = 500;
  return out;
}

void rename_member(Draft& object, const char* from, const char* to) {
  if (!object.contains(from) || object.contains(to)) return;
  object[to] = std::move(object[from]);
  object.erase(from);
}

void each_string(Draft& value, const std::function<void(std::string&)>& change) {
  if (value.is_string()) return change(value.get_ref<std::string&>());
  if (value.is_structured())
    for (Draft& one : value) each_string(one, change);
}

}  // namespace

std::optional<Draft> read_draft(std::string_view text) {
  Draft draft = Draft::parse(text, nullptr, false);
  if (!draft.is_object()) return std::nullopt;
  rename_member(draft, "questions", "elements");
  if (!draft.contains("pages")) {
    Draft elements = draft.contains("elements") ? draft["elements"] : Draft::array();
    draft.erase("elements");
    draft["pages"] = Draft::array({{{"name", "page1"}, {"elements", std::move(elements)}}});
  }
  if (!draft["pages"].is_array()) return std::nullopt;
  for (Draft& page : draft["pages"]) {
    if (!page.is_object()) return std::nullopt;
    rename_member(page, "questions", "elements");
    if (!page.contains("elements")) page["elements"] = Draft::array();
    if (!page["elements"].is_array()) return std::nullopt;
    if (!std::ranges::all_of(page["elements"], [](const Draft& one) { return one.is_object(); })) return std::nullopt;
  }
  if (draft["pages"].empty()) draft["pages"].push_back({{"name", "page1"}, {"elements", Draft::array()}});
  return draft;
}

Draft empty_draft(std::string_view title, std::string_view language) {
  Draft draft = Draft::object();
  draft["title"] = {{std::string(language), std::string(title)}};
  draft["locale"] = std::string(language);
  draft["clearInvisibleValues"] = "onHidden";
  draft["pages"] = Draft::array({{{"name", "page1"}, {"elements", Draft::array()}}});
  return draft;
}

std::string path_of(const Spot& spot) {
  const std::string page = "/pages/" + std::to_string(spot.page);
  return spot.question ? page + "/elements/" + std::to_string(*spot.question) : page;
}

const Draft* find(const Draft& draft, const std::string& path) {
  const Path at(path);
  return draft.contains(at) ? &draft.at(at) : nullptr;
}

std::string word_at(const Draft& draft, const std::string& path) {
  const Draft* found = find(draft, path);
  return found == nullptr || found->is_structured() ? ""
         : found->is_string()                       ? found->get<std::string>()
                                                    : found->dump();
}

bool flag_at(const Draft& draft, const std::string& path) {
  const Draft* found = find(draft, path);
  return found != nullptr && found->is_boolean() && found->get<bool>();
}

std::size_t page_count(const Draft& draft) {
  return draft.contains("pages") ? draft["pages"].size() : 0;
}

std::size_t question_count(const Draft& draft, std::size_t page) {
  return page < page_count(draft) ? draft["pages"][page]["elements"].size() : 0;
}

std::string name_of(const Draft& draft, const Spot& spot) {
  return word_at(draft, path_of(spot) + "/name");
}

std::string data_name_of(const Draft& draft, const Spot& spot) {
  const std::string shared = word_at(draft, path_of(spot) + "/valueName");
  return shared.empty() ? name_of(draft, spot) : shared;
}

std::string_view kind_of(const Draft& question) {
  std::string type = question.value("type", "");
  if (type == "text") type = question.value("inputType", "text");
  if (type == "rating" && question.value("surveyRole", "") == "nps") type = "nps";
  const auto known = std::ranges::find(kKinds, type);
  return known == kKinds.end() ? "text" : *known;
}

std::vector<Spot> questions(const Draft& draft) {
  std::vector<Spot> out;
  for (std::size_t p = 0; p < page_count(draft); ++p)
    for (std::size_t q = 0; q < question_count(draft, p); ++q) out.push_back({p, q});
  return out;
}

std::optional<Spot> spot_named(const Draft& draft, std::string_view name) {
  for (const Spot& spot : questions(draft))
    if (name_of(draft, spot) == name) return spot;
  return std::nullopt;
}

std::optional<Spot> spot_of_place(std::string_view place) {
  const auto number = [&place](std::string_view list) -> std::optional<std::size_t> {
    if (!place.starts_with(list)) return std::nullopt;
    place.remove_prefix(list.size());
    std::size_t out = 0, digits = 0;
    for (; digits < place.size() && place[digits] >= '0' && place[digits] <= '9' && digits < 6; ++digits)
      out = out * 10 + static_cast<std::size_t>(place[digits] - '0');
    if (digits == 0 || digits >= place.size() || place[digits] != ']') return std::nullopt;
    place.remove_prefix(digits + 1);
    return out;
  };
  const auto page = number("pages[");
  if (!page) return std::nullopt;
  return Spot{*page, number(".elements[")};
}

Draft with(Draft draft, const std::string& path, Draft value) {
  const Path at(path);
  if (!value.is_null()) {
    const Path owner = at.parent_pointer();
    if (draft.contains(owner) && draft[owner].is_primitive())
      draft[owner] = {{"value", draft[owner]}};  // a plain choice
    draft[at] = std::move(value);
  } else if (draft.contains(at)) {
    Draft& owner = draft[at.parent_pointer()];
    if (owner.is_object()) owner.erase(at.back());
  }
  return draft;
}

Added add_question(Draft draft, std::string_view kind, const Spot& after) {
  Draft made = question_of(draft, kind);
  Draft& list = elements_of(draft, after.page);
  const std::size_t at = after.question ? std::min(*after.question + 1, list.size()) : list.size();
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), std::move(made));
  return {std::move(draft), {after.page, at}};
}

Added add_page(Draft draft, std::size_t after) {
  Draft page = {{"name", free_page_name(draft)}, {"elements", Draft::array()}};
  Draft& pages = draft["pages"];
  const std::size_t at = std::min(after + 1, pages.size());
  pages.insert(pages.begin() + static_cast<std::ptrdiff_t>(at), std::move(page));
  return {std::move(draft), {at, std::nullopt}};
}

Added duplicate(Draft draft, const Spot& spot) {
  if (spot.question) {
    Draft copy = elements_of(draft, spot.page)[*spot.question];
    copy["name"] = free_name(draft, "question");
    copy.erase("surveyRole");
    copy.erase("valueName");
    Draft& list = elements_of(draft, spot.page);
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(*spot.question + 1), std::move(copy));
    return {std::move(draft), {spot.page, *spot.question + 1}};
  }
  Draft copied = draft["pages"][spot.page]["elements"], page = draft["pages"][spot.page];
  page["elements"] = Draft::array();
  page["name"] = free_page_name(draft);
  Draft& pages = draft["pages"];
  pages.insert(pages.begin() + static_cast<std::ptrdiff_t>(spot.page + 1), std::move(page));
  for (Draft& one : copied) {  // each in its turn, so that the names stay apart
    one["name"] = free_name(draft, "question");
    one.erase("surveyRole");
    one.erase("valueName");
    elements_of(draft, spot.page + 1).push_back(std::move(one));
  }
  return {std::move(draft), {spot.page + 1, std::nullopt}};
}

Draft without(Draft draft, const Spot& spot) {
  if (spot.question) {
    elements_of(draft, spot.page).erase(*spot.question);
  } else if (page_count(draft) > 1) {
    draft["pages"].erase(spot.page);
  } else {
    elements_of(draft, 0) = Draft::array();
  }
  return draft;
}

Added moved(Draft draft, const Spot& from, const Spot& to) {
  if (!from.question) {
    draft = moved_item(std::move(draft), "/pages", from.page, to.page);
    return {std::move(draft), {std::min(to.page, page_count(draft) - 1), std::nullopt}};
  }
  Draft& source = elements_of(draft, from.page);
  Draft one = source[*from.question];
  source.erase(*from.question);
  std::size_t at = to.question.value_or(question_count(draft, to.page));
  if (from.page == to.page && at > *from.question) --at;
  Draft& target = elements_of(draft, to.page);
  at = std::min(at, target.size());
  target.insert(target.begin() + static_cast<std::ptrdiff_t>(at), std::move(one));
  return {std::move(draft), {to.page, at}};
}

std::optional<Added> stepped(const Draft& draft, const Spot& spot, bool down) {
  if (!spot.question) {
    if (down ? spot.page + 1 >= page_count(draft) : spot.page == 0) return std::nullopt;
    return moved(draft, spot, {down ? spot.page + 1 : spot.page - 1, std::nullopt});
  }
  const std::size_t at = *spot.question;
  if (down) {
    if (at + 1 < question_count(draft, spot.page)) return moved(draft, spot, {spot.page, at + 2});
    if (spot.page + 1 < page_count(draft)) return moved(draft, spot, {spot.page + 1, 0});
    return std::nullopt;
  }
  if (at > 0) return moved(draft, spot, {spot.page, at - 1});
  if (spot.page > 0) return moved(draft, spot, {spot.page - 1, std::nullopt});
  return std::nullopt;
}

Draft renamed(Draft draft, const Spot& spot, const std::string& name) {
  const std::string old = data_name_of(draft, spot);
  const std::string path = path_of(spot);
  const bool shared = !word_at(draft, path + "/valueName").empty();
  draft = with(std::move(draft), path + (shared ? "/valueName" : "/name"), name);
  const auto others = questions(draft);
  if (std::ranges::any_of(others, [&](const Spot& other) { return data_name_of(draft, other) == old; })) return draft;
  each_string(draft, [&](std::string& text) {  // nobody else answers to the old name
    for (const char end : {'}', '.', '['})
      for (std::size_t at = 0; (at = text.find('{' + old + end, at)) != std::string::npos; at += name.size() + 2)
        text.replace(at + 1, old.size(), name);
  });
  return draft;
}

Draft with_item(Draft draft, const std::string& list, Draft item) {
  const Path at(list);
  if (!draft.contains(at)) draft[at] = Draft::array();
  draft[at].push_back(std::move(item));
  return draft;
}

Draft without_item(Draft draft, const std::string& list, std::size_t index) {
  Draft& items = draft.at(Path(list));
  if (index < items.size()) items.erase(index);
  return draft;
}

Draft moved_item(Draft draft, const std::string& list, std::size_t from, std::size_t to) {
  Draft& items = draft.at(Path(list));
  if (from >= items.size()) return draft;
  Draft one = items[from];
  items.erase(from);
  items.insert(items.begin() + static_cast<std::ptrdiff_t>(std::min(to, items.size())), std::move(one));
  return draft;
}

Draft new_choice(const Draft& draft, const Spot& spot) {
  const Draft* list = find(draft, path_of(spot) + "/choices");
  const auto is_free = [list](const std::string& value) { return list == nullptr || !is_known_value(*list, value); };
  if (word_at(draft, path_of(spot) + "/surveyRole") == "touchpoint")
    for (const std::string_view touchpoint : event::kStaffTouchpoints)
      if (is_free(std::string(touchpoint))) return {{"value", std::string(touchpoint)}};
  for (std::size_t n = list ? list->size() + 1 : 1;; ++n)
    if (std::string value = "item" + std::to_string(n); is_free(value)) return {{"value", std::move(value)}};
}

void Editing::apply(Draft next, std::string_view joined) {
  if (next == now_) return;
  if (joined.empty() || joined != joined_) {
    before_.push_back(std::move(now_));
    if (before_.size() > kUndoMax) before_.erase(before_.begin());
  }
  joined_ = joined;
  after_.clear();
  now_ = std::move(next);
  ++version_;
}

void Editing::undo() {
  if (before_.empty()) return;
  after_.push_back(std::exchange(now_, std::move(before_.back())));
  before_.pop_back();
  joined_.clear();
  ++version_;
}

void Editing::redo() {
  if (after_.empty()) return;
  before_.push_back(std::exchange(now_, std::move(after_.back())));
  after_.pop_back();
  joined_.clear();
  ++version_;
}

}  // namespace chalkpoint::admin::editor
