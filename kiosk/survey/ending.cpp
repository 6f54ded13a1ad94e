#include "kiosk/survey/ending.h"

#include "kiosk/survey/value_json.h"

namespace chalkpoint::survey {

namespace {

std::string channel_of(const Element& element) {
  if (!element.is_address()) return "name";
  return element.input == InputType::email ? "email" : "phone";
}

// Several ways to be reached travel in one box, a line each; the channel is that of the first that reaches somebody.
void add_contact(Ending& ending, const Flow& flow) {
  for (const Run::Contact& given : flow.run.contacts()) {
    if (given.text.empty()) continue;
    auto& contact = ending.response.contact;
    if (!contact || contact->channel == "name")
      contact = {.channel = channel_of(*given.element), .consent = flow.answering->consent_version, .digest = ""};
    ending.contact = ending.contact ? *ending.contact + '\n' + given.text : given.text;
  }
}

std::string touchpoint_of(const Definition& definition, const Flow& flow, const Inputs& in) {
  const Element* heard = definition.heard();
  const std::string* told = heard ? flow.run.value(heard->data_name).text() : nullptr;
  return told ? *told : in.touchpoint;
}

// The first question on the page that nobody had answered; the last one where all are. A page may hold none by now.
std::string left_at(const Definition& definition, const Flow& flow) {
  const Page* page = flow.page(definition);
  std::string name;
  if (page == nullptr) return name;
  for (const Element* element : flow.run.visible_elements(*page)) {
    name = element->name;
    if (is_empty(flow.run.value(element->data_name))) break;
  }
  constexpr std::size_t kNameBytesMax = 200;  // as an event has it
  return name.size() > kNameBytesMax ? std::string() : name;
}

}  // namespace

Ending make_ending(const Definition& definition, const Flow& flow, bool completed, const Inputs& in) {
  Ending ending{.id = flow.answering->id, .completed = completed, .response = {}, .contact = {}, .at = in.now};
  event::Response& response = ending.response;
  response.survey = in.survey;
  response.revision = in.revision;
  response.language = flow.language();
  response.duration_ms = std::max<std::int64_t>(0, in.now.mono_ms - flow.answering->began.mono_ms);
  response.touchpoint = touchpoint_of(definition, flow, in);
  response.score = flow.score(definition);
  for (const auto& [name, value] : flow.run.answers()) response.answers[name] = event::Json(to_json(value));
  if (!completed) {
    response.left_at = left_at(definition, flow);
    return ending;
  }
  response.code = flow.answering->code;
  const std::size_t pages_seen = flow.answering->visited.size() - (flow.answering->visited.empty() ? 0 : 1);
  response.suspect = suspect_reasons(definition, flow.run, response.duration_ms, pages_seen, in.now.mono_ms, in.recent);
  if (flow.answering->consented) add_contact(ending, flow);
  return ending;
}

}  // namespace chalkpoint::survey
