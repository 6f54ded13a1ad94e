// Values to and from JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "kiosk/survey/value.h"

namespace chalkpoint::survey {

/// Nothing for an object or a list that holds one: no question of the subset gives those.
template <typename Json>
std::optional<Value> from_json(const Json& json);

/// Whole numbers that a double holds exactly are written as integers; what is nothing or no number is null.
nlohmann::ordered_json to_json(const Value& value);

}  // namespace chalkpoint::survey
