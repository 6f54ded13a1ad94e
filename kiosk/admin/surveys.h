// The surveys of a site as those who change them see them: which there are, what each was before, what is being written
// and not published yet.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/event/rights.h"

namespace chalkpoint::admin {

/// A survey in the list of them.
struct SurveyBrief {
  std::string survey;  ///< its name
  std::string title;   ///< in the language asked for; may be empty
  bool form = false;   ///< one of the staff's forms: filled in at the desk, never put to members
  bool usual = false;  ///< the plan's, which is asked where no other has its turn
  bool asked = false;  ///< put to the next member
  std::uint32_t revision = 1;
  std::size_t ordinal = 1;  ///< which of its revisions that is, from 1, as its history counts
  std::string unreadable;   ///< why this program cannot ask that revision, so that an earlier one is asked; or empty
  bool operator==(const SurveyBrief&) const = default;
};

/// One act of publishing in the history of a survey.
struct Revision {
  std::uint32_t revision = 1;
  std::size_t ordinal = 1;                        ///< from 1, the oldest first
  std::shared_ptr<const std::string> definition;  ///< the JSON as text, without blanks
  std::string note;                               ///< what changed
  event::Signature by;                            ///< empty: it came with the program
  std::string time;                               ///< RFC 3339; empty: it came with the program
  bool current = false;
};

/// What somebody is writing; kept by the terminal until it is published or thrown away.
struct SurveyDraft {
  std::string survey;
  std::string definition;    ///< the JSON as text, whatever its state
  std::uint32_t base = 0;    ///< the revision it began from; 0: from none
  std::string by;            ///< the name of who wrote last
  std::int64_t unix_ms = 0;  ///< when
  bool operator==(const SurveyDraft&) const = default;
};

/// What is wrong with a definition, and where.
struct Fault {
  std::string place;  ///< like pages[1].elements[0].visibleIf; empty: the whole
  std::string what, remedy;
  bool operator==(const Fault&) const = default;
};

}  // namespace chalkpoint::admin
