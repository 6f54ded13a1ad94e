// The whole state of a running terminal, and the only place that changes it. It knows no window: the frame draws what
// it shows and tells it what was intended; a test does the same with a finger of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "kiosk/app/administration.h"
#include "kiosk/app/behaviour.h"
#include "kiosk/app/chalkboard.h"
#include "kiosk/app/configuration.h"
#include "kiosk/app/drafts.h"
#include "kiosk/app/forms.h"
#include "kiosk/app/host.h"
#include "kiosk/app/keeper.h"
#include "kiosk/app/lists.h"
#include "kiosk/app/participation.h"
#include "kiosk/app/questions.h"
#include "kiosk/app/reports.h"
#include "kiosk/app/setup.h"
#include "kiosk/app/staff.h"
#include "kiosk/desk/hours.h"
#include "kiosk/survey/flow.h"
#include "kiosk/survey/view.h"
#include "sync/event/seal.h"
#include "sync/journal/thread.h"

namespace chalkpoint::app {

struct Settings {
  survey::Timing timing;
  survey::Brand brand;
  std::optional<event::PublicKey> site_key;  ///< contacts and private notes are sealed to it; nothing: none are taken
  Reports::Ports reports{};
  std::function<ConsentWords(const std::string& language)> consent;  ///< the program's own words
  Configuration configuration{[](std::string_view) { return std::nullopt; }};
  Behaviour started{};      ///< what the command line said; club, language, timing, hours and calls are taken from here
  desk::WaitClock clock{};  ///< by which the staff see how long somebody waits
  event::PreparedAnswers prepared{};  ///< the shipped ones
  Questions::Ports questions{};
  Drafts::Ports drafts{};
  Lists::Ports lists{};
  AdminParts administration{};
  Setup::Ports setup{};
};

/// What is intended on a form of the staff.
struct FormIntent {
  survey::Intent what;
};

class Model {
 public:
  /// The journal must outlive the model. `filter` looks through what is written on the board; `trusted_for_ms` as
  /// Chalkboard::Ports has it. Of the surveys at least the usual one is there to be asked.
  Model(Settings settings, journal::JournalThread& journal, std::unique_ptr<Staff> staff, chalk::Filter filter,
        std::function<std::optional<std::int64_t>()> trusted_for_ms, Host host);

  // What is shown.
  const survey::Definition& definition() const { return *asked_.definition; }
  const survey::Flow& flow() const { return flow_; }
  survey::Draft& draft() { return draft_; }
  const survey::Brand& brand() const { return settings_.brand; }
  /// The settings as they hold on the screen now.
  const Behaviour& behaviour() const { return behaviour_; }
  /// Outside the hours in which the display is lit, when nobody has touched it for long: it shows nothing.
  bool is_asleep() const;
  /// What of the board drifts over the attract screen.
  const std::vector<survey::Voice>& voices() const { return voices_; }
  /// The staff's screens lie over the survey while there is a state.
  const desk::State* staff() const { return staff_->state(); }
  desk::Draft& staff_draft() { return staff_->draft(); }
  /// A form of the staff lies over their screens while its flow is not null.
  Forms& forms() { return forms_; }
  const Forms& forms() const { return forms_; }
  /// A part of the administration lies over the desk while there is one.
  Administration& administration() { return administration_; }
  const Administration& administration() const { return administration_; }
  /// The first start, which lies over everything while it is on the screen.
  const Setup& setup() const { return setup_; }
  /// What lies over the survey, the board and the desk: the first start, or a part of the administration. Null:
  /// neither.
  AdminPart* front() { return setup_.part() ? setup_.part() : administration_.part(); }
  const AdminPart* front() const { return setup_.part() ? setup_.part() : administration_.part(); }
  /// What the staff care for; empty while they are not there.
  const desk::Notes& staff_notes() const { return staff_notes_; }
  /// The report that they look at.
  const desk::Reported& reported() const { return reports_.reported(); }
  const desk::WaitClock& wait_clock() const { return settings_.clock; }
  /// The board lies over the survey while its flow is not null.
  Chalkboard& chalkboard() { return chalkboard_; }
  const Chalkboard& chalkboard() const { return chalkboard_; }
  std::string screen_name() const;
  /// Grows with everything that may change the picture.
  std::uint64_t version() const { return version_; }

