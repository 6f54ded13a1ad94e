#include "sync/hub/sqlite_own.h"

#include "sync/event/kinds.h"
#include "sync/hub/sqlite_row.h"

namespace chalkpoint::hub {
namespace {

using event::Problem;

/// No token has this hash: it is no BLAKE2b of anything that could be found.
event::Hash no_token(std::int64_t site) {
  event::Hash hash{};
  for (std::size_t i = 0; i < sizeof site; ++i)
    hash[hash.size() - 1 - i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(site) >> (8 * i));
  return hash;
}

bool is_taken(SQLite::Database& db, std::int64_t site, const std::string& name) {
  SQLite::Statement row(db, "SELECT 1 FROM device WHERE site = ? AND device = ? AND revoked_ms IS NULL");
  row.bind(1, site);
  row.bind(2, name);
  return row.executeStep();
}

/// The name under which the hub speaks at this site.
std::string own_device(SQLite::Database& db, std::int64_t site, std::int64_t now_ms) {
  const event::Hash mark = no_token(site);
  SQLite::Statement known(db, "SELECT device FROM device WHERE token_hash = ? AND revoked_ms IS NULL");
  bind_octets(known, 1, mark);
  if (known.executeStep()) return known.getColumn(0).getString();
  std::string name(kOwnName);
  while (is_taken(db, site, name)) name += '~';
  SQLite::Statement make(
      db,
      "INSERT INTO device(site, device, name, token_hash, added_ms) VALUES (?1, ?2, ?2, ?3, ?4) "
      "ON CONFLICT(token_hash) DO UPDATE SET revoked_ms = NULL, device = ?2");  // somebody revoked it: it has no token
  make.bind(1, site);
  make.bind(2, name);
  bind_octets(make, 3, mark);
  make.bind(4, now_ms);
  make.exec();
  return name;
}

/// Where an epoch of a site ends.
struct End {
  std::uint64_t through = 0;
  event::Hash chain{};
  event::Hlc hlc;
};

End end_of(SQLite::Database& db, std::int64_t site, const std::string& epoch) {
  SQLite::Statement row(db, "SELECT held_through, chain, number FROM origin WHERE site = ? AND epoch = ?");
  row.bind(1, site);
  row.bind(2, epoch);
  if (!row.executeStep()) return {};
  End end{natural(row.getColumn(0)), to_hash(row.getColumn(1)).value_or(event::Hash{}), {}};
  SQLite::Statement last(db, "SELECT body FROM event WHERE origin = ? ORDER BY place DESC LIMIT 1");
  last.bind(1, row.getColumn(2).getInt64());
  if (!last.executeStep()) return end;
  const std::string body = last.getColumn(0).getString();
  if (const auto parts = event::split_body(body)) end.hlc = parts->hlc;
  return end;
}

}  // namespace

Result<Delivery> own_delivery(SQLite::Database& db, const std::string& epoch, const std::string& site,
                              std::span<const event::Fact> facts, std::int64_t now_ms) {
  SQLite::Statement row(db, "SELECT number FROM site WHERE name = ?");
  row.bind(1, site);
  if (!row.executeStep())
    return std::unexpected(Problem{"the store knows no site " + site, "`device list` shows the sites"});
  const std::int64_t number = row.getColumn(0).getInt64();
  End end = end_of(db, number, epoch);
  Delivery out{.batch = {}, .buckets = {}, .received_ms = now_ms, .clock_offset_ms = {}};
  out.batch.source = {site, own_device(db, number, now_ms), epoch};
  out.batch.first = end.through + 1;
  for (const event::Fact& fact : facts) {
    if (auto valid = event::validate(fact.type, fact.data); !valid) return std::unexpected(valid.error());
    end.hlc = event::next(end.hlc, fact.at.unix_ms);
    auto event = event::parse_body(event::canonical_body(fact, epoch, ++end.through, end.hlc));
    if (!event) return std::unexpected(event.error());
    event->hash = end.chain = event::chain_hash(end.chain, event->body);
    auto bucket = bucket_of(*event);
    if (!bucket) return std::unexpected(bucket.error());
    out.buckets.push_back(std::move(*bucket));
    out.batch.events.emplace_back(std::move(*event));
  }
  return out;
}

}  // namespace chalkpoint::hub
