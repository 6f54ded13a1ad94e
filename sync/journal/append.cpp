// How facts become events: the hot path of the terminal.
#include <algorithm>
#include <limits>

#include "sync/event/contacts.h"
#include "sync/event/seal.h"
#include "sync/journal/journal.h"
#include "sync/journal/state.h"

namespace chalkpoint::journal {
namespace {

/// A sealed box travels beside the event that names its digest; one without the other would be lost or could not be
/// erased.
Result<void> check_content(const event::Fact& fact) {
  if (auto valid = event::validate(fact.type, fact.data); !valid) return valid;
  const std::string digest = event::sealed_digest(fact.type, fact.data);
  if (digest.empty() == fact.sealed.has_value()) {
    return std::unexpected(Problem{"What is sealed and the event it belongs to were not stored together",
                                   "This is a fault of the terminal; please report it."});
  }
  if (!fact.sealed) return {};
  if (digest != event::seal_digest(*fact.sealed)) {
    return std::unexpected(Problem{"A sealed box does not fit the digest in its event",
                                   "This is a fault of the terminal; please report it."});
  }
  if (fact.sealed->size() > event::kSealedBytesMax)
    return std::unexpected(Problem{"What is to be sealed is too long", "Shorten the text or the drawing."});
  return {};
}

Problem too_long() {
  return {"An answer is longer than 64 KiB", "Shorten the longest text of the answer."};
}

void insert_event(SQLite::Statement& insertion, const event::Fact& fact, std::int64_t origin, std::uint64_t sequence,
                  const event::Bytes& body, const event::Hash& previous, const event::Hash& hash) {
  bind_blob(insertion, 1, view(fact.id));
  insertion.bind(2, origin);
  insertion.bind(3, static_cast<std::int64_t>(sequence));
  bind_text(insertion, 4, fact.type);
  insertion.bind(5, fact.at.unix_ms);
  bind_blob(insertion, 6, body);
  bind_blob(insertion, 7, view(previous));
  bind_blob(insertion, 8, view(hash));
  insertion.exec();
  insertion.reset();
}

/// Stores what came from the hub, each event once.
class ReadDown {
 public:
  explicit ReadDown(SQLite::Database& db)
      : origin_(db, "INSERT INTO origin(name, own) VALUES(?, ?) ON CONFLICT(name) DO NOTHING"),
        event_(db,
               "INSERT INTO event(id, origin, origin_seq, type, at, body, prev_hash, hash) "
               "VALUES(?, (SELECT id FROM origin WHERE name = ?), ?, ?, ?, ?, NULL, ?) ON CONFLICT DO NOTHING"),
        known_(db, "SELECT 1 FROM event WHERE id = ?"),
        own_(db, "SELECT own FROM event JOIN origin ON origin.id = event.origin WHERE event.id = ?"),
        response_(db, kInsertResponse),
        db_(db) {}

  /// False when it is here already. One of another life whose place is taken (device and hub were both put back to
  /// before it) is kept beside the epoch under the beginning of its hash.
  bool insert(const event::Event& event, std::int64_t unix_ms, const std::string& origin, bool of_this_device) {
    if (insert_at(event, unix_ms, origin, of_this_device)) return true;
    known_.reset();
    bind_blob(known_, 1, view(event.id));
    if (known_.executeStep()) return false;
    return insert_at(event, unix_ms, event.epoch + '/' + event::hex(std::span(event.hash).first<4>()), of_this_device);
  }
  /// What they all add to the results.
  const Gain& gain() const { return gain_; }

