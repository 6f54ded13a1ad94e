// The journal of one terminal: the append-only table of its events, their projections, its settings and its sealed
// contacts, in one SQLite database with one connection. What `append` has returned for is on the disk.
//
// Data model (schema.h):
//   origin    one row for each epoch; `own` is 1 for the lives of this store, 0 for what was read down from other
//             devices, 2 for what was read down of this device itself, from a life that this store does not remember
//   event     append-only; a hash chain for each origin; own events have no gaps
//   response  projection of the responses of the whole site, one narrow row each, enough for counting, for finding one
//             by its code and for choosing which are read; `own` as their epoch's
//   result    projection of the same and of the question's presence: sums by day; words likewise (results.h)
//   contact   sealed boxes by event id: contacts of responses, the writing of private notes; erasable, not in the chain
//   listed    people to be called, sealed by row; no events, on this terminal alone, erasable
//   setting   key and value; the cursors of the sync stand here and in origin.acked
//
// There is no outbox and no `sent` flag: what waits is what lies beyond origin.acked.
//
// Nothing is purged yet: events stay after they are acknowledged. When purging is built it may take only what is both
// acknowledged and older than the retention window.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sync/event/kinds.h"
#include "sync/event/notes.h"
#include "sync/event/nps.h"
#include "sync/event/results.h"
#include "sync/event/stored_response.h"

