// What members left sealed: where it lies, and that it is gone for good once its erasure is known, however it may come
// back. The erasures are events; nothing else is kept of them.
#include "sync/event/contacts.h"

#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <set>

#include "sync/event/canonical.h"
#include "sync/event/seal.h"
#include "sync/journal/copies.h"
#include "sync/journal/state.h"

namespace chalkpoint::journal {
namespace {

const std::string kErasures =
    "SELECT event.body, origin.own FROM event JOIN origin ON origin.id = event.origin WHERE "
    "substr(type, 1, 20) <> 'chalkpoint.response.' AND type = '" +
    std::string(event::kContactErased) + "' ORDER BY event.seq";

struct Erasures {
  std::set<event::Uuid> all, own;
  std::vector<event::ContactErased> read_down;  ///< in the order in which they came
};

Erasures erasures_of(SQLite::Database& db) {
  Erasures out;
  SQLite::Statement rows(db, kErasures);
  while (rows.executeStep()) {
    const auto parts = event::split_body(blob(rows.getColumn(0)));
    if (!parts) continue;
    const auto read = event::read_contacts(parts->type, parts->data);
    if (!read || !*read) continue;  // somebody's who may not: it erases nothing
    const auto& erased = std::get<event::ContactErased>(**read);
    out.all.insert(erased.of);
    if (rows.getColumn(1).getInt() == 1)
      out.own.insert(erased.of);
    else
      out.read_down.push_back(erased);
  }
  return out;
}

/// What an event says of the box beside it; nothing for one without.
std::optional<Sealed> sealed_of(std::string_view body) {
  const auto parts = event::split_body(body);
  if (!parts) return std::nullopt;
  Sealed out{.id = parts->id, .code = {}, .channel = {}, .time = std::string(parts->time), .key = {}};
  if (parts->type == event::kNoteConfided) {
    const auto read = event::read_board(parts->type, parts->data);
    if (!read || !*read) return std::nullopt;
    const auto& note = std::get<event::NoteConfided>(**read);
    out.code = note.code;
    out.key = note.key;
    return out;
  }
  if (parts->type != event::kResponseCompleted) return std::nullopt;
  const auto response = event::response_from_json(event::body_data(body));
  if (!response || !response->contact) return std::nullopt;
  out.code = response->code;
  out.channel = response->contact->channel;
  return out;
}

}  // namespace

void Journal::State::erase_box(const event::Uuid& of) {
  for (const char* sql : {"DELETE FROM contact WHERE event_id = ?", "DELETE FROM listed WHERE id = ?"}) {
    SQLite::Statement erase(db, sql);
    bind_blob(erase, 1, view(of));
    erase.exec();
  }
  unscrubbed = true;  // also where nothing was found: the try before may have failed after its commit
}

void Journal::State::scrub() {
  SQLite::Statement truncate(db, "PRAGMA wal_checkpoint(TRUNCATE)");
  unscrubbed = truncate.tryExecuteStep() != SQLITE_ROW || truncate.getColumn(0).getInt() != 0;
}

std::map<event::Uuid, std::string> Journal::State::erased_digests() {
  std::map<event::Uuid, std::string> out;
  SQLite::Statement body(db, "SELECT body FROM event WHERE id = ?");
  for (const event::Uuid& of : erasures_of(db).all) {
    body.reset();
    bind_blob(body, 1, view(of));
    const auto parts = body.executeStep() ? event::split_body(blob(body.getColumn(0))) : std::nullopt;
    out[of] = parts ? event::sealed_digest(parts->type, event::body_data(blob(body.getColumn(0)))) : std::string();
  }
  return out;
}

// What was erased is erased whatever becomes of this, so nothing of it may fail the erasure.
void Journal::State::scrub_copies() {
  copies = {};
  copies.log_waits = unscrubbed;
  const auto files = set_aside_stores(dir);
  if (!files) copies.unreached.push_back("journal.damaged-*");
  if (files && !files->empty()) {
    const auto erased = guarded(dir, "look for what was erased",
                                [this]() -> Result<std::map<event::Uuid, std::string>> { return erased_digests(); });
    for (const auto& file : *files)
      (erased && wipe_boxes(file, *erased) ? copies.cleaned : copies.unreached).push_back(file.filename().string());
  }
  for (const std::string& file : copies.unreached)
    world.notice("What was erased may still lie sealed in " + file + ": it could not be read or written.");
}

void Journal::State::scrub_erased() {
  if (!unscrubbed) return;
  scrub();
  scrub_copies();
}

const Copies& Journal::copies() const {
  return state_->copies;
}

void Journal::State::erase_again() {
  const auto erasures = erasures_of(db);
  if (erasures.all.empty()) return;
  SQLite::Transaction transaction(db);
  for (const event::Uuid& of : erasures.all) erase_box(of);
  transaction.commit();
  scrub_erased();
}

Result<void> Journal::State::say_erasures_again(OwnEpoch& here, Tail& end) {
  Erasures erasures = erasures_of(db);
  const event::Moment now{.unix_ms = world.now_unix_ms(), .utc_offset_min = 0, .mono_ms = 0, .boot_id = {}};
  for (const event::ContactErased& erased : erasures.read_down) {
    if (!erasures.own.insert(erased.of).second) continue;
    const event::ContactEvent what(erased);
    Gain nothing;  // an erasure takes no answer back
    const auto placed = place({.id = event::make_uuid_v7(now.unix_ms, world.random),
                               .type = std::string(event::type_of(what)),
                               .data = event::to_json(what),
                               .at = now,
                               .sealed = {}},
                              here, end, nothing);
    if (!placed) return std::unexpected(placed.error());
  }
  return {};
}

Result<std::optional<event::Bytes>> Journal::sealed_box(const event::Uuid& id) {
  return guarded(state_->dir, "read what is sealed", [&]() -> Result<std::optional<event::Bytes>> {
    SQLite::Statement box(state_->db, "SELECT sealed FROM contact WHERE event_id = ?");
    bind_blob(box, 1, view(id));
    if (!box.executeStep()) return std::nullopt;
    return event::Bytes(blob(box.getColumn(0)));
  });
}

Result<std::vector<Sealed>> Journal::sealed_under(std::string_view code) {
  return guarded(state_->dir, "look for what was left", [&]() -> Result<std::vector<Sealed>> {
    const auto erased = erasures_of(state_->db).all;
    SQLite::Statement rows(state_->db,
                           "SELECT event.body, origin.own, contact.key_id FROM event JOIN origin ON origin.id = "
                           "event.origin LEFT JOIN contact ON contact.event_id = event.id WHERE type IN (?, ?) AND "
                           "instr(body, ?) > 0 ORDER BY at, event.id");
    const std::string confided(event::kNoteConfided), completed(event::kResponseCompleted);
    const std::string said = R"("code":")" + std::string(code) + '"';  // as canonical JSON has it
    bind_text(rows, 1, completed);
    bind_text(rows, 2, confided);
    bind_blob(rows, 3, said);
    std::vector<Sealed> out;
    while (rows.executeStep()) {
      auto one = sealed_of(blob(rows.getColumn(0)));
      if (!one || one->code != code) continue;
      one->own = rows.getColumn(1).getInt() != 0;
      one->here = !rows.getColumn(2).isNull();
      if (one->here && one->key.empty()) one->key = rows.getColumn(2).getString();
      one->erased = erased.contains(one->id);
      out.push_back(std::move(*one));
    }
    return out;
  });
}

