// Responses as files for people (CSV) and programs (JSON Lines). Contacts are never in them: they are sealed.
#pragma once

#include <functional>
#include <ostream>

#include "sync/journal/journal.h"

namespace chalkpoint::app {

enum class ExportFormat { csv, jsonl };
/// Called after each row with the number of rows so far.
using ExportProgress = std::function<void(std::size_t rows)>;

/// Columns of the CSV: id, time, outcome, survey, revision, language, touchpoint, score, group, suspect, duration_s,
/// code, contact, by and role of whoever of the staff took it down, about, epoch, sequence, then one for each question
/// by name, sorted. A list of choices is one cell, joined by
/// "; ". Times keep their local offset.
journal::Result<std::size_t> export_responses(journal::Journal& journal, ExportFormat format, std::ostream& out,
                                              const ExportProgress& progress);

}  // namespace chalkpoint::app
