// The kinds of events and what they carry. Validation here is pure and used by the device before it writes and by the
// hub before it accepts.
#pragma once

#include <map>
#include <vector>

#include "sync/event/event.h"
#include "sync/event/rights.h"

namespace chalkpoint::event {

inline constexpr std::string_view kResponseCompleted = "chalkpoint.response.completed.v1";
inline constexpr std::string_view kResponseAbandoned = "chalkpoint.response.abandoned.v1";

/// Limits of the wire, of memory and of disk, each with its reason.
inline constexpr std::size_t kEventBytesMax =
    64 * 1024;  // a long comment in any script fits; a runaway writer does not
inline constexpr std::size_t kSealedBytesMax =
    24 * 1024;                         // the largest drawing of a private note, as base64, padded and sealed
inline constexpr int kCodeLength = 4;  // short enough to remember on the way to the changing room
/// Digits and the capital letters that look the same in Latin and Cyrillic, without those that look like digits.
inline constexpr std::string_view kCodeAlphabet = "23456789ABCEHKMPTXY";

/// One run of a survey. It is the `data` of response.completed and response.abandoned.
/// One that somebody of the staff took down names who: it is a staff form, never abandoned, and its touchpoint is one
/// of kStaffTouchpoints. Contacts are absent: `contact` names only the channel, the consent text's version and the
/// digest of the sealed box.
struct Response {
  std::string survey;                ///< definition name, e.g. "nps"
  std::uint32_t revision = 1;        ///< published revision, from 1
  std::string language;              ///< BCP 47, e.g. "ru"
  std::string touchpoint = "lobby";  ///< where the voice was heard; see touchpoints.h
  std::string code;                  ///< what the member was shown: kCodeLength of kCodeAlphabet; empty when abandoned
  std::int64_t duration_ms = 0;      ///< first tap to the end
  std::optional<int> score;          ///< the answer to the question of role nps or score, 0 to 10
  Json answers = Json::object();     ///< by question name, without contacts
  std::vector<std::string> suspect;  ///< reasons such as "too-fast"; flagged, never dropped
  std::string left_at = {};          ///< of an abandoned one: the question that stood there unanswered; may be empty
  struct Contact {
    std::string channel;  ///< "phone" or "email"; "name" where nothing but who it was is known
    std::string consent;  ///< version of the consent text agreed to
    std::string digest;   ///< hex BLAKE2b-256 of the sealed box
  };
  std::optional<Contact> contact;
  std::optional<Signature> by;  ///< who of the staff took it down; nothing: the member answered
  std::optional<Uuid> about;    ///< of a staff form: the event it is about, or the row of a list that was worked
};

Json to_json(const Response& response);  ///< the `data` of an event; absent members are left out
std::expected<Response, Problem> response_from_json(const Json& data);  ///< names the member at fault

/// Whether a fact of this type may carry this data. Unknown types of ours pass only if they are well formed
/// (`chalkpoint.<thing>.<verb>.vN` and an object), so that an older hub keeps what a newer terminal sends.
std::expected<void, Problem> validate(std::string_view type, const Json& data);

/// The digest of the sealed box that belongs beside a fact: a response's contact, the writing of a private note. Empty
/// when it names none.
std::string sealed_digest(std::string_view type, const Json& data);

}  // namespace chalkpoint::event