Result<void> Journal::each_box(const std::function<Result<void>(const Sealed&, std::string_view)>& box) {
  return guarded(state_->dir, "read what is sealed", [&]() -> Result<void> {
    SQLite::Statement rows(state_->db,
                           "SELECT event.body, contact.key_id, contact.sealed FROM contact JOIN event ON event.id = "
                           "contact.event_id ORDER BY at, event.id");
    while (rows.executeStep()) {
      auto one = sealed_of(blob(rows.getColumn(0)));
      if (!one) continue;
      one->own = one->here = true;  // boxes come to a terminal in no other way
      if (one->key.empty()) one->key = rows.getColumn(1).getString();
      if (auto done = box(*one, blob(rows.getColumn(2))); !done) return done;
    }
    return {};
  });
}

std::vector<std::pair<std::string, std::string>> Journal::wrapped_keys() const {
  const std::string current = setting(setting::kSiteKeyId).value_or("");
  const std::string prefix = setting::wrapped_key("");
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [name, value] : state_->settings)
    if (name.starts_with(prefix)) out.emplace_back(name.substr(prefix.size()), value);
  if (const auto unnamed = setting(setting::kWrappedKey)) out.emplace_back("", *unnamed);
  std::ranges::stable_partition(out, [&current](const auto& one) { return one.first == current; });
  return out;
}

}  // namespace chalkpoint::journal
