#include "tests/filter/dictionary.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace {

// A condition on the end of a word, such as [^аеи]ть, taken apart into the sets of its letters, the last one first.
struct LetterSet {
  std::set<std::string> letters;
  bool inverted = false;
};
struct Suffix {
  std::string strip, add;
  std::vector<LetterSet> ending;
};

std::vector<std::string> letters_of(const std::string& text) {
  std::vector<std::string> all;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) all.emplace_back();
    all.back() += c;
  }
  return all;
}

std::vector<LetterSet> condition(const std::string& text) {
  std::vector<LetterSet> sets;
  bool inside = false;
  for (const std::string& letter : letters_of(text)) {
    if (letter == "]") {
      inside = false;
    } else if (letter == "[") {
      sets.emplace_back();
      inside = true;
    } else if (letter == "^" && inside) {
      sets.back().inverted = true;
    } else if (letter == ".") {
      sets.push_back({.letters = {}, .inverted = true});
    } else {
      if (!inside) sets.emplace_back();
      sets.back().letters.insert(letter);
    }
  }
  std::reverse(sets.begin(), sets.end());
  return sets;
}

bool meets(const std::vector<std::string>& word, const std::vector<LetterSet>& ending) {
  if (word.size() < ending.size()) return false;
  for (std::size_t i = 0; i < ending.size(); ++i) {
    if (ending[i].letters.contains(word[word.size() - 1 - i]) == ending[i].inverted) return false;
  }
  return true;
}

std::map<char, std::vector<Suffix>> suffixes(const std::filesystem::path& aff) {
  std::map<char, std::vector<Suffix>> all;
  for (const std::string& line : lines_of(aff)) {
    std::istringstream parts(line);
    std::string kind, flag, strip, add, ending;
    if (!(parts >> kind >> flag >> strip >> add >> ending) || kind != "SFX") continue;
    const auto text = [](const std::string& part) { return part == "0" ? std::string() : part; };
    all[flag.front()].push_back({text(strip), text(add), condition(ending)});
  }
  return all;
}

}  // namespace

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::string> all;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && !line.starts_with("# ")) all.push_back(line);
  }
  if (all.empty()) throw std::runtime_error(path.string() + " has no lines; platform/install-packages installs it");
  return all;
}

std::vector<std::string> hunspell_forms(const std::filesystem::path& dic, const std::filesystem::path& aff,
                                        const std::set<std::string>& left_out) {
  const auto by_flag = suffixes(aff);
  std::vector<std::string> forms;
  for (const std::string& line : lines_of(dic)) {
    const std::string word = line.substr(0, line.find('/'));
    if (left_out.contains(word) || (word.front() >= '0' && word.front() <= '9')) continue;
    forms.push_back(word);
    if (word.size() == line.size()) continue;
    const std::vector<std::string> letters = letters_of(word);
    for (const char flag : line.substr(word.size() + 1)) {
      const auto found = by_flag.find(flag);
      if (found == by_flag.end()) continue;
      for (const Suffix& suffix : found->second) {
        if (!word.ends_with(suffix.strip) || !meets(letters, suffix.ending)) continue;
        forms.push_back(word.substr(0, word.size() - suffix.strip.size()) + suffix.add);
      }
    }
  }
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  return forms;
}
