// The staff's forms: surveys of their own that run over the desk. Each of them is kept while it is filled in, for
// whoever began it, and goes on where it was when they open it again; the process' end forgets what was not sent.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/app/host.h"
#include "kiosk/app/keeper.h"
#include "kiosk/desk/forms.h"
#include "kiosk/survey/flow.h"
#include "sync/event/seal.h"

namespace chalkpoint::app {

/// A form as it was read, and by what revision its responses speak of it.
struct FormDefinition {
  std::shared_ptr<const survey::Definition> definition;
  std::uint32_t revision = 1;
};
/// The names of the forms, those to choose from at the desk first; the others belong to lists.
inline constexpr std::array<std::string_view, 6> kForms = {"told", "service", "first-days",
                                                           "call", "renewal", "promoter"};
/// By name, of kForms.
using FormDefinitions = std::map<std::string, FormDefinition, std::less<>>;

/// Reads the forms of the assets. `with_contacts`: false where there is no key to seal them to, so none are asked for.
/// The problem names the file.
std::expected<FormDefinitions, event::Problem> load_forms(const std::filesystem::path& assets, bool with_contacts);

/// Those to choose from at the desk, told first, none of them begun; in that language.
std::vector<desk::Form> forms_to_choose(const FormDefinitions& forms, std::string_view language);

class Forms {
 public:
  struct Ports {
    std::optional<event::PublicKey> site_key;  ///< contacts are sealed to it; nothing: none are asked for
    std::function<std::string(const std::string& language)> consent_version;
    std::function<bool()> can_store;
  };
  Forms(Ports ports, Keeper& keeper, Host host);

  /// From now on these are begun; what was begun goes on as the form was then.
  void offer(FormDefinitions definitions);

  // The form on the screen; flow() is null without one, and then nothing else may be asked.
  const survey::Flow* flow() const;
  const survey::Definition& definition() const;
  survey::Draft& draft() { return draft_; }
  const std::string& name() const { return open_->form; }
  const event::Signature& by() const;
  /// Who is asked; empty: nobody who has a name here.
  const std::string& whom() const;
  /// Nothing: who signed in with the terminal's PIN.
  const std::optional<event::Uuid>& who() const { return open_->who; }

  /// Begins the form, or goes on with the one that `who` began; it is signed `by`. False: there is no such form.
  bool open(const desk::OpenForm& what, const std::optional<event::Uuid>& who, const event::Signature& by,
            const std::string& language);
  void intend(const survey::Intent& intent, std::int64_t touched_ms);
  /// Letters of a real keyboard, '\b' among them, where something is typed.
  void type(std::string_view letters, std::int64_t touched_ms);
  /// Off the screen, and kept: who began it went away.
  void hide();

  /// The journal answered about this fact.
  void hear(const Keeper::Answer& answer);
  bool asks_about(const event::Uuid& fact) const;
  /// What was stored since this was last asked, for the desk.
  std::vector<desk::FormDone> take_done() { return std::exchange(done_, {}); }

  /// Those to choose from at the desk, in that language; begun ones are those of `who`.
  std::vector<desk::Form> choices(std::string_view language, const std::optional<event::Uuid>& who) const;
  /// Changes whenever something of the above does.
  std::uint64_t version() const { return version_; }

 private:
  /// Whose form about what. By the person, not by the name they sign with: it may be another's as well.
  struct Key {
    std::string form;
    std::optional<event::Uuid> who, about;
    auto operator<=>(const Key&) const = default;
  };
  struct Entry {
    desk::OpenForm what;
    event::Signature by;
    FormDefinition form;
    survey::Flow flow;
    std::optional<event::Response> sent;  ///< handed over, not on the disk yet
  };
  survey::Inputs inputs(const Entry& entry, std::int64_t touched_ms) const;
  void take(const Key& key, survey::Step step);
  void store(Entry& entry, survey::Ending ending);
  void focus_first(const Entry& entry);
  static bool is_blank(const Entry& entry);

  Ports ports_;
  Keeper& keeper_;
  Host host_;
  FormDefinitions offered_;
  std::map<Key, Entry> begun_;
  std::optional<Key> open_;  // the one on the screen, among begun_
  survey::Draft draft_;
  std::vector<desk::FormDone> done_;
  std::uint64_t version_ = 1;
};

}  // namespace chalkpoint::app
