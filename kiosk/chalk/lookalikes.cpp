#include <algorithm>

#include "kiosk/chalk/lists.h"
#include "kiosk/chalk/stems.h"

namespace chalkpoint::chalk {
int stem_letter(char32_t code) {
  if (code >= U'а' && code <= U'я') return static_cast<int>(code - U'а');
  if (code >= U'a' && code <= U'z') return static_cast<int>(code - U'a') + 32;
  return -1;
}

std::expected<Lookalikes, event::Problem> Lookalikes::parse(std::string_view file, std::string_view text) {
  Lookalikes all;
  for (const ListLine& line : list_lines(text)) {
    const std::u32string& way = line.words.front();
    if (way == U"any") {
      for (std::size_t i = 1; i < line.words.size(); ++i) all.masks_ += line.words[i];
      continue;
    }
    const bool both = way == U"both";
    const bool ways[kWays] = {both || way == U"looks", both || way == U"sounds", way == U"keys"};
    if (std::ranges::count(ways, true) == 0) {
      return std::unexpected(list_problem(file, line.number, "begins with none of both, looks, sounds, keys and any."));
    }
    const int letter = line.words.size() > 1 && line.words[1].size() == 1 ? stem_letter(line.words[1].front()) : -1;
    if (letter < 0) return std::unexpected(list_problem(file, line.number, "names no letter."));
    for (std::size_t i = 2; i < line.words.size(); ++i) {
      const std::u32string& run = line.words[i];
      if (run.size() > kRunMax) return std::unexpected(list_problem(file, line.number, "a look-alike is too long."));
      const Run read{.rest = run.substr(1), .letter = letter};
      for (std::size_t one = 0; one < kWays; ++one)
        if (ways[one]) all.runs_[one][run.front()].push_back(read);
    }
  }
  return all;
}

void Lookalikes::readings(Way way, const std::vector<Glyph>& text, std::size_t at, std::vector<Reading>& out) const {
  out.clear();
  const Glyph& first = text[at];
  if (const int own = stem_letter(first.code); own >= 0 && way != kKeys)
    out.push_back({.letter = own, .glyphs = 1, .real = true});
  const auto found = runs_[way].find(first.code);
  if (found == runs_[way].end()) return;
  for (const Run& run : found->second) {
    if (at + run.rest.size() >= text.size()) continue;
    bool real = first.letter, same = true;
    for (std::size_t i = 0; i < run.rest.size() && same; ++i) {
      same = text[at + 1 + i].code == run.rest[i];
      real = real || text[at + 1 + i].letter;
    }
    if (same) out.push_back({.letter = run.letter, .glyphs = 1 + run.rest.size(), .real = real});
  }
}

}  // namespace chalkpoint::chalk
