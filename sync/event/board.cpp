#include "sync/event/board.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <unordered_set>

namespace chalkpoint::event {
namespace {

/// The order of everything on the board.
struct Stamp {
  Hlc hlc;
  Uuid id;
  auto operator<=>(const Stamp&) const = default;
};

/// An id is random but for its first six octets.
struct ByRandomOctets {
  std::size_t operator()(const Uuid& id) const {
    std::size_t value = 0;
    std::memcpy(&value, id.bytes.data() + id.bytes.size() - sizeof value, sizeof value);
    return value;
  }
};

/// A note, perhaps not arrived yet, and when its single values were said.
struct Entry {
  Note note;
  bool arrived = false, read = false;
  Stamp verdict, work, pin;  ///< work: of any mark but "read"
};

Stamp stamp_of(const Note& note) {
  return {note.hlc, note.id};
}

using List = std::vector<const Note*>;

/// What the screens ask for, made once for each version of the board.
struct Lists {
  std::uint64_t version = 0;
  List all, visible, visible_trusted, done, done_trusted, waiting, confided;
};

bool is_visible(const Note& note, bool trusted) {
  const Standing where = standing(note);
  return where == Standing::visible || (trusted && where == Standing::unseen);
}

}  // namespace

Standing standing(const Note& note) {
  if (note.confided) return Standing::confided;
  switch (note.verdict) {
    case Verdict::shown:
      return Standing::visible;
    case Verdict::hidden:
      return Standing::hidden;
    case Verdict::removed:
      return Standing::removed;
    case Verdict::none:
      break;
  }
  return note.held.empty() ? Standing::unseen : Standing::waiting;
}

struct Board::State {
  std::unordered_map<Uuid, Entry, ByRandomOctets> entries;  // its elements stay where they are
  std::unordered_set<Uuid, ByRandomOctets> seen;            ///< events that count already
  std::unordered_map<std::string, const Note*> by_code;
  bool screening_before = true;
  Stamp ruled;
  std::uint64_t version = 1;
  std::size_t arrived = 0;
  mutable Lists lists;

  /// What stands in every event.
  struct Told {
    Stamp stamp;
    std::string_view time;
    Origin origin;
  };

  void take(NoteWritten&& what, const Told& told) {
    Note& note = arrive(told);
    name(note, what.code, what.language);
    note.colour = what.writing.colour;
    note.name = std::move(what.writing.name);
    note.text = std::move(what.writing.text);
    note.strokes = std::move(what.writing.strokes);
    note.held = std::move(what.held);
  }
  void take(NoteConfided&& what, const Told& told) {
    Note& note = arrive(told);
    name(note, what.code, what.language);
    note.confided = true;
    note.key = std::move(what.key);
  }
  void take(NoteModerated&& what, const Told& told) {
    Entry& entry = about(what.note);
    if (!is_newer(entry.verdict, told)) return;
    entry.note.verdict = what.verdict;
    entry.note.reason = std::move(what.reason);
    entry.note.judged_by = std::move(what.by);
  }
  void take(NoteMarked&& what, const Told& told) {
    Entry& entry = about(what.note);
    Note& note = entry.note;
    if (what.state == Work::read) {
      entry.read = true;
      if (note.work == Work::none) note.work = Work::read;
      return;
    }
    if (!is_newer(entry.work, told)) return;
    note.work = what.state == Work::none && entry.read ? Work::read : what.state;
    note.done_unix_ms = what.state == Work::done ? parse_rfc3339(told.time).value_or(Moment{}).unix_ms : 0;
    note.until = std::move(what.until);
    note.did = std::move(what.did);
  }
  void take(NotePinned&& what, const Told& told) {
    Entry& entry = about(what.note);
    if (is_newer(entry.pin, told)) entry.note.pinned = what.pinned;
  }
  void take(NoteReplied&& what, const Told& told) {
    const auto at = parse_rfc3339(told.time).value_or(Moment{});
    Reply reply{told.stamp.id, std::move(what.text), std::move(what.by), at.unix_ms, told.stamp.hlc};
    auto& replies = about(what.note).note.replies;
    const auto stamp = [](const Reply& one) { return Stamp{one.hlc, one.id}; };
    replies.insert(std::ranges::upper_bound(replies, told.stamp, {}, stamp), std::move(reply));
  }
  void take(NoteSupported&& what, const Told&) { ++about(what.note).note.supports; }
  void take(NotePublished&& what, const Told& told) {
    Note& note = arrive(told);
    note.of_club = true;
    note.text = std::move(what.said);
    // Its own first word; what was said of it later counts more, as ever.
    Entry& entry = about(told.stamp.id);
    if (is_newer(entry.verdict, told)) {
      note.verdict = Verdict::shown;
      note.judged_by = what.by;
    }
    if (is_newer(entry.work, told)) {
      note.work = Work::done;
      note.done_unix_ms = note.unix_ms;
      note.did = std::move(what.did);
    }
  }
  void take(BoardRuled&& what, const Told& told) {
    if (is_newer(ruled, told)) screening_before = what.screening_before;
  }

