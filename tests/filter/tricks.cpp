#include "tests/filter/tricks.h"

#include <functional>
#include <map>
#include <utility>

namespace {

using Letters = std::vector<std::string>;
using Table = std::map<std::string, std::vector<std::string>>;

Letters letters_of(const std::string& text) {
  Letters all;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) all.emplace_back();
    all.back() += c;
  }
  return all;
}
std::string joined(const Letters& letters) {
  std::string text;
  for (const std::string& letter : letters) text += letter;
  return text;
}

std::size_t below(std::size_t count, Random& random) {
  return random() % count;
}
template <typename List>
const auto& any_of(const List& list, Random& random) {
  return list[below(list.size(), random)];
}

// Letters of other keyboards that look the same, some of them by accident.
const Table kLook = {{"а", {"a", "α", "à", "ă", "ɑ"}},
                     {"в", {"B"}},
                     {"е", {"e", "ê", "е́", "ε"}},
                     {"з", {"3"}},
                     {"к", {"k", "κ", "K"}},
                     {"м", {"M"}},
                     {"н", {"H", "ʜ"}},
                     {"о", {"o", "0", "ο", "ө"}},
                     {"р", {"p", "ρ"}},
                     {"с", {"c", "ϲ"}},
                     {"т", {"T"}},
                     {"у", {"y", "γ", "ү"}},
                     {"х", {"x", "χ", "X"}},
                     {"г", {"r"}},
                     {"п", {"n"}},
                     {"и", {"u", "i", "u"}},
                     {"л", {"/\\"}},
                     {"i", {"1", "!", "і", "í"}},
                     {"o", {"0", "о", "ο"}},
                     {"a", {"@", "4", "а", "á"}},
                     {"e", {"3", "е", "é"}},
                     {"s", {"$", "5"}},
                     {"u", {"ü", "υ", "ц", "v"}},
                     {"c", {"с", "("}},
                     {"t", {"т", "7"}}};
const Table kDigit = {{"о", {"0"}}, {"з", {"3"}}, {"б", {"6"}}, {"ч", {"4"}}, {"а", {"@", "4"}},
                      {"и", {"1"}}, {"е", {"3"}}, {"с", {"$"}}, {"o", {"0"}}, {"i", {"1"}},
                      {"e", {"3"}}, {"a", {"@"}}, {"s", {"$"}}, {"t", {"7"}}};
// Two ways in which chats spell Russian.
const Table kSpell = {{"а", {"a"}},
                      {"б", {"b"}},
                      {"в", {"v"}},
                      {"г", {"g"}},
                      {"д", {"d"}},
                      {"е", {"e"}},
                      {"ё", {"e", "yo"}},
                      {"ж", {"zh"}},
                      {"з", {"z"}},
                      {"и", {"i"}},
                      {"й", {"y", "i", "j"}},
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
                      {"ц", {"c", "ts"}},
                      {"ч", {"ch"}},
                      {"ш", {"sh"}},
                      {"щ", {"sch"}},
                      {"ъ", {""}},
                      {"ы", {"y"}},
                      {"ь", {"", "'"}},
                      {"э", {"e"}},
                      {"ю", {"yu", "ju"}},
                      {"я", {"ya", "ja"}}};

std::string replaced(const std::string& word, const Table& table, std::size_t one_in, Random& random) {
  Letters letters = letters_of(word);
  for (std::string& letter : letters) {
    const auto found = table.find(letter);
    if (found != table.end() && below(one_in, random) == 0) letter = any_of(found->second, random);
  }
  return joined(letters);
}

std::string between(const std::string& word, const std::function<std::string()>& what) {
  const Letters letters = letters_of(word);
  std::string text;
  for (std::size_t i = 0; i < letters.size(); ++i) text += (i == 0 ? std::string() : what()) + letters[i];
  return text;
}

std::string repeated(const std::string& word, Random& random) {
  Letters letters = letters_of(word);
  for (std::string& letter : letters) {
    const std::string once = letter;
    if (below(3, random) == 0) {
      for (std::size_t n = 1 + below(4, random); n > 0; --n) letter += once;
    }
  }
  return joined(letters);
}

std::string starred(const std::string& word, Random& random) {
  Letters letters = letters_of(word);
  if (letters.size() < 3) return word;
  letters[1 + below(letters.size() - 2, random)] = any_of(std::vector<std::string>{"*", "*", "#"}, random);
  return joined(letters);
}

