#include "sync/event/contacts.h"

#include <algorithm>
#include <ranges>

#include "sync/event/fields.h"
#include "sync/event/kinds.h"
#include "sync/event/phone.h"
#include "sync/event/utf8.h"

namespace chalkpoint::event {
namespace {

ContactsOpened read_opened(Fields& data) {
  data.only({"minutes", "by"});
  return {static_cast<int>(data.integer("minutes", 0, kOpenMinutesMax)), data.signature(Right::contacts)};
}

ContactErased read_erased(Fields& data) {
  data.only({"of", "by"});
  return {data.uuid("of"), data.signature(Right::contacts)};
}

Json json_of(const ContactsOpened& what) {
  return {{"minutes", what.minutes}, {"by", to_json(what.by)}};
}

Json json_of(const ContactErased& what) {
  return {{"of", what.of.text()}, {"by", to_json(what.by)}};
}

}  // namespace

std::string_view type_of(const ContactEvent& what) {
  return std::holds_alternative<ContactsOpened>(what) ? kContactsOpened : kContactErased;
}

Json to_json(const ContactEvent& what) {
  return std::visit([](const auto& one) { return json_of(one); }, what);
}

std::expected<std::optional<ContactEvent>, Problem> read_contacts(std::string_view type, std::string_view data) {
  if (type != kContactsOpened && type != kContactErased) return std::nullopt;
  Fields fields(type == kContactsOpened ? "An opening of contacts" : "An erasure", data);
  ContactEvent read = type == kContactsOpened ? ContactEvent(read_opened(fields)) : ContactEvent(read_erased(fields));
  if (fields.fault()) return std::unexpected(*fields.fault());
  return read;
}

std::optional<Uuid> erased_by(std::string_view type, std::string_view data) {
  if (type != kContactErased) return std::nullopt;
  const auto read = read_contacts(type, data);
  if (!read || !*read) return std::nullopt;
  return std::get<ContactErased>(**read).of;
}

std::vector<Uuid> erased_by(std::span<const Event> events) {
  std::vector<Uuid> out;
  for (const Event& event : events) {
    if (event.type != kContactErased) continue;
    const auto parts = split_body(event.body);
    if (const auto of = parts ? erased_by(parts->type, parts->data) : std::nullopt) out.push_back(*of);
  }
  return out;
}

std::string short_id(const Uuid& id) {
  constexpr std::size_t kDigits = 8;
  const std::string text = id.text();
  return text.substr(text.size() - kDigits);
}

std::expected<std::vector<Uuid>, Problem> meant_of(std::span<const Uuid> found, std::span<const std::string> named,
                                                   bool all) {
  if (named.empty()) {
    if (all || found.size() <= 1) return std::vector(found.begin(), found.end());
    return std::unexpected(Problem{std::to_string(found.size()) + " were found, and they may be of different people.",
                                   "Give --id ID for each that is meant, or --all; nothing was erased."});
  }
  std::vector<Uuid> out;
  for (const std::string& name : named) {
    const auto fits = [&name](const Uuid& id) { return id.text() == name || short_id(id) == name; };
    const auto count = std::ranges::count_if(found, fits);
    if (count != 1)
      return std::unexpected(
          Problem{"\"" + name + "\" is the id of " + (count == 0 ? "none" : "several") + " of what was found.",
                  count == 0 ? "Give an id as it is listed; nothing was erased." : "Give the whole id."});
    const Uuid& id = *std::ranges::find_if(found, fits);
    if (std::ranges::find(out, id) == out.end()) out.push_back(id);
  }
  return out;
}

std::string typed_code(std::string_view text) {
  constexpr std::u32string_view kCyrillic = U"АВСЕНКМРТХУавсенкмртху";
  constexpr std::string_view kLatin = "ABCEHKMPTXYABCEHKMPTXY";
  std::string out;
  while (!text.empty()) {
    const std::size_t octets = std::max<std::size_t>(1, sequence_length(text));
    const char32_t letter = code_point(text.substr(0, octets));
    text.remove_prefix(octets);
    if (letter == U' ' || letter == U'-') continue;
    if (const std::size_t like = kCyrillic.find(letter); like != std::u32string_view::npos)
      out += kLatin[like];
    else
      out += letter >= U'a' && letter <= U'z' ? static_cast<char>(letter - U'a' + U'A') : static_cast<char>(letter);
  }
  const bool is_code = out.size() == kCodeLength && out.find_first_not_of(kCodeAlphabet) == std::string::npos;
  return is_code ? out : std::string();
}

std::string normal_contact(std::string_view contact) {
  if (!contact.contains('@')) return normal_phone(contact).value_or("");
  std::string out;
  for (const char c : contact)
    if (c != ' ' && c != '\t') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

bool holds_contact(std::string_view text, std::string_view normal) {
  if (normal.empty()) return false;
  return std::ranges::any_of(std::views::split(text, '\n'), [normal](const auto& line) {
    return normal_contact(std::string_view(line.begin(), line.end())) == normal;
  });
}

bool Openings::apply(std::span<const Event> events) {
  const std::size_t before = entries_.size();
  for (const Event& event : events) {
    if (event.type != kContactsOpened) continue;
    const auto parts = split_body(event.body);
    if (!parts) continue;
    // What came from other devices was stored as it came: here it is believed only if it is what its kind may carry.
    const auto read = read_contacts(parts->type, parts->data);
    if (!read || !*read) continue;
    const auto& opened = std::get<ContactsOpened>(**read);
    entries_.try_emplace({parts->hlc, parts->id},
                         Opened{.id = parts->id,
                                .unix_ms = parse_rfc3339(parts->time).value_or(Moment{}).unix_ms,
                                .minutes = opened.minutes,
                                .by = opened.by});
  }
  return entries_.size() != before;
}

std::vector<Opened> Openings::newest() const {
  std::vector<Opened> out;
  for (const auto& [said, opened] : std::views::reverse(entries_)) out.push_back(opened);
  return out;
}

std::vector<std::int64_t> Openings::times_unix_ms() const {
  std::vector<std::int64_t> out;
  for (const auto& [said, opened] : entries_) out.push_back(opened.unix_ms);
  return out;
}

}  // namespace chalkpoint::event
