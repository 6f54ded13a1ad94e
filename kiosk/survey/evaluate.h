// Tries a set of answers on a survey, as `chalkpoint survey evaluate` shows it.
#pragma once

#include <expected>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/survey/run.h"

namespace chalkpoint::survey {

/// Answers by data name, in the order of the file.
using Answers = std::vector<std::pair<std::string, Value>>;

/// Reads a JSON object of answers. Refuses what no question can hold.
std::expected<Answers, event::Problem> parse_answers(std::string_view json);

/// Gives the answers to an empty run one by one, tries to complete it, and tells {"visible": names of the questions
/// shown, in order, "errors": {name: text}, "data": {...}}. `describe` puts an error into words.
nlohmann::ordered_json evaluate(const Definition& definition, const Answers& answers, const std::string& language,
                                const std::function<std::string(const AnswerError&)>& describe);

}  // namespace chalkpoint::survey
