#include "kiosk/admin/changes.h"

#include <algorithm>
#include <map>

namespace chalkpoint::admin::editor {
namespace {

struct Part {
  std::string page;  // on which it stands
  Spot at;
};
using Parts = std::vector<std::pair<std::string, Part>>;  // by name, in order

Parts parts_of(const Draft& draft, bool pages) {
  Parts out;
  for (std::size_t p = 0; p < page_count(draft); ++p) {
    const std::string page = name_of(draft, {p, {}});
    if (pages) out.push_back({page, {"", {p, {}}}});
    for (std::size_t q = 0; !pages && q < question_count(draft, p); ++q)
      out.push_back({name_of(draft, {p, q}), {page, {p, q}}});
  }
  return out;
}

const Part* part_named(const Parts& parts, const std::string& name) {
  const auto found = std::ranges::find(parts, name, &Parts::value_type::first);
  return found == parts.end() ? nullptr : &found->second;
}

// Whatever the order of members: an editor elsewhere may have sorted them.
bool same(const Draft& one, const Draft& other) {
  return one == other || nlohmann::json(one) == nlohmann::json(other);
}

std::vector<std::string> other_properties(const Draft& before, const Draft& after,
                                          std::initializer_list<std::string_view> but) {
  std::vector<std::string> out;
  const auto note = [&](const std::string& name) {
    if (std::ranges::find(but, name) == but.end() && std::ranges::find(out, name) == out.end()) out.push_back(name);
  };
  for (const auto& [name, value] : after.items())
    if (!before.contains(name) || !same(before[name], value)) note(name);
  for (const auto& [name, value] : before.items())
    if (!after.contains(name)) note(name);
  return out;
}

// The names that both have, in the order of one.
std::vector<std::string> shared_order(const Parts& of, const Parts& with) {
  std::vector<std::string> out;
  for (const auto& [name, part] : of)
    if (part_named(with, name) != nullptr) out.push_back(name);
  return out;
}

// Those of `order` that do not keep their place among the others: all but a longest run that kept it.
std::vector<std::string> out_of_order(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  std::vector<std::size_t> places, best(after.size(), 1), from(after.size(), SIZE_MAX);
  for (const std::string& name : after)
    places.push_back(static_cast<std::size_t>(std::ranges::find(before, name) - before.begin()));
  std::size_t last = SIZE_MAX;
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k)
      if (places[k] < places[i] && best[k] + 1 > best[i]) {
        best[i] = best[k] + 1;
        from[i] = k;
      }
    if (last == SIZE_MAX || best[i] > best[last]) last = i;
  }
  std::vector<bool> kept(after.size());
  for (; last != SIZE_MAX; last = from[last]) kept[last] = true;
  std::vector<std::string> out;
  for (std::size_t i = 0; i < after.size(); ++i)
    if (!kept[i]) out.push_back(after[i]);
  return out;
}

void compare_parts(std::vector<Change>& out, const Draft& before, const Draft& after, bool pages,
                   std::string_view language) {
  const Parts old = parts_of(before, pages), fresh = parts_of(after, pages);
  const auto title = [&](const Draft& draft, const Spot& at, const std::string& name) {
    const std::string text = any_text_at(draft, path_of(at) + "/title", language);
    return text.empty() ? name : text;
  };
  const auto strayed = out_of_order(shared_order(old, fresh), shared_order(fresh, old));
  for (const auto& [name, part] : fresh) {
    const Part* was = part_named(old, name);
    Change change{.kind = Change::Kind::added, .page = pages, .name = name, .title = title(after, part.at, name)};
    if (was != nullptr) {
      change.kind = Change::Kind::changed;
      change.properties =
          other_properties(*find(before, path_of(was->at)), *find(after, path_of(part.at)), {"elements", "name"});
      const bool moved = was->page != part.page || std::ranges::find(strayed, name) != strayed.end();
      if (moved) out.push_back({Change::Kind::moved, pages, name, change.title});
      if (change.properties.empty()) continue;
    }
    out.push_back(std::move(change));
  }
  for (const auto& [name, part] : old)
    if (part_named(fresh, name) == nullptr)
      out.push_back({Change::Kind::removed, pages, name, title(before, part.at, name)});
}

}  // namespace

std::vector<Change> changes(const Draft& before, const Draft& after, std::string_view language) {
  std::vector<Change> out;
  auto whole = other_properties(before, after, {"pages"});
  if (!whole.empty())
    out.push_back({Change::Kind::changed, false, "", any_text_at(after, "/title", language), std::move(whole)});
  compare_parts(out, before, after, true, language);
  compare_parts(out, before, after, false, language);
  return out;
}

}  // namespace chalkpoint::admin::editor
