#include "sync/event/prepared.h"

#include <algorithm>

#include "sync/event/utf8.h"

namespace chalkpoint::event {
namespace {

constexpr std::size_t kOwnPlace = 1'000'000;  // behind all that is shipped
constexpr std::size_t kQuoteChars = 40;       // a line or less: a reminder, not a repetition

// The first `count` characters of a text.
std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += std::max<std::size_t>(1, sequence_length(text.substr(at)));
  return text.substr(0, at);
}

Problem malformed(std::string_view what) {
  return {"The prepared answers are malformed: " + std::string(what), "Build or install the terminal again."};
}

// The text under a key of an object; empty for anything else.
std::string text_at(const Json& object, const std::string& key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// The first letter of a text, Latin or Cyrillic, as a capital.
void begin_with_capital(std::string& text) {
  if (text.empty()) return;
  auto* const octets = reinterpret_cast<unsigned char*>(text.data());
  if (octets[0] >= 'a' && octets[0] <= 'z') octets[0] = static_cast<unsigned char>(octets[0] - 'a' + 'A');
  if (text.size() < 2) return;
  const unsigned letter = (octets[0] & 0x1FU) << 6U | (octets[1] & 0x3FU);
  if (octets[0] < 0xC0 || octets[0] > 0xDF || letter < U'а' || letter > U'џ') return;
  const unsigned capital = letter < U'ѐ' ? letter - (U'а' - U'А') : letter - (U'ѐ' - U'Ѐ');
  octets[0] = static_cast<unsigned char>(0xC0U | capital >> 6U);
  octets[1] = static_cast<unsigned char>(0x80U | (capital & 0x3FU));
}

struct Filling {
  std::string name, quote;
};

// One part with its places filled in; nothing when one of them is not known and `optional`.
std::optional<std::string> part(std::string_view text, const Filling& filling, bool optional) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    text.remove_prefix(open);
    const std::string* value = nullptr;
    std::size_t taken = 1;
    for (const auto& [place, filled] :
         {std::pair<std::string_view, const std::string*>{"{name}", &filling.name}, {"{quote}", &filling.quote}})
      if (text.starts_with(place)) value = filled, taken = place.size();
    if (value != nullptr && value->empty() && optional) return std::nullopt;
    out += value != nullptr ? *value : text.substr(0, 1);
    text.remove_prefix(taken);
  }
  return out;
}

std::string fill(std::string_view text, const Filling& filling) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('[');
    const std::size_t close = open == std::string_view::npos ? open : text.find(']', open);
    const bool whole = close == std::string_view::npos;
    out += part(whole ? text : text.substr(0, open), filling, false).value_or("");
    if (whole) break;
    out += part(text.substr(open + 1, close - open - 1), filling, true).value_or("");
    text.remove_prefix(close + 1);
  }
  begin_with_capital(out);
  return out;
}

}  // namespace

std::expected<PreparedAnswers, Problem> PreparedAnswers::shipped(std::string_view json) {
  const Json list = Json::parse(json, nullptr, false);
  if (!list.is_array()) return std::unexpected(malformed("they are no list"));
  PreparedAnswers out;
  for (const Json& one : list) {
    const std::string name = text_at(one, "answer");
    if (name.empty() || !one.contains("title") || !one.contains("text"))
      return std::unexpected(malformed("an answer lacks its name or its words"));
    for (const auto& [language, title] : one["title"].items()) {
      const BoardEvent said = AnswerPrepared{.answer = name,
                                             .language = language,
                                             .title = text_at(one["title"], language),
                                             .text = text_at(one["text"], language),
                                             .by = {"-", "owner"}};
      const auto read = read_board(kAnswerPrepared, canonical_json(to_json(said)));
      if (!read) return std::unexpected(malformed(name + ": " + read.error().what));
      const auto& prepared = std::get<AnswerPrepared>(said);
      out.entries_[{language, name}] = {{name, prepared.title, prepared.text}, out.entries_.size(), {}};
    }
  }
  return out;
}

void PreparedAnswers::apply(std::span<const Event> events) {
  for (const Event& event : events) {
    if (event.type != kAnswerPrepared) continue;
    const auto parts = split_body(event.body);
    if (!parts) continue;
    auto read = read_board(parts->type, parts->data);
    if (!read || !*read) continue;
    auto& prepared = std::get<AnswerPrepared>(**read);
    const auto [found, added] = entries_.try_emplace({prepared.language, prepared.answer});
    Entry& entry = found->second;
    if (added) entry.place = kOwnPlace;
    const std::pair said(parts->hlc, parts->id);
    if (said <= entry.said) continue;
    entry.said = said;
    entry.prepared = {std::move(prepared.answer), std::move(prepared.title), std::move(prepared.text)};
    ++version_;
  }
}

std::vector<Prepared> PreparedAnswers::in(std::string_view language) const {
  std::vector<std::pair<std::size_t, Prepared>> found;
  for (const auto& [key, entry] : entries_)
    if (key.first == language && !entry.prepared.text.empty()) found.emplace_back(entry.place, entry.prepared);
  std::ranges::stable_sort(found, {}, &std::pair<std::size_t, Prepared>::first);
  std::vector<Prepared> out;
  for (auto& [place, prepared] : found) out.push_back(std::move(prepared));
  return out;
}

std::string quote(std::string_view words, std::size_t chars_max) {
  std::string_view line = words.substr(0, words.find('\n'));
  std::string_view cut = first_characters(line, chars_max);
  if (cut.size() < line.size()) {
    const bool between = line[cut.size()] == ' ';
    const std::size_t space = between ? cut.size() : cut.rfind(' ');
    if (space != std::string_view::npos && space > 0) cut = cut.substr(0, space);
  }
  while (!cut.empty() && std::string_view(" ,;:.-").contains(cut.back())) cut.remove_suffix(1);
  const bool more = cut.size() < words.size() && words.find_first_not_of(" .\n", cut.size()) != std::string_view::npos;
  return std::string(cut) + (more ? "…" : "");
}

std::string filled_in(std::string_view text, const Addressee& to) {
  std::string out = fill(text, {to.name, quote(to.words, kQuoteChars)});
  if (characters(out) > kReplyTextMax) out = fill(text, {to.name, ""});
  return std::string(first_characters(out, kReplyTextMax));
}

}  // namespace chalkpoint::event