namespace chalkpoint::journal {

using event::Problem;
template <class T>
using Result = std::expected<T, Problem>;

/// What the journal needs of the world.
struct World {
  event::Random random;                       ///< for the names of epochs
  std::function<std::int64_t()> now_unix_ms;  ///< for the names of files set aside
  std::function<void(std::string)>
      notice;  ///< one line for the log and the staff, e.g. that a damaged store was set aside
};

/// Names of settings that more than one layer uses. Values are text.
namespace setting {
inline constexpr std::string_view kHubUrl = "hub_url";
inline constexpr std::string_view kToken = "token";
inline constexpr std::string_view kSite = "site";
inline constexpr std::string_view kDevice = "device";
inline constexpr std::string_view kDeviceName = "device_name";
inline constexpr std::string_view kSiteKey = "site_key";       ///< public half, base64
inline constexpr std::string_view kSiteKeyId = "site_key_id";  ///< event::key_id of it; kept with each contact
/// Secret halves, wrapped, one for each key: see wrapped_key(). Without a key's name in stores of earlier versions: of
/// the key that the terminal made itself.
inline constexpr std::string_view kWrappedKey = "wrapped_key";
inline constexpr std::string_view kHubEpoch = "hub_epoch";
inline constexpr std::string_view kDownCursor = "down_cursor";   ///< decimal hub_seq
inline constexpr std::string_view kReadUnixMs = "read_unix_ms";  ///< when the stream was last read to its end
inline constexpr std::string_view kStaffPin = "staff_pin";       ///< argon2id text
/// The setting that holds the secret half of this key, as event::wrap_secret gives it.
inline std::string wrapped_key(std::string_view key_id) {
  return std::string(kWrappedKey) + '.' + std::string(key_id);
}
}  // namespace setting
using Settings = std::vector<std::pair<std::string, std::string>>;

/// Why this fact can never be stored, whatever the disk does: malformed, too long, or its sealed box does not fit. What
/// append() refuses although this finds nothing wrong may be tried again.
Result<void> check_fact(const event::Fact& fact);

/// What became of an own event at the hub.
enum class Fate {
  waiting,    ///< it has not been acknowledged
  accepted,   ///< the hub has it among its events
  set_aside,  ///< the hub acknowledged it and did not believe it: as if it had never been said
};

/// Files beside the store that may hold boxes: damaged stores that were set aside, and their logs.
struct Copies {
  std::vector<std::string> cleaned;    ///< by name: looked through, so that what was erased is in none of them
  std::vector<std::string> unreached;  ///< which could not be read or written: boxes of what was erased may lie there
  bool log_waits = false;              ///< the store's own log holds them, until it is taken in at a quiet moment
};

/// Where a fact found its place.
struct Placed {
  std::string epoch;
  std::uint64_t sequence = 0;
  bool repeated = false;  ///< the same fact was stored before; nothing was added
};

/// One life of this store. Sequences run from 1 to `last` without a gap; `acked` of them are held by the hub.
struct Epoch {
  std::string name;
  std::uint64_t last = 0;
  std::uint64_t acked = 0;
  bool current = false;
};

/// What staff must know of the store.
struct Health {
  bool accepting = true;  ///< false: begin no new survey (the disk is full); what is under way can still be stored
  std::uint64_t free_bytes = 0;    ///< on the disk of the store
  std::uint64_t waiting = 0;       ///< own events the hub has not acknowledged
  std::optional<Problem> problem;  ///< the last failure of a write or of reading the board, until a write succeeds;
                                   ///< else that a damaged store was set aside
};

struct Stats {  ///< what own responses add up to
  event::Tally total;
  std::vector<std::pair<std::string, event::Tally>> by_touchpoint;  ///< sorted by name
  std::vector<std::pair<std::string, event::Tally>> by_day;         ///< local day YYYY-MM-DD, sorted
};
/// The tally's members, plus "by_touchpoint" and "by_day" objects of tallies.
event::Json to_json(const Stats& stats);

struct Verification {  ///< what was looked at, and what is wrong
  std::uint64_t events = 0;
  std::uint64_t epochs = 0;
  std::uint64_t contacts = 0;
  std::vector<std::string> faults;  ///< each names its place; empty when all is well
};

/// One response as an export shows it.
struct ExportRow {
  event::Uuid id;
  std::string epoch;
  std::uint64_t sequence = 0;
  std::string time;
  bool completed = false;
  bool has_sealed_contact = false;
  event::Response response;
};

/// Events that the terminals of a site share (all but responses: the board, its people), and the completed responses
/// that wait for somebody: of detractors, with a contact, with words of the last 60 days, those that the staff took
/// down. Those of this device and those of others; without sealed boxes. What was read down, also of this device in an
/// earlier life, was stored as it came: whoever reads it validates it.
struct BoardPage {
  std::vector<event::Event> own, foreign;
  std::int64_t through = 0;  ///< read on after this row of the store
  bool more = false;         ///< whether there is more by now
  std::int64_t newest = 0;   ///< the last row of the store, whatever stands there; 0: it is empty
};

/// Responses of the site, this terminal's and others', as read_responses() brings them.
struct ResponsesPage {
  std::vector<event::StoredResponse> responses;  ///< in the order they were stored
  std::int64_t through = 0;                      ///< read on after this row of the store
  bool more = false;                             ///< whether there may be more
};

/// Of which answers the results are asked.
struct ResultsOf {
  std::string first = {}, last = {};  ///< local days YYYY-MM-DD, both with; empty: from the first, to the last
  std::string touchpoint = {};        ///< empty: all
  std::size_t words_max = 100'000;    ///< of the words those that most answers hold
  bool operator==(const ResultsOf&) const = default;
};

/// Something that a member left sealed, at whatever terminal of the site.
struct Sealed {
  event::Uuid id;  ///< of the event beside which it lies, or lay
  std::string code;
  std::string channel;  ///< of a contact: "phone" or "email"; empty: the writing of a private note
  std::string time;     ///< RFC 3339
  std::string key;      ///< event::key_id of the key it is sealed to; empty: not known here
  bool own = false;     ///< left at this terminal
  bool here = false;    ///< its box lies in this store
  bool erased = false;  ///< an erasure of it is known
  bool operator==(const Sealed&) const = default;
};

/// Somebody to be called, from a list of the club's. Name and number are in the sealed box alone.
struct Listed {
  event::Uuid id;
  std::string list;    ///< which one: a word
  std::string day;     ///< local day YYYY-MM-DD that it is for
  std::string key_id;  ///< event::key_id of the key it is sealed to
  event::Bytes sealed;
  std::string mark;  ///< event::phone_mark of the number; empty: brought by a version that kept none in the clear
  bool operator==(const Listed&) const = default;
};

class Copying;  // backup.h

/// What to do about a store that is damaged or a copy of another.
enum class OnDamage {
  repair,  ///< set it aside, take over what can be read, go on in a fresh epoch: for the terminal itself
  refuse,  ///< say so and change nothing: for the commands; events that do not fit their hashes are left to verify()
};

/// Not for several threads: JournalThread (thread.h) owns it in the terminal.
/// Every failure is a Problem; the journal stays usable after one. No call throws.
class Journal {
 public:
  /// Opens or makes DIR/journal.db (mode 0600). Refuses, with a remedy: a directory that cannot be made or written, a
  /// store in use by another process, a store of a newer version (left untouched). A damaged store is set aside under
  /// another name, what can be read of it is taken over, and a fresh epoch begins; so it does when the store was copied
  /// or restored from a backup, since two stores must never continue the same chain. `on_damage` may forbid both.
  static Result<Journal> open(const std::filesystem::path& dir, World world, OnDamage on_damage = OnDamage::repair);
  Journal(Journal&&) noexcept;
  Journal& operator=(Journal&&) noexcept;
  ~Journal();

