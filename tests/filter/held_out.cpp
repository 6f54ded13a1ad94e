#include "tests/filter/held_out.h"

#include <array>
#include <map>
#include <utility>

namespace {

using Letters = std::vector<std::string>;
using Table = std::map<std::string, std::vector<std::string>>;

Letters letters_of(const std::string& word) {
  Letters out;
  for (std::size_t at = 0; at < word.size();) {
    const auto first = static_cast<unsigned char>(word[at]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    out.push_back(word.substr(at, length));
    at += length;
  }
  return out;
}

std::string joined(const Letters& letters, const std::string& between = "") {
  std::string out;
  for (std::size_t i = 0; i < letters.size(); ++i) out += (i == 0 ? "" : between) + letters[i];
  return out;
}

bool is_cyrillic(const std::string& word) {
  return static_cast<unsigned char>(word[0]) >= 0x80;
}

const std::string& one_of(const std::vector<std::string>& list, Random& random) {
  return list[random() % list.size()];
}

// Every letter that the table knows, most of the time: nobody is thorough.
std::string replaced(const std::string& word, const Table& table, Random& random, unsigned of_ten) {
  Letters letters = letters_of(word);
  for (std::string& letter : letters) {
    const auto found = table.find(letter);
    if (found != table.end() && random() % 10 < of_ten) letter = one_of(found->second, random);
  }
  return joined(letters);
}

std::string strange_letters(const std::string& word, Random& random) {
  static const Table table = {
      {"а", {"ɑ", "α", "ᴀ"}}, {"е", {"ҽ", "ε", "ᴇ"}}, {"ё", {"ë", "ē"}},      {"о", {"ο", "օ", "ᴏ"}},
      {"у", {"γ", "ყ", "ʏ"}}, {"х", {"χ", "ҳ", "×"}}, {"п", {"п̃", "ռ", "π"}}, {"и", {"ͷ", "ѝ", "ӥ"}},
      {"й", {"ѝ", "ӣ"}},      {"з", {"ʒ", "ӡ", "ҙ"}}, {"д", {"ԁ", "ᴅ"}},      {"б", {"ƃ", "ϭ"}},
      {"л", {"λ", "ᴧ"}},      {"я", {"ᴙ"}},           {"к", {"κ", "ᴋ", "ҡ"}}, {"м", {"ʍ", "ᴍ"}},
      {"р", {"ρ", "ᴩ"}},      {"н", {"ʜ", "ҥ"}},      {"т", {"τ", "ᴛ"}},      {"с", {"ϲ", "ᴄ"}},
      {"a", {"ɑ", "α", "ᴀ"}}, {"c", {"ϲ", "ᴄ"}},      {"e", {"ҽ", "ε", "ᴇ"}}, {"f", {"ƒ", "ꜰ"}},
      {"h", {"һ", "ʜ"}},      {"i", {"ι", "ɪ", "í"}}, {"k", {"κ", "ᴋ"}},      {"n", {"ո", "ɴ"}},
      {"o", {"ο", "օ", "ᴏ"}}, {"s", {"ѕ", "ꜱ"}},      {"t", {"τ", "ᴛ"}},      {"u", {"υ", "ս", "ᴜ"}},
      {"w", {"ω", "ᴡ"}},      {"b", {"ƅ", "ʙ"}}};
  return replaced(word, table, random, 7);
}

std::string drawn_letters(const std::string& word, Random& random) {
  static const Table table = {{"х", {"}{", ")("}}, {"л", {"/\\"}}, {"н", {"|-|"}}, {"ж", {"}|{"}}, {"о", {"()"}},
                              {"к", {"|<"}},       {"ч", {"4"}},   {"з", {"3"}},   {"б", {"6"}},   {"а", {"@"}},
                              {"е", {"€", "3"}},   {"h", {"|-|"}}, {"o", {"()"}},  {"k", {"|<"}},  {"s", {"$", "5"}},
                              {"i", {"1", "!"}},   {"a", {"@"}},   {"e", {"3"}},   {"u", {"|_|"}}, {"t", {"7", "+"}}};
  return replaced(word, table, random, 6);
}

std::string styled(const std::string& word, Random& random) {
  Letters letters = letters_of(word);
  const bool latin = !is_cyrillic(word);
  static const std::vector<std::string> marks = {"\u0336", "\u0301", "\u0332", "\u035C", "\u0330\u0300"};
  const std::string& mark = one_of(marks, random);
  const unsigned style = random() % 3;
  for (std::string& letter : letters) {
    if (!latin || style == 0) {
      letter += mark;
      continue;
    }
    // Fullwidth, or circled.
    const unsigned place = static_cast<unsigned>(letter[0] - 'a');
    const unsigned point = (style == 1 ? 0xFF41U : 0x24D0U) + place;
    letter = {static_cast<char>(0xE0U | (point >> 12U)), static_cast<char>(0x80U | ((point >> 6U) & 0x3FU)),
              static_cast<char>(0x80U | (point & 0x3FU))};
  }
  return joined(letters);
}

std::string between(const std::string& word, Random& random) {
  static const std::vector<std::string> gaps = {"🔥",     "❤",      "~",   "•", "|", "\u200B", "\u00AD", "\u2060",
                                                "\u00A0", "\u2009", " . ", "…", "=", "\u034F", "/",      "\t"};
  return joined(letters_of(word), one_of(gaps, random));
}

std::string boxed(const std::string& word, Random& random) {
  static const std::vector<std::pair<std::string, std::string>> boxes = {
      {"[", "]"}, {"(", ")"}, {"«", "»"}, {"<", ">"}};
  const auto& [left, right] = boxes[random() % boxes.size()];
  Letters letters = letters_of(word);
  for (std::string& letter : letters) letter.insert(0, left).append(right);
  return joined(letters);
}

std::string down_the_wall(const std::string& word, Random&) {
  return joined(letters_of(word), "\n");
}

std::string in_latin(const std::string& word, Random& random) {
  static const Table table = {{"а", {"a"}},
                              {"б", {"b"}},
                              {"в", {"v", "w"}},
                              {"г", {"g"}},
                              {"д", {"d"}},
                              {"е", {"e"}},
                              {"ё", {"yo", "jo"}},
                              {"ж", {"zh"}},
                              {"з", {"z"}},
                              {"и", {"i"}},
                              {"й", {"y", "j", "i"}},
                              {"к", {"k"}},
                              {"л", {"l"}},
                              {"м", {"m"}},
                              {"н", {"n"}},
                              {"о", {"o"}},
                              {"п", {"p"}},
                              {"р", {"r"}},
                              {"с", {"s"}},
                              {"т", {"t"}},
                              {"у", {"u"}},
                              {"ф", {"f"}},
                              {"х", {"h", "kh", "x"}},
                              {"ц", {"ts", "c"}},
                              {"ч", {"ch"}},
                              {"ш", {"sh"}},
                              {"щ", {"shch", "sch"}},
                              {"ъ", {"", "'"}},
                              {"ы", {"y"}},
                              {"ь", {"", "'"}},
                              {"э", {"e"}},
                              {"ю", {"yu", "ju", "u"}},
                              {"я", {"ya", "ja"}}};
  return replaced(word, table, random, 10);
}

std::string on_the_other_keys(const std::string& word, Random&) {
  static const std::map<std::string, std::string> keys = {
      {"й", "q"}, {"ц", "w"}, {"у", "e"}, {"к", "r"}, {"е", "t"}, {"н", "y"}, {"г", "u"}, {"ш", "i"}, {"щ", "o"},
      {"з", "p"}, {"х", "["}, {"ъ", "]"}, {"ф", "a"}, {"ы", "s"}, {"в", "d"}, {"а", "f"}, {"п", "g"}, {"р", "h"},
      {"о", "j"}, {"л", "k"}, {"д", "l"}, {"ж", ";"}, {"э", "'"}, {"я", "z"}, {"ч", "x"}, {"с", "c"}, {"м", "v"},
      {"и", "b"}, {"т", "n"}, {"ь", "m"}, {"б", ","}, {"ю", "."}, {"ё", "`"}};
  Letters letters = letters_of(word);
  for (std::string& letter : letters) {
    if (const auto key = keys.find(letter); key != keys.end()) {
      letter = key->second;
      continue;
    }
    for (const auto& [russian, latin] : keys)
      if (latin == letter) letter = russian;
  }
  return joined(letters);
}

std::string as_heard(const std::string& word, Random& random) {
  static const Table table = {{"ё", {"йо", "ио"}}, {"е", {"э", "и"}}, {"з", {"с"}},  {"д", {"т"}}, {"й", {"и"}},
                              {"ck", {"k"}},       {"u", {"oo"}},     {"i", {"ee"}}, {"c", {"k"}}, {"s", {"z"}}};
  // One sound of the word: more is another word.
  Letters letters = letters_of(word);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < letters.size(); ++i)
    if (table.contains(letters[i])) places.push_back(i);
  if (!places.empty()) {
    std::string& letter = letters[places[random() % places.size()]];
    letter = one_of(table.at(letter), random);
  }
  return joined(letters);
}

std::string masked(const std::string& word, Random& random) {
  static const std::vector<std::string> masks = {"*", "#", "_", "%", "×"};
  Letters letters = letters_of(word);
  letters[1 + random() % (letters.size() - 2)] = one_of(masks, random);
  return joined(letters);
}

std::string glued(const std::string& word, Random& random) {
  static const std::vector<std::string> russian = {"Ваш", "Зал", "Очень", "Тут", "Полный", "Это"};
  static const std::vector<std::string> english = {"Your", "Gym", "Very", "So", "Total"};
  return one_of(is_cyrillic(word) ? russian : english, random) + word + (random() % 2 == 0 ? "!!!" : "2026");
}

std::string hyphened(const std::string& word, Random& random) {
  Letters letters = letters_of(word);
  letters[1 + random() % (letters.size() - 1)].insert(0, random() % 2 == 0 ? "-" : " - ");
  return joined(letters);
}

std::string stretched(const std::string& word, Random& random) {
  Letters letters = letters_of(word);
  std::string& letter = letters[random() % letters.size()];
  const std::string one = letter;
  for (unsigned n = 2 + random() % 6; n > 0; --n) letter += one;
  return joined(letters);
}

using Trick = std::string (*)(const std::string&, Random&);
struct Named {
  const char* name;
  Trick apply;
  bool russian_only;
};
constexpr std::array<Named, 13> kTricks = {
    {{"strange letters", strange_letters, false},
     {"drawn letters", drawn_letters, false},
     {"styled", styled, false},
     {"something between", between, false},
     {"boxed", boxed, false},
     {"down the wall", down_the_wall, false},
     {"in Latin", in_latin, true},
     {"on the other keys", on_the_other_keys, true},
     {"as heard", as_heard, false},
     {"one masked", masked, false},
     {"glued", glued, false},
     {"hyphened", hyphened, false},
     {"in capitals", [](const std::string& word, Random&) { return word; }, false}}};

std::string in_sentence(const std::string& word, Random& random) {
  static const std::vector<std::pair<std::string, std::string>> frames = {{"", ""},
                                                                          {"в раздевалке опять ", ""},
                                                                          {"Тренер Олег ", " и точка"},
                                                                          {"The showers are ", " today"},
                                                                          {"всё у вас ", ", а вода холодная"},
                                                                          {"так и пишу: ", "."}};
  const auto& [before, after] = frames[random() % frames.size()];
  return before + word + after;
}

// Capital letters here and there, Russian ones too.
std::string mixed_case(const std::string& word, Random& random) {
  Letters letters = letters_of(word);
  for (std::string& letter : letters) {
    if (random() % 2 == 0) continue;
    if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z') letter[0] = static_cast<char>(letter[0] - 32);
    const auto lead = static_cast<unsigned char>(letter[0]);
    if (letter.size() != 2 || lead < 0xD0 || lead > 0xD1) continue;
    const auto tail = static_cast<unsigned char>(letter[1]);
    if (lead == 0xD0 && tail >= 0xB0)
      letter[1] = static_cast<char>(tail - 0x20);
    else if (lead == 0xD1 && tail < 0x90)
      letter = {static_cast<char>(0xD0), static_cast<char>(tail + 0x20)};
  }
  return joined(letters);
}

}  // namespace

Disguised disguise_otherwise(const std::string& word, Random& random) {
  const Named* trick = nullptr;
  do {
    trick = &kTricks[random() % kTricks.size()];
  } while (trick->russian_only && !is_cyrillic(word));
  const bool stretches = random() % 4 == 0;
  std::string text = trick->apply(stretches ? stretched(word, random) : word, random);
  if (random() % 3 == 0) text = mixed_case(text, random);
  return {std::string(trick->name) + (stretches ? ", stretched" : ""), in_sentence(text, random)};
}
