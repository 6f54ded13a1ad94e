// What the club takes away, row by row: responses, notes and cases as files for people (CSV, a sheet of a workbook) and
// programs (JSON Lines). Contacts are never in them: they are sealed.
//
// The store is asked a page at a time, so that what a member answers meanwhile goes between, and no more than a page is
// in memory.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/admin/cell.h"
#include "kiosk/app/erasure.h"
#include "sync/event/nps.h"

namespace chalkpoint::app {

/// Work on a store that no terminal is running on.
inline OnStore directly_on(journal::Journal& journal) {
  return [&journal](const std::function<void(journal::Journal&)>& work) { work(journal); };
}
/// What the work comes to.
template <class Work>
auto ask_for(const OnStore& store, Work work) {
  std::optional<std::invoke_result_t<Work, journal::Journal&>> out;
  store([&](journal::Journal& journal) { out.emplace(work(journal)); });
  return std::move(*out);
}

/// Told after each page how far it is; false: it is to stop, which is the problem kGivenUp.
using ExportWatch = std::function<bool(std::uint64_t done, std::uint64_t whole)>;
event::Problem given_up();

/// What happened at or after `from` and before `to`, milliseconds UTC.
struct ExportSpan {
  std::int64_t from_unix_ms = 0, to_unix_ms = event::kHlcWallMsMax + 1;
  bool holds(std::int64_t unix_ms) const { return unix_ms >= from_unix_ms && unix_ms < to_unix_ms; }
};

/// Every event that was made on this terminal, in order, with what lies sealed beside it; stops with the problem that
/// `take` returns.
journal::Result<void> each_own_event(const OnStore& store, const ExportWatch& watch,
                                     const std::function<journal::Result<void>(const event::Event&)>& take);

/// Where rows go.
class RowSink {
 public:
  virtual ~RowSink() = default;
  /// Whether it asks for cells; else for JSON.
  virtual bool has_columns() const = 0;
  /// Once, before the first row.
  virtual journal::Result<void> begin(std::vector<admin::Column> columns) = 0;
  /// The same row twice: as many cells as there are columns, and as JSON.
  virtual journal::Result<void> row(const std::function<std::vector<admin::Cell>()>& cells,
                                    const std::function<event::Json()>& line) = 0;
};

enum class ExportFormat { csv, jsonl };
/// Takes octets away.
using Octets = std::function<journal::Result<void>(std::string_view)>;
std::unique_ptr<RowSink> text_sink(ExportFormat format, Octets out);

/// Own responses. Columns: id, time, outcome, survey, revision, language, touchpoint, score, group, suspect,
/// duration_s, code, contact_channel, by and role of whoever of the staff took it down, about, epoch, sequence, then
/// one for each question by name, sorted. A list of choices is one cell, joined by "; ". Times keep their local offset.
/// What they come to.
journal::Result<event::Tally> export_responses(const OnStore& store, const ExportSpan& span, RowSink& to,
                                               const ExportWatch& watch);

}  // namespace chalkpoint::app
