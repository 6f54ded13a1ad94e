// What somebody is writing at a survey, kept in the store of this terminal until it is published or thrown away: all
// drafts are one setting, so a write that is cut short leaves the old ones.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "kiosk/admin/surveys.h"
#include "kiosk/app/aside.h"
#include "sync/journal/journal.h"

namespace chalkpoint::app {

/// The setting of the store that holds them.
inline constexpr std::string_view kDraftsSetting = "survey_drafts";

/// By the names of the surveys.
using DraftsByName = std::map<std::string, admin::SurveyDraft>;
/// What the setting holds; none of a text that cannot be read.
DraftsByName parse_drafts(const std::string& text);
/// The inverse; empty without drafts.
std::string to_text(const DraftsByName& drafts);

/// For the window's thread.
class Drafts {
 public:
  struct Ports {
    std::string kept;  ///< the setting as the store has it; empty: none
    /// Waits for the disk; called on a thread of its own.
    std::function<journal::Result<void>(const journal::Settings&)> store;
    std::function<void()> wake;  ///< called there when tick() has something new
  };
  /// A setting that cannot be read is none.
  explicit Drafts(Ports ports);

  /// As they were saved or removed last, on the disk or not yet.
  const DraftsByName& all() const { return all_; }
  /// Never waits. Replaces the draft of this survey.
  void save(admin::SurveyDraft draft);
  /// Never waits.
  void remove(const std::string& survey);
  /// All of the above is on the disk.
  bool is_kept() const { return kept_ == wanted_; }
  /// Why it is not, after a try that failed; the drafts stay here.
  const std::optional<event::Problem>& problem() const { return problem_; }
  /// Tries once more.
  void retry();
  /// News of the disk; whether anything of the above is another.
  bool tick();
  /// The process ends: what is not on the disk is tried a last time. Waits for it.
  void finish();

 private:
  void store();

  Ports ports_;
  DraftsByName all_;
  std::uint64_t wanted_ = 0, kept_ = 0;  // how often they were changed, and how many of that are on the disk
  std::optional<event::Problem> problem_;
  struct Answer {
    std::uint64_t wanted = 0;
    std::optional<event::Problem> problem;
  };
  std::mutex mutex_;
  std::optional<Answer> answer_;  // of the disk, not taken yet
  Aside aside_;                   // last: it uses the above
};

}  // namespace chalkpoint::app
