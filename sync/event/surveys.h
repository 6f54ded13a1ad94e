// The surveys of a site as its people published them. A revision is what was published once and never changes; which
// one of a survey is current is the newest word by (hlc, id), so that the same events give the same surveys in whatever
// order and however often they arrive. What a definition means is known to those who ask it; here it is only carried.
//
// A revision is named by what it says: the number that every response carries is the beginning of the digest of the
// definition. Two terminals that publish at the same moment, without hearing of each other, so never give one number to
// two definitions, as counting up would; and the same definition has the same number on all of them. People count
// instead: the first, the second revision (ordinals below), in the order of the history.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "sync/event/event.h"
#include "sync/event/rights.h"

namespace chalkpoint::event {

inline constexpr std::string_view kSurveyPublished = "chalkpoint.survey.published.v1";

inline constexpr std::size_t kSurveyNameBytesMax = 40;
inline constexpr std::size_t kPublishNoteMax = 200;  ///< characters
/// What the definition takes in the event, its quotes escaped; the event around it stays below kEventBytesMax.
inline constexpr std::size_t kDefinitionBytesMax = 60 * 1024;
/// The revision of the surveys that come with the program.
inline constexpr std::uint32_t kShippedRevision = 1;

/// A definition became a revision of a survey, and the current one.
struct SurveyPublished {
  std::string survey;          ///< 1 to kSurveyNameBytesMax of a-z, 0-9, '_' and '-'
  std::uint32_t revision = 0;  ///< revision_of(definition)
  std::string definition;      ///< a JSON object as text
  std::string note;            ///< what changed: at most kPublishNoteMax characters in one line; may be empty
  Signature by;
  bool operator==(const SurveyPublished&) const = default;
};

/// Whether surveys can be published under this name.
bool is_survey_name(std::string_view name);
/// By what number responses speak of the definition: 2 or more, of its digest.
std::uint32_t revision_of(std::string_view definition);
/// What the definition takes of kDefinitionBytesMax.
std::size_t definition_bytes(std::string_view definition);

Json to_json(const SurveyPublished& published);  ///< the `data` of an event
/// Nothing for an event of another kind; the problem names the member at fault.
std::expected<std::optional<SurveyPublished>, Problem> read_survey(std::string_view type, std::string_view data);

/// Any order, any repetition and any split of the same events gives the same surveys. For one thread.
class Surveys {
 public:
  /// One act of publishing, in the history of its survey.
  struct Publication {
    Uuid id;
    std::uint32_t revision = 0;
    std::shared_ptr<const std::string> definition;  ///< shared by all publications of a revision
    std::string note;
    Signature by;
    std::string time;  ///< RFC 3339
  };
  using History = std::vector<const Publication*>;

  /// Events of other kinds, malformed ones, and ones known already are passed by. Whether something became another.
  bool apply(std::span<const Event> events);
  /// The names of the surveys that were published.
  std::vector<std::string> names() const;
  /// What was published of a survey, oldest first; a revision that was published again stands there again. Holds until
  /// the next apply().
  History history(std::string_view survey) const;
  /// The newest of the history; null where nothing was published.
  const Publication* current(std::string_view survey) const;
  /// Null for a revision that was never published.
  std::shared_ptr<const std::string> definition(std::string_view survey, std::uint32_t revision) const;
  /// Changes whenever something of the above does.
  std::uint64_t version() const { return version_; }

 private:
  using Stamp = std::pair<Hlc, Uuid>;
  std::map<std::string, std::map<Stamp, Publication>, std::less<>> published_;
  std::set<Uuid> known_;
  std::uint64_t version_ = 1;
};

}  // namespace chalkpoint::event
