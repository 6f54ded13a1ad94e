#include "sync/wire/reader.h"

#include <simdjson.h>

#include <array>
#include <deque>
#include <utility>

namespace chalkpoint::wire {
namespace {

namespace od = simdjson::ondemand;

struct Name {
  std::string_view name;
  std::string_view Attributes::* slot;
};
constexpr std::array<Name, 12> kNames = {{{"id", &Attributes::id},
                                          {"hash", &Attributes::hash},
                                          {"specversion", &Attributes::specversion},
                                          {"source", &Attributes::source},
                                          {"type", &Attributes::type},
                                          {"datacontenttype", &Attributes::datacontenttype},
                                          {"boot", &Attributes::boot},
                                          {"bootms", &Attributes::bootms},
                                          {"sequence", &Attributes::sequence},
                                          {"time", &Attributes::time},
                                          {"hlc", &Attributes::hlc},
                                          {"sealed", &Attributes::sealed}}};
constexpr Name kHubSeq{"hubseq", &Attributes::hubseq};

std::string_view Attributes::* slot_of(std::string_view name) {
  for (const Name& known : kNames)
    if (known.name == name) return known.slot;
  return name == kHubSeq.name ? kHubSeq.slot : nullptr;
}

/// The parser's raw texts reach to the next token; the white space before it belongs to nobody.
std::string_view trimmed(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

}  // namespace

std::unexpected<Unreadable> malformed(std::string what) {
  return std::unexpected(Unreadable{400, {std::move(what), "See PROTOCOL.md for the form of a batch."}});
}

struct Reader::Impl {
  simdjson::padded_string text;
  od::parser outer;                   // of the whole text: finds where the elements are
  od::parser inner;                   // of one element: what is wrong there stays there
  std::deque<std::string> unescaped;  // strings that could not be handed out as they stand

  /// A string's value: a view into the text when it has no escapes. Nothing when it is no string.
  std::optional<std::string_view> string(od::value value) {
    if (value.type().error() != simdjson::SUCCESS || value.type().value_unsafe() != od::json_type::string)
      return std::nullopt;
    std::string_view token = value.raw_json_token();
    token = token.substr(0, token.rfind('"') + 1);
    if (token.find('\\') == std::string_view::npos) {
      std::string_view ignored;
      if (value.get_string().get(ignored) != simdjson::SUCCESS) return std::nullopt;
      return token.substr(1, token.size() - 2);
    }
    std::string_view plain;
    if (value.get_string().get(plain) != simdjson::SUCCESS) return std::nullopt;
    return unescaped.emplace_back(plain);
  }

  /// The raw text of any value, which is thereby passed by.
  static std::string_view raw(od::value value) {
    od::json_type type{};
    std::string_view out;
    if (value.type().get(type) != simdjson::SUCCESS) return {};
    if (type == od::json_type::object) {
      od::object object;
      if (value.get_object().get(object) == simdjson::SUCCESS && object.raw_json().get(out) == simdjson::SUCCESS)
        return trimmed(out);
      return {};
    }
    if (type == od::json_type::array) {
      od::array array;
      if (value.get_array().get(array) == simdjson::SUCCESS && array.raw_json().get(out) == simdjson::SUCCESS)
        return trimmed(out);
      return {};
    }
    return trimmed(value.raw_json_token());
  }

  Element element(std::string_view raw_text) {
    Element out{raw_text, {}, {}};
    const std::size_t offset = static_cast<std::size_t>(raw_text.data() - text.data());
    const std::size_t room = text.size() + simdjson::SIMDJSON_PADDING - offset;
    od::document document;
    od::object object;
    if (inner.iterate(simdjson::padded_string_view(raw_text.data(), raw_text.size(), room)).get(document) !=
            simdjson::SUCCESS ||
        document.get_object().get(object) != simdjson::SUCCESS) {
      out.fault = "it is no JSON object";
      return out;
    }
    for (auto field : object) {
      std::string_view key;
      if (field.error() != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS) {
        out.fault = "its JSON is malformed";
        return out;
      }
      const std::string fault = read_member(key, field.value(), out.attributes);
      if (!fault.empty() && out.fault.empty()) out.fault = fault;
    }
    return out;
  }

