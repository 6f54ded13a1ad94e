// How a running terminal keeps to its hub: the worker, and what the device's part of the administration does about it.
#include <cstdlib>

#include "kiosk/app/measured_scale.h"
#include "kiosk/app/terminal.h"
#include "sync/device/curl_transport.h"
#include "sync/device/enroll.h"
#include "sync/device/journal_ledger.h"

namespace chalkpoint::app {

namespace setting = journal::setting;

namespace {

// Every problem of sync once, when it comes; the staff's screen says the same in their language.
std::function<void(const device::SyncStatus&)> sync_log(std::function<void(std::string)> note) {
  return [note = std::move(note), told = std::string()](const device::SyncStatus& status) mutable {
    std::string line = status.problem ? status.problem->what + " " + status.problem->remedy : "";
    if (!line.empty() && line != told) note(line);
    told = std::move(line);
  };
}

}  // namespace

// Called with nobody else at the worker: at the start, and by rebind().
void Terminal::start_sync() {
  const device::Tuning tuning;
  ledger_ = std::make_unique<device::JournalLedger>(
      [this](const auto& work) { journal_->ask([&work](journal::Journal& journal) { work(journal); }); });
  worker_ = std::make_unique<device::Worker>(
      *ledger_, device::make_curl_transport(tuning),
      device::World{
          .unix_ms = [now = host_.now] { return now().unix_ms; },
          .mono_ms = [now = host_.now] { return now().mono_ms; },
          .random_below = [random = host_.random](std::uint64_t n) { return random_below(random, n); },
          .report =
              [this, log = sync_log(host_.note), wake = host_.wake](const device::SyncStatus& status) mutable {
                log(status);
                hear_hub();
                const bool was_trusted = trusted_for_ms() > 0;
                reading_.hear(status.read_unix_ms, now_());
                if (was_trusted != (trusted_for_ms() > 0)) wake();  // more or less of the board may be shown
              }},
      tuning,
      // Members never see how sync stands, so only the staff's screen is worth waking up for.
      [this, wake = host_.wake] {
        if (staff_->is_open()) wake();
      });
  journal_->on_stored([worker = worker_.get()] { worker->wake(); });
}

device::SyncStatus Terminal::sync_status() const {
  const std::scoped_lock lock(sync_mutex_);
  return worker_ ? worker_->status() : device::SyncStatus();
}

// The worker ends first: what it still hears of the hub it had must not be noted as the next one's.
std::expected<void, NotBound> Terminal::rebind(const std::optional<device::Binding>& binding) {
  if (binding) {
    const auto site = journal_->ask([](journal::Journal& journal) { return journal.setting(setting::kSite); });
    if (const auto allowed = device::check_rebinding(site, *binding); !allowed)
      return std::unexpected(NotBound{true, allowed.error()});
  }
  journal_->on_stored({});
  std::unique_ptr<device::Worker> before;
  {
    const std::scoped_lock lock(sync_mutex_);
    before = std::move(worker_);
  }
  before.reset();
  device::JournalLedger ledger(
      [this](const auto& work) { journal_->ask([&work](journal::Journal& journal) { work(journal); }); });
  const auto bound = binding ? ledger.bind(*binding) : ledger.unbind();
  if (bound) enrolled_ = binding.has_value();
  const std::scoped_lock lock(sync_mutex_);
  if (!closing_) start_sync();
  if (!bound) return std::unexpected(NotBound{false, bound.error()});
  return {};
}

std::optional<float> Terminal::measured_px_per_mm() const {
  const float measured = measured_px_per_mm_;
  return measured > 0 ? std::optional(measured) : std::nullopt;
}

DevicePorts Terminal::device_ports() {
  return {.data = data_,
          .status = [this] { return status(); },
          .clock_offset_ms = [this] { return sync_status().clock_offset_ms; },
          .send_now =
              [this] {
                const std::scoped_lock lock(sync_mutex_);
                if (worker_) worker_->retry_now();
              },
          .binding =
              [this] {
                device::JournalLedger ledger(
                    [this](const auto& work) { journal_->ask([&work](journal::Journal& journal) { work(journal); }); });
                return ledger.binding().value_or(std::nullopt);
              },
          .rebind = [this](const auto& binding) { return rebind(binding); },
          .measured = [this] { return measured_px_per_mm_ > 0; },
          .measure =
              [this](float px_per_mm) {
                measured_px_per_mm_ = px_per_mm;
                journal_->set_settings({{std::string(kMeasuredScale), px_per_mm > 0 ? std::to_string(px_per_mm) : ""}});
              }};
}

}  // namespace chalkpoint::app
