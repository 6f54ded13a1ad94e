// The report's side of the model: responses read aside from the window's thread, figures made of them and of what the
// model holds, the page written to disk.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "kiosk/app/aside.h"
#include "kiosk/app/host.h"
#include "kiosk/desk/desk.h"
#include "kiosk/desk/report_page.h"
#include "kiosk/desk/reporting.h"
#include "sync/journal/thread.h"

namespace chalkpoint::app {

/// What the model knows of the site besides its responses.
struct SiteNow {
  const event::Board& board;
  const event::Voices& voices;
  const event::Cases& cases;
  std::vector<std::int64_t> contact_openings_unix_ms;
  const std::map<std::string, std::string>& labels;  ///< of what can be tapped in the survey, by value
  const desk::WaitClock& clock;
  std::uint64_t version = 0;  ///< changes whenever any of it does
};

/// What a report of the site is to be written from, and how it is called.
struct PageOrder {
  desk::Report report;
  desk::Scope scope;
  std::map<std::string, std::string> labels;  ///< of departments
  std::string language;
};
/// The page as a file's octets; `assets` as platform::assets_dir gives it. Slow.
std::expected<event::Bytes, event::Problem> draw_page(const PageOrder& order, desk::PageFormat format,
                                                      const std::filesystem::path& assets);
/// "report-2026-11-21" or "report-2026-11-16--2026-11-22".
std::string page_name(const desk::Days& days);

class Reports {
 public:
  struct Ports {
    /// All responses of the site that ended within. Slow; called aside from the window's thread.
    std::function<journal::Result<std::vector<event::StoredResponse>>(desk::Span)> read;
    std::filesystem::path folder, assets;  ///< where pages are kept; where fonts and words are
    std::string club;
    bool whole_site = false;  ///< the terminal is enrolled
  };
  Reports(Ports ports, Host host);

  /// The club is called so on the pages from now on.
  void name(const std::string& club) { ports_.club = club; }
  /// What the screen shows; nothing of it is kept once it is left.
  const desk::Reported& reported() const { return reported_; }
  /// Follows who is at the desk: reads what they look at, when that or the site has changed, and writes the page they
  /// asked for. Null: nobody is there.
  void follow(const desk::State* desk, const SiteNow& site);
  /// What the page came to, once; to be told to the desk.
  std::optional<desk::PageSaved> take_saved();
  /// Takes in what was read; true when the picture may have changed.
  bool tick(const SiteNow& site);

 private:
  /// What a reading is for.
  struct Wanted {
    desk::Days days;
    std::uint64_t site_version = 0;
    bool operator==(const Wanted&) const = default;
  };
  void read(const Wanted& wanted);
  void write(PageOrder order);
  desk::PageSaved save(const PageOrder& order) const;

  Ports ports_;
  Host host_;
  desk::Reported reported_;
  std::optional<Wanted> wanted_;
  bool busy_ = false;  // with a reading of wanted_
  bool saving_ = false;
  std::uint64_t asked_ = 0;  // the last reading; what is answered to an earlier one came too late
  std::mutex mutex_;         // guards the two answers
  std::optional<std::pair<std::uint64_t, journal::Result<std::vector<event::StoredResponse>>>> read_;
  std::optional<desk::PageSaved> saved_;
  Aside reading_, writing_;  // last: they use the above
};

/// How many rows of the store are looked through in one step: an answer handed over meanwhile waits a few milliseconds.
inline constexpr std::int64_t kReportRowsAtOnce = 20'000;

/// The report of a terminal that is not running, read whole from its store. `labels`: of departments.
journal::Result<desk::Reported> report_of_store(journal::Journal& journal, const desk::Days& days,
                                                const desk::WaitClock& clock,
                                                const std::map<std::string, std::string>& labels,
                                                std::int64_t now_unix_ms);

}  // namespace chalkpoint::app
