#include "sync/hub/sqlite_intake.h"

#include "sync/event/contacts.h"
#include "sync/hub/sqlite_erasure.h"
#include "sync/hub/sqlite_row.h"

namespace chalkpoint::hub {
namespace {

using wire::Status;

void run(SQLite::Statement& statement) {
  statement.exec();
  statement.reset();
}

}  // namespace

SqliteIntake::SqliteIntake(SQLite::Database& db)
    : db_(db),
      find_device_(db,
                   "SELECT site.number, site.hub_seq, device.number FROM site JOIN device ON device.site = site.number "
                   "WHERE site.name = ? AND device.device = ? AND device.revoked_ms IS NULL"),
      find_origin_(db,
                   "SELECT number, held_through, chain, (SELECT device FROM receipt WHERE origin = origin.number "
                   "ORDER BY through DESC LIMIT 1) FROM origin WHERE site = ? AND epoch = ?"),
      add_origin_(db, "INSERT INTO origin(site, epoch, held_through, chain) VALUES (?, ?, 0, zeroblob(32))"),
      find_rival_(db,
                  "SELECT 1 FROM device AS owner JOIN device AS rival ON rival.site = owner.site AND "
                  "rival.device = owner.device WHERE owner.number = ? AND rival.number <> ? AND rival.revoked_ms IS "
                  "NULL"),
      add_id_(db, "INSERT OR IGNORE INTO event_id(site, id, place) VALUES (?, ?, ?)"),
      add_event_(db, "INSERT INTO event(place, origin, sequence, hash, body) VALUES (?, ?, ?, ?, ?)"),
      add_contact_(db, "INSERT INTO contact(place, sealed) VALUES (?, ?)"),
      find_hash_(db,
                 "SELECT event.hash FROM event_id JOIN event ON event.place = event_id.place "
                 "WHERE event_id.site = ? AND event_id.id = ?"),
      advance_origin_(db, "UPDATE origin SET held_through = ?, chain = ? WHERE number = ?"),
      advance_site_(db, "UPDATE site SET hub_seq = ? WHERE number = ?"),
      add_receipt_(db,
                   "INSERT INTO receipt(origin, through, device, received_ms, clock_offset_ms) VALUES (?, ?, ?, ?, ?)"),
      note_device_(db,
                   "UPDATE device SET heard_ms = ?, clock_offset_ms = coalesce(?, clock_offset_ms) WHERE number = ?"),
      raise_(db,
             "INSERT INTO counter(site, day, touchpoint, language, completed, suspect, score, responses) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET responses = responses + excluded.responses"),
      aside_(db) {}

Result<Taken> SqliteIntake::take(const Delivery& delivery, const std::string& hub_epoch) {
  auto origin = find_origin(delivery);
  if (!origin) {
    return std::unexpected(event::Problem{"the store knows no device " + delivery.batch.source.text(),
                                          "add it with `chalkpoint-hub device add`"});
  }
  if (is_anothers(*origin)) {
    return Taken(std::unexpected(wire::Unreadable{
        403,
        {"this epoch belongs to another terminal of the site, which is in use",
         "revoke that one if this is the same terminal enrolled anew; else begin with an empty store"}}));
  }
  if (aside_.is_full(origin->device)) {
    return Taken(std::unexpected(wire::Unreadable{
        429,
        {"too much of what this terminal sent had to be set aside",
         "compare its version with the hub's, which logs what is wrong; revoke it if it is not yours"}}));
  }
  wire::Ack ack{.batch = delivery.batch.digest, .hub_epoch = hub_epoch, .held_through = 0, .outcomes = {}};
  const std::uint64_t held_before = origin->held_through;
  const bool gap = delivery.batch.first > held_before + 1;
  for (std::size_t i = 0; !gap && i < delivery.batch.events.size(); ++i) {
    const auto& item = delivery.batch.events[i];
    const bool next = delivery.batch.first + i == origin->held_through + 1;
    Verdict verdict;
    if (!item) {
      verdict = set_aside(*origin, item.error(), std::nullopt);
      if (next) origin->chain = item.error().hash;
    } else {
      verdict = next ? take_next(*origin, *item) : take_known(*origin, *item);
      if (next) origin->chain = item->hash;
      if (verdict.status == Status::accepted && delivery.buckets[i]) {
        ++counters_[{origin->site, *delivery.buckets[i]}];
      }
    }
    if (next) ++origin->held_through;
    wire::add_outcome(ack, verdict.status, std::move(verdict.reason));
  }
  ack.held_through = origin->held_through;
  if (!gap) finish(*origin, delivery, origin->held_through > held_before);
  return ack;
}

std::optional<SqliteIntake::Origin> SqliteIntake::find_origin(const Delivery& delivery) {
  const wire::Source& source = delivery.batch.source;
  Origin origin;
  origin.received_ms = delivery.received_ms;
  find_device_.bindNoCopy(1, source.site);
  find_device_.bindNoCopy(2, source.device);
  const bool known = find_device_.executeStep();
  if (known) {
    origin.site = find_device_.getColumn(0).getInt64();
    origin.hub_seq = natural(find_device_.getColumn(1));
    origin.device = find_device_.getColumn(2).getInt64();
  }
  find_device_.reset();
  if (!known) return std::nullopt;

  find_origin_.bind(1, origin.site);
  find_origin_.bindNoCopy(2, source.epoch);
  if (!find_origin_.executeStep()) {
    find_origin_.reset();
    if (delivery.batch.first > 1) return origin;  // a gap, of which nothing is kept
    add_origin_.bind(1, origin.site);
    add_origin_.bindNoCopy(2, source.epoch);
    run(add_origin_);
    find_origin_.executeStep();
  }
  origin.number = find_origin_.getColumn(0).getInt64();
  origin.held_through = natural(find_origin_.getColumn(1));
  origin.chain = to_hash(find_origin_.getColumn(2));
  origin.owner = optional_integer(find_origin_.getColumn(3));
  find_origin_.reset();
  return origin;
}

bool SqliteIntake::is_anothers(const Origin& origin) {
  if (!origin.owner || *origin.owner == origin.device) return false;
  find_rival_.bind(1, *origin.owner);
  find_rival_.bind(2, origin.device);
  const bool rival = find_rival_.executeStep();
  find_rival_.reset();
  return rival;
}

SqliteIntake::Verdict SqliteIntake::take_next(Origin& origin, const event::Event& event) {
  // After one whose hash was unreadable there is nothing to hang on: the next one's claim begins the chain anew.
  if (origin.chain && event::chain_hash(*origin.chain, event.body) != event.hash)
    return set_aside(origin, event, std::string(wire::kChainBroken));
  const std::int64_t place = place_of(origin.site, origin.hub_seq + 1);
  add_id_.bind(1, origin.site);
  bind_octets(add_id_, 2, event.id.bytes);
  add_id_.bind(3, place);
  const bool fresh = add_id_.exec() == 1;
  add_id_.reset();
  if (!fresh) return set_aside(origin, event, "the id is held already with another content");

  add_event_.bind(1, place);
  add_event_.bind(2, origin.number);
  add_event_.bind(3, as_integer(event.sequence));
  bind_octets(add_event_, 4, event.hash);
  add_event_.bindNoCopy(5, event.body);
  run(add_event_);
  if (event.type == event::kContactErased) {
    const auto parts = event::split_body(event.body);
    if (const auto of = parts ? event::erased_by(parts->type, parts->data) : std::nullopt) {
      erase_box(db_, origin.site, *of);
      erased_ = true;
    }
  }
  if (event.sealed && !is_erased(db_, origin.site, event.id)) {
    add_contact_.bind(1, place);
    bind_octets(add_contact_, 2, *event.sealed);
    run(add_contact_);
  }
  ++origin.hub_seq;
  return {};
}

SqliteIntake::Verdict SqliteIntake::take_known(const Origin& origin, const event::Event& event) {
  const auto held = hash_of(origin.site, event.id);
  if (held == event.hash) return {Status::duplicate, {}};
  return set_aside(origin, event,
                   held ? "the id is held already with another content" : std::string(wire::kPlaceTaken));
}

SqliteIntake::Verdict SqliteIntake::set_aside(const Origin& origin, const event::Event& event, std::string reason) {
  return set_aside(origin, {event.sequence, event.id, event.hash, std::move(reason), event.body}, event.sealed);
}

SqliteIntake::Verdict SqliteIntake::set_aside(const Origin& origin, const wire::Refused& refused,
                                              const std::optional<event::Bytes>& sealed) {
  if (refused.id && is_erased(db_, origin.site, *refused.id)) {
    wire::Refused bare = refused;  // it may hold the box inside its text
    bare.raw.clear();
    return {Status::quarantined, aside_.keep(origin.number, origin.device, bare, std::nullopt, origin.received_ms)};
  }
  return {Status::quarantined, aside_.keep(origin.number, origin.device, refused, sealed, origin.received_ms)};
}

std::optional<event::Hash> SqliteIntake::hash_of(std::int64_t site, const event::Uuid& id) {
  find_hash_.bind(1, site);
  bind_octets(find_hash_, 2, id.bytes);
  std::optional<event::Hash> hash;
  if (find_hash_.executeStep()) hash = to_hash(find_hash_.getColumn(0));
  find_hash_.reset();
  return hash;
}

void SqliteIntake::finish(const Origin& origin, const Delivery& delivery, bool advanced) {
  note_device_.clearBindings();
  note_device_.bind(1, delivery.received_ms);
  if (delivery.clock_offset_ms) note_device_.bind(2, *delivery.clock_offset_ms);
  note_device_.bind(3, origin.device);
  run(note_device_);
  if (!advanced) return;

  advance_origin_.clearBindings();
  advance_origin_.bind(1, as_integer(origin.held_through));
  if (origin.chain) bind_octets(advance_origin_, 2, *origin.chain);
  advance_origin_.bind(3, origin.number);
  run(advance_origin_);
  advance_site_.bind(1, as_integer(origin.hub_seq));
  advance_site_.bind(2, origin.site);
  run(advance_site_);
  add_receipt_.clearBindings();
  add_receipt_.bind(1, origin.number);
  add_receipt_.bind(2, as_integer(origin.held_through));
  add_receipt_.bind(3, origin.device);
  add_receipt_.bind(4, delivery.received_ms);
  if (delivery.clock_offset_ms) add_receipt_.bind(5, *delivery.clock_offset_ms);
  run(add_receipt_);
}

void SqliteIntake::forget() {
  counters_.clear();
  erased_ = false;
  for (SQLite::Statement* statement :
       std::array{&find_device_, &find_origin_, &add_origin_, &find_rival_, &add_id_, &add_event_, &add_contact_,
                  &find_hash_, &advance_origin_, &advance_site_, &add_receipt_, &note_device_, &raise_}) {
    statement->tryReset();
  }
  aside_.forget();
}

void SqliteIntake::raise_counters() {
  for (const auto& [key, responses] : counters_) {
    const auto& [site, bucket] = key;
    raise_.bind(1, site);
    raise_.bindNoCopy(2, bucket.day);
    raise_.bindNoCopy(3, bucket.touchpoint);
    raise_.bindNoCopy(4, bucket.language);
    raise_.bind(5, bucket.completed ? 1 : 0);
    raise_.bind(6, bucket.suspect ? 1 : 0);
    raise_.bind(7, bucket.score.value_or(kNoScore));
    raise_.bind(8, responses);
    run(raise_);
  }
  counters_.clear();
}

}  // namespace chalkpoint::hub
