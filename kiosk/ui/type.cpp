#include "kiosk/ui/type.h"

#include <algorithm>
#include <array>

#include "kiosk/ui/utf8.h"

namespace chalkpoint::ui {
namespace {

using Words = std::vector<std::string>;

// Words that must not end a line: a reader expects what follows them.
constexpr std::array<std::string_view, 48> kLeaning = {
    "в",  "во", "к",  "ко", "с",   "со",  "о",   "об",  "у",   "и",   "а",   "но",  "на",  "по", "за",  "из",
    "от", "до", "не", "ни", "для", "без", "при", "что", "как", "или", "под", "про", "the", "a",  "an",  "of",
    "to", "in", "on", "at", "by",  "or",  "and", "for", "is",  "we",  "i",   "our", "no",  "it", "may", "your"};
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

// As many letters of `word` as fit, at least one.
std::string take_letters(std::string& word, float width, const Measure& measure) {
  std::size_t taken = 0;
  for (std::size_t at = 0; at < word.size();) {
    next_code_point(word, at);
    if (taken > 0 && measure(word.substr(0, at)) > width) break;
    taken = at;
  }
  std::string head = word.substr(0, taken);
  word.erase(0, taken);
  return head;
}

void place(Words& lines, std::string unit, float width, const Measure& measure) {
  if (!lines.back().empty()) {
    std::string longer = lines.back() + ' ' + unit;
    if (measure(longer) <= width) {
      lines.back() = std::move(longer);
      return;
    }
    lines.emplace_back();
  }
  while (measure(unit) > width) {
    lines.back() = take_letters(unit, width, measure);
    if (unit.empty()) return;
    lines.emplace_back();
  }
  lines.back() = std::move(unit);
}

Words greedy(const Words& units, float width, const Measure& measure) {
  Words lines(1);
  for (const std::string& unit : units) {
    if (measure(unit) <= width)
      place(lines, unit, width, measure);
    else  // what was glued cannot stay together
      for (std::string& word : split(unit, ' ')) place(lines, std::move(word), width, measure);
  }
  return lines;
}

Words balance(const Words& units, float width, const Measure& measure) {
  Words best = greedy(units, width, measure);
  if (best.size() < 2) return best;
  float widest = 0;
  for (const std::string& unit : units) widest = std::max(widest, measure(unit));
  float low = std::min(widest, width), high = width;
  for (int step = 0; step < 8 && high - low > 1; ++step) {
    const float middle = (low + high) / 2;
    Words lines = greedy(units, middle, measure);
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

std::vector<std::string> set_lines(std::string_view text, float width, const Measure& measure, bool balanced) {
  Words lines;
  for (const std::string& paragraph : split(text, '\n')) {
    const Words units = glue(paragraph);
    for (std::string& line : balanced ? balance(units, width, measure) : greedy(units, width, measure))
      lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace chalkpoint::ui
