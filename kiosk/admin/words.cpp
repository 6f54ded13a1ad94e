#include "kiosk/admin/words.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <unordered_map>

namespace chalkpoint::admin {
namespace {

constexpr std::array<const char*, 2> kLanguages = {"ru", "en"};
constexpr std::size_t kLettersMin = 3;  // of a stem

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::expected<WordLists, event::Problem> WordLists::load(const std::filesystem::path& folder) {
  WordLists out;
  for (const char* language : kLanguages) {
    const auto file = folder / (std::string(language) + ".json");
    std::ifstream in(file);
    const auto json = nlohmann::json::parse(in, nullptr, false);
    if (!json.is_object() || !json.contains("empty") || !json.contains("endings"))
      return std::unexpected(
          event::Problem{"The words in " + file.string() + " cannot be read.", "Build or install the terminal again."});
    for (const auto& word : json["empty"]) out.empty_.insert(word.get<std::string>());
    for (const auto& ending : json["endings"]) out.endings_.push_back(ending.get<std::string>());
  }
  std::ranges::stable_sort(out.endings_, std::greater(), [](const std::string& one) { return letters(one); });
  return out;
}

std::string WordLists::stem(const std::string& word) const {
  for (const std::string& ending : endings_)
    if (word.ends_with(ending) && letters(word) - letters(ending) >= kLettersMin)
      return word.substr(0, word.size() - ending.size());
  return word;
}

std::int64_t Word::all() const {
  return std::accumulate(answers.begin(), answers.end(), std::int64_t{0});
}

std::vector<Word> most_used(std::span<const event::WordCount> counts, const WordLists& lists, std::size_t most) {
  struct Forms {
    Word sum;
    std::int64_t best = 0;
  };
  std::unordered_map<std::string, Forms> by_stem;
  for (const event::WordCount& one : counts) {
    if (lists.is_empty_word(one.word)) continue;
    Forms& forms = by_stem[lists.stem(one.word)];
    for (std::size_t i = 0; i < event::kMoods; ++i) forms.sum.answers[i] += one.answers[i];
    const std::int64_t all = one.all();
    if (all < forms.best || (all == forms.best && !forms.sum.word.empty() && forms.sum.word < one.word)) continue;
    forms.best = all;
    forms.sum.word = one.word;
  }
  std::vector<Word> out;
  for (auto& [stem, forms] : by_stem)
    if (forms.sum.all() > 1) out.push_back(std::move(forms.sum));
  const auto order = [](const Word& one) { return std::pair(-one.all(), one.word); };
  const std::size_t kept = std::min(most, out.size());
  std::ranges::partial_sort(out, out.begin() + static_cast<std::ptrdiff_t>(kept), {}, order);
  out.resize(kept);
  return out;
}

}  // namespace chalkpoint::admin
