#include "sync/event/fields.h"

#include <algorithm>
#include <charconv>

#include "sync/event/day.h"
#include "sync/event/prose.h"
#include "sync/event/utf8.h"

namespace chalkpoint::event {

Fields::Fields(std::string_view subject, std::string_view object) : subject_(subject) {
  if (auto parts = object.starts_with('{') ? canonical_parts(object) : std::nullopt)
    parts_ = std::move(*parts);
  else
    fail("it is not an object");
}

std::string_view Fields::raw(std::string_view name) const {
  const auto found = std::ranges::find(parts_, name, &JsonPart::name);
  return found == parts_.end() ? std::string_view() : found->value;
}

std::string Fields::text(std::string_view name, std::size_t bytes_max, bool may_be_empty) {
  auto text = json_text(raw(name));
  if (!text) {
    fail(std::string(name) + " is not a text");
    return {};
  }
  if (text->size() > bytes_max || (text->empty() && !may_be_empty)) fail(std::string(name) + " is empty or too long");
  return std::move(*text);
}

std::string Fields::prose(std::string_view name, std::size_t chars_max, bool lines) {
  constexpr std::size_t octets_a_character = 4;
  auto text = this->text(name, chars_max * octets_a_character);
  if (characters(text) > chars_max)
    fail(std::string(name) + " has more than " + std::to_string(chars_max) + " characters");
  if (writable(text) != text || (!lines && text.contains('\n'))) fail(std::string(name) + " holds control characters");
  if (trimmed(text).empty()) fail(std::string(name) + " is blank");
  return text;
}

std::int64_t Fields::integer(std::string_view name, std::int64_t least, std::int64_t most) {
  const std::string_view digits = raw(name);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = !digits.empty() && error == std::errc() && end == digits.data() + digits.size();
  if (!whole || value < least || value > most) {
    fail(std::string(name) + " is not a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return least;
  }
  return value;
}

bool Fields::boolean(std::string_view name) {
  const std::string_view value = raw(name);
  if (value != "true" && value != "false") fail(std::string(name) + " is neither true nor false");
  return value == "true";
}

Uuid Fields::uuid(std::string_view name) {
  const auto id = Uuid::parse(text(name));
  if (!id) fail(std::string(name) + " is not a UUID");
  return id.value_or(Uuid{});
}

std::string Fields::day(std::string_view name, bool may_be_empty) {
  std::string day = text(name, kFieldBytesMax, may_be_empty);
  if (!day.empty() && !is_day(day)) fail(std::string(name) + " is no day YYYY-MM-DD");
  return day;
}

std::string Fields::code(std::string_view name, bool may_be_empty) {
  std::string code = text(name, kFieldBytesMax, may_be_empty);
  const bool whole = code.size() == kCodeLength &&
                     std::ranges::all_of(code, [](char c) { return kCodeAlphabet.find(c) != std::string_view::npos; });
  if (!whole && !(code.empty() && may_be_empty)) fail(std::string(name) + " is not four characters of its alphabet");
  return code;
}

std::string Fields::digest(std::string_view name) {
  std::string digest = text(name);
  if (!hash_from_hex(digest)) fail(std::string(name) + " is not 64 hex digits");
  return digest;
}

std::size_t Fields::choice(std::string_view name, std::span<const std::string_view> among) {
  const std::string word = text(name);
  const auto found = std::ranges::find(among, word);
  if (found != among.end()) return static_cast<std::size_t>(found - among.begin());
  fail(std::string(name) + " is none of its words");
  return 0;
}

std::vector<std::string> Fields::texts(std::string_view name) {
  std::vector<std::string> out;
  const std::string_view list = raw(name);
  if (list.empty()) return out;
  const auto parts = list.starts_with('[') ? canonical_parts(list) : std::nullopt;
  if (!parts) {
    fail(std::string(name) + " is not a list");
    return out;
  }
  for (const JsonPart& part : *parts) {
    auto text = json_text(part.value);
    if (!text || text->size() > kFieldBytesMax) {
      fail(std::string(name) + " holds what is not a short text");
      return out;
    }
    out.push_back(std::move(*text));
  }
  return out;
}

void Fields::object(std::string_view name, const std::function<void(Fields&)>& read) {
  Fields inner(subject_, raw(name));
  inner.within_ = std::string(name) + '.';
  if (inner.fault_) return fail(std::string(name) + " is not an object");
  read(inner);
  if (inner.fault_ && !fault_) fault_ = std::move(inner.fault_);
}

Signature Fields::signature(Right needed) {
  Signature out;
  object("by", [&](Fields& by) {
    by.only({"name", "role"});
    out = {by.prose("name", kSignatureBytesMax, false), std::string(kRoles[by.choice("role", kRoles)])};
    if (out.name.size() > kSignatureBytesMax) by.fail("name is too long");
    if (!may(out.role, needed))
      by.fail("role may not do this: it has no right of " + std::string(kRights[static_cast<std::size_t>(needed)]));
  });
  return out;
}

void Fields::only(std::initializer_list<std::string_view> known) {
  for (const JsonPart& part : parts_) {
    if (std::ranges::find(known, part.name) == known.end()) return fail("unknown member " + std::string(part.name));
  }
}

void Fields::fail(std::string what) {
  if (fault_) return;
  fault_ = Problem{std::string(subject_) + " is malformed: " + within_ + std::move(what),
                   "Compare the terminal's version with the hub's."};
}

}  // namespace chalkpoint::event
