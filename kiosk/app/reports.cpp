#include "kiosk/app/reports.h"

#include <charconv>
#include <utility>

#include "kiosk/app/cli_common.h"
#include "kiosk/app/configuration.h"
#include "platform/paths.h"
#include "sync/event/day.h"
#include "sync/event/problem.h"

namespace chalkpoint::app {
namespace {

constexpr std::size_t kVoicesAtOnce = 1'000, kVoicesBytesAtOnce = 4'000'000;

/// The site as a store tells of it.
struct Held {
  event::Board board;
  event::Voices voices;
  event::Cases cases;
  event::Openings openings;
  void apply(const journal::BoardPage& page) {
    board.apply(page.own, event::Origin::own);
    board.apply(page.foreign, event::Origin::foreign);
    for (const auto* side : {&page.own, &page.foreign}) {
      voices.apply(*side);
      openings.apply(*side);
      cases.apply(*side);
    }
  }
};

journal::Result<void> read_site(journal::Journal& journal, Held& held) {
  for (std::int64_t after = 0;;) {
    const auto page = journal.read_board(after, kVoicesAtOnce, kVoicesBytesAtOnce);
    if (!page) return std::unexpected(page.error());
    held.apply(*page);
    if (!page->more) return {};
    after = page->through;
  }
}

desk::Sources sources(const SiteNow& site, std::span<const event::StoredResponse> responses) {
  return {.responses = responses,
          .board = site.board,
          .voices = site.voices,
          .cases = site.cases,
          .contact_openings_unix_ms = site.contact_openings_unix_ms,
          .departments = site.labels,
          .clock = site.clock};
}

std::optional<std::int64_t> number(const std::optional<std::string>& text) {
  std::int64_t value = 0;
  if (!text) return std::nullopt;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  return error == std::errc() && end == text->data() + text->size() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::expected<event::Bytes, event::Problem> draw_page(const PageOrder& order, desk::PageFormat format,
                                                      const std::filesystem::path& assets) {
  const auto text = ui::Text::open(assets / "lang", order.language);
  if (!text) return std::unexpected(event::Problem{text.error(), "Build or install the terminal again."});
  return desk::page_of(desk::sheet_of(order.report, order.scope, order.labels, *text), format, assets / "fonts",
                       order.report.made_unix_ms, *text);
}

std::string page_name(const desk::Days& days) {
  return "report-" + days.first + (days.first == days.last ? "" : "--" + days.last);
}

Reports::Reports(Ports ports, Host host) : ports_(std::move(ports)), host_(std::move(host)) {}

void Reports::follow(const desk::State* desk, const SiteNow& site) {
  if (!desk || desk->screen != desk::Screen::report) {
    reported_ = {};
    wanted_.reset();
    busy_ = false;
    ++asked_;
    return;
  }
  reported_.scope = {.club = ports_.club, .whole_site = ports_.whole_site, .read_unix_ms = desk->status.read_unix_ms};
  const event::Moment now = host_.now();
  const std::string today = event::day_of(now.unix_ms, site.clock.utc_offset_min(now.unix_ms));
  const Wanted wanted{.days = days_of(desk->reporting.period, today), .site_version = site.version};
  // One reading of these days at a time: where much is stored, each would be overtaken by the next and none shown.
  const bool waits = busy_ && wanted_ && wanted_->days == wanted.days;
  if (wanted_ != wanted && !waits) {
    if (!wanted_ || wanted_->days != wanted.days) reported_.report.reset();  // of other days
    wanted_ = wanted;
    read(wanted);
  }
  if (desk->reporting.saving && !saving_ && reported_.report)
    write({.report = *reported_.report, .scope = reported_.scope, .labels = site.labels, .language = desk->language});
}

void Reports::read(const Wanted& wanted) {
  busy_ = true;
  reading_.start([this, to = ++asked_, span = desk::span_of(wanted.days)] {
    auto found = ports_.read(span);
    {
      const std::scoped_lock lock(mutex_);
      read_.emplace(to, std::move(found));
    }
    host_.wake();
  });
}

void Reports::write(PageOrder order) {
  saving_ = true;
  writing_.start([this, order = std::move(order)] {
    auto saved = save(order);
    {
      const std::scoped_lock lock(mutex_);
      saved_ = std::move(saved);
    }
    host_.wake();
  });
}

desk::PageSaved Reports::save(const PageOrder& order) const {
  desk::PageSaved out;
  const auto page = draw_page(order, desk::PageFormat::pdf, ports_.assets);
  if (!page) {
    host_.note(event::one_line(page.error()));
    return out;
  }
  const auto put = [&](const std::filesystem::path& folder) {
    const auto file = folder / (page_name(order.report.days) + ".pdf");
    const auto written = platform::write_durably(file, *page);
    if (!written) host_.note(event::one_line(problem(written.error())));
    return written ? file.string() : std::string();
  };
  if (const auto made = platform::make_data_dir(ports_.folder); made)
    out.file = put(ports_.folder);
  else
    host_.note(event::one_line(problem(made.error())));
  for (const auto& stick : host_.sticks ? host_.sticks() : std::vector<std::filesystem::path>())
    if (out.stick.empty()) out.stick = put(stick);
  return out;
}

std::optional<desk::PageSaved> Reports::take_saved() {
  const std::scoped_lock lock(mutex_);
  if (saved_) saving_ = false;
  return std::exchange(saved_, std::nullopt);
}

bool Reports::tick(const SiteNow& site) {
  decltype(read_) answer;
  {
    const std::scoped_lock lock(mutex_);
    answer = std::exchange(read_, std::nullopt);
  }
  if (!answer || answer->first != asked_ || !wanted_) return false;
  busy_ = false;
  reported_.failed = !answer->second;
  if (reported_.failed)
    host_.note(event::one_line(answer->second.error()));
  else
    reported_.report = desk::report_of(wanted_->days, sources(site, *answer->second), host_.now().unix_ms);
  return true;
}

journal::Result<desk::Reported> report_of_store(journal::Journal& journal, const desk::Days& days,
                                                const desk::WaitClock& clock,
                                                const std::map<std::string, std::string>& labels,
                                                std::int64_t now_unix_ms) {
  Held held;
  if (const auto read = read_site(journal, held); !read) return std::unexpected(read.error());
  const desk::Span span = desk::span_of(days);
  const auto responses = journal::gather_responses([&](std::int64_t after) {
    return journal.read_responses(span.from_unix_ms, span.to_unix_ms, after, kReportRowsAtOnce);
  });
  if (!responses) return std::unexpected(responses.error());
  const SiteNow site{.board = held.board,
                     .voices = held.voices,
                     .cases = held.cases,
                     .contact_openings_unix_ms = held.openings.times_unix_ms(),
                     .labels = labels,
                     .clock = clock};
  desk::Reported out;
  out.report = desk::report_of(days, sources(site, *responses), now_unix_ms);
  const auto settings = read_configuration(journal);
  if (!settings) return std::unexpected(settings.error());
  out.scope = {.club = settings->values().text("club.name"),
               .whole_site = journal.setting(journal::setting::kToken).has_value(),
               .read_unix_ms = number(journal.setting(journal::setting::kReadUnixMs))};
  return out;
}

}  // namespace chalkpoint::app
