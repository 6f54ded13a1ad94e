#include "sync/journal/projection.h"

#include "sync/event/voices.h"
#include "sync/journal/results.h"
#include "sync/journal/schema.h"

namespace chalkpoint::journal {
namespace {

constexpr const char* kAllEvents =
    "SELECT event.seq, event.body, origin.own FROM event JOIN origin ON origin.id = event.origin ORDER BY event.seq";

/// The row that an event of kAllEvents makes.
std::optional<ResponseRow> row_of(SQLite::Statement& events) {
  auto row = project_body(blob(events.getColumn(1)));
  if (row) row->own = events.getColumn(2).getInt();
  return row;
}

std::optional<ResponseRow> stored_row(SQLite::Statement& select, std::int64_t seq) {
  select.reset();
  select.bind(1, seq);
  if (!select.executeStep()) return std::nullopt;
  ResponseRow row;
  row.own = select.getColumn(1).getInt();
  row.at_ms = select.getColumn(2).getInt64();
  row.completed = select.getColumn(3).getInt() != 0;
  if (!select.getColumn(4).isNull()) row.score = select.getColumn(4).getInt();
  row.suspect = select.getColumn(5).getInt() != 0;
  row.day = select.getColumn(6).getString();
  row.touchpoint = select.getColumn(7).getString();
  row.code = select.getColumn(8).getString();
  row.has_contact = select.getColumn(9).getInt() != 0;
  row.by_staff = select.getColumn(10).getInt() != 0;
  row.worded = select.getColumn(11).getInt() != 0;
  return row;
}

}  // namespace

std::optional<ResponseRow> project(std::string_view type, std::string_view day, std::int64_t at_ms,
                                   const event::Json& data) {
  const bool completed = type == event::kResponseCompleted;
  if (!completed && type != event::kResponseAbandoned) return std::nullopt;
  ResponseRow row;
  row.at_ms = at_ms;
  row.completed = completed;
  if (const auto score = data.find("score"); score != data.end()) row.score = score->get<int>();
  if (const auto suspect = data.find("suspect"); suspect != data.end()) row.suspect = !suspect->empty();
  row.day = day;
  row.touchpoint = data.at("touchpoint").get<std::string>();
  row.code = data.at("code").get<std::string>();
  row.has_contact = data.contains("contact");
  row.by_staff = data.contains("by");
  row.worded = event::has_words(data.at("answers"));
  return row;
}

std::optional<ResponseRow> project_body(std::string_view body) {
  const auto parts = event::split_body(body);
  if (!parts || (parts->type != event::kResponseCompleted && parts->type != event::kResponseAbandoned))
    return std::nullopt;
  const event::Json data = event::body_data(body);
  if (!event::validate(parts->type, data)) return std::nullopt;
  const auto at = event::parse_rfc3339(parts->time);
  if (!at) return std::nullopt;
  return project(parts->type, parts->time.substr(0, 10), at->unix_ms, data);
}

void insert(SQLite::Statement& statement, std::int64_t seq, const ResponseRow& row) {
  statement.bind(1, seq);
  statement.bind(2, row.own);
  statement.bind(3, row.at_ms);
  statement.bind(4, row.completed ? 1 : 0);
  row.score ? statement.bind(5, *row.score) : statement.bind(5);
  statement.bind(6, row.suspect ? 1 : 0);
  bind_text(statement, 7, row.day);
  bind_text(statement, 8, row.touchpoint);
  bind_text(statement, 9, row.code);
  statement.bind(10, row.has_contact ? 1 : 0);
  statement.bind(11, row.by_staff ? 1 : 0);
  statement.bind(12, row.worded ? 1 : 0);
  statement.exec();
  statement.reset();
}

void replay(SQLite::Database& db) {
  SQLite::Transaction transaction(db);
  remake_projections(db);
  SQLite::Statement events(db, kAllEvents);
  SQLite::Statement insertion(db, kInsertResponse);
  Gain gain;
  while (events.executeStep()) {
    if (const auto row = row_of(events)) insert(insertion, events.getColumn(0).getInt64(), *row);
    gather_body(gain, events.getColumn(2).getInt(), blob(events.getColumn(1)));
  }
  ResultTables(db).add(gain);
  SQLite::Statement version(db, "INSERT OR REPLACE INTO setting VALUES('projection_version', ?)");
  version.bind(1, std::to_string(kProjectionVersion));
  version.exec();
  transaction.commit();
}

void compare_with_replay(SQLite::Database& db, std::vector<std::string>& faults) {
  SQLite::Statement events(db, kAllEvents);
  SQLite::Statement select(db, "SELECT * FROM response WHERE seq = ?");
  std::int64_t expected = 0;
  Gain gain;
  while (events.executeStep()) {
    const auto row = row_of(events);
    if (row) ++expected;
    gather_body(gain, events.getColumn(2).getInt(), blob(events.getColumn(1)));
    const std::int64_t seq = events.getColumn(0).getInt64();
    if (stored_row(select, seq) != row)
      faults.push_back("table response, seq " + std::to_string(seq) + ": differs from its event");
  }
  const std::int64_t stored = db.execAndGet("SELECT count(*) FROM response").getInt64();
  if (stored > expected) {
    faults.push_back("table response: " + std::to_string(stored) + " rows, but its events make " +
                     std::to_string(expected));
  }
  compare_results(db, gain, faults);
}

void load_codes(SQLite::Database& db, RecentCodes& codes, std::size_t limit) {
  SQLite::Statement newest(db,
                           "SELECT code FROM (SELECT seq, code FROM response WHERE own = 1 ORDER BY seq DESC LIMIT ?) "
                           "ORDER BY seq");
  newest.bind(1, static_cast<std::int64_t>(limit));
  while (newest.executeStep()) codes.add(newest.getColumn(0).getString());
}

event::Json to_json(const Stats& stats) {
  event::Json json = event::to_json(stats.total);
  json["by_touchpoint"] = event::Json::object();
  json["by_day"] = event::Json::object();
  for (const auto& [name, tally] : stats.by_touchpoint) json["by_touchpoint"][name] = event::to_json(tally);
  for (const auto& [day, tally] : stats.by_day) json["by_day"][day] = event::to_json(tally);
  return json;
}

}  // namespace chalkpoint::journal
