#include "kiosk/chalk/phones.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "kiosk/chalk/lists.h"

namespace chalkpoint::chalk {
namespace {

constexpr std::size_t kNational = 10, kRussian = 11, kDigitsMax = 15;  // the last by ITU-T E.164
constexpr std::size_t kCalledMin = 5;  // digits of a local number that somebody asks to call
constexpr std::size_t kSignsMax = 4;   // between two groups of digits: ") - "
constexpr std::size_t kCallReach = 3;  // words between "call" and the number

std::optional<int> number_of(std::u32string_view word) {
  int value = 0;
  for (const char32_t code : word) {
    if (code < U'0' || code > U'9' || value > 900) return {};
    value = value * 10 + static_cast<int>(code - U'0');
  }
  return value;
}

bool one_of(char32_t code, std::u32string_view codes) {
  return codes.find(code) != codes.npos;
}

// Digits that stand together.
struct Group {
  std::string digits;
  Place place;
  char32_t joint = U' ';  // what stands before it: a blank, a hyphen, a dot, a bracket
};

using Groups = std::vector<Group>;

std::vector<std::size_t> lengths(const Groups& groups, std::size_t from, std::size_t to) {
  std::vector<std::size_t> all;
  for (std::size_t i = from; i < to; ++i) all.push_back(groups[i].digits.size());
  return all;
}

// Groups as a phone number has them, and not hours or kilos in a row.
bool national_shape(const std::vector<std::size_t>& shape) {
  using Shape = std::vector<std::size_t>;
  return shape == Shape{10} || shape == Shape{3, 7} || shape == Shape{3, 3, 4} || shape == Shape{3, 3, 2, 2} ||
         shape == Shape{3, 4, 3} || shape == Shape{3, 2, 2, 3} || shape == Shape{6, 4} || shape == Shape{6, 2, 2};
}

// A window over groups [from, to) of a run.
struct Window {
  const Groups& groups;
  std::size_t from, to, count;
  bool whole;  // nothing else is in the run

  char digit(std::size_t i) const {
    for (std::size_t g = from; g < to; ++g) {
      if (i < groups[g].digits.size()) return groups[g].digits[i];
      i -= groups[g].digits.size();
    }
    return '0';
  }
  bool joined_by(std::u32string_view joints) const {
    return std::all_of(groups.begin() + static_cast<std::ptrdiff_t>(from) + 1,
                       groups.begin() + static_cast<std::ptrdiff_t>(to),
                       [&](const Group& group) { return one_of(group.joint, joints); });
  }
  bool single_digits() const { return to - from == count; }

  // +7 or 8, then a region or an operator: 3xx, 4xx, 8xx, 9xx, or 7xx in Kazakhstan.
  bool russian() const {
    if (count != kRussian || !one_of(static_cast<char32_t>(digit(0)), U"78")) return false;
    if (!one_of(static_cast<char32_t>(digit(1)), whole ? U"34789" : U"3489")) return false;
    const auto shape = lengths(groups, from, to);
    return whole || shape[0] >= 4 || shape[0] == 1 || single_digits();
  }
  bool national() const {
    if (count != kNational) return false;
    const auto shape = lengths(groups, from, to);
    if (national_shape(shape) && shape.size() > 1 && joined_by(U"-.()")) return true;
    if (digit(0) == '9') return national_shape(shape) || (whole && single_digits());
    return whole && shape.size() > 1 && national_shape(shape) && one_of(static_cast<char32_t>(digit(0)), U"234578");
  }
  // Neighbours of Russia, written without the plus.
  bool neighbour() const {
    if (count != 12 || !whole) return false;
    const std::string code{digit(0), digit(1), digit(2)};
    return code == "375" || code == "380" || code == "374" || code == "994" || code == "995" || code == "996" ||
           code == "998" || code == "992" || code == "993";
  }
  bool local() const {
    return whole && lengths(groups, from, to) == std::vector<std::size_t>{3, 2, 2} && joined_by(U"-");
  }
};

}  // namespace

std::expected<Phones, event::Problem> Phones::parse(std::string_view file, std::string_view text) {
  Phones all;
  for (const ListLine& line : list_lines(text)) {
    const std::u32string& kind = line.words.front();
    const std::size_t count = line.words.size();
    if (kind == U"letters") {
      for (std::size_t i = 1; i + 1 < count; i += 2) all.digits_[line.words[i].front()] = line.words[i + 1].front();
      if (count % 2 == 0) return std::unexpected(list_problem(file, line.number, "a letter has no digit."));
      continue;
    }
    const auto value = number_of(kind);
    if (!value && kind != U"filler" && kind != U"call") {
      return std::unexpected(list_problem(file, line.number, "begins with no number, nor filler, call or letters."));
    }
    const Meaning meaning{.word = value               ? Word::number
                                  : kind == U"filler" ? Word::filler
                                                      : Word::call,
                          .value = value.value_or(0)};
    for (std::size_t i = 1; i < count; ++i) all.words_[line.words[i]] = meaning;
  }
  return all;
}

// One pass: groups are gathered while they can belong to one number, then judged together.
class PhoneWalk {
 public:
  PhoneWalk(const Phones& lists, const std::vector<Glyph>& text) : lists_(lists), text_(text) {}

