#include "sync/device/journal_ledger.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "sync/event/seal.h"
#include "sync/wire/limits.h"

namespace chalkpoint::device {
namespace {

namespace setting = journal::setting;

/// How many events the hub set aside: kept here, since no other part of a terminal asks.
constexpr std::string_view kQuarantined = "quarantined";

std::uint64_t number(const std::optional<std::string>& text) {
  std::uint64_t value = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), value);
  return value;
}

Ledger::Result<std::optional<Binding>> read_binding(const journal::Journal& journal) {
  const auto get = [&](std::string_view key) { return journal.setting(key).value_or(""); };
  const auto url = journal.setting(setting::kHubUrl);
  if (!url) return std::optional<Binding>();
  const auto key = event::from_base64(get(setting::kSiteKey));
  const std::string key_id = get(setting::kSiteKeyId);
  Binding out{*url,
              get(setting::kToken),
              {get(setting::kSite), get(setting::kDevice), get(setting::kDeviceName), key.value_or(""), key_id,
               get(setting::kHubEpoch), get(setting::wrapped_key(key_id))}};
  if (out.token.empty() || out.site.site.empty() || out.site.device.empty() || !key)
    return std::unexpected(event::Problem{"The terminal's enrolment is incomplete.", "Run `chalkpoint enroll` again."});
  return std::optional<Binding>(std::move(out));
}

}  // namespace

JournalLedger::JournalLedger(OnJournal on_journal) : on_journal_(std::move(on_journal)) {}

Ledger::Result<std::optional<Binding>> JournalLedger::binding() {
  if (binding_) return *binding_;
  Result<std::optional<Binding>> out;
  on_journal_([&](journal::Journal& journal) { out = read_binding(journal); });
  if (out) binding_ = *out;
  return out;
}

Ledger::Result<void> JournalLedger::keep_wrapped(const wire::Site& site) {
  binding_.reset();
  Result<void> out;
  on_journal_([&](journal::Journal& journal) {
    out = journal.set_settings({{setting::wrapped_key(site.key_id), site.wrapped}});
  });
  return out;
}

Ledger::Result<std::vector<EpochState>> JournalLedger::epochs() {
  Result<std::vector<EpochState>> out;
  on_journal_([&](journal::Journal& journal) {
    const auto held = journal.epochs();
    if (!held) {
      out = std::unexpected(held.error());
      return;
    }
    for (const journal::Epoch& epoch : *held) out->push_back({epoch.name, epoch.last, epoch.acked});
  });
  return out;
}

Ledger::Result<std::vector<event::Event>> JournalLedger::read(std::string_view epoch, std::uint64_t after,
                                                              std::size_t count_max) {
  Result<std::vector<event::Event>> out;
  on_journal_(
      [&](journal::Journal& journal) { out = journal.read_after(epoch, after, count_max, wire::kBatchBytesMax); });
  return out;
}

Ledger::Result<void> JournalLedger::acknowledge(std::string_view epoch, std::uint64_t through,
                                                std::span<const std::uint64_t> quarantined) {
  Result<void> out;
  if (!quarantined.empty()) quarantined_.reset();
  on_journal_([&](journal::Journal& journal) {
    journal::Settings count;
    if (!quarantined.empty())
      count = {{std::string(kQuarantined), std::to_string(number(journal.setting(kQuarantined)) + quarantined.size())}};
    out = journal.acknowledge(epoch, through, count, quarantined);
  });
  return out;
}

Ledger::Result<bool> JournalLedger::fork(std::string_view epoch, std::uint64_t common) {
  Result<bool> out;
  down_cursor_.reset();
  on_journal_([&](journal::Journal& journal) { out = journal.fork(epoch, common); });
  return out;
}

Ledger::Result<std::uint64_t> JournalLedger::quarantined() {
  if (quarantined_) return *quarantined_;
  Result<std::uint64_t> out;
  on_journal_([&](journal::Journal& journal) { out = number(journal.setting(kQuarantined)); });
  if (out) quarantined_ = *out;
  return out;
}

