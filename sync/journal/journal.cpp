#include "sync/journal/journal.h"

#include <algorithm>
#include <sstream>

#include "sync/journal/open.h"
#include "sync/journal/state.h"

namespace chalkpoint::journal {
namespace {

/// Which sequences of an epoch the hub set aside, as a setting: "3-7 12-12".
class Disbelieved {
 public:
  explicit Disbelieved(const std::string& text) {
    std::istringstream ranges(text);
    char to = 0;
    for (Range one; ranges >> one.first >> to >> one.last;) ranges_.push_back(one);
  }
  bool holds(std::uint64_t sequence) const {
    return std::ranges::any_of(ranges_,
                               [&](const Range& one) { return one.first <= sequence && sequence <= one.last; });
  }
  void add(std::uint64_t sequence) {
    if (holds(sequence)) return;
    if (!ranges_.empty() && ranges_.back().last + 1 == sequence)
      ranges_.back().last = sequence;
    else
      ranges_.push_back({sequence, sequence});
  }
  std::string text() const {
    std::string out;
    for (const Range& one : ranges_) out += std::to_string(one.first) + '-' + std::to_string(one.last) + ' ';
    return out;
  }

 private:
  struct Range {
    std::uint64_t first = 0, last = 0;
  };
  std::vector<Range> ranges_;
};

constexpr std::string_view kSetAsideOf = "set_aside.";  // setting, followed by the name of an epoch

/// While it lives, commits are not synced to the disk: a power cut may undo them, in order, and damages nothing; the
/// next synced commit holds them too. Not for anything whose loss anybody would notice.
class Unsynced {
 public:
  explicit Unsynced(SQLite::Database& db) : db_(db) { db_.exec("PRAGMA synchronous=NORMAL"); }
  ~Unsynced() {
    db_.exec("PRAGMA synchronous=FULL");
  }  // what cannot be made durable again must not go on: it ends here
  Unsynced(const Unsynced&) = delete;
  Unsynced& operator=(const Unsynced&) = delete;

