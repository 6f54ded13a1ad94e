#include "sync/event/surveys.h"

#include <algorithm>

#include "sync/event/fields.h"
#include "sync/event/notes.h"

namespace chalkpoint::event {

bool is_survey_name(std::string_view name) {
  return !name.empty() && name.size() <= kSurveyNameBytesMax && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

std::uint32_t revision_of(std::string_view definition) {
  const Hash digest = blake2b({definition});
  std::uint32_t number = 0;
  for (const std::uint8_t byte : std::span(digest).first(4)) number = number << 8U | byte;
  return std::max(number, kShippedRevision + 1);
}

std::size_t definition_bytes(std::string_view definition) {
  return canonical_json(std::string(definition)).size();
}

Json to_json(const SurveyPublished& published) {
  Json data{{"survey", published.survey},
            {"revision", published.revision},
            {"definition", published.definition},
            {"by", to_json(published.by)}};
  if (!published.note.empty()) data["note"] = published.note;
  return data;
}

std::expected<std::optional<SurveyPublished>, Problem> read_survey(std::string_view type, std::string_view data) {
  if (type != kSurveyPublished) return std::nullopt;
  Fields fields("A published survey", data);
  fields.only({"survey", "revision", "definition", "note", "by"});
  if (fields.raw("definition").size() > kDefinitionBytesMax) fields.fail("definition is too long");
  SurveyPublished out{.survey = fields.text("survey", kSurveyNameBytesMax),
                      .revision = static_cast<std::uint32_t>(fields.integer("revision", 2, UINT32_MAX)),
                      .definition = fields.text("definition", kDefinitionBytesMax),
                      .note = fields.has("note") ? fields.prose("note", kPublishNoteMax, false) : "",
                      .by = fields.signature(Right::configure)};
  if (!is_survey_name(out.survey)) fields.fail("survey is no name of a survey");
  if (out.revision != revision_of(out.definition)) fields.fail("revision is not that of the definition");
  if (!out.definition.starts_with('{') || !Json::accept(out.definition)) fields.fail("definition is no JSON object");
  if (fields.fault()) return std::unexpected(*fields.fault());
  return out;
}

bool Surveys::apply(std::span<const Event> events) {
  const std::uint64_t before = version_;
  for (const Event& event : events) {
    if (event.type != kSurveyPublished) continue;
    const auto parts = split_body(event.body);
    if (!parts) continue;
    auto read = read_survey(parts->type, parts->data);
    if (!read || !*read || !known_.insert(parts->id).second) continue;
    SurveyPublished& said = **read;
    auto known = definition(said.survey, said.revision);
    if (!known || *known != said.definition) known = std::make_shared<const std::string>(std::move(said.definition));
    published_[said.survey].emplace(Stamp(parts->hlc, parts->id), Publication{.id = parts->id,
                                                                              .revision = said.revision,
                                                                              .definition = std::move(known),
                                                                              .note = std::move(said.note),
                                                                              .by = std::move(said.by),
                                                                              .time = std::string(parts->time)});
    ++version_;
  }
  return version_ != before;
}

std::vector<std::string> Surveys::names() const {
  std::vector<std::string> out;
  for (const auto& [name, history] : published_) out.push_back(name);
  return out;
}

Surveys::History Surveys::history(std::string_view survey) const {
  History out;
  if (const auto found = published_.find(survey); found != published_.end())
    for (const auto& [stamp, publication] : found->second) out.push_back(&publication);
  return out;
}

const Surveys::Publication* Surveys::current(std::string_view survey) const {
  const auto found = published_.find(survey);
  return found == published_.end() ? nullptr : &found->second.rbegin()->second;
}

std::shared_ptr<const std::string> Surveys::definition(std::string_view survey, std::uint32_t revision) const {
  const auto found = published_.find(survey);
  if (found == published_.end()) return nullptr;
  const auto one = std::ranges::find_if(found->second, [&](const auto& p) { return p.second.revision == revision; });
  return one == found->second.end() ? nullptr : one->second.definition;
}

}  // namespace chalkpoint::event
