#include <algorithm>
#include <charconv>

#include "sync/event/canonical.h"

namespace chalkpoint::event {
namespace {

constexpr std::size_t kNameBytesMax = 200;  // survey, language, touchpoint, consent version: names, not prose

Problem bad(std::string what) {
  return {"A response is malformed: " + std::move(what), "Compare the terminal's version with the hub's."};
}

using Parts = std::vector<JsonPart>;

/// The value of a member; empty when there is none of this name.
std::string_view member(const Parts& object, std::string_view name) {
  const auto found = std::ranges::find(object, name, &JsonPart::name);
  return found == object.end() ? std::string_view() : found->value;
}

/// A short text member.
std::expected<std::string, Problem> text_member(const Parts& object, const char* name, bool may_be_empty = false) {
  auto text = json_text(member(object, name));
  if (!text) return std::unexpected(bad(std::string(name) + " is not a text"));
  if (text->size() > kNameBytesMax || (text->empty() && !may_be_empty))
    return std::unexpected(bad(std::string(name) + " is empty or too long"));
  return std::move(*text);
}

std::expected<std::int64_t, Problem> integer_member(const Parts& object, const char* name, std::int64_t least,
                                                    std::int64_t most) {
  const std::string_view digits = member(object, name);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = !digits.empty() && error == std::errc() && end == digits.data() + digits.size();
  if (!whole || value < least || value > most) {
    return std::unexpected(bad(std::string(name) + " is not a whole number from " + std::to_string(least) + " to " +
                               std::to_string(most)));
  }
  return value;
}

std::expected<Response::Contact, Problem> contact_from(std::string_view data) {
  const auto parts = data.starts_with('{') ? canonical_parts(data) : std::nullopt;
  if (!parts || parts->size() != 3)
    return std::unexpected(bad("contact has other members than channel, consent, digest"));
  Response::Contact contact;
  for (const auto& [name, field] : {std::pair("channel", &contact.channel), std::pair("consent", &contact.consent),
                                    std::pair("digest", &contact.digest)}) {
    auto text = text_member(*parts, name);
    if (!text) return std::unexpected(text.error());
    *field = std::move(*text);
  }
  if (contact.channel != "phone" && contact.channel != "email")
    return std::unexpected(bad("contact.channel is neither phone nor email"));
  if (!hash_from_hex(contact.digest)) return std::unexpected(bad("contact.digest is not 64 hex digits"));
  return contact;
}

bool is_code(std::string_view code) {
  return code.size() == kCodeLength &&
         std::ranges::all_of(code, [](char c) { return kCodeAlphabet.find(c) != std::string_view::npos; });
}

std::expected<void, Problem> read_names(const Parts& data, Response& response) {
  for (const auto& [name, field] : {std::pair("survey", &response.survey), std::pair("language", &response.language),
                                    std::pair("touchpoint", &response.touchpoint)}) {
    auto text = text_member(data, name);
    if (!text) return std::unexpected(text.error());
    *field = std::move(*text);
  }
  auto code = text_member(data, "code", true);
  if (!code) return std::unexpected(code.error());
  if (!code->empty() && !is_code(*code)) return std::unexpected(bad("code is not four characters of its alphabet"));
  response.code = std::move(*code);
  return {};
}

std::expected<void, Problem> read_numbers(const Parts& data, Response& response) {
  const auto revision = integer_member(data, "revision", 1, UINT32_MAX);
  if (!revision) return std::unexpected(revision.error());
  response.revision = static_cast<std::uint32_t>(*revision);
  const auto duration = integer_member(data, "duration_ms", 0, std::int64_t{1} << 53);
  if (!duration) return std::unexpected(duration.error());
  response.duration_ms = *duration;
  if (member(data, "score").empty()) return {};
  const auto score = integer_member(data, "score", 0, 10);
  if (!score) return std::unexpected(score.error());
  response.score = static_cast<int>(*score);
  return {};
}

std::expected<void, Problem> read_suspect(const Parts& data, Response& response) {
  const std::string_view list = member(data, "suspect");
  if (list.empty()) return {};
  const auto reasons = list.starts_with('[') ? canonical_parts(list) : std::nullopt;
  if (!reasons) return std::unexpected(bad("suspect is not a list"));
  for (const JsonPart& reason : *reasons) {
    auto text = json_text(reason.value);
    if (!text || text->size() > kNameBytesMax) return std::unexpected(bad("a suspect reason is not a short text"));
    response.suspect.push_back(std::move(*text));
  }
  return {};
}

std::expected<void, Problem> known_members_only(const Parts& data) {
  constexpr std::array<std::string_view, 10> known = {"survey",      "revision", "language", "touchpoint", "code",
                                                      "duration_ms", "score",    "answers",  "suspect",    "contact"};
  for (const JsonPart& part : data) {
    if (std::ranges::find(known, part.name) == known.end())
      return std::unexpected(bad("unknown member " + std::string(part.name)));
  }
  return {};
}

bool deeper_than(const Json& value, int levels) {
  if (!value.is_structured()) return false;
  return levels == 0 || std::ranges::any_of(value, [=](const Json& item) { return deeper_than(item, levels - 1); });
}

bool is_word(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '-'; });
}

