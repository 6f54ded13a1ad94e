// How two projections of the same cases are compared.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "sync/event/cases.h"

namespace chalkpoint::tests {

/// All that is known of the work on these items, in words: cases and histories.
inline std::vector<std::string> retold(const event::Cases& cases, const std::set<event::Uuid>& items) {
  std::vector<std::string> out;
  for (const event::Uuid& item : items) {
    std::string told = item.text();
    for (const event::Step& step : cases.history(item))
      told += "\n" + event::text(step.hlc) + " " + step.id.text() + " " + std::to_string(step.unix_ms) + " " +
              std::string(event::type_of(step.what)) + event::to_json(step.what).dump();
    if (const event::Case* one = cases.find(item))
      told +=
          "\n" + one->about.text() + "|" + one->department + "|" + std::to_string(static_cast<int>(one->cause)) + "|" +
          (one->assignee ? one->assignee->text() : "") + "|" + one->due + "|" + std::to_string(one->opened_unix_ms) +
          one->opened_by.name + "|" + std::to_string(static_cast<int>(one->resolution)) + one->did + "|" +
          std::to_string(one->resolved_unix_ms) + one->resolved_by.name + "|" + one->follow_up + "|" +
          std::to_string(static_cast<int>(one->outcome)) + one->outcome_words + (one->published ? "|published" : "");
    out.push_back(std::move(told));
  }
  return out;
}

}  // namespace chalkpoint::tests
