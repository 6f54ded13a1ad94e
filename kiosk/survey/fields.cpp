#include "kiosk/survey/fields.h"

#include <cmath>

#include "kiosk/survey/value_json.h"

namespace chalkpoint::survey {

using nlohmann::json;

void Trouble::add(const std::string& place, const std::string& what, const std::string& remedy) {
  if (first) return;
  first = event::Problem{(place.empty() ? "" : place + ": ") + what + ".", remedy + "."};
  if (first->remedy[0] >= 'a' && first->remedy[0] <= 'z') first->remedy[0] = static_cast<char>(first->remedy[0] - 32);
}

Fields::Fields(const json& object, std::string place, Trouble& trouble)
    : object_(object), place_(std::move(place)), trouble_(trouble) {
  if (!object_.is_object()) trouble_.add(place_, "an object is needed here", "write it as { ... }");
}

const json* Fields::find(std::string_view name, std::string_view older_name) {
  if (trouble_.first || !object_.is_object()) return nullptr;
  known_.emplace(name);
  if (!older_name.empty()) known_.emplace(older_name);
  auto found = object_.find(name);
  if (found == object_.end() && !older_name.empty()) found = object_.find(older_name);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

std::string Fields::place_of(std::string_view name) const {
  return place_.empty() ? std::string(name) : place_ + "." + std::string(name);
}

void Fields::refuse(std::string_view name, const std::string& what, const std::string& remedy) {
  trouble_.add(place_of(name), what, remedy);
}

std::string Fields::text(std::string_view name) {
  const json* found = find(name);
  if (found == nullptr) return {};
  if (!found->is_string()) return refuse(name, "a text is needed here", "put it in quotes"), std::string();
  return found->get<std::string>();
}

bool Fields::flag(std::string_view name, bool otherwise, std::string_view older_name) {
  const json* found = find(name, older_name);
  if (found == nullptr) return otherwise;
  if (!found->is_boolean()) return refuse(name, "true or false is needed here", "write it without quotes"), otherwise;
  return found->get<bool>();
}

std::optional<double> Fields::number(std::string_view name) {
  const json* found = find(name);
  if (found == nullptr) return std::nullopt;
  if (!found->is_number()) return refuse(name, "a number is needed here", "write it without quotes"), std::nullopt;
  return found->get<double>();
}

std::optional<int> Fields::whole(std::string_view name, int low, int high) {
  const auto found = number(name);
  if (!found) return std::nullopt;
  if (std::floor(*found) != *found || *found < low || *found > high) {
    refuse(name, "a whole number from " + std::to_string(low) + " to " + std::to_string(high) + " is needed here",
           "change it");
    return std::nullopt;
  }
  return static_cast<int>(*found);
}

LocalText Fields::local(std::string_view name, std::string_view older_name) {
  const json* found = find(name, older_name);
  return found == nullptr ? LocalText() : read_local(*found, place_of(name), trouble_);
}

std::optional<Expression> Fields::expression(std::string_view name) {
  const std::string source = text(name);
  if (source.empty()) return std::nullopt;
  auto parsed = Expression::parse(source);
  if (parsed) return std::move(*parsed);
  refuse(name,
         "no valid expression: " + parsed.error().what + " (character " + std::to_string(parsed.error().at + 1) + ")",
         "correct the expression there");
  return std::nullopt;
}

std::optional<Value> Fields::scalar(std::string_view name) {
  const json* found = find(name);
  if (found == nullptr) return std::nullopt;
  if (found->is_structured()) {
    refuse(name, "a text, a number or a truth is needed here", "write a single value");
    return std::nullopt;
  }
  return from_json(*found);
}

const json* Fields::list(std::string_view name, std::string_view older_name) {
  const json* found = find(name, older_name);
  if (found != nullptr && !found->is_array()) {
    refuse(name, "a list is needed here", "write it as [ ... ]");
    return nullptr;
  }
  return found;
}

void Fields::ignore(std::initializer_list<std::string_view> names) {
  for (const auto name : names) known_.emplace(name);
}

void Fields::finish() {
  if (trouble_.first || !object_.is_object()) return;
  for (const auto& [name, value] : object_.items()) {
    if (!known_.contains(name))
      refuse(name, "this property is not part of the subset", "take it out or check its spelling");
  }
}

LocalText read_local(const json& source, const std::string& place, Trouble& trouble) {
  std::map<std::string, std::string, std::less<>> texts;
  if (source.is_string()) {
    texts["default"] = source.get<std::string>();
  } else if (source.is_object()) {
    for (const auto& [language, text] : source.items()) {
      if (!text.is_string()) {
        trouble.add(std::string(place).append(".").append(language), "a text is needed here", "put it in quotes");
        return {};
      }
      texts[language] = text.get<std::string>();
    }
  } else {
    trouble.add(place, "a text is needed here, or one for each language",
                R"(write "..." or {"ru": "...", "en": "..."})");
  }
  return LocalText(std::move(texts));
}

}  // namespace chalkpoint::survey
