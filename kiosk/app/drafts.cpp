#include "kiosk/app/drafts.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace chalkpoint::app {

using nlohmann::json;

DraftsByName parse_drafts(const std::string& text) {
  DraftsByName out;
  const json source = json::parse(text, nullptr, false);
  if (!source.is_object()) return out;
  for (const auto& [survey, one] : source.items()) {
    if (!one.is_object()) continue;
    try {
      out[survey] = {.survey = survey,
                     .definition = one.at("definition").get<std::string>(),
                     .base = one.at("base").get<std::uint32_t>(),
                     .by = one.at("by").get<std::string>(),
                     .unix_ms = one.at("unix_ms").get<std::int64_t>()};
    } catch (const json::exception&) {  // written by another version: passed by
      out.erase(survey);
    }
  }
  return out;
}

std::string to_text(const DraftsByName& drafts) {
  if (drafts.empty()) return {};
  json out = json::object();
  for (const auto& [survey, one] : drafts)
    out[survey] = {{"definition", one.definition}, {"base", one.base}, {"by", one.by}, {"unix_ms", one.unix_ms}};
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Drafts::Drafts(Ports ports) : ports_(std::move(ports)), all_(parse_drafts(ports_.kept)) {}

void Drafts::save(admin::SurveyDraft draft) {
  admin::SurveyDraft& kept = all_[draft.survey];
  if (kept == draft) return;
  kept = std::move(draft);
  ++wanted_;
  store();
}

void Drafts::remove(const std::string& survey) {
  if (all_.erase(survey) == 0) return;
  ++wanted_;
  store();
}

void Drafts::retry() {
  if (!is_kept()) store();
}

// What was handed over before and has not begun is forgotten by the aside: each text holds all drafts.
void Drafts::store() {
  problem_.reset();
  aside_.start([this, text = to_text(all_), wanted = wanted_] {
    const auto stored = ports_.store({{std::string(kDraftsSetting), text}});
    {
      const std::scoped_lock lock(mutex_);
      answer_ = Answer{.wanted = wanted, .problem = stored ? std::nullopt : std::optional(stored.error())};
    }
    ports_.wake();
  });
}

bool Drafts::tick() {
  const std::scoped_lock lock(mutex_);
  const auto answer = std::exchange(answer_, std::nullopt);
  if (!answer) return false;
  if (!answer->problem) kept_ = std::max(kept_, answer->wanted);
  if (answer->wanted == wanted_) problem_ = answer->problem;
  return true;
}

void Drafts::finish() {
  tick();
  if (!is_kept() && ports_.store({{std::string(kDraftsSetting), to_text(all_)}})) kept_ = wanted_;
}

}  // namespace chalkpoint::app
