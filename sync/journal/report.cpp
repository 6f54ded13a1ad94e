// Asking the journal: counts, export, verification, backup.
#include <SQLiteCpp/Backup.h>

#include <set>

#include "sync/event/seal.h"
#include "sync/journal/journal.h"
#include "sync/journal/results.h"
#include "sync/journal/state.h"

namespace chalkpoint::journal {
namespace {

/// One own or foreign chain while it is walked.
struct Walk {
  std::int64_t origin = -1;
  std::string name;
  std::uint64_t expected = 1;
  event::Hash tail{};
};

std::string place(const Walk& walk, std::uint64_t sequence) {
  return "epoch " + walk.name + ", sequence " + std::to_string(sequence);
}

/// Columns: origin, origin.name, origin.own, origin_seq, event.id, type, at, body, prev_hash, hash
void check_event(SQLite::Statement& row, Walk& walk, std::vector<std::string>& faults) {
  const auto sequence = static_cast<std::uint64_t>(row.getColumn(3).getInt64());
  const auto fault = [&](const std::string& what) { faults.push_back(place(walk, sequence) + ": " + what); };
  const std::string_view body = blob(row.getColumn(7));
  const auto parsed = event::parse_body(body);
  if (!parsed) {
    fault("the body cannot be read");
  } else if (view(parsed->id) != blob(row.getColumn(4)) || parsed->type != row.getColumn(5).getString() ||
             parsed->epoch != epoch_of(walk.name) || parsed->sequence != sequence ||
             event::parse_rfc3339(parsed->time)->unix_ms != row.getColumn(6).getInt64()) {
    fault("the columns differ from the body");
  }
  if (row.getColumn(2).getInt() != 1)
    return;  // read down: its hash is the sender's, and parts of its chain may be elsewhere
  if (sequence != walk.expected) fault("a gap: expected sequence " + std::to_string(walk.expected));
  if (blob(row.getColumn(8)) != view(walk.tail) && sequence == walk.expected)
    fault("the chain is broken: the hash before does not fit");
  const auto previous = hash_of(blob(row.getColumn(8)));
  const auto hash = hash_of(blob(row.getColumn(9)));
  if (!previous || !hash || event::chain_hash(*previous, body) != *hash) fault("the body does not fit its hash");
  walk.expected = sequence + 1;
  walk.tail = hash.value_or(event::Hash{});
}

void check_chains(SQLite::Database& db, Verification& result, const std::function<void(std::uint64_t)>& progress) {
  SQLite::Statement rows(db,
                         "SELECT origin, name, own, origin_seq, event.id, type, at, body, prev_hash, hash FROM event "
                         "JOIN origin ON origin.id = event.origin ORDER BY origin, origin_seq");
  Walk walk;
  while (rows.executeStep()) {
    if (rows.getColumn(0).getInt64() != walk.origin) {
      walk = {rows.getColumn(0).getInt64(), rows.getColumn(1).getString(), 1, {}};
      ++result.epochs;
    }
    check_event(rows, walk, result.faults);
    progress(++result.events);
  }
  SQLite::Statement behind(db,
                           "SELECT name, acked FROM origin WHERE own = 1 AND acked > "
                           "(SELECT coalesce(max(origin_seq), 0) FROM event WHERE origin = origin.id)");
  while (behind.executeStep()) {
    result.faults.push_back("epoch " + behind.getColumn(0).getString() + ": the hub holds " +
                            behind.getColumn(1).getString() + " events, more than are here");
  }
}

void check_contacts(SQLite::Database& db, Verification& result) {
  SQLite::Statement rows(
      db, "SELECT contact.event_id, sealed, body FROM contact LEFT JOIN event ON event.id = contact.event_id");
  while (rows.executeStep()) {
    ++result.contacts;
    const auto id = uuid_of(blob(rows.getColumn(0)));
    const std::string where = "sealed box of event " + (id ? id->text() : "?");
    if (rows.getColumn(2).isNull()) {
      result.faults.push_back(where + ": there is no such event");
      continue;
    }
    const auto body = blob(rows.getColumn(2));
    const auto parts = event::split_body(body);
    if (!parts ||
        event::sealed_digest(parts->type, event::body_data(body)) != event::seal_digest(blob(rows.getColumn(1)))) {
      result.faults.push_back(where + ": it does not fit the digest in its event");
    }
  }
}

void check_file(SQLite::Database& db, Verification& result) {
  SQLite::Statement check(db, "PRAGMA integrity_check");
  while (check.executeStep()) {
    const std::string answer = check.getColumn(0).getString();
    if (answer != "ok") result.faults.push_back("file: " + answer);
  }
}

}  // namespace

Result<Stats> Journal::stats() {
  return guarded(state_->dir, "count the answers", [&]() -> Result<Stats> { return count_own(state_->db); });
}

Result<Verification> Journal::verify(const std::function<void(std::uint64_t)>& progress) {
  return guarded(state_->dir, "verify the store", [&]() -> Result<Verification> {
    Verification result;
    check_file(state_->db, result);
    check_chains(state_->db, result, progress);
    compare_with_replay(state_->db, result.faults);
    check_contacts(state_->db, result);
    return result;
  });
}

Result<void> Journal::export_rows(const std::function<Result<void>(const ExportRow&)>& row) {
  return guarded(state_->dir, "export the answers", [&]() -> Result<void> {
    SQLite::Statement events(
        state_->db,
        "SELECT body, contact.event_id IS NOT NULL FROM event JOIN origin ON origin.id = event.origin "
        "LEFT JOIN contact ON contact.event_id = event.id WHERE origin.own = 1 ORDER BY event.seq");
    while (events.executeStep()) {
      const auto body = blob(events.getColumn(0));
      const auto parts = event::split_body(body);
      if (!parts || (parts->type != event::kResponseCompleted && parts->type != event::kResponseAbandoned)) continue;
      auto response = event::response_from_json(event::body_data(body));
      if (!response) {
        return std::unexpected(Problem{"Event " + parts->id.text() + " cannot be exported: " + response.error().what,
                                       "Run verify on this store."});
      }
      ExportRow out{parts->id,
                    std::string(parts->epoch),
                    parts->sequence,
                    std::string(parts->time),
                    parts->type == event::kResponseCompleted,
                    events.getColumn(1).getInt() != 0,
                    std::move(*response)};
      if (auto done = row(out); !done) return done;
    }
    return {};
  });
}

}  // namespace chalkpoint::journal
