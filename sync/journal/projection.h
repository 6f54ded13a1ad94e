// The table `response`: what an event adds to it, and how all derived tables (results.h has the others) are built again
// from all events, this terminal's and those read down. The same function serves all, so the incremental table equals
// the replayed one.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "sync/journal/codes.h"
#include "sync/journal/journal.h"

namespace chalkpoint::journal {

/// A row of `response` but for its seq.
struct ResponseRow {
  int own = 1;             ///< as the epoch of its event says (origin.own); set by whoever knows that
  std::int64_t at_ms = 0;  ///< when it ended, UTC
  bool completed = false;
  std::optional<int> score;
  bool suspect = false;
  std::string day;  ///< local, YYYY-MM-DD
  std::string touchpoint;
  std::string code;
  bool has_contact = false;
  bool by_staff = false;  ///< somebody of the club took it down
  bool worded = false;    ///< event::has_words
  bool operator==(const ResponseRow&) const = default;
};

/// Nothing for events that are no responses. `day` is the local one, YYYY-MM-DD; `at_ms` the same time in UTC.
std::optional<ResponseRow> project(std::string_view type, std::string_view day, std::int64_t at_ms,
                                   const event::Json& data);
/// The same of a stored event; nothing either for one that is malformed.
std::optional<ResponseRow> project_body(std::string_view body);

inline constexpr const char* kInsertResponse = "INSERT INTO response VALUES(?,?,?,?,?,?,?,?,?,?,?,?)";
/// Runs kInsertResponse.
void insert(SQLite::Statement& statement, std::int64_t seq, const ResponseRow& row);

/// Makes the derived tables anew and fills them from all events, which brings a store of an earlier version up to this
/// one; one transaction. Throws SQLite::Exception.
void replay(SQLite::Database& db);
/// Compares the derived tables with what the events say; adds a line to `faults` for each difference. Throws
/// SQLite::Exception.
void compare_with_replay(SQLite::Database& db, std::vector<std::string>& faults);
/// The newest codes of own responses, oldest first. Throws SQLite::Exception.
void load_codes(SQLite::Database& db, RecentCodes& codes, std::size_t limit);

}  // namespace chalkpoint::journal
