#include "kiosk/survey/ending.h"

#include "kiosk/survey/value_json.h"

namespace chalkpoint::survey {

namespace {

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
  for (const auto& [name, value] : flow.run.answers()) response.answers[name] = event::Json(to_json(value));
  if (!completed) return ending;
  response.code = flow.answering->code;
  const std::size_t pages_seen = flow.answering->visited.size() - (flow.answering->visited.empty() ? 0 : 1);
  response.suspect = suspect_reasons(definition, flow.run, response.duration_ms, pages_seen, in.now.mono_ms, in.recent);
  if (flow.answering->consented) add_contact(ending, flow);
  return ending;
}

}  // namespace chalkpoint::survey