  /// Stores facts in order, all or none, with their projections, in one transaction: one sync of the disk. Facts are
  /// validated first. The same id with the same type, data and time is stored once; the same id with other content is
  /// refused.
  Result<std::vector<Placed>> append(std::span<const event::Fact> facts);

  /// Own epochs, oldest first; the last is the current one.
  Result<std::vector<Epoch>> epochs();
  /// Own events of an epoch after a sequence, in order, with their sealed contacts; at least one if there is one, else
  /// at most `limit` events and `bytes` octets of bodies and boxes.
  Result<std::vector<event::Event>> read_after(std::string_view epoch, std::uint64_t sequence, std::size_t limit,
                                               std::size_t bytes);
  /// The hub has dealt with this epoch through `sequence`, which may lie before what was noted: a hub put back from an
  /// older copy has lost the rest. `also` is stored in the same transaction. Not synced to the disk: a power cut may
  /// undo it, and then the hub is offered what it has already. `set_aside`: sequences of it that the hub did not
  /// believe.
  Result<void> acknowledge(std::string_view epoch, std::uint64_t sequence, const Settings& also = {},
                           std::span<const std::uint64_t> set_aside = {});
  /// What became of an own event, wherever in the own epochs it stands by now.
  Result<Fate> fate(const event::Uuid& id);
  /// The hub is another one than before: offer everything again, read down from the start. Stores the new hub epoch in
  /// the same transaction, and says again, as own events, the erasures that were read down: a hub put back from an
  /// older copy may have lost them and hold the boxes.
  Result<void> forget_hub(std::string_view hub_epoch);
  /// The hub heard another life of this epoch: this store was put back from an image of itself. The epoch ends with
  /// `common`, which the hub holds; what follows is recorded again in a fresh epoch, with its ids, and so is everything
  /// new. The stream is read again from its start, since what was left out as own was not. False when there is nothing
  /// to change: the epoch ended there before.
  Result<bool> fork(std::string_view epoch, std::uint64_t common);
  /// Own events beyond the acknowledged ones, in all epochs.
  std::uint64_t waiting() const;

  /// Events read down from the hub and the cursor after them, together. Those already here are skipped; each hash is
  /// the sender's. What goes beyond the end of an own epoch is another life of it, known from before this store was put
  /// back from an image: it is kept beside the own events, never among them. `of_this_device` names the epochs whose
  /// events were brought by a terminal of this one's name: they count as own on the board.
  Result<void> append_foreign(std::span<const event::Event> events, std::uint64_t down_cursor,
                              std::span<const std::string> of_this_device = {});

  /// From memory; empty when unset.
  std::optional<std::string> setting(std::string_view key) const;
  /// One transaction. An empty value removes the setting.
  Result<void> set_settings(const Settings& settings);

