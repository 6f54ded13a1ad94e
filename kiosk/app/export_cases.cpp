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

const std::vector<std::string>& columns_of_cases() {
  static const std::vector<std::string> names = {
      "id",  "opened",   "opened_by",   "department", "cause",   "assignee", "due",       "state",
      "did", "resolved", "resolved_by", "follow_up",  "outcome", "words",    "published", "history"};
  return names;
}

std::vector<std::string> cells_of(const Case& one, const Site& site, const std::vector<event::Person>& people) {
  std::string history;
  for (const event::Step& step : site.cases.history(one.about))
    history += (history.empty() ? "" : "\n") + step_text(step, people);
  return {one.about.text(),
          time_text(one.opened_unix_ms),
          signature_text(one.opened_by),
          one.department,
          word(one.cause, event::kCauses),
          assignee_text(one, people),
          one.due,
          one.open() ? "open" : word(one.resolution, event::kResolutions),
          one.did,
          time_text(one.resolved_unix_ms),
          signature_text(one.resolved_by),
          one.follow_up,
          word(one.outcome, event::kOutcomes),
          one.outcome_words,
          one.published ? "yes" : "",
          history};
}

Json line_of(const Case& one, const Site& site, const std::vector<event::Person>& people) {
  const auto values = cells_of(one, site, people);
  Json line;
  for (std::size_t i = 0; i < values.size(); ++i) line[columns_of_cases()[i]] = values[i];
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

Result<std::size_t> export_cases(journal::Journal& journal, ExportFormat format, std::ostream& out,
                                 const ExportProgress& progress) {
  Site site;
  const auto read = read_whole_board(journal, [&site](const journal::BoardPage& page) {
    for (const auto* side : {&page.own, &page.foreign}) {
      site.cases.apply(*side);
      site.people.apply(*side);
    }
  });
  if (!read) return std::unexpected(read.error());
  const auto people = site.people.enlisted();
  if (format == ExportFormat::csv) out << admin::kCsvStart << admin::csv_line(columns_of_cases());
  std::size_t rows = 0;
  for (const Case* one : site.cases.all()) {
    if (format == ExportFormat::csv)
      out << admin::csv_line(cells_of(*one, site, people));
    else
      out << event::canonical_json(line_of(*one, site, people)) << '\n';
    progress(++rows);
  }
  out.flush();
  if (!out.good())
    return std::unexpected(journal::Problem{"The export could not be written",
                                            "Free some room at its destination, or choose another with --out."});
  return rows;
}

}  // namespace chalkpoint::app
