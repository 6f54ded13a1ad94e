#include "sync/wire/page.h"

#include <charconv>

#include "sync/wire/reader.h"

namespace chalkpoint::wire {
namespace {

std::unexpected<event::Problem> bad_page(std::string what) {
  return std::unexpected(event::Problem{"The hub's page of events cannot be read: " + std::move(what),
                                        "Compare the versions of the hub and of this terminal."});
}

std::optional<std::uint64_t> hub_seq(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::expected<Placed, std::string> read(const Element& element) {
  if (!element.fault.empty()) return std::unexpected(element.fault);
  const auto place = hub_seq(element.attributes.hubseq);
  if (!place) return std::unexpected("hubseq is no number");
  auto source = Source::parse(element.attributes.source);
  if (!source) return std::unexpected("source is malformed");
  auto event = rebuild(element.attributes, *source);
  if (!event) return std::unexpected(event.error());
  return Placed{*place, std::move(*source), std::move(*event)};
}

}  // namespace

std::string reader_text(std::string_view site, std::string_view device) {
  return std::string("/sites/").append(site).append("/devices/").append(device);
}

event::Bytes to_text(const Page& page) {
  event::Bytes out = R"({"hub_epoch":")" + page.hub_epoch + R"(","reader":")" + page.reader + R"(","after":)" +
                     std::to_string(page.after) + R"(,"through":)" + std::to_string(page.through) + R"(,"more":)" +
                     (page.more ? "true" : "false") + R"(,"events":[)";
  bool first = true;
  for (const Placed& placed : page.events) {
    event::Event bare = placed.event;
    bare.sealed.reset();
    auto element = element_text(placed.source.text(), bare);
    if (!element) continue;  // a store gives canonical bodies only; anything else is for its verify() to tell
    element->pop_back();
    if (!first) out += ',';
    first = false;
    out.append(*element).append(R"(,"hubseq":")").append(std::to_string(placed.hub_seq)).append(R"("})");
  }
  out += "]}";
  return out;
}

std::expected<Page, event::Problem> parse_page(std::string_view text) {
  if (text.size() > kPageBytesMax) return bad_page("it is larger than " + std::to_string(kPageBytesMax) + " octets.");
  Reader reader(text);
  const auto parts = reader.page(kPageEventsMax);
  if (!parts) return bad_page(parts.error());
  Page page{std::string(parts->hub_epoch), parts->through, parts->more, {}, parts->after, std::string(parts->reader)};
  std::uint64_t last = 0;
  for (const Element& element : parts->events) {
    auto placed = read(element);
    if (!placed) return bad_page(placed.error() + ".");
    if (placed->hub_seq <= last || placed->hub_seq > page.through) return bad_page("its events are out of order.");
    last = placed->hub_seq;
    page.events.push_back(std::move(*placed));
  }
  return page;
}

}  // namespace chalkpoint::wire
