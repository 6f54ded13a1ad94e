#include "sync/wire/members.h"

namespace chalkpoint::wire {

std::optional<event::Json> object_of(std::string_view text, std::size_t bytes_max) {
  if (text.size() > bytes_max) return std::nullopt;
  // The small answers nest three levels at most; anything deeper is not ours and is not worth a stack.
  bool too_deep = false;
  const auto limit = [&](int depth, event::Json::parse_event_t, event::Json&) {
    too_deep = too_deep || depth > event::kJsonDepthMax;
    return !too_deep;
  };
  event::Json json = event::Json::parse(text, limit, false);
  if (too_deep || !json.is_object()) return std::nullopt;
  return json;
}

std::optional<std::string> text_member(const event::Json& object, const char* name, std::size_t chars_max) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  const auto& text = found->get_ref<const std::string&>();
  if (text.empty() || text.size() > chars_max) return std::nullopt;
  return text;
}

std::optional<std::uint64_t> count_member(const event::Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
  return found->get<std::uint64_t>();
}

std::optional<std::string> epoch_member(const event::Json& object, const char* name) {
  auto text = text_member(object, name, 16);
  if (!text || !event::is_epoch(*text)) return std::nullopt;
  return text;
}

}  // namespace chalkpoint::wire
