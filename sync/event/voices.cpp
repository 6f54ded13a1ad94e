#include "sync/event/voices.h"

#include <algorithm>
#include <functional>

#include "sync/event/contacts.h"
#include "sync/event/nps.h"
#include "sync/event/prose.h"
#include "sync/event/touchpoints.h"

namespace chalkpoint::event {
namespace {

void add_line(std::string& lines, const std::string& line) {
  if (!lines.empty()) lines += '\n';
  lines += line;
}

/// A staff form asks for one of a few, too, whose answer is a text like any other: words are those kept under this
/// name, and what was written beside "other".
bool is_for_words(std::string_view question) {
  return question == "words" || question.ends_with("-Comment");
}

bool is_written(const Json& answer) {
  return answer.is_string() && !trimmed(answer.get_ref<const std::string&>()).empty();
}

bool is_words(std::string_view question, const Json& answer, bool by_staff) {
  return is_written(answer) && (!by_staff || is_for_words(question));
}

// Texts are what people wrote; lists hold what they tapped.
void read_answers(Voice& voice, const Json& answers) {
  const bool by_staff = !voice.taken_by.name.empty();
  voice.words = words_in(answers, by_staff);
  for (const auto& [question, answer] : answers.items()) {
    if (is_written(answer) && !is_words(question, answer, by_staff) && answer != voice.touchpoint)
      voice.details.emplace_back(question, answer.get<std::string>());
    if (!answer.is_array()) continue;
    for (const Json& one : answer)
      if (one.is_string()) voice.choices.emplace_back(question, one.get<std::string>());
  }
}

bool is_low(std::optional<int> score) {
  return score && group_of(*score) == Group::detractor;
}

bool is_promoter(std::optional<int> score) {
  return score && group_of(*score) == Group::promoter;
}

bool is_owed(const Voice& voice) {
  if (!voice.taken_by.name.empty())
    return is_low(voice.score) || (!voice.words.empty() && is_channel(voice.touchpoint));
  return !voice.words.empty() || (voice.has_contact && !is_promoter(voice.score));
}

}  // namespace

bool is_answered_by_reading(const Voice& voice) {
  return voice.taken_by.name.empty() && !is_low(voice.score) && (!voice.has_contact || is_promoter(voice.score));
}

bool has_words(const Json& answers) {
  return std::ranges::any_of(answers, is_written);
}

std::string words_in(const Json& answers, bool by_staff) {
  std::string out;
  for (const auto& [question, answer] : answers.items())
    if (is_words(question, answer, by_staff)) add_line(out, answer.get<std::string>());
  return out;
}

void Voices::take(const BodyParts& parts, Response&& response) {
  Voice voice{.id = parts.id,
              .unix_ms = parse_rfc3339(parts.time).value_or(Moment{}).unix_ms,
              .score = response.score,
              .touchpoint = std::move(response.touchpoint),
              .taken_by = response.by.value_or(Signature{}),
              .code = std::move(response.code),
              .words = {},
              .choices = {},
              .details = {},
              .has_contact = response.contact.has_value(),
              .work = {},
              .did = {},
              .by = {},
              .done_unix_ms = 0};
  read_answers(voice, response.answers);
  if (!is_owed(voice)) return;
  Entry& entry = entries_[parts.id];
  if (entry.arrived) return;
  if (erased_.contains(parts.id)) voice.has_contact = false;
  entry.voice = std::move(voice);
  entry.arrived = true;
  entry.stand();
  ++version_;
}

void Voices::take(const BodyParts& parts, VoiceMarked&& mark) {
  Entry& entry = entries_[mark.response];
  const std::pair said(parts.hlc, parts.id);
  Entry::Mark& last = mark.state == Work::read ? entry.read : entry.settled;
  if (said <= last.said) return;
  last = {.said = said,
          .state = mark.state,
          .did = std::move(mark.did),
          .by = std::move(mark.by),
          .unix_ms = parse_rfc3339(parts.time).value_or(Moment{}).unix_ms};
  entry.stand();
  ++version_;
}

void Voices::Entry::stand() {
  const bool done = settled.state == Work::done;
  const Mark& counts = done ? settled : read;
  voice.work = counts.state;
  voice.did = counts.did;
  voice.by = counts.by;
  voice.done_unix_ms = done ? settled.unix_ms : 0;
}

void Voices::apply(std::span<const Event> events) {
  for (const Event& event : events) {
    if (event.type != kResponseCompleted && event.type != kVoiceMarked && event.type != kContactErased) continue;
    const auto parts = split_body(event.body);
    if (!parts) continue;
    if (const auto of = erased_by(parts->type, parts->data)) {
      if (!erased_.insert(*of).second) continue;
      ++version_;
      if (const auto known = entries_.find(*of); known != entries_.end()) known->second.voice.has_contact = false;
      continue;
    }
    if (event.type == kContactErased) continue;  // somebody's who may not
    if (event.type == kResponseCompleted) {
      auto response = response_from_json(body_data(event.body));
      if (response) take(*parts, std::move(*response));
      continue;
    }
    if (auto read = read_board(parts->type, parts->data); read && *read)
      take(*parts, std::get<VoiceMarked>(std::move(**read)));
  }
}

std::vector<Voice> Voices::open() const {
  std::vector<Voice> out;
  for (const auto& [id, entry] : entries_)
    if (entry.arrived && entry.voice.work != Work::done) out.push_back(entry.voice);
  std::ranges::sort(out, {}, [](const Voice& voice) { return std::pair(voice.unix_ms, voice.id); });
  return out;
}

std::vector<Voice> Voices::done(std::size_t most) const {
  std::vector<const Voice*> all;
  for (const auto& [id, entry] : entries_)
    if (entry.arrived && entry.voice.work == Work::done) all.push_back(&entry.voice);
  std::ranges::sort(all, std::greater(), [](const Voice* voice) { return std::pair(voice->done_unix_ms, voice->id); });
  if (all.size() > most) all.resize(most);
  std::vector<Voice> out;
  for (const Voice* voice : all) out.push_back(*voice);
  return out;
}

const Voice* Voices::find(const Uuid& id) const {
  const auto found = entries_.find(id);
  return found == entries_.end() || !found->second.arrived ? nullptr : &found->second.voice;
}

}  // namespace chalkpoint::event
