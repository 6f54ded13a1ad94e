// The first start's side of the model: what admin::wizard's steps come to is stored, secrets are made aside from the
// window's thread and wiped, and where one was is remembered. It lies over everything while it is open.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/admin/view_wizard.h"
#include "kiosk/app/administration.h"
#include "kiosk/app/aside.h"
#include "kiosk/survey/view.h"
#include "sync/event/people.h"
#include "sync/event/seal.h"

namespace chalkpoint::app {

/// A key that was made here and is nowhere else yet.
struct NewKey {
  event::PublicKey open{};
  std::string wrapped;  ///< its secret half under the phrase
};

/// How far the first start is, as a setting of the journal has it: "STEP", "STEP later", or "done".
struct SetupPlace {
  admin::wizard::Step step = admin::wizard::Step::language;
  bool later = false;  ///< somebody left it: it waits behind the staff's corner
};
inline constexpr std::string_view kSetupDone = "done";
std::string to_text(const SetupPlace& place);
/// Nothing for what is done, for a terminal that was never asked to be set up, and for what cannot be read.
std::optional<SetupPlace> setup_place(const std::string& text);

class Setup : public AdminPart {
 public:
  struct Ports {
    std::optional<SetupPlace> place;                   ///< nothing: there is nothing to set up
    std::function<void(const std::string&)> remember;  ///< the place as text; never waits
    /// The key is the one that contacts are sealed to, from the next start on; and the place: both or none. Slow, as
    /// all of the following: called aside from the window's thread.
    std::function<journal::Result<void>(const NewKey&, const std::string& place)> keep_key;
    std::function<bool(const std::string& phrase)> phrase_opens;  ///< the key that is there
    std::filesystem::path assets;
    std::string key_name;  ///< of the key that is there, for people; empty: none
    bool enrolled = false;
    /// The screens that bind the terminal to a hub, after which it starts anew; `visit` outlives them.
    std::function<std::unique_ptr<AdminPart>(Visit& visit)> connect;
    /// The members' first screen in that language with this card on it; the id of what was tapped of the card and the
    /// languages.
    std::function<std::string(ui::Ui&, const std::string& language, survey::Card)> preview;
  };
  Setup(Ports ports, Keeper& keeper, Host host);

  /// Whether it is not finished.
  bool waits() const { return place_.has_value(); }
  /// Whether the attract screen offers it: nobody left it for later, and no owner is known who could go on at the desk.
  bool is_offered() const { return place_ && !place_->later && people_read_ && known_.owner.empty(); }
  /// How it does.
  static survey::Card card();
  /// What stands on the preview.
  static survey::Card preview_card();
  /// Null: it is not on the screen.
  AdminPart* part() { return state_ ? this : nullptr; }
  const AdminPart* part() const { return state_ ? this : nullptr; }
  /// What is on the screen of it; empty otherwise.
  const admin::wizard::Secrets& secrets() const { return secret_.secrets; }
  /// The groups of the phrase that are asked for.
  std::array<std::size_t, 2> asked() const { return state_ ? state_->asked : std::array<std::size_t, 2>{}; }
  bool has_failed() const { return state_ && state_->failed; }
  bool is_known() const { return people_read_; }
  bool has_owner() const { return !known_.owner.empty(); }
  /// What is known by now of the site.
  void know(const event::Config& config, const std::string& club, const std::vector<event::Person>& people, bool all);

  /// Shows it where one was; nothing while there is nothing to set up.
  void open(const std::string& language, const event::Moment& now);
  /// Something was touched; by itself it closes after a while.
  void touched(std::int64_t mono_ms) { touched_ms_ = std::max(touched_ms_, mono_ms); }

  // As AdminPart has them.
  std::string screen_name() const override;
  void draw(ui::Ui& ui) override;
  bool act() override;
  void type(std::string_view letters) override;
  bool tick(const event::Moment& now) override;
  void hear(const Keeper::Answer& answer) override;
  bool asks_about(const event::Uuid& fact) const override { return state_ && fact_ == fact; }
  std::optional<std::int64_t> wake_at_ms() const override;
  std::string_view frame_language(const Visit&) const override { return inner_ ? visit_.language : state_->language; }

 private:
  /// Made aside: a PIN with what is stored of it, or a phrase with its key.
  struct Made {
    admin::wizard::Secrets secrets;
    std::string hashed_pin;
    NewKey key;
  };
  struct Answer {
    std::uint64_t to = 0;
    admin::wizard::Intent intent;
    std::optional<Made> made = {};
    std::string kept_key = {};  ///< its name, once it is on the disk
  };
  void apply(const admin::wizard::Intent& intent);
  void follow(const admin::wizard::Outcome& outcome);
  void store(std::string type, event::Json data);
  event::Signature by() const;
  void find_out(std::function<Answer()> work);
  Answer make_pin() const;
  Answer make_key() const;
  admin::wizard::State::Sheet save_sheet(const admin::wizard::Secrets& secrets, const std::string& club,
                                         const std::string& language) const;
  std::vector<admin::wizard::Found> find_logos() const;
  void remember(const SetupPlace& place);
  void drop_secrets();
  bool act_within();
  void close();

  Ports ports_;
  Keeper& keeper_;
  Host host_;
  std::optional<SetupPlace> place_;
  admin::wizard::Known known_;
  bool people_read_ = false;
  std::optional<admin::wizard::State> state_;
  ui::EntryDraft draft_;
  admin::wizard::Intent intent_ = admin::wizard::Nothing{};
  Made secret_;
  std::optional<event::Uuid> fact_;  // handed to the keeper, not on the disk yet
  bool key_kept_ = false;            // since the start, so it is not in use yet
  std::int64_t touched_ms_ = 0;
  std::uint64_t asked_ = 0;  // the last question; what is answered to an earlier one came too late
  std::mutex mutex_;         // guards answers_
  std::vector<Answer> answers_;
  Visit visit_;                       // of inner_
  std::unique_ptr<AdminPart> inner_;  // the screens of Ports::connect, over the step
  Aside aside_;                       // last: it uses the above
};

}  // namespace chalkpoint::app
