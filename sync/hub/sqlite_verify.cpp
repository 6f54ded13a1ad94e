#include "sync/hub/sqlite_verify.h"

#include <map>
#include <unordered_map>

#include "sync/hub/sqlite_row.h"

namespace chalkpoint::hub {
namespace {

using CounterKey = std::pair<std::int64_t, Bucket>;

std::string text_of(const SQLite::Column& column) {
  return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

class Verifier {
 public:
  explicit Verifier(SQLite::Database& db)
      : db_(db), find_place_(db, "SELECT place FROM event_id WHERE site = ? AND id = ?") {}

  Findings run() {
    check_file();
    if (!findings_.faults.empty()) return std::move(findings_);  // what a broken page says is no evidence
    read_quarantine();
    walk_events();
    check_ends();
    check_receipts();
    check_ids();
    check_contacts();
    check_counters();
    return std::move(findings_);
  }

 private:
  /// How far an origin has been walked.
  struct Walked {
    std::uint64_t through = 0;
    std::optional<event::Hash> chain = event::Hash{};
  };
  struct Origin {
    std::int64_t site = 0;
    std::string epoch;
    Walked walked;
    std::map<std::uint64_t, std::optional<event::Hash>> aside;  ///< quarantined in their places: sequence, claimed hash
  };

  void fault(std::string what) {
    if (findings_.faults.size() < kFaultsMax) findings_.faults.push_back(std::move(what));
  }

  void check_file() {
    SQLite::Statement check(db_, "PRAGMA integrity_check(20)");
    while (check.executeStep()) {
      const std::string line = check.getColumn(0).getString();
      if (line != "ok") fault("the file: " + line);
    }
    SQLite::Statement keys(db_, "PRAGMA foreign_key_check");
    while (keys.executeStep()) fault("a row of " + keys.getColumn(0).getString() + " refers to one that is missing");
  }

  void read_quarantine();
  void walk_events();
  void walk_event(Origin& origin, std::uint64_t sequence, std::int64_t place, const std::string& where,
                  const std::optional<event::Hash>& hash, const std::string& body);
  void pass_quarantined(Origin& origin, std::uint64_t before);
  void check_ends();
  void check_receipts();
  void check_ids();
  void check_contacts();
  void check_counters();

  SQLite::Database& db_;
  SQLite::Statement find_place_;
  Findings findings_;
  std::unordered_map<std::int64_t, Origin> origins_;
  std::map<std::int64_t, std::string> sites_;
  std::map<CounterKey, std::int64_t> recount_;
};

void Verifier::read_quarantine() {
  SQLite::Statement sites(db_, "SELECT number, name FROM site");
  while (sites.executeStep()) sites_[sites.getColumn(0).getInt64()] = sites.getColumn(1).getString();
  SQLite::Statement origins(db_, "SELECT number, site, epoch FROM origin");
  while (origins.executeStep()) {
    Origin& origin = origins_[origins.getColumn(0).getInt64()];
    origin.site = origins.getColumn(1).getInt64();
    origin.epoch = origins.getColumn(2).getString();
  }
  // Of several at one place the first to come was passed by; later ones stand beside the chain.
  SQLite::Statement rows(db_, "SELECT origin, sequence, hash FROM quarantine ORDER BY rowid");
  while (rows.executeStep()) {
    ++findings_.quarantined;
    origins_[rows.getColumn(0).getInt64()].aside.emplace(natural(rows.getColumn(1)), to_hash(rows.getColumn(2)));
  }
}

void Verifier::walk_events() {
  SQLite::Statement rows(db_, "SELECT place, origin, sequence, hash, body FROM event ORDER BY place");
  std::map<std::int64_t, std::uint64_t> hub_seq;
  while (rows.executeStep()) {
    ++findings_.events;
    const std::int64_t place = rows.getColumn(0).getInt64();
    const std::int64_t site = place >> kHubSeqBits;
    const std::string where = "site " + sites_[site] + ", hub_seq " + std::to_string(hub_seq_of(place));
    if (hub_seq_of(place) != ++hub_seq[site]) {
      fault(where + ": hub_seq " + std::to_string(hub_seq[site]) + " is missing before it");
      hub_seq[site] = hub_seq_of(place);
    }
    Origin& origin = origins_[rows.getColumn(1).getInt64()];
    if (origin.site != site) fault(where + ": its origin belongs to another site");
    walk_event(origin, natural(rows.getColumn(2)), place, where, to_hash(rows.getColumn(3)),
               rows.getColumn(4).getString());
  }
  SQLite::Statement sites(db_, "SELECT number, hub_seq FROM site");
  while (sites.executeStep()) {
    const std::int64_t site = sites.getColumn(0).getInt64();
    if (natural(sites.getColumn(1)) != hub_seq[site])
      fault("site " + sites_[site] + ": its stream ends at hub_seq " + std::to_string(hub_seq[site]) + ", not at " +
            sites.getColumn(1).getString());
  }
}

void Verifier::pass_quarantined(Origin& origin, std::uint64_t before) {
  for (auto aside = origin.aside.upper_bound(origin.walked.through);
       aside != origin.aside.end() && aside->first < before && aside->first == origin.walked.through + 1; ++aside) {
    origin.walked = {aside->first, aside->second};
  }
}

void Verifier::walk_event(Origin& origin, std::uint64_t sequence, std::int64_t place, const std::string& where,
                          const std::optional<event::Hash>& hash, const std::string& body) {
  pass_quarantined(origin, sequence);
  if (sequence != origin.walked.through + 1)
    fault(where + ": epoch " + origin.epoch + " goes from sequence " + std::to_string(origin.walked.through) + " to " +
          std::to_string(sequence));
  if (origin.walked.chain && event::chain_hash(*origin.walked.chain, body) != hash)
    fault(where + ": its hash does not follow from the event before, epoch " + origin.epoch + ", sequence " +
          std::to_string(sequence));
  origin.walked = {sequence, hash};

  auto event = event::parse_body(body);
  if (!event || event->sequence != sequence || event->epoch != origin.epoch) {
    fault(where + ": its body does not read as that event");
    return;
  }
  find_place_.bind(1, origin.site);
  bind_octets(find_place_, 2, event->id.bytes);
  if (!find_place_.executeStep() || find_place_.getColumn(0).getInt64() != place)
    fault(where + ": the index of ids does not lead to it");
  find_place_.reset();
  const auto bucket = bucket_of(*event);
  if (!bucket)
    fault(where + ": " + bucket.error().what);
  else if (*bucket)
    ++recount_[{origin.site, **bucket}];
}

void Verifier::check_ends() {
  SQLite::Statement rows(db_, "SELECT number, held_through, chain FROM origin");
  while (rows.executeStep()) {
    Origin& origin = origins_[rows.getColumn(0).getInt64()];
    const auto held = natural(rows.getColumn(1));
    pass_quarantined(origin, held + 1);
    const std::string where = "site " + sites_[origin.site] + ", epoch " + origin.epoch;
    if (origin.walked.through != held)
      fault(where + ": ends at sequence " + std::to_string(origin.walked.through) + ", but held through " +
            std::to_string(held));
    if (origin.walked.chain != to_hash(rows.getColumn(2)))
      fault(where + ": the hash the next event hangs on is not the last one's");
  }
}

void Verifier::check_receipts() {
  // An event shows on a page under the device whose receipt reaches it; without one it would vanish from every page.
  SQLite::Statement rows(db_,
                         "SELECT number, held_through, (SELECT max(through) FROM receipt WHERE origin = number) AS "
                         "noted FROM origin WHERE ifnull(noted, 0) <> held_through");
  while (rows.executeStep()) {
    const Origin& origin = origins_[rows.getColumn(0).getInt64()];
    fault("site " + sites_[origin.site] + ", epoch " + origin.epoch +
          ": nobody is noted to have brought what is after " + "sequence " +
          std::to_string(rows.getColumn(2).getInt64()) + ", held through " + rows.getColumn(1).getString());
  }
}

void Verifier::check_ids() {
  SQLite::Statement counts(db_, "SELECT (SELECT count(*) FROM event_id) - (SELECT count(*) FROM event)");
  counts.executeStep();
  if (counts.getColumn(0).getInt64() != 0) fault("the index of ids holds another number of events than the streams");
}

void Verifier::check_contacts() {
  SQLite::Statement back(db_,
                         "SELECT contact.place FROM erased JOIN event_id USING (site, id) JOIN contact ON "
                         "contact.place = event_id.place");
  while (back.executeStep())
    fault("the contact at place " + back.getColumn(0).getString() + " was erased, and is here all the same");
  SQLite::Statement rows(db_, "SELECT contact.place, sealed, body FROM contact LEFT JOIN event USING (place)");
  while (rows.executeStep()) {
    ++findings_.contacts;
    const std::string place = "the contact at place " + rows.getColumn(0).getString();
    auto event = event::parse_body(rows.getColumn(2).getString());
    if (!event) {
      fault(place + " belongs to no event");
      continue;
    }
    event->sealed = text_of(rows.getColumn(1));
    if (const auto bucket = bucket_of(*event); !bucket) fault(place + ": " + bucket.error().what);
  }
}

void Verifier::check_counters() {
  std::map<CounterKey, std::int64_t> kept;
  SQLite::Statement rows(db_,
                         "SELECT site, day, touchpoint, language, completed, suspect, score, responses FROM counter");
  while (rows.executeStep()) {
    auto [bucket, responses] = to_counter(rows, 1);
    kept[{rows.getColumn(0).getInt64(), std::move(bucket)}] = responses;
  }
  if (kept == recount_) return;
  for (const auto& [key, responses] : recount_) kept[key] -= responses;
  for (const auto& [key, difference] : kept) {
    if (difference != 0)
      fault("the counter of site " + sites_[key.first] + ", day " + key.second.day + ", touchpoint " +
            key.second.touchpoint + " is off by " + std::to_string(difference));
  }
}

}  // namespace

Findings verify_sqlite(SQLite::Database& db) {
  return Verifier(db).run();
}

}  // namespace chalkpoint::hub
