#include "kiosk/ui/type.h"

#include <algorithm>
#include <array>

#include "kiosk/ui/parting.h"
#include "kiosk/ui/utf8.h"

namespace chalkpoint::ui {
namespace {

using Words = std::vector<std::string>;

// Words that should not end a line: a reader expects what follows them.
constexpr std::array<std::string_view, 34> kLeaning = {
    "в",  "во", "к",  "ко",  "с",   "со",  "о",   "об",  "у",   "и",   "а",   "но",  "на", "по", "за", "из", "от",
    "до", "не", "ни", "для", "без", "при", "что", "как", "или", "под", "про", "the", "a",  "an", "of", "to", "i"};
// Words and signs that must not begin one.
constexpr std::array<std::string_view, 8> kTrailing = {"—", "–", "·", "же", "ли", "бы", "б", "ж"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  std::string lower;
  for (std::size_t at = 0; at < word.size();) append_utf8(lower, to_lower(next_code_point(word, at)));
  return std::ranges::find(words, lower) != words.end();
}

bool is_number(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

Words split(std::string_view text, char at) {
  Words parts(1);
  for (const char c : text) {
    if (c == at)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

// Words with those glued together that belong on one line.
Words glue(std::string_view paragraph) {
  Words units;
  bool leaning = false;
  for (std::string& word : split(paragraph, ' ')) {
    if (word.empty()) continue;
    const bool leans = is_one_of(kLeaning, word) || is_number(word);
    if (!units.empty() && (leaning || is_one_of(kTrailing, word)))
      units.back() += ' ' + word;
    else
      units.push_back(std::move(word));
    leaning = leans;
  }
  return units;
}

// Puts units into lines, one after the other.
class Setter {
 public:
  Setter(float width, const Measure& measure, Setting setting) : width_(width), measure_(measure), setting_(setting) {}

  Words set(const Words& units) {
    lines_.assign(1, {});
    for (std::string unit : units) {
      if (measure_(unit) > width_) {  // what was glued cannot stay together
        for (std::string& word : split(unit, ' ')) place(std::move(word));
        continue;
      }
      if (!fits_behind(unit) && is_half_empty()) leave_short_words(unit);
      place(std::move(unit));
    }
    return std::move(lines_);
  }

 private:
  // Short of this part of the width, a line counts as half empty.
  static constexpr float kFullEnough = 0.78F;

  bool fits_behind(const std::string& unit) const {
    return lines_.back().empty() ? measure_(unit) <= width_ : measure_(lines_.back() + ' ' + unit) <= width_;
  }
  // A heading is read at a glance: there the short word stands with what follows, whatever hole that leaves.
  bool is_half_empty() const {
    return setting_ != Setting::balanced && !lines_.back().empty() && measure_(lines_.back()) < kFullEnough * width_;
  }
  // The short words at the beginning of `unit` stay on the line as far as they fit; the rest remains.
  void leave_short_words(std::string& unit) {
    for (std::size_t end = unit.find(' '); end != std::string::npos; end = unit.find(' ')) {
      const std::string word = unit.substr(0, end);
      if (!is_one_of(kLeaning, word) || !fits_behind(word)) return;
      place(word);
      unit.erase(0, end + 1);
    }
  }

  void place(std::string word) {
    if (!lines_.back().empty()) {
      if (fits_behind(word)) {
        lines_.back() += ' ' + word;
        return;
      }
      lines_.emplace_back();
    }
    while (measure_(word) > width_) {
      const Part part = part_word(word, width_, measure_, setting_ != Setting::typed);
      lines_.back() = word.substr(0, part.bytes) + (part.hyphen ? "-" : "");
      word.erase(0, part.bytes);
      if (word.empty()) return;
      lines_.emplace_back();
    }
    lines_.back() = std::move(word);
  }

  float width_;
  const Measure& measure_;
  Setting setting_;
  Words lines_;
};

Words balance(const Words& units, float width, const Measure& measure) {
  const auto greedy = [&](float narrow) { return Setter(narrow, measure, Setting::balanced).set(units); };
  Words best = greedy(width);
  if (best.size() < 2) return best;
  float widest = 0;
  for (const std::string& unit : units) widest = std::max(widest, measure(unit));
  float low = std::min(widest, width), high = width;
  for (int step = 0; step < 8 && high - low > 1; ++step) {
    const float middle = (low + high) / 2;
    Words lines = greedy(middle);
    if (lines.size() == best.size()) {
      best = std::move(lines);
      high = middle;
    } else {
      low = middle;
    }
  }
  return best;
}

}  // namespace

std::vector<std::string> set_lines(std::string_view text, float width, const Measure& measure, Setting setting) {
  Words lines;
  for (const std::string& paragraph : split(text, '\n')) {
    const Words units = glue(paragraph);
    for (std::string& line :
         setting == Setting::balanced ? balance(units, width, measure) : Setter(width, measure, setting).set(units))
      lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace chalkpoint::ui