std::string capitals(const std::string& word, Random& random) {
  Letters letters = letters_of(word);
  for (std::string& letter : letters) {
    if (below(2, random) != 0) continue;
    const auto lead = static_cast<unsigned char>(letter[0]);
    if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z') letter[0] = static_cast<char>(letter[0] - 32);
    if (letter.size() != 2 || lead < 0xD0 || lead > 0xD1) continue;
    const auto tail = static_cast<unsigned char>(letter[1]);
    if (lead == 0xD0 && tail >= 0xB0) letter[1] = static_cast<char>(tail - 0x20);         // а to п
    if (lead == 0xD1 && tail <= 0x8F) letter = {'\xD0', static_cast<char>(tail + 0x20)};  // р to я
  }
  return joined(letters);
}

// Full-width and mathematical letters, which phones offer as fonts.
std::string styled(const std::string& word, Random& random) {
  const bool wide = below(2, random) == 0;
  std::string text;
  for (const std::string& letter : letters_of(word)) {
    if (letter.size() != 1 || letter[0] < 'a' || letter[0] > 'z') {
      text += letter;
      continue;
    }
    const auto code = static_cast<unsigned>((wide ? 0xFF41 : 0x1D4EA) + (letter[0] - 'a'));
    if (!wide)
      text += static_cast<char>(0xF0U | (code >> 18U)), text += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    if (wide) text += static_cast<char>(0xE0U | (code >> 12U));
    text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  }
  return text;
}

bool latin(const std::string& word) {
  return static_cast<unsigned char>(word[0]) < 0x80;
}

struct Trick {
  const char* name;
  std::function<std::string(const std::string&, Random&)> play;
};

const std::vector<Trick> kTricks = {
    {"plain", [](const std::string& word, Random&) { return word; }},
    {"capitals", capitals},
    {"repeats", repeated},
    {"look-alikes", [](const std::string& word, Random& random) { return replaced(word, kLook, 2, random); }},
    {"digits", [](const std::string& word, Random& random) { return replaced(word, kDigit, 1, random); }},
    {"spelt", [](const std::string& word,
                 Random& random) { return latin(word) ? styled(word, random) : replaced(word, kSpell, 1, random); }},
    {"spaced", [](const std::string& word, Random&) { return between(word, [] { return std::string(" "); }); }},
    {"signs",
     [](const std::string& word, Random& random) {
       const std::string sign =
           any_of(std::vector<std::string>{".", "-", "_", "*", "~", "|", "/", " . ", ",", "•", "+", "="}, random);
       return between(word, [&] { return sign; });
     }},
    {"some signs",
     [](const std::string& word, Random& random) {
       return between(word, [&] {
         return below(2, random) == 0 ? any_of(std::vector<std::string>{".", "-", "_", " "}, random) : "";
       });
     }},
    {"invisible",
     [](const std::string& word, Random& random) {
       return between(
           word, [&] { return any_of(std::vector<std::string>{"\u200B", "\u200D", "\u00AD", "\u2060", ""}, random); });
     }},
    {"marks",
     [](const std::string& word, Random& random) {
       return between(
                  word,
                  [&] { return any_of(std::vector<std::string>{"\u0336", "\u0301", "\u0338", "\u0323"}, random); }) +
              "\u0336";
     }},
    {"lines", [](const std::string& word, Random&) { return between(word, [] { return std::string("\n"); }); }},
    {"star", starred},
};

const std::vector<std::pair<std::string, std::string>> kSentences = {{"", ""},
                                                                     {"", ""},
                                                                     {"ну и ", ", а не тренировка"},
                                                                     {"В зале снова ", "!"},
                                                                     {"Тренер ", " сказал зайти завтра"},
                                                                     {"душ - ", " (холодный)"},
                                                                     {"what a ", " day"},
                                                                     {"Скажите, ", ", когда починят кран?"},
                                                                     {"Прошу: ", ". Спасибо."}};

std::string digits(std::size_t count, Random& random) {
  std::string text;
  while (text.size() < count) text += static_cast<char>('0' + below(10, random));
  return text;
}
std::string name(Random& random) {
  return any_of(
      std::vector<std::string>{"ivan", "masha.fit", "olga_88", "petrov-s", "anna2001", "d.sidorov", "trener", "kolya"},
      random);
}
std::string place(Random& random) {
  return any_of(std::vector<std::string>{"fitlife", "club-arena", "strong24", "yoga-dom", "bodyshop", "moyzal"},
                random);
}

}  // namespace

