#include "kiosk/survey/value_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace chalkpoint::survey {

template <typename Json>
std::optional<Value> from_json(const Json& json) {
  if (json.is_null()) return Value(Null{});
  if (json.is_boolean()) return Value(json.template get<bool>());
  if (json.is_number()) return Value(json.template get<double>());
  if (json.is_string()) return Value(json.template get<std::string>());
  if (!json.is_array()) return std::nullopt;
  Values list;
  for (const Json& item : json) {
    auto value = from_json(item);
    if (!value) return std::nullopt;
    list.push_back(std::move(*value));
  }
  return Value(std::move(list));
}

template std::optional<Value> from_json(const nlohmann::json& json);
template std::optional<Value> from_json(const nlohmann::ordered_json& json);

nlohmann::ordered_json to_json(const Value& value) {
  if (const auto* truth = value.truth()) return *truth;
  if (const auto* text = value.text()) return *text;
  if (const auto* number = value.number()) {
    constexpr double kExactMax = 9007199254740992.0;  // 2^53
    if (!std::isfinite(*number)) return nullptr;
    if (std::floor(*number) == *number && std::abs(*number) <= kExactMax) return static_cast<std::int64_t>(*number);
    return *number;
  }
  if (const auto* list = value.list()) {
    auto json = nlohmann::ordered_json::array();
    for (const Value& item : *list) json.push_back(to_json(item));
    return json;
  }
  return nullptr;
}

}  // namespace chalkpoint::survey
