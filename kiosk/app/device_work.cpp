#include "kiosk/app/device_work.h"

#include <algorithm>
#include <array>

#include "kiosk/app/support_file.h"
#include "sync/device/curl_transport.h"
#include "sync/device/enroll.h"
#include "sync/device/probe.h"
#include "sync/event/problem.h"

namespace chalkpoint::app {

namespace fs = std::filesystem;
using admin::DeviceEnded;
using admin::DeviceState;
using admin::DeviceTold;
using admin::DeviceWork;

namespace {

DeviceEnded bad(std::string message, std::string remedy = {}) {
  return {.told = {.good = false, .message = std::move(message), .remedy = std::move(remedy), .fields = {}}};
}

DeviceEnded good(std::string message, std::vector<std::pair<std::string, std::string>> fields = {}) {
  return {.told = {.good = true, .message = std::move(message), .remedy = {}, .fields = std::move(fields)}};
}

std::string_view name(BackupTrouble trouble) {
  constexpr std::array<std::string_view, 8> names = {"given_up",  "no_room_here", "full",      "gone",
                                                     "read_only", "differs",      "no_backup", "store"};
  return names.at(static_cast<std::size_t>(trouble));
}

std::string_view name(device::ProbeStep step) {
  constexpr std::array<std::string_view, 6> names = {"name", "connection", "tls", "hub", "token", "clock"};
  return names.at(static_cast<std::size_t>(step));
}

}  // namespace

DeviceWorker::DeviceWorker(DevicePorts ports, journal::JournalThread& journal, Host host)
    : ports_(std::move(ports)), journal_(journal), host_(std::move(host)), aside_(std::in_place) {}

DeviceWorker::~DeviceWorker() {
  give_up();
  aside_.reset();
}

void DeviceWorker::tell(admin::DeviceNews news) {
  {
    const std::scoped_lock lock(mutex_);
    // Of how far it is only the last word matters.
    if (!news_.empty() && std::holds_alternative<admin::DeviceProgress>(news_.back()) &&
        std::holds_alternative<admin::DeviceProgress>(news))
      news_.pop_back();
    news_.push_back(std::move(news));
  }
  host_.wake();
}

std::vector<admin::DeviceNews> DeviceWorker::poll() {
  const std::scoped_lock lock(mutex_);
  std::vector<admin::DeviceNews> out(news_.begin(), news_.end());
  news_.clear();
  return out;
}

void DeviceWorker::start(const DeviceState& state) {
  given_up_ = false;
  aside_->start([this, state] { tell(run(state)); });
}

void DeviceWorker::look() {
  aside_->start([this] { tell(look_around()); });
}

void DeviceWorker::give_up() {
  given_up_ = true;
  const std::scoped_lock lock(mutex_);
  if (line_) line_->cancel();
}

bool DeviceWorker::goes_on(double done) {
  tell(admin::DeviceProgress{done});
  return !given_up_;
}

WithJournal DeviceWorker::on_journal() {
  return [this](const auto& work) { journal_.ask([&work](journal::Journal& journal) { work(journal); }); };
}

std::shared_ptr<device::Transport> DeviceWorker::open_line() {
  std::shared_ptr<device::Transport> line = device::make_curl_transport({});
  const std::scoped_lock lock(mutex_);
  line_ = line;
  if (given_up_) line->cancel();
  return line;
}

DeviceEnded DeviceWorker::run(const DeviceState& state) {
  DeviceEnded ended = [&] {
    switch (state.work) {
      case DeviceWork::enrol:
        return enrol(state);
      case DeviceWork::unbind:
        return unbind();
      case DeviceWork::probe:
        return probe();
      case DeviceWork::verify:
        return verify();
      case DeviceWork::backup:
        return back_up(state);
      case DeviceWork::look:
        return look_at(state);
      case DeviceWork::restore:
        return restore(state);
      default:
        return write_logs();
    }
  }();
  const std::scoped_lock lock(mutex_);
  line_.reset();
  return ended;
}

DeviceEnded DeviceWorker::enrol(const DeviceState& state) {
  const auto url = device::check_hub_url(state.address);
  if (!url) return bad("device.said.address", "device.address.say");
  const bool by_code = !state.digits.empty();
  if (!by_code && !device::check_token(state.text)) return bad("device.said.token", "device.token.say");
  const auto line = open_line();
  const std::int64_t now = host_.now().unix_ms;
  const auto binding = by_code ? device::enrol_by_code(*line, *url, state.digits, now)
                               : device::enrol_by_token(*line, *url, state.text, now);
  if (!binding) {
    const device::SyncFault fault = binding.error().fault;
    if (given_up_) return bad("device.trouble.given_up");
    if (by_code && fault == device::SyncFault::token_forbidden) return bad("device.said.code", "device.said.code.do");
    if (by_code && fault == device::SyncFault::hub_busy) return bad("device.said.busy", "device.said.busy.do");
    host_.note(event::one_line(binding.error().problem));
    return bad("device.said.enrol", "sync.fault." + std::string(device::name(fault)));
  }
  if (const auto bound = ports_.rebind(*binding); !bound) {
    host_.note(event::one_line(bound.error().said));
    return bound.error().other_site ? bad("device.said.site", "device.said.site.do") : bad("device.trouble.store");
  }
  return good("device.said.enrolled", {{"device", binding->site.name}, {"site", binding->site.site}});
}

DeviceEnded DeviceWorker::unbind() {
  if (const auto done = ports_.rebind(std::nullopt); !done) {
    host_.note(event::one_line(done.error().said));
    return bad("device.trouble.store");
  }
  return good("device.said.unbound");
}

DeviceEnded DeviceWorker::probe() {
  const auto binding = ports_.binding();
  if (!binding) return bad("status.sync.not_enrolled");
  const auto line = open_line();
  const device::Probed probed = device::probe(*line, *binding, [this] { return host_.now().unix_ms; });
  if (probed.cancelled) return bad("device.trouble.given_up");
  DeviceEnded ended = probed.good() ? good("device.said.link.good") : bad("device.said.link.bad");
  for (const device::ProbeFinding& finding : probed.steps) {
    using enum admin::DeviceProbe::Outcome;
    admin::DeviceProbe& shown = ended.probe.emplace_back();
    shown.step = name(finding.step);
    shown.outcome = finding.outcome == device::ProbeOutcome::good  ? admin::DeviceProbe::Outcome::good
                    : finding.outcome == device::ProbeOutcome::bad ? admin::DeviceProbe::Outcome::bad
                                                                   : skipped;
    if (finding.problem) host_.note(event::one_line(*finding.problem));
    if (finding.step == device::ProbeStep::name)
      shown.fault = "device.test.name.do";
    else if (finding.step == device::ProbeStep::clock)
      shown.fault = "device.clock.set";
    else
      shown.fault = "sync.fault." + std::string(device::name(finding.fault));
  }
  return ended;
}

DeviceEnded DeviceWorker::verify() {
  const auto checked =
      check_store(on_journal(), ports_.data, host_.random, [this](double done) { return goes_on(done); });
  if (!checked) {
    host_.note(event::one_line(checked.error().said));
    return bad("device.trouble." + std::string(name(checked.error().trouble)));
  }
  for (const std::string& fault : checked->faults) host_.note("The store is not sound: " + fault);
  if (!checked->faults.empty()) return bad("device.said.unsound", "device.said.unsound.do");
  return good("device.said.sound", {{"count", std::to_string(checked->events)}});
}

DeviceEnded DeviceWorker::back_up(const DeviceState& state) {
  fs::path folder;
  {
    const std::scoped_lock lock(mutex_);
    if (state.chosen < places_.size()) folder = places_[state.chosen];
  }
  const auto made = make_backup(on_journal(), ports_.data, folder, backup_name(ports_.status().device, host_.now()),
                                [this](double done) { return goes_on(done); });
  if (made) return good("device.said.copied", {{"file", made->file.filename().string()}});
  host_.note(event::one_line(made.error().said));
  return bad("device.trouble." + std::string(name(made.error().trouble)));
}

DeviceEnded DeviceWorker::look_at(const DeviceState& state) {
  fs::path file;
  {
    const std::scoped_lock lock(mutex_);
    if (state.chosen < copies_.size()) file = copies_[state.chosen];
  }
  const auto facts = journal::look_at_backup(file);
  if (!facts) {
    host_.note(event::one_line(facts.error()));
    std::error_code unknown;
    return bad(fs::exists(file, unknown) ? "device.trouble.no_backup" : "device.trouble.gone");
  }
  DeviceEnded ended = good("device.said.looked");
  const auto newest = event::parse_rfc3339(facts->newest);
  ended.inside = {.responses = facts->responses,
                  .newest_unix_ms = newest ? newest->unix_ms : 0,
                  .site = facts->site,
                  .device = facts->device};
  return ended;
}

DeviceEnded DeviceWorker::restore(const DeviceState& state) {
  fs::path file;
  {
    const std::scoped_lock lock(mutex_);
    if (state.chosen < copies_.size()) file = copies_[state.chosen];
  }
  const auto staged = restore_backup(on_journal(), ports_.data, file, [this](double done) { return goes_on(done); });
  if (staged) return good("device.said.restored");
  host_.note(event::one_line(staged.error().said));
  return bad("device.trouble." + std::string(name(staged.error().trouble)));
}

DeviceEnded DeviceWorker::write_logs() {
  const auto sticks = host_.sticks();
  if (sticks.empty()) return bad("device.trouble.gone");
  const desk::Status status = ports_.status();
  const std::string file = support_file_name(status.device, host_.now());
  const auto written = write_support_file(sticks.front() / file, ports_.data / kLogsFolder, status,
                                          ports_.clock_offset_ms(), host_.now());
  if (written) return good("device.said.logs", {{"file", file}});
  host_.note(event::one_line(written.error().said));
  return bad("device.trouble." + std::string(name(written.error().trouble)));
}

admin::DevicePlaces DeviceWorker::look_around() {
  const auto sticks = host_.sticks();
  const auto found = find_backups(sticks, ports_.data / kBackupsFolder);
  admin::DevicePlaces out;
  const std::scoped_lock lock(mutex_);
  places_ = sticks;
  places_.push_back(ports_.data / kBackupsFolder);
  copies_.clear();
  for (const fs::path& stick : sticks) out.places.push_back(stick.filename().string());
  out.places.emplace_back();
  for (const FoundBackup& one : found) {
    copies_.push_back(one.file);
    out.copies.push_back({.name = one.file.filename().string(),
                          .place = one.on_stick ? one.file.parent_path().filename().string() : std::string(),
                          .bytes = one.bytes});
  }
  return out;
}

}  // namespace chalkpoint::app
