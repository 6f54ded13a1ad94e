#include "kiosk/chalk/limits.h"

#include <algorithm>
#include <array>
#include <set>

#include "kiosk/chalk/glyphs.h"
#include "sync/event/notes.h"

namespace chalkpoint::chalk {
namespace {

using Trigram = std::array<char32_t, 3>;

// Of the letters and digits alone, with a blank at both ends, so that a text of one letter has one too.
std::set<Trigram> trigrams(std::string_view text) {
  std::u32string letters = U" ";
  for (const Glyph& glyph : glyphs(text)) {
    if (glyph.letter || glyph.digit) letters += glyph.code;
  }
  std::set<Trigram> all;
  if (letters.size() == 1) return all;
  letters += U' ';
  for (std::size_t i = 0; i + 2 < letters.size(); ++i) all.insert({letters[i], letters[i + 1], letters[i + 2]});
  return all;
}

double dice(const std::set<Trigram>& a, const std::set<Trigram>& b) {
  const auto common = std::count_if(a.begin(), a.end(), [&](const Trigram& trigram) { return b.contains(trigram); });
  return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

bool repeats(std::string_view text, std::span<const Recent> recent, std::int64_t now_unix_ms) {
  const std::set<Trigram> own = trigrams(text);
  return std::any_of(recent.begin(), recent.end(), [&](const Recent& other) {
    const std::int64_t age_ms = now_unix_ms - other.unix_ms;
    if (other.text.empty() || age_ms < 0 || age_ms >= kDuplicateWindowMs) return false;
    // Without a letter ("!!!", a smile) only the same again is a duplicate.
    if (own.empty()) return other.text == text;
    return dice(own, trigrams(other.text)) >= kDuplicateSimilarity;
  });
}

}  // namespace

Permit may_write(std::span<const Recent> recent, std::int64_t now_unix_ms) {
  std::size_t waiting = 0;
  std::vector<std::int64_t> in_window;
  for (const Recent& note : recent) {
    waiting += note.waiting ? 1 : 0;
    if (note.unix_ms <= now_unix_ms && now_unix_ms - note.unix_ms < kNoteWindowMs) in_window.push_back(note.unix_ms);
  }
  if (waiting >= kNotesWaitingMax) return {.refusal = Refusal::too_many_waiting, .free_at_unix_ms = 0};
  std::sort(in_window.begin(), in_window.end());
  if (in_window.size() >= kNotesPerWindow) {
    // When the window holds one less than it may.
    const std::int64_t leaves = in_window[in_window.size() - kNotesPerWindow];
    return {.refusal = Refusal::too_many, .free_at_unix_ms = leaves + kNoteWindowMs};
  }
  if (!in_window.empty() && now_unix_ms - in_window.back() < kNoteGapMs) {
    return {.refusal = Refusal::too_soon, .free_at_unix_ms = in_window.back() + kNoteGapMs};
  }
  return {};
}

std::vector<std::string> hold_reasons(const NewNote& note, const Filter& filter, std::span<const Recent> recent,
                                      std::int64_t now_unix_ms, bool screening_before, std::size_t texts_shown) {
  std::set<std::string_view> reasons;
  if (screening_before && note.drawing) reasons.insert("drawing");
  if (screening_before && !note.drawing && texts_shown < kTrustAfterShown) reasons.insert("first-texts");
  for (const std::string_view written : {note.text, note.name}) {
    for (const Finding& finding : filter.check(written)) reasons.insert(finding.reason);
  }
  if (!note.text.empty() && repeats(note.text, recent, now_unix_ms)) reasons.insert("duplicate");
  std::vector<std::string> ordered;
  for (const std::string_view reason : event::kHeldReasons) {
    if (reasons.contains(reason)) ordered.emplace_back(reason);
  }
  return ordered;
}

double similarity(std::string_view a, std::string_view b) {
  const std::set<Trigram> first = trigrams(a), second = trigrams(b);
  if (first.empty() || second.empty()) return a == b ? 1 : 0;
  return dice(first, second);
}

}  // namespace chalkpoint::chalk