Ledger::Result<std::uint64_t> JournalLedger::down_cursor() {
  if (down_cursor_) return *down_cursor_;
  Result<std::uint64_t> out;
  on_journal_([&](journal::Journal& journal) { out = number(journal.setting(setting::kDownCursor)); });
  if (out) down_cursor_ = *out;
  return out;
}

Ledger::Result<void> JournalLedger::append_foreign(std::span<const wire::Placed> events, std::uint64_t through) {
  std::vector<event::Event> bare;
  bare.reserve(events.size());
  for (const wire::Placed& placed : events) bare.push_back(placed.event);
  down_cursor_.reset();
  Result<void> out;
  on_journal_([&](journal::Journal& journal) {
    const std::string here = journal.setting(setting::kDevice).value_or("");
    std::vector<std::string> of_this_device;
    for (const wire::Placed& placed : events) {
      if (placed.source.device == here &&
          std::ranges::find(of_this_device, placed.source.epoch) == of_this_device.end())
        of_this_device.push_back(placed.source.epoch);
    }
    out = journal.append_foreign(bare, through, of_this_device);
  });
  return out;
}

Ledger::Result<std::optional<std::int64_t>> JournalLedger::read_unix_ms() {
  Result<std::optional<std::int64_t>> out;
  on_journal_([&](journal::Journal& journal) {
    if (const auto noted = journal.setting(setting::kReadUnixMs)) out = static_cast<std::int64_t>(number(noted));
  });
  return out;
}

Ledger::Result<void> JournalLedger::note_read(std::int64_t unix_ms) {
  Result<void> out;
  on_journal_([&](journal::Journal& journal) {
    out = journal.set_settings({{std::string(setting::kReadUnixMs), std::to_string(unix_ms)}});
  });
  return out;
}

Ledger::Result<void> JournalLedger::start_over(std::string_view hub_epoch) {
  forget();
  Result<void> out;
  on_journal_([&](journal::Journal& journal) {
    out = journal.set_settings({{std::string(kQuarantined), ""}});
    if (out) out = journal.forget_hub(hub_epoch);
  });
  return out;
}

void JournalLedger::forget() {
  binding_.reset();
  down_cursor_.reset();
  quarantined_.reset();
}

Ledger::Result<void> JournalLedger::bind(const Binding& binding) {
  forget();
  Result<void> out;
  on_journal_([&](journal::Journal& journal) {
    const wire::Site& site = binding.site;
    // What another hub, or this one in another life, acknowledged says nothing about this one. Before the binding:
    // should the terminal stop in between, everything is offered once more to the hub it had.
    if (journal.setting(setting::kHubEpoch) != site.hub_epoch) out = journal.forget_hub(site.hub_epoch);
    if (!out) return;
    out = journal.set_settings({{std::string(setting::kHubUrl), binding.hub_url},
                                {std::string(setting::kToken), binding.token},
                                {std::string(setting::kSite), site.site},
                                {std::string(setting::kDevice), site.device},
                                {std::string(setting::kDeviceName), site.name},
                                {std::string(setting::kSiteKey), event::base64(site.key)},
                                {std::string(setting::kSiteKeyId), site.key_id}});
    // Not for an earlier hub: the one it gave in a life before would be lost.
    if (out && !site.wrapped.empty()) out = journal.set_settings({{setting::wrapped_key(site.key_id), site.wrapped}});
  });
  return out;
}

Ledger::Result<void> JournalLedger::unbind() {
  forget();
  Result<void> out;
  on_journal_([&](journal::Journal& journal) {
    out = journal.set_settings({{std::string(setting::kHubUrl), ""}, {std::string(setting::kToken), ""}});
  });
  return out;
}

}  // namespace chalkpoint::device
