#include "kiosk/app/exporter.h"

#include <utility>

#include "kiosk/app/cli_common.h"
#include "platform/paths.h"
#include "sync/event/day.h"
#include "sync/event/problem.h"

namespace chalkpoint::app {
namespace {

using admin::TakeKind;
using admin::TakeTrouble;

constexpr std::int64_t kTellEveryMs = 100;

TakeTrouble trouble_of(const std::optional<platform::Trouble>& trouble) {
  if (!trouble) return TakeTrouble::other;
  switch (*trouble) {
    case platform::Trouble::full:
      return TakeTrouble::full;
    case platform::Trouble::gone:
      return TakeTrouble::gone;
    case platform::Trouble::read_only:
      return TakeTrouble::read_only;
    case platform::Trouble::denied:
      return TakeTrouble::denied;
    case platform::Trouble::other:
      break;
  }
  return TakeTrouble::other;
}

ExportKind kind_of(TakeKind kind) {
  switch (kind) {
    case TakeKind::xlsx:
      return ExportKind::xlsx;
    case TakeKind::csv:
      return ExportKind::csv;
    case TakeKind::jsonl:
      return ExportKind::jsonl;
    case TakeKind::board:
      return ExportKind::board;
    case TakeKind::archive:
      break;
  }
  return ExportKind::archive;
}

}  // namespace

ExportSpan span_of(admin::TakeSpan span, const event::Moment& now) {
  constexpr std::array days = {0, 366, 31, 7};
  const int back = days[static_cast<std::size_t>(span)];
  if (back == 0) return {};
  const std::string first = event::plus_days(event::day_of(now.unix_ms, now.utc_offset_min), 1 - back);
  return {.from_unix_ms = event::start_of_day(first, now.utc_offset_min).value_or(0)};
}

std::string export_name(TakeKind kind, const event::Moment& now) {
  const std::string time = event::rfc3339(now);  // 2026-11-30T21:25:…
  const std::string name = "chalk-" + time.substr(0, 10) + '-' + time.substr(11, 2) + time.substr(14, 2);
  switch (kind) {
    case TakeKind::xlsx:
      return name + ".xlsx";
    case TakeKind::board:
      return name + "-board";
    case TakeKind::archive:
      return name + ".chalkarc";
    case TakeKind::csv:
    case TakeKind::jsonl:
      break;
  }
  return name;
}

Exporter::Exporter(Ports ports, Host host) : ports_(std::move(ports)), host_(std::move(host)) {}
Exporter::~Exporter() {
  stop_ = true;
}

void Exporter::change(const std::function<void(admin::TakeNow&)>& how) {
  {
    const std::scoped_lock lock(mutex_);
    how(now_);
  }
  host_.wake();
}

admin::TakeNow Exporter::now() const {
  const std::scoped_lock lock(mutex_);
  admin::TakeNow out = now_;
  out.stopping = out.running && stop_;
  return out;
}

void Exporter::seen() {
  const std::scoped_lock lock(mutex_);
  now_.ended.reset();
}

void Exporter::look() {
  looking_.start([this] {
    std::vector<admin::TakePlace> places;
    for (const auto& stick : host_.sticks ? host_.sticks() : std::vector<std::filesystem::path>())
      places.push_back({stick.string(), stick.filename().string(), true, platform::free_room(stick)});
    // Its own folder may not be there yet: the room is that of the disk it will lie on.
    places.push_back({ports_.folder.string(), "", false, platform::free_room(ports_.folder.parent_path())});
    const bool same = [&] {
      const std::scoped_lock lock(mutex_);
      return now_.looked && now_.places == places;
    }();
    if (same) return;
    change([&](admin::TakeNow& now) {
      now.places = std::move(places);
      now.looked = true;
    });
  });
}

void Exporter::begin(const admin::TakeOrder& order, const std::string& language, const std::string& when) {
  {
    const std::scoped_lock lock(mutex_);
    if (now_.running) return;
    now_.running = true;
    now_.done = now_.whole = 0;
    now_.ended.reset();
  }
  stop_ = false;
  ExportJob job{.kind = kind_of(order.kind),
                .target = std::filesystem::path(order.place.folder) / export_name(order.kind, host_.now()),
                .span = span_of(order.span, host_.now()),
                .when = when,
                .language = language,
                .passphrase = order.phrase};
  working_.start([this, job = std::move(job), place = order.place] { run(job, place); });
}

bool Exporter::tell(std::uint64_t done, std::uint64_t whole) {
  if (stop_) return false;
  const std::int64_t now_ms = host_.now().mono_ms;
  const bool due = now_ms - told_ms_ >= kTellEveryMs || done == whole;
  if (due) {
    told_ms_ = now_ms;
    change([&](admin::TakeNow& now) {
      now.done = done;
      now.whole = whole;
    });
  }
  return true;
}

void Exporter::run(const ExportJob& job, const admin::TakePlace& place) {
  if (!place.stick)
    if (const auto made = platform::make_data_dir(ports_.folder); !made)
      host_.note(event::one_line(problem(made.error())));
  const ExportWorld world{.store = ports_.store,
                          .assets = ports_.assets,
                          .scratch = ports_.folder.parent_path(),
                          .surveys = ports_.surveys,
                          .now = host_.now(),
                          .random = host_.random};
  const auto done = do_export(world, job, [this](std::uint64_t at, std::uint64_t whole) { return tell(at, whole); });
  admin::TakeEnd end{.trouble = TakeTrouble::none, .file = job.target.filename().string(), .bytes = 0, .place = place};
  if (done) {
    end.bytes = done->bytes;
  } else {
    end.bytes = done.error().bytes;
    end.trouble = stop_                       ? TakeTrouble::stopped
                  : done.error().scratch_full ? TakeTrouble::disk
                                              : trouble_of(done.error().trouble);
    if (end.trouble != TakeTrouble::stopped) host_.note(event::one_line(done.error().problem));
  }
  change([&](admin::TakeNow& now) {
    now.running = false;
    now.ended = std::move(end);
  });
}

}  // namespace chalkpoint::app
