#include "sync/event/cases.h"

#include <algorithm>

#include "sync/event/day.h"

namespace chalkpoint::event {
namespace {

// What an act is about, by the name its kind has for it.
struct About {
  std::optional<Uuid> operator()(const VoiceMarked& what) const { return what.response; }
  std::optional<Uuid> operator()(const CallNoted&) const { return std::nullopt; }  // of a list, not of an item
  template <class What>
  std::optional<Uuid> operator()(const What& what) const {
    if constexpr (requires { what.about; })
      return what.about;
    else if constexpr (requires { what.note; })
      return what.note;
    else
      return std::nullopt;
  }
};

// The last word of each kind, told from the first step to the last.
struct Teller {
  std::optional<Case>& dossier;
  const Step& step;

  template <class Other>
  void operator()(const Other&) const {}

  void operator()(const CaseDescribed& what) const {
    if (!dossier) {
      dossier.emplace();
      dossier->about = what.about;
      dossier->opened_unix_ms = step.unix_ms;
      dossier->opened_by = what.by;
    }
    if (what.department) dossier->department = *what.department;
    if (what.cause) dossier->cause = *what.cause;
    if (what.due) dossier->due = *what.due;
    if (what.assignee) dossier->assignee = *what.assignee == Uuid{} ? std::nullopt : what.assignee;
  }
  void operator()(const CaseResolved& what) const {
    if (!dossier) return;
    dossier->resolution = what.how;
    dossier->did = what.did;
    dossier->resolved_unix_ms = step.unix_ms;
    dossier->resolved_by = what.by;
    dossier->follow_up = what.follow_up;
    dossier->outcome = Outcome::none;
    dossier->outcome_words.clear();
  }
  void operator()(const CaseReopened&) const {
    if (!dossier) return;
    dossier->resolution = Resolution::none;
    dossier->did.clear();
    dossier->resolved_unix_ms = 0;
    dossier->resolved_by = {};
    dossier->follow_up.clear();
    dossier->outcome = Outcome::none;
    dossier->outcome_words.clear();
  }
  void operator()(const CaseFollowed& what) const {
    if (!dossier || dossier->open()) return;  // opened again meanwhile: asking comes after the next resolution
    dossier->outcome = what.outcome;
    dossier->outcome_words = what.words;
    dossier->follow_up = what.again;
  }
  void operator()(const NotePublished&) const {
    if (dossier) dossier->published = true;
  }
};

std::pair<Hlc, Uuid> stamp(const Step& step) {
  return {step.hlc, step.id};
}

}  // namespace

const Signature& Step::by() const {
  return std::visit([](const auto& one) -> const Signature& { return one.by; }, what);
}

std::optional<Uuid> item_of(const Deed& what) {
  return std::visit(About{}, what);
}

int days_overdue(const Case& one, std::string_view today) {
  if (!one.open() || one.due.empty()) return 0;
  return std::max(0, days_between(one.due, today).value_or(0));
}

bool follow_up_is_due(const Case& one, std::string_view today) {
  return !one.open() && !one.follow_up.empty() && one.follow_up <= today;
}

void Cases::apply(std::span<const Event> events) {
  for (const Event& event : events) {
    const auto parts = split_body(event.body);
    if (!parts) continue;
    // What came from other devices was stored as it came: here it is believed only if it is what its kind may carry.
    auto read = read_deed(parts->type, parts->data);
    const auto about = read && *read ? item_of(**read) : std::nullopt;
    if (!about) continue;
    Step step{parts->hlc, parts->id, parse_rfc3339(parts->time).value_or(Moment{}).unix_ms, std::move(**read)};
    Entry& entry = entries_[*about];
    const auto place = std::ranges::lower_bound(entry.steps, stamp(step), {}, stamp);
    if (place != entry.steps.end() && place->id == step.id) continue;
    entry.steps.insert(place, std::move(step));
    entry.dossier.reset();
    // A case begins with what opens it, whatever was said before.
    for (const Step& one : entry.steps) std::visit(Teller{entry.dossier, one}, one.what);
    ++version_;
  }
}

std::vector<const Case*> Cases::all() const {
  std::vector<const Case*> out;
  for (const auto& [about, entry] : entries_)
    if (entry.dossier) out.push_back(&*entry.dossier);
  std::ranges::sort(out, {}, [](const Case* one) { return std::pair(one->opened_unix_ms, one->about); });
  return out;
}

std::vector<const Case*> Cases::open() const {
  std::vector<const Case*> out = all();
  std::erase_if(out, [](const Case* one) { return !one->open(); });
  return out;
}

const Case* Cases::find(const Uuid& about) const {
  const auto found = entries_.find(about);
  return found == entries_.end() || !found->second.dossier ? nullptr : &*found->second.dossier;
}

std::span<const Step> Cases::history(const Uuid& about) const {
  const auto found = entries_.find(about);
  return found == entries_.end() ? std::span<const Step>() : found->second.steps;
}

}  // namespace chalkpoint::event