Disguised disguise(const std::string& word, Random& random) {
  const Trick& first = any_of(kTricks, random);
  Disguised out{first.name, first.play(word, random)};
  // A second one that can still be read by a person together with the first.
  if (below(3, random) == 0) {
    const Trick& second = kTricks[1 + below(2, random)];
    out.trick += std::string("+") + second.name;
    out.text = first.play(second.play(word, random), random);
  }
  const auto& [before, after] = any_of(kSentences, random);
  out.text = before + out.text + after;
  return out;
}

std::string phone(Random& random) {
  const std::string code = any_of(std::vector<std::string>{"916", "903", "495", "812", "926", "999", "383"}, random);
  const std::string a = digits(3, random), b = digits(2, random), c = digits(2, random);
  const std::vector<std::string> ways = {"8" + code + a + b + c,
                                         "+7" + code + a + b + c,
                                         "+7 (" + code + ") " + a + "-" + b + "-" + c,
                                         "8 " + code + " " + a + " " + b + " " + c,
                                         "8-" + code + "-" + a + "-" + b + "-" + c,
                                         "8(" + code + ")" + a + b + c,
                                         "+7 " + code + " " + a + b + c,
                                         "8." + code + "." + a + "." + b + "." + c,
                                         "8 " + code + "\n" + a + " " + b + c,
                                         "8 " + code + " и потом " + a + " " + b + " " + c,
                                         "восемь " + code + " " + a + " " + b + " " + c,
                                         "7 " + code + " " + a + "-" + b + c,
                                         "8/" + code + "/" + a + "/" + b + "/" + c,
                                         "8 (" + code + ") " + a + " — " + b + " — " + c,
                                         "+44 20 79" + b + " " + c + "58",
                                         "+1 (212) " + a + "-" + b + c,
                                         "+375 29 " + a + " " + b + " " + c,
                                         "тел " + a + "-" + b + "-" + c,
                                         "звоните " + a + " " + b + " " + c,
                                         "8 девятьсот шестнадцать двести сорок три " + b + " " + c};
  return any_of(std::vector<std::string>{"Продам абонемент, ", "Пишите ", "Ищу пару на теннис: ", "my number is "},
                random) +
         any_of(ways, random) + any_of(std::vector<std::string>{"", ", Олег", " после 18:00", "!"}, random);
}

std::string email(Random& random) {
  const std::string who = name(random);
  const std::string box = any_of(std::vector<std::string>{"mail", "gmail", "yandex", "rambler"}, random);
  const std::string zone = any_of(std::vector<std::string>{"ru", "com"}, random);
  const std::vector<std::string> ways = {who + "@" + box + "." + zone,
                                         who + " @ " + box + " . " + zone,
                                         who + " собака " + box + " точка ру",
                                         who + "(at)" + box + "(dot)" + zone,
                                         who + " [at] " + box + " [dot] " + zone,
                                         who + " at " + box + " dot " + zone,
                                         who + "@" + place(random) + ".ru",
                                         who + " собачка " + box + "." + zone,
                                         who + "＠" + box + "." + zone,
                                         who + " (собака) " + box + " (точка) " + zone,
                                         who + "@" + box,
                                         who + " собака яндекс ру"};
  return any_of(std::vector<std::string>{"Отзывы шлите на ", "почта ", "write me: "}, random) + any_of(ways, random);
}

std::string link(Random& random) {
  const std::string host = place(random);
  const std::vector<std::string> ways = {"http://" + host + ".ru/x?id=5",
                                         "https://" + host + ".com",
                                         "www." + host + ".ru",
                                         host + ".ru",
                                         host + ".com/promo",
                                         "HTTP://" + host + ".RU",
                                         "t.me/" + name(random),
                                         "@" + name(random),
                                         host + " точка ru",
                                         host + " dot com",
                                         "vk.com/" + host,
                                         "наш-клуб.рф",
                                         "тг: " + name(random),
                                         "hxxps://" + host + ".info",
                                         host + "(.)ru",
                                         "wa.me/79161234567",
                                         "инста " + host,
                                         host + ".ｃｏｍ",
                                         "youtu.be/dQw4",
                                         "bit.ly/" + host};
  return any_of(std::vector<std::string>{"Лучше ходите в ", "подробности ", "Follow "}, random) + any_of(ways, random) +
         any_of(std::vector<std::string>{"", " - скидки", "!"}, random);
}
