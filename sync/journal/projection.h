// The table `response`: what an event adds to it, and how it is built again from all events. The same function serves
// both, so the incremental table equals the replayed one.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "sync/journal/codes.h"
#include "sync/journal/journal.h"

namespace chalkpoint::journal {

/// A row of `response` but for its seq.
struct ResponseRow {
  bool completed = false;
  std::optional<int> score;
  bool suspect = false;
  std::string day;  ///< local, YYYY-MM-DD
  std::string touchpoint;
  std::string code;
  bool operator==(const ResponseRow&) const = default;
};

/// Nothing for events that are no responses. `time` is RFC 3339.
std::optional<ResponseRow> project(std::string_view type, std::string_view time, const event::Json& data);
std::optional<ResponseRow> project_body(std::string_view body);

inline constexpr const char* kInsertResponse = "INSERT INTO response VALUES(?,?,?,?,?,?,?)";
/// Runs kInsertResponse.
void insert(SQLite::Statement& statement, std::int64_t seq, const ResponseRow& row);

/// Empties `response` and fills it again from the own events; one transaction. Throws SQLite::Exception.
void replay(SQLite::Database& db);
/// Compares `response` with what own events say; adds a line to `faults` for each difference. Throws SQLite::Exception.
void compare_with_replay(SQLite::Database& db, std::vector<std::string>& faults);
/// The newest codes, oldest first. Throws SQLite::Exception.
void load_codes(SQLite::Database& db, RecentCodes& codes, std::size_t limit);
/// Counts over `response`. Throws SQLite::Exception.
Stats count_responses(SQLite::Database& db);

}  // namespace chalkpoint::journal
