// The club's cases as files for people (CSV) and programs (JSON Lines), each with everything that was done about it.
#pragma once

#include "kiosk/app/export.h"

namespace chalkpoint::app {

/// Every case of the site that this store knows and that was opened within the span, longest open first. Columns: id
/// (of the note or response it is about), opened, opened_by ("name, role"), department, cause, assignee (a name, or the
/// id of somebody who is not enlisted), due, state (open, corrected, explained), did, resolved, resolved_by, follow_up,
/// outcome, words (of who was asked), published (yes), history ("time type name, role", a line each). JSON Lines have
/// the same members, with the history as a list of {"id","time","type","data"}. How many there were.
journal::Result<std::size_t> export_cases(const OnStore& store, const ExportSpan& span, RowSink& to,
                                          const ExportWatch& watch);

}  // namespace chalkpoint::app
