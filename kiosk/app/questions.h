// The surveys of the site at this terminal: those that came with the program, what was published since, and which of
// them the next member is asked. A revision that this program cannot ask is passed over for the one before it, so that
// a survey published by a newer terminal, or a plan that cannot be read, never leaves a terminal without a question;
// the staff are told.
#pragma once

#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "kiosk/admin/plan.h"
#include "kiosk/admin/surveys.h"
#include "kiosk/app/forms.h"
#include "kiosk/survey/definition.h"
#include "sync/event/config.h"
#include "sync/event/surveys.h"
#include "sync/journal/journal.h"

namespace chalkpoint::app {

/// A revision that can be asked.
struct Asked {
  std::string survey;
  std::uint32_t revision = 1;
  std::shared_ptr<const survey::Definition> definition;
};

/// The definition in a file by its name and revision, as --survey asks it; nothing for an empty path.
std::expected<std::optional<Asked>, event::Problem> survey_by_file(const std::filesystem::path& file);

/// The definitions that come with the program, as text without blanks, by name.
using ShippedSurveys = std::map<std::string, std::string, std::less<>>;
/// Of the assets. The problem names the file.
std::expected<ShippedSurveys, event::Problem> load_shipped(const std::filesystem::path& assets);

/// The same definition as text without blanks, its members in their order: what is published and compared. Refuses what
/// is no JSON object.
std::expected<std::string, event::Problem> without_blanks(std::string_view definition);
/// The same with line ends, for people and their tools.
std::string with_blanks(const std::string& definition);
/// What is wrong with a definition, if anything; `survey` names it, since a form keeps what the lists read.
std::optional<admin::Fault> check_survey(std::string_view survey, std::string_view definition);

/// The same without what asks for contacts, for a terminal that has no key; refuses one that asks for nothing else.
std::expected<std::shared_ptr<const survey::Definition>, event::Problem> without_contacts(
    survey::Definition definition);

class Questions {
 public:
  struct Ports {
    ShippedSurveys shipped;
    std::optional<Asked> by_file{};  ///< asked instead of all others
    bool with_contacts = true;       ///< false: there is no key to seal them to, so none are asked for
    std::uint64_t counter = 0;       ///< where to begin counting members; by chance, so that no turn waits for restarts
  };
  explicit Questions(Ports ports);

  /// Takes in what the journal has read. Whether anything became another.
  bool feed(const journal::BoardPage& page);
  /// Takes in the settings of the site. Whether anything became another.
  bool follow(const event::Config& config);

  /// For the member who comes next: nothing when the surveys are switched off.
  std::optional<Asked> asked(const event::Moment& now) const;
  /// A member has answered, or begun to.
  void was_asked() { ++ports_.counter; }
  /// When that may be another although nothing happened; milliseconds UTC.
  std::int64_t next_change_unix_ms(const event::Moment& now) const;
  /// The staff's forms as they stand now.
  FormDefinitions forms() const;
  /// Why the plan cannot be followed, or a survey not be asked as it was published; nothing: all is well.
  std::optional<event::Problem> problem() const;

  /// What can be tapped in any revision of any survey, by value; the words of newer revisions count.
  const std::map<std::string, std::string>& labels(const std::string& language) const;
  /// What the questions of any revision of any survey ask, by name; likewise.
  std::map<std::string, std::string> titles(const std::string& language) const;
  /// The values that can be tapped in what members are asked, or were: those of the usual survey first, as it orders
  /// them.
  const std::vector<std::string>& departments() const;

  /// Why this plan could not be followed here; nothing: it can.
  std::optional<event::Problem> problem_of(const admin::Plan& plan) const;

  // For those who change them.
  const admin::Plan& plan() const { return plan_; }
  std::vector<admin::SurveyBrief> list(const std::string& language, const event::Moment& now) const;
  /// Oldest first; empty for a survey that does not exist.
  std::vector<admin::Revision> history(std::string_view survey) const;
  /// The definition as it would be published, without blanks. Refuses what cannot be asked, with the place named, and
  /// what is too long for an event.
  std::expected<std::string, event::Problem> check(std::string_view survey, std::string_view definition) const;
  /// The fact that makes `definition` the current revision of `survey`: to be handed to the keeper, published as soon
  /// as the journal has answered. Refuses what check() does, and what the survey says already.
  std::expected<event::Fact, event::Problem> publication(std::string_view survey, std::string_view definition,
                                                         const std::string& note, const event::Signature& by,
                                                         const event::Moment& now, const event::Random& random) const;
  /// Changes whenever something of the above does.
  std::uint64_t version() const { return version_; }

 private:
  using Parsed = std::expected<std::shared_ptr<const survey::Definition>, event::Problem>;
  const Parsed& parsed(std::string_view survey, std::uint32_t revision, const std::string& text) const;
  std::optional<Asked> newest(std::string_view survey) const;
  bool exists(std::string_view survey) const;
  void each_revision(const std::function<void(std::string_view, const survey::Definition&)>& take) const;
  void gather() const;

  Ports ports_;
  event::Surveys surveys_;
  std::string plan_text_;
  admin::Plan plan_;
  std::optional<event::Problem> plan_problem_;
  std::uint64_t version_ = 1;
  mutable std::map<std::pair<std::string, std::uint32_t>, Parsed> parsed_;
  mutable std::map<std::string, std::map<std::string, std::string>> labels_;  // by language, as of gathered_
  mutable std::optional<std::vector<std::string>> departments_;
  mutable std::uint64_t gathered_ = 0;
};

/// As the store of a terminal that is not running has them; `by_file` as Questions::Ports has it.
std::expected<Questions, event::Problem> read_questions(journal::Journal& journal, const std::filesystem::path& assets,
                                                        std::optional<Asked> by_file = {});

}  // namespace chalkpoint::app