  /// What BoardPage says, stored after row `after` (0 to begin), in the order of their arrival here: at least one if
  /// there is one, else at most `events_max` and `bytes_max` octets of bodies. A failure shows in health(), too.
  Result<BoardPage> read_board(std::int64_t after, std::size_t events_max, std::size_t bytes_max);
  /// Those responses of the site that ended at or after `from_unix_ms` and before `to_unix_ms`, among the `rows_max`
  /// rows after row `after` (0 to begin): one page costs the same however large the store is. Malformed ones are passed
  /// by; verify() names them.
  Result<ResponsesPage> read_responses(std::int64_t from_unix_ms, std::int64_t to_unix_ms, std::int64_t after,
                                       std::int64_t rows_max);
  /// The sealed box beside an own event: a contact, the writing of a private note. Nothing where none is kept.
  ///
  /// It goes when a ContactErased of it is stored, own or read down: in the same transaction, overwritten in the file
  /// and gone from the log; the event it belongs to stays and the chain is whole. Right after that it goes from the
  /// damaged stores that were set aside, too: see copies().
  Result<std::optional<event::Bytes>> sealed_box(const event::Uuid& id);
  /// How that went with the last erasure, or when this store was opened.
  const Copies& copies() const;
  /// What was left sealed under this code at any terminal of the site, oldest first; several may bear it, as there are
  /// only so many codes. Looks through all responses: a second for a million.
  Result<std::vector<Sealed>> sealed_under(std::string_view code);
  /// Calls `box` with everything that lies sealed in this store. Stops with the problem that it returns.
  Result<void> each_box(const std::function<Result<void>(const Sealed&, std::string_view)>& box);
  /// The wrapped secret halves in this store by event::key_id, that of the current site's key first; an empty name: one
  /// of an earlier version, of a key that is not named.
  std::vector<std::pair<std::string, std::string>> wrapped_keys() const;

  /// Whether one of the newest own responses or one of the newest notes of the site was given this code (kRecentCodes
  /// of each: the four characters allow 130,321).
  static constexpr std::size_t kRecentCodes = 20'000;
  bool code_taken(std::string_view code) const;

  Result<Stats> stats();  ///< over all own responses
  /// What the answers of the site come to, this terminal's and others': read from sums by day, however many there are.
  Result<event::Results> results(const ResultsOf& of);
  /// The words in them, most answers first.
  Result<std::vector<event::WordCount>> words(const ResultsOf& of);
  Health health();  ///< as of now
  /// Makes the ballast again when there is room for it, and takes the log into the file, so that no answer has to wait
  /// for that. For quiet moments, after an answer.
  void tend();

  /// Integrity of the file, every chain without gaps, tables equal to a replay, contacts equal to their digests.
  /// `progress` is called now and then with the number of events looked at so far.
  Result<Verification> verify(const std::function<void(std::uint64_t)>& progress = [](std::uint64_t) {});
  /// Own responses in the order they were stored. Stops with the problem that `row` returns.
  Result<void> export_rows(const std::function<Result<void>(const ExportRow&)>& row);
  /// A copy of the store in a file that must not exist yet. It begins a fresh epoch when it is opened.
  Result<void> backup(const std::filesystem::path& file);
  /// The same page by page, replacing the file if there is one; see backup.h. The journal must outlive it.
  Result<std::unique_ptr<Copying>> begin_copy(const std::filesystem::path& file);
  /// Events of which an erasure is known: nobody may bring what lay sealed beside them.
  Result<std::vector<event::Uuid>> erased();

  /// Stores rows of lists, all or none; those whose id is there already stay as they are.
  Result<void> keep_listed(std::span<const Listed> rows);
  /// All rows of lists by (list, day, id).
  Result<std::vector<Listed>> listed();
  /// Erases rows, also from the free cells of the file and from the log; how many there were.
  Result<std::size_t> erase_listed(std::span<const event::Uuid> ids);

 private:
  struct State;
  explicit Journal(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// All of those, by (time, id), page by page: `read` is asked for each page, given the row to read on after.
Result<std::vector<event::StoredResponse>> gather_responses(
    const std::function<Result<ResponsesPage>(std::int64_t after)>& read);

}  // namespace chalkpoint::journal