/// chalkpoint.<thing>.<verb>.vN
bool well_formed_type(std::string_view type) {
  constexpr std::string_view prefix = "chalkpoint.";
  if (!type.starts_with(prefix) || type.size() > 100) return false;
  type.remove_prefix(prefix.size());
  const std::size_t first = type.find('.');
  if (first == std::string_view::npos) return false;
  const std::size_t second = type.find('.', first + 1);
  if (second == std::string_view::npos) return false;
  const auto version = type.substr(second + 1);
  return is_word(type.substr(0, first)) && is_word(type.substr(first + 1, second - first - 1)) && version.size() >= 2 &&
         version.size() <= 5 && version[0] == 'v' && version[1] != '0' &&
         std::ranges::all_of(version.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

/// The response but for its answers: to check one, they need not be copied.
std::expected<Response, Problem> checked(std::string_view data) {
  const auto parts = data.starts_with('{') ? canonical_parts(data) : std::nullopt;
  if (!parts) return std::unexpected(bad("it is not an object"));
  Response response;
  for (const auto step : {+[](const Parts& from, Response&) { return known_members_only(from); }, +read_names,
                          +read_numbers, +read_suspect}) {
    if (auto done = step(*parts, response); !done) return std::unexpected(done.error());
  }
  if (!member(*parts, "answers").starts_with('{')) return std::unexpected(bad("answers is not an object"));
  if (const std::string_view box = member(*parts, "contact"); !box.empty()) {
    auto contact = contact_from(box);
    if (!contact) return std::unexpected(contact.error());
    response.contact = std::move(*contact);
  }
  return response;
}

}  // namespace

Json to_json(const Response& response) {
  Json data{{"survey", response.survey},         {"revision", response.revision}, {"language", response.language},
            {"touchpoint", response.touchpoint}, {"code", response.code},         {"duration_ms", response.duration_ms},
            {"answers", response.answers}};
  if (response.score) data["score"] = *response.score;
  if (!response.suspect.empty()) data["suspect"] = response.suspect;
  if (response.contact) {
    data["contact"] = {{"channel", response.contact->channel},
                       {"consent", response.contact->consent},
                       {"digest", response.contact->digest}};
  }
  return data;
}

std::expected<Response, Problem> response_from_json(const Json& data) {
  auto response = checked(canonical_json(data));
  if (response) response->answers = data.at("answers");
  return response;
}

std::expected<std::optional<Response>, Problem> read_data(std::string_view type, std::string_view data) {
  if (type == kResponseCompleted || type == kResponseAbandoned) {
    auto response = checked(data);
    if (!response) return std::unexpected(response.error());
    if (type == kResponseAbandoned && response->contact)
      return std::unexpected(bad("an abandoned response carries no contact"));
    return std::move(*response);
  }
  if (!well_formed_type(type)) {
    return std::unexpected(Problem{"The type of an event is not chalkpoint.<thing>.<past tense>.vN",
                                   "Compare the sender's version with PROTOCOL.md."});
  }
  if (!data.starts_with('{'))
    return std::unexpected(
        Problem{"The data of an event is not an object", "Compare the sender's version with PROTOCOL.md."});
  return std::nullopt;
}

std::expected<void, Problem> validate(std::string_view type, const Json& data) {
  if (deeper_than(data, kJsonDepthMax)) {
    return std::unexpected(Problem{"The data of an event is nested too deeply", "Keep it within 32 levels."});
  }
  if (const auto read = read_data(type, canonical_json(data)); !read) return std::unexpected(read.error());
  return {};
}

}  // namespace chalkpoint::event
