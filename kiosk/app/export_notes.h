// The notes of the board as files for people (CSV) and programs (JSON Lines), as they stand after everything that was
// done with them. Private notes are in it with time and code alone: their writing is sealed. Of a removed note it
// stands there that it was removed, why and by whom, not what it said.
#pragma once

#include "kiosk/app/export.h"

namespace chalkpoint::app {

/// Every note of the site that this store knows and that was written within the span, oldest first. Columns: id, time,
/// kind (public, private, club: "you said — we did"), code, language, name, text, drawing (yes), held, verdict, reason,
/// judged_by ("name, role"), work, until, did, pinned, supports, replies ("text — name, role", a line each). JSON Lines
/// have the same members, with held and replies as lists. How many there were.
journal::Result<std::size_t> export_notes(const OnStore& store, const ExportSpan& span, RowSink& to,
                                          const ExportWatch& watch);

}  // namespace chalkpoint::app