 private:
  bool insert_at(const event::Event& event, std::int64_t unix_ms, const std::string& origin, bool of_this_device) {
    origin_.reset();
    bind_text(origin_, 1, origin);
    origin_.bind(2, of_this_device ? 2 : 0);
    origin_.exec();
    event_.reset();
    bind_blob(event_, 1, view(event.id));
    bind_text(event_, 2, origin);
    event_.bind(3, static_cast<std::int64_t>(event.sequence));
    bind_text(event_, 4, event.type);
    event_.bind(5, unix_ms);
    bind_blob(event_, 6, event.body);
    bind_blob(event_, 7, view(event.hash));
    if (event_.exec() != 1) return false;
    const std::int64_t seq = db_.getLastInsertRowid();
    const int own = own_of(event.id);
    if (auto row = project_body(event.body)) {
      row->own = own;
      chalkpoint::journal::insert(response_, seq, *row);
    }
    gather_body(gain_, own, event.body);
    return true;
  }

  /// What the epoch was said to be when it was first heard of. Nothing stays open behind it: the log could not be taken
  /// into the file, and what was erased would lie there.
  int own_of(const event::Uuid& id) {
    bind_blob(own_, 1, view(id));
    own_.executeStep();
    const int own = own_.getColumn(0).getInt();
    own_.reset();
    return own;
  }

  SQLite::Statement origin_, event_, known_, own_, response_;
  SQLite::Database& db_;
  Gain gain_;
};

}  // namespace

Result<std::optional<Placed>> Journal::State::find_repeated(const event::Fact& fact) {
  SQLite::Statement& find = run.find_event;
  find.reset();
  bind_blob(find, 1, view(fact.id));
  if (!find.executeStep()) return std::nullopt;
  const auto parts = event::split_body(blob(find.getColumn(0)));
  const bool same = parts && parts->type == fact.type && parts->time == event::rfc3339(fact.at) &&
                    parts->data == event::canonical_json(fact.data);
  Placed placed{find.getColumn(1).getString(), static_cast<std::uint64_t>(find.getColumn(2).getInt64()), true};
  find.reset();
  if (same) return placed;
  return std::unexpected(Problem{"Another event with the id " + fact.id.text() + " is stored already",
                                 "This is a fault of the terminal; please report it."});
}

Result<Placed> Journal::State::place(const event::Fact& fact, OwnEpoch& here, Tail& end, Gain& gain) {
  const std::uint64_t sequence = here.epoch.last + 1;
  const event::Hlc hlc = event::next(end.hlc, fact.at.unix_ms);
  const event::Bytes body = event::canonical_body(fact, here.epoch.name, sequence, hlc);
  if (body.size() > event::kEventBytesMax) return std::unexpected(too_long());
  const event::Hash hash = event::chain_hash(end.hash, body);
  insert_event(run.insert_event, fact, here.origin, sequence, body, end.hash, hash);
  if (db.getChanges() == 0) {
    auto repeated = find_repeated(fact);
    if (!repeated) return std::unexpected(repeated.error());
    return **repeated;
  }
  const std::int64_t seq = db.getLastInsertRowid();
  const std::string time = event::rfc3339(fact.at);
  if (const auto row = project(fact.type, time.substr(0, 10), fact.at.unix_ms, fact.data))
    insert(run.insert_response, seq, *row);
  gather(gain, 1, fact.type, time, fact.data);
  if (fact.sealed) {
    const auto key_id = settings.find(setting::kSiteKeyId);
    bind_blob(run.insert_contact, 1, view(fact.id));
    run.insert_contact.bind(2, key_id == settings.end() ? std::string() : key_id->second);
    bind_blob(run.insert_contact, 3, *fact.sealed);
    run.insert_contact.exec();
    run.insert_contact.reset();
  }
  if (fact.type == event::kContactErased)
    if (const auto of = event::erased_by(fact.type, event::canonical_json(fact.data))) erase_box(*of);
  here.epoch.last = sequence;
  end = {hash, hlc};
  return Placed{here.epoch.name, sequence, false};
}

Result<std::vector<Placed>> Journal::State::append(std::span<const event::Fact> facts) {
  OwnEpoch here = current();  // copies: they count only once the commit has succeeded
  Tail end = tail;
  std::vector<Placed> placed;
  placed.reserve(facts.size());
  Commit transaction(run);
  Gain gain;
  for (const event::Fact& fact : facts) {
    auto one = place(fact, here, end, gain);
    if (!one) return std::unexpected(one.error());
    placed.push_back(std::move(*one));
  }
  run.results.add(gain);
  transaction.commit();
  current() = std::move(here);
  tail = end;
  ++commits;
  scrub_erased();
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (placed[i].repeated) continue;
    if (const auto code = facts[i].data.find("code"); code != facts[i].data.end() && code->is_string()) {
      auto& kind = event::is_board_type(facts[i].type) ? note_codes : codes;
      kind.add(code->get_ref<const std::string&>());
    }
  }
  return placed;
}

