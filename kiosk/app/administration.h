// The administration over the desk: one part of it at a time (results, questions, settings, device), for whoever is
// signed in and may. A part owns its state, draws itself and acts on what was intended; this opens and closes them.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/app/configuration.h"
#include "kiosk/app/drafts.h"
#include "kiosk/app/host.h"
#include "kiosk/app/keeper.h"
#include "kiosk/app/preview.h"
#include "kiosk/app/questions.h"
#include "kiosk/desk/parts.h"
#include "kiosk/ui/ui.h"
#include "sync/event/config.h"
#include "sync/journal/thread.h"

namespace chalkpoint::app {

/// Who is in a part, and how they want out of it. The part changes the last two.
struct Visit {
  event::Signature by;             ///< signs what is changed; never without a name
  std::optional<event::Uuid> who;  ///< nothing: by the terminal's PIN
  std::string language;            ///< in which the part speaks
  enum class Out { stay, desk, members } out = Out::stay;
  bool at_hub = false;  ///< the device's part opens where the terminal is bound to a hub
};

class AdminPart {
 public:
  virtual ~AdminPart() = default;
  /// Of the targets and samples: admin.NAME or admin.NAME.MORE.
  virtual std::string screen_name() const = 0;
  /// One frame. Changes nothing but drafts (carets, scroll); what was intended is kept for act().
  virtual void draw(ui::Ui& ui) = 0;
  /// Does what the last frame intended; whether the picture has become old by it, or by what draw() changed.
  virtual bool act() = 0;
  /// Letters of a real keyboard, '\b' among them.
  virtual void type(std::string_view /*letters*/) {}
  /// News of other threads and of the journal, and whatever the clock brings about; whether the picture may have
  /// changed.
  virtual bool tick(const event::Moment& /*now*/) { return false; }
  /// The journal answered about a fact that was handed to the keeper.
  virtual void hear(const Keeper::Answer& /*answer*/) {}
  /// Whether somebody waits here for this fact and has a button to try it again.
  virtual bool asks_about(const event::Uuid& /*fact*/) const { return false; }
  /// When tick() is next needed although nothing happens; monotonic milliseconds.
  virtual std::optional<std::int64_t> wake_at_ms() const { return std::nullopt; }
  /// The language in which the frame is drawn, where that is not the visit's: a preview speaks another.
  virtual std::string_view frame_language(const Visit& visit) const { return visit.language; }
};

/// What every part may use; it outlives them.
struct AdminWorld {
  journal::JournalThread& journal;
  Keeper& keeper;
  const Host& host;
  const event::Config& config;  ///< the settings of the site as far as they are read
  const Questions& questions;   ///< its surveys, likewise
  Drafts& drafts;               ///< of surveys; ticked by whoever owns them
  /// A screen of the members in that place, as with these values; see preview.h.
  std::function<void(ui::Ui&, const ui::Rect&, const admin::Values&, PreviewOf, const std::string& language)> preview;
  Configuration& configuration;  ///< all settings as they hold here, those of this terminal among them
};
using MakeAdminPart = std::function<std::unique_ptr<AdminPart>(const AdminWorld&, Visit&)>;
/// By the names of desk::kParts.
using AdminParts = std::map<std::string, MakeAdminPart, std::less<>>;

class Administration {
 public:
  Administration(AdminParts parts, AdminWorld world);

  /// The part on the screen; null: none is.
  AdminPart* part() { return part_.get(); }
  const AdminPart* part() const { return part_.get(); }
  const Visit& visit() const { return visit_; }

  /// Shows the part to somebody of that role.
  void open(const desk::Part& part, const event::Signature& by, const std::optional<event::Uuid>& who,
            const std::string& language);
  /// Who opened it is not at the desk any more, or may not be here: it closes. Drafts that are to outlive that are the
  /// part's to keep.
  void follow(const event::Signature& by, const std::optional<event::Uuid>& who);
  void close() { part_.reset(); }
  /// A part for somebody else to show; null where there is none of that name. `visit` must outlive it.
  std::unique_ptr<AdminPart> make(std::string_view name, Visit& visit) const;

 private:
  AdminParts parts_;
  AdminWorld world_;
  Visit visit_;
  const desk::Part* opened_ = nullptr;
  std::unique_ptr<AdminPart> part_;  // last: it uses the above
};

}  // namespace chalkpoint::app
