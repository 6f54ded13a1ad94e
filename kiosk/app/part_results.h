// The results in the administration: reads the sums aside, keeps what is shown until the next is there, and reads again
// when answers were stored.
#pragma once

#include <memory>
#include <mutex>

#include "kiosk/admin/results.h"
#include "kiosk/app/administration.h"
#include "kiosk/app/aside.h"

namespace chalkpoint::app {

/// Everything for one question, in a few short looks into the journal. For other threads than the window's.
journal::Result<admin::results::ResultsRead> read_results(journal::JournalThread& journal,
                                                          const admin::results::ResultsQuestion& question,
                                                          const admin::WordLists& lists);

/// The part "results".
MakeAdminPart results_part(std::shared_ptr<const admin::WordLists> words);

class ResultsPart final : public AdminPart {
 public:
  ResultsPart(std::shared_ptr<const admin::WordLists> words, const AdminWorld& world, Visit& visit);

  std::string screen_name() const override;
  void draw(ui::Ui& ui) override;
  bool act() override;
  bool tick(const event::Moment& now) override;
  std::optional<std::int64_t> wake_at_ms() const override;

 private:
  void ask(const admin::results::ResultsQuestion& question, std::int64_t mono_ms);
  bool take();

  std::shared_ptr<const admin::WordLists> words_;
  AdminWorld world_;
  Visit& visit_;
  admin::results::ResultsState state_;
  admin::results::ResultsIntent intent_;
  std::string today_;
  std::pair<std::string, std::uint64_t> labelled_;  // in which language, and of which version of the surveys
  std::map<std::string, std::string> labels_, questions_;
  std::optional<admin::results::ResultsQuestion> asked_;
  std::int64_t asked_ms_ = 0, asked_row_ = 0;  // when, and how much was stored then
  bool busy_ = false;
  bool stale_ = false;  // more was stored since
  std::mutex mutex_;    // guards read_
  std::optional<journal::Result<admin::results::ResultsRead>> read_;
  Aside aside_;  // last: it uses the above
};

}  // namespace chalkpoint::app