  // What happens.
  void touched(std::int64_t mono_ms);
  void intend(const survey::Intent& intent);
  void intend(const chalk::Intent& intent);
  void intend(const desk::Intent& intent);
  void intend(const FormIntent& intent);
  /// What front() intended in the last frame.
  void act_in_front();
  /// Letters of a real keyboard, '\b' among them, where the staff are typing.
  void type(std::string_view letters);
  /// News of the journal, and whatever the clock brings about.
  void tick();
  /// The process ends: the response under way is kept as abandoned, and what could not be stored before is tried a last
  /// time. Waits for the journal; what is lost is noted.
  void leave();
  /// When tick() is next needed although nothing happens; monotonic milliseconds.
  std::optional<std::int64_t> wake_at_ms() const;

 private:
  survey::Inputs inputs(bool by_member);
  std::string consent_version(const std::string& language) const;
  void take_in_settings(std::span<const journal::BoardPage> pages);
  void settle();
  void preview(ui::Ui& ui, const ui::Rect& place, const admin::Values& values, PreviewOf screen,
               const std::string& language) const;
  void take(survey::Step step);
  void follow_questions(bool out_of_sight);
  std::int64_t next_question_at_ms(const event::Moment& now) const;
  void take_in(std::span<const journal::BoardPage> pages);
  void go(chalk::Route route, const std::string& language);
  void store(const survey::Ending& ending);
  std::string free_code();
  void hear(const Keeper::Answer& answer);
  void keep(const std::optional<desk::Act>& act);
  bool asks_about(const event::Uuid& fact) const;
  void follow_desk();
  void follow_administration();
  void act_in_administration();
  Setup::Ports setup_ports(Setup::Ports ports);
  void open_setup(const std::string& language);
  void follow_setup();
  void follow_vault();
  void gather_for_staff();
  void gather_opened();
  void count_waiting();
  void report();
  SiteNow site() const;
  void gather_calls(const std::string& role);
  bool tick_lists(const event::Moment& now);
  bool question_alone() const;
  void keep(const std::optional<event::ParticipationCounted>& counted, const event::Moment& now);

  Settings settings_;
  journal::JournalThread& journal_;
  std::unique_ptr<Staff> staff_;
  Host host_;
  Keeper keeper_;
  Chalkboard chalkboard_;
  Forms forms_;
  Reports reports_;
  Lists lists_;
  Configuration configuration_;
  Behaviour started_, behaviour_;
  bool slept_ = false;
  std::uint64_t settled_ = 0;  // the version of the settings that is on the screen
  Questions questions_;
  Drafts drafts_;
  bool read_once_ = false;      // the store, to its end
  std::string questions_told_;  // of their problem, in the log
  Asked asked_;                 // what is on the screen, to its end
  bool asks_ = true;            // the surveys are not switched off
  Administration administration_;
  Setup setup_;
  bool unsealed_ = false;  // what lists keep is readable, since contacts are open
  survey::Flow flow_;
  survey::Draft draft_;
  std::vector<survey::Voice> voices_;
  desk::Notes staff_notes_;
  std::uint64_t gathered_ = 0;                             // for which version of the board
  std::optional<Chalkboard::Viewer> gathered_for_;         // and for whom
  std::pair<std::uint32_t, std::set<event::Uuid>> known_;  // what was done about the opened item when it was opened
  std::string counted_on_;                                 // the day for which the mark of the desk counts
  std::int64_t touched_ms_ = 0;
  std::uint64_t version_ = 0;
  Participation participation_;
  std::string next_code_;               // free when it was chosen; empty: to be chosen
  std::vector<survey::Recent> recent_;  // the last completed responses
};

}  // namespace chalkpoint::app
