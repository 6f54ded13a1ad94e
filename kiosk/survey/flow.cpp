#include "kiosk/survey/flow.h"

#include <algorithm>
#include <ranges>

#include "sync/event/nps.h"

namespace chalkpoint::survey {

Flow::Flow(const Definition& definition, std::string language)
    : run(definition, language), home_language(std::move(language)) {
  if (const auto pages = run.visible_pages(); !pages.empty()) page_name = pages.front()->name;
}

const Page* Flow::page(const Definition& definition) const {
  const auto named = std::ranges::find(definition.pages, page_name, &Page::name);
  return named == definition.pages.end() ? nullptr : &*named;
}

std::size_t Flow::page_index() const {
  const auto pages = run.visible_pages();
  const auto found = std::ranges::find(pages, page_name, &Page::name);
  return found == pages.end() ? 0 : static_cast<std::size_t>(found - pages.begin());
}

std::size_t Flow::page_count() const {
  return run.visible_pages().size();
}

std::optional<int> Flow::score(const Definition& definition) const {
  const Element* element = definition.scored();
  const double* number = element ? run.value(element->data_name).number() : nullptr;
  return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

Group Flow::group(const Definition& definition) const {
  const auto given = score(definition);
  if (!given) return Group::unknown;
  switch (event::group_of(*given)) {
    case event::Group::promoter:
      return Group::promoter;
    case event::Group::passive:
      return Group::passive;
    case event::Group::detractor:
      return Group::detractor;
  }
  return Group::unknown;
}

bool Flow::wants_consent(const Definition& definition) const {
  const Page* here = page(definition);
  return here && std::ranges::any_of(run.visible_elements(*here), [&](const Element* element) {
           return element->is_contact() && !is_empty(run.value(element->data_name));
         });
}

std::optional<std::int64_t> wake_at_ms(const Flow& flow, const Timing& timing) {
  const std::int64_t since_ms = std::max(flow.touched_ms, flow.phase_since_ms);
  switch (flow.phase) {
    case Phase::attract:
    case Phase::off:
      if (flow.language() != flow.home_language || flow.comfort != flow.home_comfort) return since_ms + timing.idle_ms;
      return std::nullopt;
    case Phase::asking:
    case Phase::consent:
    case Phase::save_failed:
      return flow.still_here ? flow.phase_since_ms + timing.still_here_ms : since_ms + timing.idle_ms;
    case Phase::thanks:
      return since_ms + timing.thanks_ms;
    case Phase::saving:
    case Phase::refused:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace chalkpoint::survey