  std::vector<Place> run() {
    while (at_ < text_.size()) {
      const Glyph& glyph = text_[at_];
      if (glyph.digit || glyph.letter) {
        take_word();
      } else {
        take_sign(glyph);
      }
    }
    judge();
    return std::move(found_);
  }

 private:
  void take_sign(const Glyph& glyph) {
    if (glyph.code == U'+' && at_ + 1 < text_.size()) {
      judge();
      plus_ = true;
    } else if (glyph.code == U':' || glyph.code == U';' || (!glyph.blank && ++signs_ > kSignsMax)) {
      judge();
    }
    if (!glyph.blank) joint_ = one_of(glyph.code, U"—–‐‑−") ? U'-' : glyph.code;
    ++at_;
  }

  void take_word() {
    const std::size_t begin = at_;
    std::u32string word;
    while (at_ < text_.size() && (text_[at_].digit || text_[at_].letter)) word += text_[at_++].code;
    if (const std::string digits = digits_of(word); !digits.empty()) return add(digits, begin);
    const auto known = lists_.words_.find(word);
    if (known == lists_.words_.end()) {
      judge();
      called_ = called_ > 0 ? called_ - 1 : 0;
      return;
    }
    switch (known->second.word) {
      case Phones::Word::number:
        return add_number(known->second.value, begin);
      case Phones::Word::filler:
        signs_ = 0;
        spoken_ = -1;
        return;
      case Phones::Word::call:
        judge();
        called_ = kCallReach + 1;
        return;
    }
  }

  // Of a word with digits in it, when all the rest are letters written for digits: "89l6".
  std::string digits_of(std::u32string_view word) const {
    std::string digits;
    std::size_t true_digits = 0;
    for (const char32_t code : word) {
      const bool digit = code >= U'0' && code <= U'9';
      const auto letter = lists_.digits_.find(code);
      if (!digit && letter == lists_.digits_.end()) return {};
      digits += static_cast<char>(digit ? code : letter->second);
      true_digits += digit ? 1 : 0;
    }
    return 2 * true_digits >= word.size() ? digits : std::string();
  }

  void add(const std::string& digits, std::size_t begin) {
    groups_.push_back({.digits = digits, .place = {begin, at_}, .joint = joint_});
    joint_ = U' ';
    signs_ = 0;
    spoken_ = -1;
  }

  // "Nine hundred", "sixteen" are one group, 916: a smaller number joins the one before it where that has room.
  void add_number(int value, std::size_t begin) {
    const bool joins =
        spoken_ > 0 && value > 0 && !groups_.empty() &&
        ((spoken_ % 100 == 0 && value < 100) || (spoken_ % 10 == 0 && spoken_ % 100 >= 20 && value < 10));
    if (!joins) {
      add(std::to_string(value), begin);
      spoken_ = value >= 20 ? value : -1;
      return;
    }
    spoken_ += value;
    groups_.back().digits = std::to_string(spoken_);
    groups_.back().place.end = at_;
  }

  void judge() {
    std::size_t begin = 0;
    const auto total = std::accumulate(groups_.begin(), groups_.end(), std::size_t{0},
                                       [](std::size_t sum, const Group& group) { return sum + group.digits.size(); });
    const bool announced = (plus_ && total >= kNational) || (called_ > 0 && total >= kCalledMin);
    if (announced && total <= kDigitsMax) {
      found_.push_back({groups_.front().place.begin, groups_.back().place.end});
    } else {
      while (begin < groups_.size()) begin = judge_from(begin, total);
    }
    if (!groups_.empty()) called_ = called_ > 0 ? called_ - 1 : 0;
    groups_.clear();
    plus_ = false;
    signs_ = 0;
    joint_ = U' ';
    spoken_ = -1;
  }

  // The group after the number found at `from`, or the next one.
  std::size_t judge_from(std::size_t from, std::size_t total) {
    std::size_t count = 0;
    for (std::size_t to = from; to < groups_.size() && count <= kDigitsMax;) {
      count += groups_[to++].digits.size();
      const Window window{.groups = groups_, .from = from, .to = to, .count = count, .whole = count == total};
      if (!window.russian() && !window.national() && !window.neighbour() && !window.local()) continue;
      found_.push_back({groups_[from].place.begin, groups_[to - 1].place.end});
      return to;
    }
    return from + 1;
  }

  const Phones& lists_;
  const std::vector<Glyph>& text_;
  std::size_t at_ = 0, signs_ = 0, called_ = 0;
  Groups groups_;
  char32_t joint_ = U' ';
  int spoken_ = -1;  // value of the group spoken last, or -1
  bool plus_ = false;
  std::vector<Place> found_;
};

std::vector<Place> Phones::find(const std::vector<Glyph>& text) const {
  return PhoneWalk(*this, text).run();
}

}  // namespace chalkpoint::chalk
