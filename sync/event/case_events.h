// The kinds of events in which the club works on what it was told: a case about one note, private note or response,
// known by the id of the event that brought it. What they make together stands in cases.h.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "sync/event/event.h"
#include "sync/event/rights.h"

namespace chalkpoint::event {

inline constexpr std::string_view kCaseDescribed = "chalkpoint.case.described.v1";
inline constexpr std::string_view kCaseCommented = "chalkpoint.case.commented.v1";
inline constexpr std::string_view kCaseResolved = "chalkpoint.case.resolved.v1";
inline constexpr std::string_view kCaseReopened = "chalkpoint.case.reopened.v1";
inline constexpr std::string_view kCaseFollowed = "chalkpoint.case.followed.v1";

/// Lengths in characters (Unicode code points).
inline constexpr std::size_t kDepartmentMax = 100;  // a choice of the survey
inline constexpr std::size_t kCommentTextMax = 500;
inline constexpr std::size_t kCaseTextMax = 300;  // what was done, why it is opened again, what was answered

/// What broke: the club's process, what it told people, or what it made them expect.
enum class Cause { none, process, information, expectation };
inline constexpr std::array<std::string_view, 3> kCauses = {"process", "information", "expectation"};

/// Opens the case, or says more of it; what is not there stays as it was said before.
struct CaseDescribed {
  Uuid about;
  std::optional<std::string> department;  ///< a value of the survey's choices, 1 to kDepartmentMax
  std::optional<Cause> cause;             ///< never none
  std::optional<Uuid> assignee;           ///< a person; all zero: nobody any more
  std::optional<std::string> due;         ///< the control date, YYYY-MM-DD; empty: none any more
  Signature by;
};

struct CaseCommented {
  Uuid about;
  std::string text;  ///< 1 to kCommentTextMax
  Signature by;
};

/// Corrected: what was broken is mended. Explained: nothing was, and the person was told why.
enum class Resolution { none, corrected, explained };
inline constexpr std::array<std::string_view, 2> kResolutions = {"corrected", "explained"};
struct CaseResolved {
  Uuid about;
  Resolution how = Resolution::corrected;  ///< never none
  std::string did;                         ///< 1 to kCaseTextMax
  std::string follow_up;                   ///< when to ask "is everything all right now?", YYYY-MM-DD; empty: never
  Signature by;
};

struct CaseReopened {
  Uuid about;
  std::string why;  ///< up to kCaseTextMax; may be empty
  Signature by;
};

/// How it went when they were asked again.
enum class Outcome { none, well, unwell, unreached };
inline constexpr std::array<std::string_view, 3> kOutcomes = {"well", "unwell", "unreached"};
struct CaseFollowed {
  Uuid about;
  Outcome outcome = Outcome::well;  ///< never none
  std::string words;                ///< what they said, up to kCaseTextMax; may be empty
  std::string again;                ///< when to ask again, YYYY-MM-DD, only of the unreached; empty: not any more
  Signature by;
};

using CaseEvent = std::variant<CaseDescribed, CaseCommented, CaseResolved, CaseReopened, CaseFollowed>;

/// The type and the `data` of a fact; absent members are left out.
std::string_view type_of(const CaseEvent& what);
Json to_json(const CaseEvent& what);
/// `data` as it stands in a body, read strictly; what is wrong is a Problem that names the member, also an act of
/// somebody whose role may not do it. Nothing for a type that is not one of the above.
std::expected<std::optional<CaseEvent>, Problem> read_case(std::string_view type, std::string_view data);

}  // namespace chalkpoint::event
