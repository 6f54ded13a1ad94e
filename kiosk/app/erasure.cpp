#include "kiosk/app/erasure.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/seal.h"
#include "kiosk/desk/clients.h"

namespace chalkpoint::app {

namespace {

using journal::Result;

desk::Left left_of(const journal::Sealed& one) {
  return {.id = one.id,
          .code = one.code,
          .channel = one.channel,
          .key = one.key,
          .unix_ms = event::parse_rfc3339(one.time).value_or(event::Moment{}).unix_ms,
          .here = one.here,
          .erased = one.erased};
}

desk::Left left_of(const journal::Listed& row) {
  return {.id = row.id,
          .code = {},
          .channel = "list",
          .key = row.key_id,
          .unix_ms = event::parse_rfc3339(row.day + "T00:00:00.000+00:00").value_or(event::Moment{}).unix_ms,
          .here = true,
          .erased = false};
}

/// A contact of this store, still closed.
struct Box {
  desk::Left left;
  event::Bytes sealed;
};

}  // namespace

Result<std::vector<desk::Left>> left_under(const OnStore& store, const std::string& code) {
  Result<std::vector<journal::Sealed>> found;
  store([&](journal::Journal& journal) { found = journal.sealed_under(code); });
  if (!found) return std::unexpected(found.error());
  std::vector<desk::Left> out;
  for (const journal::Sealed& one : *found) out.push_back(left_of(one));
  return out;
}

Result<LeftBy> left_by(const OnStore& store, const std::string& contact, const OpenBox& open) {
  std::vector<Box> boxes;
  Result<void> read;
  store([&](journal::Journal& journal) {
    read = journal.each_box([&boxes](const journal::Sealed& one, std::string_view box) -> Result<void> {
      if (!one.channel.empty()) boxes.push_back({left_of(one), event::Bytes(box)});
      return {};
    });
  });
  if (!read) return std::unexpected(read.error());
  Result<std::vector<journal::Listed>> rows;
  store([&](journal::Journal& journal) { rows = journal.listed(); });
  if (!rows) return std::unexpected(rows.error());
  const std::string wanted = event::normal_contact(contact);
  LeftBy out;
  for (Box& box : boxes) {
    const auto text = open(box.sealed);
    if (!text)
      ++out.other_key;
    else if (event::holds_contact(*text, wanted))
      out.found.push_back(std::move(box.left));
  }
  for (const journal::Listed& row : *rows) {
    const auto text = open(row.sealed);
    if (!text) ++out.other_key;
    const auto client = text ? desk::client_from_text(*text) : std::nullopt;
    if (client && !wanted.empty() && event::normal_contact(client->client.phone) == wanted)
      out.found.push_back(left_of(row));
  }
  return out;
}

event::Fact opening_of(const event::Signature& by, const event::Moment& at, const event::Random& random) {
  return fact_of(event::make_uuid_v7(at.unix_ms, random), event::ContactsOpened{.minutes = 0, .by = by}, at);
}

Result<Erasure> erase(journal::Journal& journal, std::vector<desk::Left> items, const event::Signature& by,
                      const event::Moment& at, const event::Random& random) {
  std::vector<event::Fact> facts;
  for (const desk::Left& item : items)
    facts.push_back(fact_of(event::make_uuid_v7(at.unix_ms, random), event::ContactErased{item.id, by}, at));
  const auto placed = journal.append(facts);
  if (!placed) return std::unexpected(placed.error());
  Erasure out{.items = std::move(items),
              .by = by,
              .at = at,
              .site = {},
              .device = {},
              .events = {},
              .copies = journal.copies()};
  for (const event::Fact& fact : facts) out.events.push_back(fact.id);
  if (journal.setting(journal::setting::kToken)) {
    out.site = journal.setting(journal::setting::kSite).value_or("");
    out.device = journal.setting(journal::setting::kDeviceName).value_or("");
  }
  return out;
}

}  // namespace chalkpoint::app
