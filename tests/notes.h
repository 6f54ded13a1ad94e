// Sample events of the chalk board for tests and measurements: what members and staff of a club do there, from one
// seed.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "sync/event/case_events.h"
#include "sync/event/kinds.h"
#include "sync/event/notes.h"
#include "sync/event/seal.h"

namespace chalkpoint::tests {

/// A stream of facts of the board; the same seed gives the same stream.
class Notes {
 public:
  explicit Notes(std::uint64_t seed, std::int64_t start_ms = 1'795'300'000'000) : random_(seed), now_ms_(start_ms) {}

  /// What is told, with an id of its own, some seconds after the last.
  event::Fact fact(const event::BoardEvent& what) { return fact(event::type_of(what), event::to_json(what)); }
  event::Fact fact(const event::CaseEvent& what) { return fact(event::type_of(what), event::to_json(what)); }
  event::Fact fact(std::string_view type, event::Json data) {
    now_ms_ += 1000 + static_cast<std::int64_t>(below(60'000));
    event::Fact fact;
    fact.id = event::make_uuid_v7(now_ms_, [this](std::span<std::uint8_t> out) {
      for (auto& octet : out) octet = static_cast<std::uint8_t>(below(256));
    });
    fact.type = type;
    fact.data = std::move(data);
    fact.at = {now_ms_, 180, now_ms_ - 1'795'200'000'000, "6f1c2a52-1b7f-4f6e-9d6f-1a2b3c4d5e6f"};
    return fact;
  }
  event::Fact written() {
    event::NoteWritten note{code(), pick({"ru", "en"}), {}, {}};
    note.writing.colour = static_cast<int>(below(5));
    if (below(2) == 0) note.writing.name = pick({"Анна", "Max", "Ольга из бассейна"});
    note.writing.text = pick({"Душ холодный уже неделю", "Great trainers, thank you!", "Мало скакалок\nв зале"}) +
                        (" №" + std::to_string(below(1'000'000)));
    if (below(3) == 0) note.held = {pick({"first-texts", "phone", "duplicate"})};
    return fact(note);
  }
  /// A private note, its writing sealed to `key`.
  event::Fact confided(const event::PublicKey& key, const event::Writing& writing) {
    const event::Bytes box = event::seal_contact(event::to_text(writing), key);
    event::Fact fact = this->fact(event::NoteConfided{code(), "ru", event::seal_digest(box), event::key_id(key)});
    fact.sealed = box;
    return fact;
  }
  /// Anything the staff or other members may say about a note, or, rarely, about the board.
  event::Fact said_of(const event::Uuid& note) {
    using event::Verdict, event::Work;
    switch (below(12)) {
      case 0:
      case 1:
        return fact(event::NoteModerated{note, Verdict::shown, "", by()});
      case 2:
        return fact(event::NoteModerated{note, below(3) == 0 ? Verdict::removed : Verdict::hidden,
                                         pick({"insult", "personal-data", "advertising", "other"}), by()});
      case 3:
        return fact(event::NoteMarked{note, Work::read, "", "", by()});
      case 4:
        return fact(event::NoteMarked{note, Work::working, below(2) == 0 ? "2026-12-0" + digit() : "", "", by()});
      case 5:
        if (below(4) == 0) return fact(event::NoteMarked{note, Work::none, "", "", by()});
        return fact(event::NoteMarked{note, Work::done, "", below(4) == 0 ? "" : "Починили " + digit(), by()});
      case 6:
        return fact(event::NotePinned{note, below(2) == 0, by()});
      case 7:
      case 8:
        return fact(event::NoteReplied{note, "Спасибо, что сказали! " + digit(), by()});
      case 9:
        return below(8) == 0 ? fact(event::BoardRuled{below(2) == 0, {"Мария", pick({"director", "owner", "admin"})}})
                             : fact(event::NoteSupported{note});
      default:
        return fact(event::NoteSupported{note});
    }
  }
  /// A step of the club's work on an item, whether it has a case already or not.
  event::Fact worked_on(const event::Uuid& item) {
    using event::Cause, event::Outcome, event::Resolution;
    switch (below(9)) {
      case 0:
        return fact(
            event::CaseDescribed{.about = item, .department = {}, .cause = {}, .assignee = {}, .due = {}, .by = by()});
      case 1:
        return fact(event::CaseDescribed{.about = item,
                                         .department = pick({"trainers", "schedule"}),
                                         .cause = static_cast<Cause>(1 + below(3)),
                                         .assignee = {},
                                         .due = {},
                                         .by = by()});
      case 2: {
        event::Uuid person;
        if (below(3) != 0) person.bytes.fill(static_cast<std::uint8_t>(1 + below(5)));
        return fact(event::CaseDescribed{
            .about = item, .department = {}, .cause = {}, .assignee = person, .due = {}, .by = by()});
      }
      case 3:
        return fact(event::CaseDescribed{.about = item,
                                         .department = {},
                                         .cause = {},
                                         .assignee = {},
                                         .due = below(4) == 0 ? "" : "2026-12-0" + digit(),
                                         .by = by()});
      case 4:
        return fact(event::CaseCommented{item, "Говорила с дежурной " + digit(), by()});
      case 5:
        return fact(event::CaseResolved{item, static_cast<Resolution>(1 + below(2)), "Починили " + digit(),
                                        below(2) == 0 ? "" : "2026-12-1" + digit(), by()});
      case 6:
        return fact(event::CaseReopened{item, below(2) == 0 ? "" : "Снова холодно", by()});
      case 7: {
        const auto outcome = static_cast<Outcome>(1 + below(3));
        return fact(event::CaseFollowed{item, outcome, below(2) == 0 ? "" : "Спасибо, тепло",
                                        outcome == Outcome::unreached && below(2) == 0 ? "2026-12-2" + digit() : "",
                                        by()});
      }
      default:
        return fact(event::NotePublished{item, "Вода была холодной", "Починили бойлер " + digit(), by()});
    }
  }
  /// A new note once in four times, which is then known; else something about a known one.
  event::Fact next(std::vector<event::Uuid>& known) {
    if (!known.empty() && below(4) != 0) return said_of(known[below(known.size())]);
    event::Fact note = written();
    known.push_back(note.id);
    return note;
  }
  std::string code() {
    std::string out;
    for (int i = 0; i < event::kCodeLength; ++i) out += event::kCodeAlphabet[below(event::kCodeAlphabet.size())];
    return out;
  }
  std::size_t below(std::size_t bound) { return random_() % bound; }

 private:
  event::Signature by() { return {pick({"Мария", "Иван Петрович"}), pick({"staff", "director", "owner", "admin"})}; }
  std::string digit() { return std::to_string(1 + below(9)); }
  std::string pick(std::initializer_list<const char*> list) { return list.begin()[below(list.size())]; }

  std::mt19937_64 random_;
  std::int64_t now_ms_;
};

}  // namespace chalkpoint::tests
