#include "sync/journal/salvage.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "sync/journal/carve.h"
#include "sync/journal/place.h"
#include "sync/journal/projection.h"
#include "sync/journal/state.h"

namespace chalkpoint::journal {
namespace {
namespace fs = std::filesystem;

/// A sealed box: a contact or the writing of a private note.
struct SavedContact {
  std::string key_id;
  event::Bytes sealed;
};

/// Everything that could be read, before it is put in order.
struct Finds {
  std::map<std::pair<std::string, std::uint64_t>, std::vector<StoredEvent>>
      events;  ///< by epoch and sequence; forks side by side
  std::map<event::Uuid, SavedContact> contacts;
  std::map<event::Uuid, Listed> listed;
  std::map<std::string, std::uint64_t> acked;
  Settings settings;
  bool settings_whole = false;  ///< all of them were read

  void add(StoredEvent stored) {
    const auto parts = event::split_body(stored.body);
    if (!parts || !fits(stored)) return;
    auto& here = events[{std::string(parts->epoch), parts->sequence}];
    const auto same = [&](const StoredEvent& other) { return other.hash == stored.hash; };
    if (std::ranges::none_of(here, same)) here.push_back(std::move(stored));
  }
};

void remove_store(const fs::path& file) {
  for (const char* suffix : {"", "-wal"}) fs::remove(with_suffix(file, suffix));
}

std::string raw_octets(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Steps through a query as far as the damage lets it; false when that is not to its end.
bool each_row(SQLite::Database& db, const char* sql, const std::function<void(SQLite::Statement&)>& row) {
  try {
    SQLite::Statement query(db, sql);
    while (query.executeStep()) row(query);
    return true;
  } catch (const SQLite::Exception&) {
    return false;  // the rest lies behind the damage; what was read counts
  }
}

/// Row by row through the tree: damage in one page costs only what is on it.
void read_events(SQLite::Database& db, std::int64_t seq_max, Finds& finds) {
  SQLite::Statement query(db, "SELECT body, prev_hash, hash FROM event WHERE seq = ?");
  for (std::int64_t seq = 1; seq <= seq_max; ++seq) {
    try {
      query.reset();
      query.bind(1, seq);
      if (!query.executeStep()) continue;
      const auto previous = hash_of(blob(query.getColumn(1)));
      const auto hash = hash_of(blob(query.getColumn(2)));
      if (previous && hash) finds.add({event::Bytes(blob(query.getColumn(0))), *previous, *hash});
    } catch (const SQLite::Exception&) {
      query.tryReset();  // this row is lost to SQLite; carving may still find it
    }
  }
}

/// False when SQLite can make nothing of the file, not even of its schema.
bool read_tables(const fs::path& copy, Finds& finds) {
  constexpr std::uintmax_t row_bytes_min = 100;  // no event is smaller, so the file's size bounds their number
  try {
    std::uintmax_t bytes = fs::file_size(copy);
    if (const fs::path log = with_suffix(copy, "-wal"); fs::exists(log)) bytes += fs::file_size(log);
    // To be written, though nothing is: a store with a log cannot be read otherwise without a second file beside it.
    SQLite::Database db(copy.string(), SQLite::OPEN_READWRITE);
    db.exec("PRAGMA locking_mode=EXCLUSIVE");
    if (db.execAndGet("SELECT count(*) FROM sqlite_schema WHERE name = 'event'").getInt() != 1) return false;
    finds.settings_whole = each_row(db, "SELECT key, value FROM setting", [&](SQLite::Statement& row) {
      finds.settings.emplace_back(row.getColumn(0).getString(), row.getColumn(1).getString());
    });
    each_row(db, "SELECT name, acked FROM origin WHERE own = 1", [&](SQLite::Statement& row) {
      finds.acked[row.getColumn(0).getString()] = static_cast<std::uint64_t>(row.getColumn(1).getInt64());
    });
    each_row(db, "SELECT event_id, key_id, sealed FROM contact", [&](SQLite::Statement& row) {
      const auto id = uuid_of(blob(row.getColumn(0)));
      if (id) finds.contacts[*id] = {row.getColumn(1).getString(), event::Bytes(blob(row.getColumn(2)))};
    });
    each_row(db, "SELECT * FROM listed", [&](SQLite::Statement& row) {  // earlier ones had no marks
      if (const auto id = uuid_of(blob(row.getColumn(0)))) finds.listed[*id] = listed_row(*id, row);
    });
    read_events(db, static_cast<std::int64_t>(bytes / row_bytes_min), finds);
    return true;
  } catch (const SQLite::Exception&) {
    return false;
  }
}

/// A new, empty store beside the ones at work.
SQLite::Database new_store(const fs::path& file) {
  SQLite::Database db = connect(file);
  create_tables(db);
  return db;
}

/// The octets of a store's first page, which names where each table begins: the same in every store, since all make
/// their tables in one order.
std::string first_page(const fs::path& scratch) {
  constexpr std::size_t page_bytes = 4096;
  remove_store(scratch);
  new_store(scratch);  // closed at once, and with that its log taken in
  std::string page = raw_octets(scratch).substr(0, page_bytes);
  remove_store(scratch);
  return page;
}

/// Gives a copy the first page of an empty store, with the length that the copy has.
void replace_first_page(const fs::path& copy, std::string page) {
  fs::remove(with_suffix(copy, "-wal"));  // it may bring the old page back
  const auto pages = static_cast<std::uint32_t>(fs::file_size(copy) / page.size());
  constexpr std::size_t count_at = 28;  // in the file format: pages, big-endian; then the list of free ones
  for (std::size_t i = 0; i < 4; ++i) page[count_at + i] = static_cast<char>(pages >> (24 - 8 * i));
  std::fstream out(copy, std::ios::binary | std::ios::in | std::ios::out);
  out.write(page.data(), static_cast<std::streamsize>(page.size()));
}

/// Reads a copy: SQLite can read no store with a log without writing beside it, and the damaged one stays as it is.
void read_with_sqlite(const fs::path& damaged, const fs::path& copy, Finds& finds) {
  remove_store(copy);
  const auto take = [&] {
    fs::copy_file(damaged, copy, fs::copy_options::overwrite_existing);
    if (const fs::path log = with_suffix(damaged, "-wal"); fs::exists(log))
      fs::copy_file(log, with_suffix(copy, "-wal"), fs::copy_options::overwrite_existing);
  };
  take();
  if (!read_tables(copy, finds)) {
    const std::string page = first_page(copy);
    take();
    replace_first_page(copy, page);
    read_tables(copy, finds);  // carving is what remains when this fails as well
  }
  remove_store(copy);
}

void read_raw(const fs::path& damaged, Finds& finds) {
  std::vector<std::string> files{raw_octets(damaged), raw_octets(with_suffix(damaged, "-wal"))};
  for (const std::string& raw : files) carve_events(raw, [&](StoredEvent stored) { finds.add(std::move(stored)); });
  for (const auto& [place, forks] : finds.events) {
    for (const StoredEvent& stored : forks) {
      const auto parts = event::split_body(stored.body);
      const std::string digest = event::sealed_digest(parts->type, event::body_data(stored.body));
      if (digest.empty() || finds.contacts.contains(parts->id)) continue;
      for (const std::string& raw : files) {
        auto sealed = carve_sealed(raw, parts->id, digest);
        if (sealed) finds.contacts[parts->id] = {"", std::move(*sealed)};
      }
    }
  }
}

/// Writes the new store.
class Rebuild {
 public:
  Rebuild(const fs::path& file, const World& world) : db_(new_store(file)) {
    std::array<std::uint8_t, 8> name{};
    world.random(name);
    fresh_ = event::hex(name);
  }

  Salvaged write(const Finds& finds, const fs::path& file) {
    SQLite::Transaction transaction(db_);
    result_.settings_lost = !finds.settings_whole;
    keep_epochs(finds);
    note_acknowledged();
    add_origin(fresh_);
    std::ranges::sort(stray_, {}, [](const StoredEvent* stored) { return event::split_body(stored->body)->hlc; });
    for (const StoredEvent* stored : stray_) record_again(*stored);
    for (const auto& [id, contact] : finds.contacts) {
      if (kept_.contains(id)) add_contact(id, contact);
    }
    for (const auto& [id, row] : finds.listed) insert_listed(db_, row);
    SQLite::Statement setting(db_, "INSERT OR REPLACE INTO setting VALUES(?, ?)");
    const auto store = [&](const std::string& key, const std::string& value) {
      setting.reset();
      setting.bind(1, key);
      setting.bind(2, value);
      setting.exec();
    };
    for (const auto& [key, value] : finds.settings) {
      // Other devices' events are read down again, and until then what they said is not known.
      if (key != setting::kDownCursor && key != setting::kReadUnixMs) store(key, value);
    }
    store("file_identity", file_identity(file));
    transaction.commit();
    replay(db_);
    return result_;
  }

 private:
  /// The part of each epoch that still is a chain from its start; the rest is left in stray_.
  void keep_epochs(const Finds& finds) {
    std::string epoch;
    std::uint64_t next = 1;
    event::Hash tail{};
    for (const auto& [place, forks] : finds.events) {
      if (place.first != epoch) {
        epoch = place.first;
        next = 1;
        tail = {};
        add_origin(epoch);
      }
      if (place.second > next) result_.missing += place.second - next;
      const auto fitting = std::ranges::find(forks, tail, &StoredEvent::previous);
      const bool joins = place.second == next && !broken_.contains(epoch) && fitting != forks.end();
      if (joins) {
        add_event(origin_, *fitting);
        tail = fitting->hash;
        if (acked(finds, epoch) >= place.second) acknowledged_[origin_] = place.second;  // what is not here is not held
      } else {
        broken_.insert(epoch);
      }
      for (const StoredEvent& stored : forks) {
        if (!joins || &stored != &*fitting) stray_.push_back(&stored);
      }
      next = place.second + 1;
    }
  }

  static std::uint64_t acked(const Finds& finds, const std::string& epoch) {
    const auto found = finds.acked.find(epoch);
    return found == finds.acked.end() ? 0 : found->second;
  }

  void note_acknowledged() {
    SQLite::Statement update(db_, "UPDATE origin SET acked = ? WHERE id = ?");
    for (const auto& [origin, through] : acknowledged_) {
      update.reset();
      update.bind(1, static_cast<std::int64_t>(through));
      update.bind(2, origin);
      update.exec();
    }
  }

  void add_origin(const std::string& name) {
    SQLite::Statement insertion(db_, "INSERT INTO origin(name, own) VALUES(?, 1)");
    insertion.bind(1, name);
    insertion.exec();
    origin_ = db_.getLastInsertRowid();
  }

  void add_event(std::int64_t origin, const StoredEvent& stored) {
    const auto parts = event::split_body(stored.body);
    if (!kept_.insert(parts->id).second) return;
    insert_.reset();
    bind_blob(insert_, 1, view(parts->id));
    insert_.bind(2, origin);
    insert_.bind(3, static_cast<std::int64_t>(parts->sequence));
    insert_.bind(4, std::string(parts->type));
    insert_.bind(5, event::parse_rfc3339(parts->time).value_or(event::Moment{}).unix_ms);
    bind_blob(insert_, 6, stored.body);
    bind_blob(insert_, 7, view(stored.previous));
    bind_blob(insert_, 8, view(stored.hash));
    insert_.exec();
    ++result_.events;
  }

  void record_again(const StoredEvent& stored) {
    auto parts = *event::split_body(stored.body);
    if (kept_.contains(parts.id)) return;
    parts.epoch = fresh_;
    parts.sequence = ++fresh_last_;
    const event::Bytes body = event::join_body(parts);
    const event::Hash hash = event::chain_hash(fresh_tail_, body);
    add_event(origin_, {body, fresh_tail_, hash});
    fresh_tail_ = hash;
  }

  void add_contact(const event::Uuid& id, const SavedContact& contact) {
    SQLite::Statement insertion(db_, "INSERT INTO contact VALUES(?, ?, ?)");
    bind_blob(insertion, 1, view(id));
    bind_text(insertion, 2, contact.key_id);
    bind_blob(insertion, 3, contact.sealed);
    insertion.exec();
  }

  SQLite::Database db_;
  SQLite::Statement insert_{
      db_, "INSERT INTO event(id, origin, origin_seq, type, at, body, prev_hash, hash) VALUES(?,?,?,?,?,?,?,?)"};
  std::string fresh_;
  std::uint64_t fresh_last_ = 0;
  event::Hash fresh_tail_{};
  std::int64_t origin_ = 0;                             ///< of the epoch being written
  std::map<std::int64_t, std::uint64_t> acknowledged_;  ///< by origin: of what was kept, what the hub holds
  std::set<event::Uuid> kept_;
  std::set<std::string> broken_;
  std::vector<const StoredEvent*> stray_;
  Salvaged result_;
};

}  // namespace

fs::path with_suffix(const fs::path& file, std::string_view suffix) {
  return fs::path(file) += suffix;
}

Salvaged salvage(const fs::path& damaged, const fs::path& fresh, const World& world) {
  Finds finds;
  read_with_sqlite(damaged, with_suffix(fresh, ".copy"), finds);
  read_raw(damaged, finds);
  return Rebuild(fresh, world).write(finds, fresh);
}

}  // namespace chalkpoint::journal
