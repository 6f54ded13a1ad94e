#include "kiosk/app/export_cases.h"

#include <algorithm>
#include <array>
#include <vector>

#include "kiosk/admin/csv.h"
#include "kiosk/app/whole_board.h"
#include "sync/event/cases.h"

namespace chalkpoint::app {
namespace {

using event::Case;
using event::Json;
using journal::Result;

struct Site {
  event::Cases cases;
  event::People people;
};

std::string time_text(std::int64_t unix_ms) {
  if (unix_ms == 0) return {};
  return event::rfc3339({.unix_ms = unix_ms, .utc_offset_min = 0, .mono_ms = 0, .boot_id = {}});
}

std::string signature_text(const event::Signature& by) {
  return by.name.empty() ? "" : by.name + ", " + by.role;
}

// The word of the wire; empty for none.
template <class Enum, std::size_t Count>
std::string word(Enum value, const std::array<std::string_view, Count>& words) {
  const auto index = static_cast<std::size_t>(value);
  return index == 0 ? "" : std::string(words[index - 1]);
}

std::string person_text(const event::Uuid& id, const std::vector<event::Person>& people) {
  const auto found = std::ranges::find(people, id, &event::Person::id);
  return found == people.end() ? id.text() : found->name;
}

std::string assignee_text(const Case& one, const std::vector<event::Person>& people) {
  return one.assignee ? person_text(*one.assignee, people) : "";
}

// What a step set or said, in the words of the wire: "cause: process; due: 2026-12-01".
std::string what_of(const event::Step& step, const std::vector<event::Person>& people) {
  std::string out;
  const event::Json members = event::to_json(step.what);  // named: a loop keeps only the range itself alive
  for (const auto& [name, value] : members.items()) {
    if (name == "by" || name == "about" || name == "note" || name == "response") continue;  // who, and of what
    std::string said = value.is_string() ? value.get<std::string>() : value.dump();
    if (const auto* set = std::get_if<event::CaseDescribed>(&step.what); set && name == "assignee")
      said = *set->assignee == event::Uuid{} ? "nobody" : person_text(*set->assignee, people);
    if (said.empty() && name == "due") said = "none";
    if (!said.empty()) out += (out.empty() ? "" : "; ") + name + ": " + said;
  }
  return out;
}

std::string step_text(const event::Step& step, const std::vector<event::Person>& people) {
  const std::string what = what_of(step, people);
  return time_text(step.unix_ms) + " " + std::string(event::type_of(step.what)) + " " + signature_text(step.by()) +
         (what.empty() ? "" : ": " + what);
}

using admin::Cell;
constexpr auto kWord = Cell::Kind::word;
constexpr auto kTime = Cell::Kind::time;

const std::vector<admin::Column>& columns_of_cases() {
  static const std::vector<admin::Column> all = {{.name = "id"},
                                                 {.name = "opened", .wide = 19},
                                                 {.name = "opened_by", .wide = 20},
                                                 {.name = "department"},
                                                 {.name = "cause"},
                                                 {.name = "assignee", .wide = 20},
                                                 {.name = "due"},
                                                 {.name = "state"},
                                                 {.name = "did", .wide = 30},
                                                 {.name = "resolved", .wide = 19},
                                                 {.name = "resolved_by", .wide = 20},
                                                 {.name = "follow_up"},
                                                 {.name = "outcome"},
                                                 {.name = "words", .wide = 30},
                                                 {.name = "published"},
                                                 {.name = "history", .wide = 60}};
  return all;
}

std::vector<Cell> cells_of(const Case& one, const Site& site, const std::vector<event::Person>& people) {
  std::string history;
  for (const event::Step& step : site.cases.history(one.about))
    history += (history.empty() ? "" : "\n") + step_text(step, people);
  return {{one.about.text()},
          {time_text(one.opened_unix_ms), kTime},
          {signature_text(one.opened_by)},
          {one.department},
          {word(one.cause, event::kCauses), kWord},
          {assignee_text(one, people)},
          {one.due},
          {one.open() ? "open" : word(one.resolution, event::kResolutions), kWord},
          {one.did},
          {time_text(one.resolved_unix_ms), kTime},
          {signature_text(one.resolved_by)},
          {one.follow_up},
          {word(one.outcome, event::kOutcomes), kWord},
          {one.outcome_words},
          {one.published ? "yes" : "", kWord},
          {history}};
}

Json line_of(const Case& one, const Site& site, const std::vector<event::Person>& people) {
  const auto values = cells_of(one, site, people);
  Json line;
  for (std::size_t i = 0; i < values.size(); ++i) line[columns_of_cases()[i].name] = values[i].text;
  line["published"] = one.published;
  line["history"] = Json::array();
  for (const event::Step& step : site.cases.history(one.about))
    line["history"].push_back({{"id", step.id.text()},
                               {"time", time_text(step.unix_ms)},
                               {"type", event::type_of(step.what)},
                               {"data", event::to_json(step.what)}});
  return line;
}

}  // namespace

Result<std::size_t> export_cases(const OnStore& store, const ExportSpan& span, RowSink& to, const ExportWatch& watch) {
  Site site;
  const auto read = read_whole_board(store, [&](const journal::BoardPage& page) {
    for (const auto* side : {&page.own, &page.foreign}) {
      site.cases.apply(*side);
      site.people.apply(*side);
    }
    return watch(static_cast<std::uint64_t>(page.through), static_cast<std::uint64_t>(page.newest));
  });
  if (!read) return std::unexpected(read.error());
  const auto people = site.people.enlisted();
  if (auto begun = to.begin(columns_of_cases()); !begun) return std::unexpected(begun.error());
  std::size_t rows = 0;
  for (const Case* one : site.cases.all()) {
    if (!span.holds(one->opened_unix_ms)) continue;
    ++rows;
    if (auto done = to.row([&] { return cells_of(*one, site, people); }, [&] { return line_of(*one, site, people); });
        !done)
      return std::unexpected(done.error());
  }
  return rows;
}

}  // namespace chalkpoint::app
