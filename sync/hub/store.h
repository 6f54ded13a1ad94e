// What the hub keeps, and the rules by which it takes events in. Every store obeys the same contract suite
// (tests/contract).
//
// A site has a stream: its events in the order of arrival, counted by hub_seq from 1 without gaps. An origin is one
// epoch of a device's store as the site knows it; the hub remembers the highest sequence it has dealt with there and
// the hash the next event hangs on. An event enters only as that origin's next one, so nothing can be taken twice and
// nothing can be skipped. Counters (Bucket) are raised in the transaction that takes the event in; verify() proves them
// equal to a recount.
#pragma once

#include <memory>

#include "sync/event/seal.h"
#include "sync/hub/bucket.h"
#include "sync/wire/ack.h"
#include "sync/wire/gzip.h"
#include "sync/wire/page.h"
#include "sync/wire/reading.h"

namespace chalkpoint::hub {

template <typename T>
using Result = std::expected<T, event::Problem>;

/// Whom a token stands for.
struct Principal {
  std::string site;
  std::string device;
  auto operator<=>(const Principal&) const = default;
};

/// A site's key: contacts are sealed to the public half; the secret half is kept only wrapped under a recovery
/// phrase.
struct KeyRecord {
  event::PublicKey open{};
  std::string wrapped;  ///< the secret half, as event::wrap_secret gives it
  std::string key_id;
};

/// What the hub calls itself among the devices of a site.
inline constexpr std::string_view kOwnName = "hub";

/// A terminal that may send, or might once.
struct Device {
  Principal who;
  std::string name;                        ///< what people call it
  std::int64_t added_ms = 0;               ///< UTC
  std::optional<std::int64_t> revoked_ms;  ///< UTC; its token is refused from then on
  std::optional<std::int64_t> heard_ms;    ///< UTC; when it last delivered something
  std::optional<std::int64_t>
      clock_offset_ms;  ///< hub's clock minus the device's, at that time; where the device told it
};

/// A batch on its way into a store. `buckets[i]` is what the i-th event counts as, nothing for one that counts as
/// nothing.
struct Delivery {
  wire::Incoming batch;
  std::vector<std::optional<Bucket>> buckets;
  std::int64_t received_ms = 0;                 ///< UTC, the hub's clock
  std::optional<std::int64_t> clock_offset_ms;  ///< hub's clock minus the sender's
};

/// What a store says to a delivery: an ack, or why it takes nothing of it, with the answer's HTTP status.
using Taken = std::expected<wire::Ack, wire::Unreadable>;

/// What verify() found: how much it looked at, and each fault with its place.
struct Findings {
  std::uint64_t events = 0;
  std::uint64_t quarantined = 0;
  std::uint64_t contacts = 0;
  std::vector<std::string> faults;  ///< none: all is well; at most kFaultsMax
};
inline constexpr std::size_t kFaultsMax = 100;  // a broken file has thousands of the same kind

/// Calls come from one thread at a time. A Problem means that nothing was changed.
class Store {
 public:
  virtual ~Store() = default;

  /// 16 lower-case hex digits. A store that was put back from an older copy has a new one.
  virtual std::string epoch() const = 0;

  /// Takes the deliveries in, in order and durably, in one transaction; one answer each.
  /// For each event: the origin's next one with a hash that follows from the one before → accepted; held already with
  /// the same hash → duplicate; a known id with another hash, a broken chain, or Refused by the codec → quarantined,
  /// kept as it came, and passed by. A batch that begins beyond the origin's next sequence is a gap: its ack has no
  /// outcomes and nothing of it is kept.
  /// An erasure (sync/event/contacts.h) takes the box of its event in the same transaction, out of the file and its
  /// log, and out of what was set aside; from then on none is taken for that event, whoever brings it. An epoch belongs
  /// to the device that brought its last batch. Another one of the site goes on with it only when no device in use
  /// bears that one's identifier any more (a terminal enrolled anew); before that it is refused with 403.
  virtual Result<std::vector<Taken>> append(std::span<const Delivery> deliveries) = 0;

  /// The reader's site's stream after hub_seq `what.after`, without contacts and without what the reader holds: the
  /// events of each epoch in `what.own` through the sequence named, whoever brought them; where it names none, the
  /// events of its own device. A cursor beyond the end of the stream can only come from a life this store has lost: it
  /// begins a new epoch and reads from the start.
  virtual Result<wire::Page> read(const Principal& reader, const wire::Reading& what, std::size_t events_max,
                                  std::size_t bytes_max) = 0;

  /// Makes the device known; with the first one of a site comes the site's key, which is ignored for a site that has
  /// one. Refuses a second device of the same identifier unless the first was revoked.
  virtual Result<void> add_device(const Device& device, const event::Hash& token_hash, const KeyRecord& key_if_new) = 0;
  virtual Result<void> revoke_device(const Principal& who, std::int64_t now_ms) = 0;
  /// All of them, by site and identifier, the revoked ones too.
  virtual Result<std::vector<Device>> devices() = 0;
  /// The device whose token has this hash; nothing for an unknown or revoked one.
  virtual Result<std::optional<Device>> authenticate(const event::Hash& token_hash) = 0;

  /// A code by which the device in use gets a new token, once and before `until_ms`; what was offered it before is
  /// worth nothing from now on. Refuses an unknown or revoked device.
  virtual Result<void> offer_code(const Principal& who, const event::Hash& code_hash, std::int64_t until_ms) = 0;
  /// Takes the code away and makes the token of this hash the only one of its device, in one transaction. Nothing, and
  /// nothing changed, for a code that was never offered, was used, is over, or of a device that was revoked since.
  virtual Result<std::optional<Device>> redeem_code(const event::Hash& code_hash, const event::Hash& token_hash,
                                                    std::int64_t now_ms) = 0;

  /// Nothing for an unknown site.
  virtual Result<std::optional<KeyRecord>> site_key(std::string_view site) = 0;

  /// The counters of one site, or of all.
  virtual Result<std::vector<Count>> counts(std::optional<std::string_view> site) = 0;

  /// The sealed contact of an event, for those who hold the site's recovery phrase; nothing where none is kept.
  virtual Result<std::optional<event::Bytes>> contact(std::string_view site, const event::Uuid& event) = 0;

  /// Events of the hub itself into the site's stream, at the end of an epoch of its own, which bears the name of the
  /// hub's; one transaction. They pass the rules of append() and travel as those of a device do, under the name
  /// kOwnName (with a `~` behind it where a terminal is called so); no token speaks for that one. Refuses an unknown
  /// site, and what no event may carry.
  virtual Result<void> say(std::string_view site, std::span<const event::Fact> facts, std::int64_t now_ms) = 0;

  /// Proves what is kept: the file, each chain, places without gaps, contacts against their digests, counters against a
  /// recount.
  virtual Result<Findings> verify() = 0;
};

}  // namespace chalkpoint::hub