Result<void> check_fact(const event::Fact& fact) {
  if (auto good = check_content(fact); !good) return good;
  // At the place that takes the most room: what passes here passes at any.
  constexpr std::string_view kEpoch = "0000000000000000";
  constexpr auto kSequence = std::numeric_limits<std::uint64_t>::max();
  constexpr event::Hlc kHlc{event::kHlcWallMsMax, std::numeric_limits<std::uint32_t>::max()};
  if (event::canonical_body(fact, kEpoch, kSequence, kHlc).size() > event::kEventBytesMax)
    return std::unexpected(too_long());
  return {};
}

Result<std::vector<Placed>> Journal::append(std::span<const event::Fact> facts) {
  for (const event::Fact& fact : facts) {
    if (auto good = check_content(fact); !good) return std::unexpected(good.error());
  }
  constexpr std::string_view doing = "store an answer";
  auto placed = guarded(state_->dir, doing, [&] { return state_->append(facts); });
  // A full disk: the ballast is there so that this answer still finds room.
  if (!placed && state_->ballast.release()) placed = guarded(state_->dir, doing, [&] { return state_->append(facts); });
  if (placed) {
    state_->problem.reset();
  } else {
    state_->problem = placed.error();
  }
  return placed;
}

Result<void> Journal::append_foreign(std::span<const event::Event> events, std::uint64_t down_cursor,
                                     std::span<const std::string> of_this_device) {
  const auto store = [&]() -> Result<void> {
    Commit transaction(state_->run);
    ReadDown read_down(state_->db);
    event::Hlc seen = state_->tail.hlc;
    std::vector<std::string> codes;
    for (const event::Event& event : events) {
      const OwnEpoch* own = state_->find(event.epoch);
      if (own != nullptr && event.sequence <= own->epoch.last) continue;
      const auto parts = event::split_body(event.body);
      const auto at = event::parse_rfc3339(event.time);
      if (!parts || !at || parts->id != event.id) {
        return std::unexpected(
            Problem{"The hub sent an event that cannot be read: " + event.id.text(), "Update this terminal."});
      }
      seen = std::max(seen, parts->hlc);
      const bool ours = std::ranges::find(of_this_device, event.epoch) != of_this_device.end();
      if (read_down.insert(event, at->unix_ms, read_down_name(event.epoch, own != nullptr), ours))
        codes.push_back(note_code(parts->type, parts->data));
      if (const auto of = event::erased_by(parts->type, parts->data)) state_->erase_box(*of);
    }
    state_->run.results.add(read_down.gain());
    state_->write_settings(
        {{std::string(setting::kDownCursor), std::to_string(down_cursor)}, {"hlc_seen", event::text(seen)}});
    transaction.commit();
    state_->tail.hlc = seen;
    state_->scrub_erased();
    for (const std::string& code : codes) state_->note_codes.add(code);
    return {};
  };
  constexpr std::string_view doing = "store what came from the hub";
  auto stored = guarded(state_->dir, doing, store);
  // A full disk must not keep on the board what was hidden elsewhere.
  if (!stored && state_->ballast.release()) stored = guarded(state_->dir, doing, store);
  return stored;
}

}  // namespace chalkpoint::journal