  /// What is wrong with the member; empty when nothing. Attributes of others are none of our business and are passed
  /// by.
  std::string read_member(std::string_view key, od::value value, Attributes& out) {
    if (key == "data") {
      od::object data;
      std::string_view raw_data;
      if (value.get_object().get(data) != simdjson::SUCCESS || data.raw_json().get(raw_data) != simdjson::SUCCESS)
        return "data is no object";
      return std::exchange(out.data, trimmed(raw_data)).empty() ? "" : "data is given twice";
    }
    const auto slot = slot_of(key);
    if (slot == nullptr) return "";
    const std::string name(key);
    const auto text_value = string(value);
    if (!text_value) return name + " is no text";
    return std::exchange(out.*slot, *text_value).empty() ? "" : name + " is given twice";
  }

  std::expected<std::vector<Element>, std::string> elements(od::array array, std::size_t count_max) {
    std::vector<std::string_view> raws;
    for (auto item : array) {
      od::value value;
      if (item.get(value) != simdjson::SUCCESS) return std::unexpected("The JSON is malformed.");
      if (raws.size() == count_max)
        return std::unexpected("There are more than " + std::to_string(count_max) + " events.");
      const std::string_view text_of = raw(value);
      if (text_of.empty()) return std::unexpected("The JSON is malformed.");
      raws.push_back(text_of);
    }
    std::vector<Element> out;
    out.reserve(raws.size());
    for (const std::string_view raw_text : raws) out.push_back(element(raw_text));
    return out;
  }
};

Reader::Reader(std::string_view text) : impl_(std::make_unique<Impl>()) {
  impl_->text = simdjson::padded_string(text);
}
Reader::~Reader() = default;

std::expected<std::vector<Element>, Unreadable> Reader::array(std::size_t count_max) {
  od::document document;
  od::array array;
  if (impl_->outer.iterate(impl_->text).get(document) != simdjson::SUCCESS ||
      document.get_array().get(array) != simdjson::SUCCESS)
    return malformed("The body is not a JSON array of events.");
  auto elements = impl_->elements(array, count_max);
  if (!elements) return malformed(elements.error());
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
    return malformed("Something follows the array of events.");
  return std::move(*elements);
}

std::expected<Reader::PageParts, std::string> Reader::page(std::size_t count_max) {
  od::document document;
  od::object object;
  if (impl_->outer.iterate(impl_->text).get(document) != simdjson::SUCCESS ||
      document.get_object().get(object) != simdjson::SUCCESS)
    return std::unexpected("The page is no JSON object.");
  PageParts parts;
  od::array array;
  // Asked for in the order in which a hub writes them; any other order costs a second look, no more.
  std::optional<std::string_view> epoch;
  od::value value;
  if (object["hub_epoch"].get(value) == simdjson::SUCCESS) epoch = impl_->string(value);
  if (!epoch || !event::is_epoch(*epoch)) return std::unexpected("hub_epoch is missing or malformed.");
  parts.hub_epoch = *epoch;
  std::optional<std::string_view> reader;
  if (object["reader"].get(value) == simdjson::SUCCESS) reader = impl_->string(value);
  if (!reader) return std::unexpected("reader is missing or no text.");
  parts.reader = *reader;
  if (object["after"].get_uint64().get(parts.after) != simdjson::SUCCESS)
    return std::unexpected("after is missing or no number.");
  if (object["through"].get_uint64().get(parts.through) != simdjson::SUCCESS)
    return std::unexpected("through is missing or no number.");
  if (object["more"].get_bool().get(parts.more) != simdjson::SUCCESS)
    return std::unexpected("more is missing or neither true nor false.");
  if (object["events"].get_array().get(array) != simdjson::SUCCESS)
    return std::unexpected("events is missing or no array.");
  auto elements = impl_->elements(array, count_max);
  if (!elements) return std::unexpected(elements.error());
  parts.events = std::move(*elements);
  return parts;
}

}  // namespace chalkpoint::wire