  // The desk's: voices.h and prepared.h make something of them.
  void take(VoiceMarked&&, const Told&) {}
  void take(AnswerPrepared&&, const Told&) {}

  Note& arrive(const Told& told) {
    const auto at = parse_rfc3339(told.time).value_or(Moment{});
    Entry& entry = about(told.stamp.id);
    entry.arrived = true;
    ++arrived;
    Note& note = entry.note;
    note.own_device = told.origin == Origin::own;
    note.unix_ms = at.unix_ms;
    note.utc_offset_min = at.utc_offset_min;
    note.hlc = told.stamp.hlc;
    return note;
  }
  void name(Note& note, const std::string& code, const std::string& language) {
    note.code = code;
    note.language = language;
    const Note*& newest = by_code[code];
    if (newest == nullptr || stamp_of(*newest) < stamp_of(note)) newest = &note;
  }
  Entry& about(const Uuid& id) {
    Entry& entry = entries[id];
    entry.note.id = id;
    return entry;
  }
  /// Last writer wins: whether what is told now is newer than what was said at `last`, which it then replaces.
  static bool is_newer(Stamp& last, const Told& told) {
    if (told.stamp <= last) return false;
    last = told.stamp;
    return true;
  }

  const Lists& current() const {
    if (lists.version != version) make_lists();
    return lists;
  }
  void make_lists() const;
};

void Board::State::make_lists() const {
  std::vector<const Entry*> newest_first;
  newest_first.reserve(arrived);
  for (const auto& [id, entry] : entries) {
    if (entry.arrived) newest_first.push_back(&entry);
  }
  const auto newest = [](const Entry* entry) { return stamp_of(entry->note); };
  std::ranges::sort(newest_first, std::greater(), newest);
  lists = {};
  lists.version = version;
  for (const Entry* entry : newest_first) {
    const Note& note = entry->note;
    lists.all.push_back(&note);
    if (note.confided) lists.confided.push_back(&note);
    if (is_visible(note, true)) lists.visible_trusted.push_back(&note);
    if (is_visible(note, false)) lists.visible.push_back(&note);
    if (standing(note) == Standing::waiting) lists.waiting.push_back(&note);
  }
  std::ranges::reverse(lists.waiting);
  for (List* list : {&lists.visible_trusted, &lists.visible}) std::ranges::stable_partition(*list, &Note::pinned);
  std::ranges::sort(newest_first, std::greater(), &Entry::work);
  for (const Entry* entry : newest_first) {
    const Note& note = entry->note;
    if (note.work != Work::done || note.did.empty()) continue;
    if (is_visible(note, true)) lists.done_trusted.push_back(&note);
    if (is_visible(note, false)) lists.done.push_back(&note);
  }
}

Board::Board() : state_(std::make_unique<State>()) {}
Board::Board(Board&&) noexcept = default;
Board& Board::operator=(Board&&) noexcept = default;
Board::~Board() = default;

void Board::apply(std::span<const Event> events, Origin origin) {
  for (const Event& event : events) {
    const auto parts = split_body(event.body);
    if (!parts) continue;
    // What came from other devices was stored as it came: here it is believed only if it is what its kind may carry.
    auto read = read_board(parts->type, parts->data);
    if (!read || !*read || !state_->seen.insert(parts->id).second) continue;
    const State::Told told{{parts->hlc, parts->id}, parts->time, origin};
    std::visit([&](auto& what) { state_->take(std::move(what), told); }, **read);
    ++state_->version;
  }
}

std::span<const Note* const> Board::visible(bool trusted) const {
  return trusted ? state_->current().visible_trusted : state_->current().visible;
}

std::span<const Note* const> Board::done(bool trusted) const {
  return trusted ? state_->current().done_trusted : state_->current().done;
}

std::span<const Note* const> Board::waiting() const {
  return state_->current().waiting;
}

std::span<const Note* const> Board::confided() const {
  return state_->current().confided;
}

std::span<const Note* const> Board::all() const {
  return state_->current().all;
}

const Note* Board::by_code(std::string_view code) const {
  const auto found = state_->by_code.find(std::string(code));
  return found == state_->by_code.end() ? nullptr : found->second;
}

const Note* Board::find(const Uuid& id) const {
  const auto found = state_->entries.find(id);
  return found == state_->entries.end() || !found->second.arrived ? nullptr : &found->second.note;
}

bool Board::screening_before() const {
  return state_->screening_before;
}

std::uint64_t Board::version() const {
  return state_->version;
}

std::size_t Board::size() const {
  return state_->arrived;
}

}  // namespace chalkpoint::event