 private:
  SQLite::Database& db_;
};

}  // namespace

event::Event stored_event(const event::BodyParts& parts, std::string_view body, const event::Hash& hash) {
  event::Event event;
  event.id = parts.id;
  event.epoch = parts.epoch;
  event.sequence = parts.sequence;
  event.type = parts.type;
  event.time = parts.time;
  event.body = body;
  event.hash = hash;
  return event;
}

Journal::Journal(std::unique_ptr<State> state) : state_(std::move(state)) {}
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;
Journal::~Journal() = default;

Result<Journal> Journal::open(const std::filesystem::path& dir, World world, OnDamage on_damage) {
  auto lock = DirectoryLock::take(dir);
  if (!lock) return std::unexpected(lock.error());
  return guarded(dir, "open the store", [&]() -> Result<Journal> {
    auto opened = open_store(dir, world, on_damage);
    if (!opened) return std::unexpected(opened.error());
    auto state = std::make_unique<State>(dir, std::move(world), std::move(*lock), std::move(opened->db));
    state->load(on_damage);
    state->damage = std::move(opened->damage);
    return Journal(std::move(state));
  });
}

Result<std::vector<Epoch>> Journal::epochs() {
  std::vector<Epoch> out;
  for (const OwnEpoch& own : state_->own) out.push_back(own.epoch);
  return out;
}

std::uint64_t Journal::waiting() const {
  std::uint64_t count = 0;
  for (const OwnEpoch& own : state_->own) count += own.epoch.last - std::min(own.epoch.last, own.epoch.acked);
  return count;
}

Result<std::vector<event::Event>> Journal::read_after(std::string_view epoch, std::uint64_t sequence, std::size_t limit,
                                                      std::size_t bytes) {
  return guarded(state_->dir, "read stored answers", [&]() -> Result<std::vector<event::Event>> {
    std::vector<event::Event> out;
    const OwnEpoch* own = state_->find(epoch);
    if (own == nullptr) return out;
    SQLite::Statement& read = state_->run.read_after;
    read.reset();
    read.bind(1, own->origin);
    read.bind(2, static_cast<std::int64_t>(sequence));
    read.bind(3, static_cast<std::int64_t>(limit));
    out.reserve(limit);
    std::size_t taken = 0;
    while (read.executeStep()) {
      const auto body = blob(read.getColumn(0));
      taken += body.size() + static_cast<std::size_t>(read.getColumn(2).getBytes());
      if (!out.empty() && taken > bytes) break;
      const auto parts = event::split_body(body);
      const auto hash = hash_of(blob(read.getColumn(1)));
      if (!parts || !hash) {
        return std::unexpected(
            Problem{"An event after sequence " + std::to_string(sequence) + " of epoch " + std::string(epoch) +
                        " cannot be read",
                    "Start the terminal again: it sets the damaged store aside and takes over what can be read."});
      }
      event::Event& event = out.emplace_back(stored_event(*parts, body, *hash));
      if (!read.getColumn(2).isNull()) event.sealed = event::Bytes(blob(read.getColumn(2)));
    }
    read.reset();
    return out;
  });
}

Result<void> Journal::acknowledge(std::string_view epoch, std::uint64_t sequence, const Settings& also,
                                  std::span<const std::uint64_t> set_aside) {
  return guarded(state_->dir, "note what the hub holds", [&]() -> Result<void> {
    OwnEpoch* own = state_->find(epoch);
    if (own == nullptr) return {};
    const Unsynced light(state_->db);
    Commit transaction(state_->run);
    SQLite::Statement update(state_->db, "UPDATE origin SET acked = ? WHERE id = ?");
    update.bind(1, static_cast<std::int64_t>(sequence));
    update.bind(2, own->origin);
    update.exec();
    state_->write_settings(also);
    if (!set_aside.empty()) {
      const std::string name = std::string(kSetAsideOf) + own->epoch.name;
      Disbelieved known(setting(name).value_or(""));
      for (const std::uint64_t one : set_aside) known.add(one);
      state_->write_settings({{name, known.text()}});
    }
    transaction.commit();
    own->epoch.acked = sequence;
    return {};
  });
}

Result<Fate> Journal::fate(const event::Uuid& id) {
  return guarded(state_->dir, "look what the hub holds", [&]() -> Result<Fate> {
    SQLite::Statement row(state_->db,
                          "SELECT origin.name, origin.own, origin_seq FROM event JOIN origin ON origin.id = "
                          "event.origin WHERE event.id = ?");
    bind_blob(row, 1, view(id));
    if (!row.executeStep()) return Fate::waiting;
    const OwnEpoch* own = row.getColumn(1).getInt() == 1 ? state_->find(row.getColumn(0).getString()) : nullptr;
    if (own == nullptr) return Fate::accepted;  // it was read down from there
    const auto sequence = static_cast<std::uint64_t>(row.getColumn(2).getInt64());
    if (sequence > own->epoch.acked) return Fate::waiting;
    const bool aside = Disbelieved(setting(std::string(kSetAsideOf) + own->epoch.name).value_or("")).holds(sequence);
    return aside ? Fate::set_aside : Fate::accepted;
  });
}

Result<void> Journal::forget_hub(std::string_view hub_epoch) {
  return guarded(state_->dir, "note the new hub", [&]() -> Result<void> {
    Commit transaction(state_->run);
    state_->db.exec("UPDATE origin SET acked = 0");
    OwnEpoch here = state_->current();  // copies: they count only once the commit has succeeded
    Tail end = state_->tail;
    if (const auto said = state_->say_erasures_again(here, end); !said) return said;
    Settings changes = {{std::string(setting::kHubEpoch), std::string(hub_epoch)},
                        {std::string(setting::kDownCursor), ""}};
    for (const auto& [name, value] : state_->settings)
      if (name.starts_with(kSetAsideOf)) changes.emplace_back(name, "");  // it judges anew
    state_->write_settings(changes);
    transaction.commit();
    state_->current() = std::move(here);
    state_->tail = end;
    for (OwnEpoch& own : state_->own) own.epoch.acked = 0;
    return {};
  });
}

std::optional<std::string> Journal::setting(std::string_view key) const {
  const auto found = state_->settings.find(key);
  if (found == state_->settings.end()) return std::nullopt;
  return found->second;
}

Result<void> Journal::set_settings(const Settings& settings) {
  auto stored = guarded(state_->dir, "store a setting", [&]() -> Result<void> {
    Commit transaction(state_->run);
    state_->write_settings(settings);
    transaction.commit();
    return {};
  });
  if (!stored) state_->problem = stored.error();
  return stored;
}

bool Journal::code_taken(std::string_view code) const {
  return state_->codes.taken(code) || state_->note_codes.taken(code);
}

Health Journal::health() {
  return {state_->ballast.roomy(), state_->ballast.free_bytes(), waiting(),
          state_->problem ? state_->problem : state_->damage};
}

void Journal::tend() {
  state_->ballast.tend();
  if (state_->unscrubbed) state_->scrub();
  constexpr int commits_between =
      100;  // half of what fills the log to the size at which a commit would have to do this itself
  if (state_->commits < commits_between) return;
  state_->commits = 0;
  state_->run.checkpoint.tryExecuteStep();  // what does not succeed now is done by a later commit
  state_->run.checkpoint.tryReset();
}

}  // namespace chalkpoint::journal
