#include "kiosk/survey/ending.h"

#include <cmath>

namespace chalkpoint::survey {

namespace {

event::Json to_json(const Value& value) {
  if (const bool* truth = value.truth()) return *truth;
  if (const std::string* text = value.text()) return *text;
  if (const double* number = value.number()) {
    constexpr double kExactMax = 9007199254740992.0;  // 2^53: beyond it a double skips integers
    if (std::trunc(*number) == *number && std::abs(*number) < kExactMax) return static_cast<std::int64_t>(*number);
    return *number;
  }
  if (const Values* list = value.list()) {
    event::Json array = event::Json::array();
    for (const Value& one : *list) array.push_back(to_json(one));
    return array;
  }
  return nullptr;
}

void add_contact(Ending& ending, const Flow& flow) {
  for (const Run::Contact& given : flow.run.contacts()) {
    if (given.text.empty()) continue;
    if (ending.contact) {
      *ending.contact += '\n' + given.text;  // several ways to be reached travel in one box
      continue;
    }
    ending.contact = given.text;
    ending.response.contact = {.channel = given.element->input == InputType::email ? "email" : "phone",
                               .consent = flow.answering->consent_version,
                               .digest = ""};
  }
}

}  // namespace

Ending make_ending(const Definition& definition, const Flow& flow, bool completed, const Inputs& in) {
  Ending ending{.id = flow.answering->id, .completed = completed, .response = {}, .contact = {}, .at = in.now};
  event::Response& response = ending.response;
  response.survey = in.survey;
  response.revision = in.revision;
  response.language = flow.language();
  response.duration_ms = std::max<std::int64_t>(0, in.now.mono_ms - flow.answering->began.mono_ms);
  response.score = flow.score(definition);
  for (const auto& [name, value] : flow.run.answers()) response.answers[name] = to_json(value);
  if (!completed) return ending;
  response.code = flow.answering->code;
  const std::size_t pages_seen = flow.answering->visited.size() - (flow.answering->visited.empty() ? 0 : 1);
  response.suspect = suspect_reasons(definition, flow.run, response.duration_ms, pages_seen, in.now.mono_ms, in.recent);
  if (flow.answering->consented) add_contact(ending, flow);
  return ending;
}

}  // namespace chalkpoint::survey
