// The limits of the wire. Both sides keep them: a sender never exceeds them, a receiver never trusts that.
#pragma once

#include <cstddef>

#include "sync/event/kinds.h"

namespace chalkpoint::wire {

/// Events in one batch: large enough that a round trip and a commit are shared by many, small enough that a retry costs
/// little.
inline constexpr std::size_t kBatchEventsMax = 500;
/// Octets of one batch before compression: fits the memory of a small hub many times over, and is what nginx lets
/// through by default.
inline constexpr std::size_t kBatchBytesMax = 1024 * 1024;
/// Octets of one event on the wire: the body's own limit, and room for the attributes and a sealed contact beside it. A
/// private note has the larger box beside a body of next to nothing.
inline constexpr std::size_t kElementBytesMax = event::kEventBytesMax + 4 * 1024;
/// Octets of an answer to a batch: 500 outcomes, each with a reason of its own.
inline constexpr std::size_t kAckBytesMax = 256 * 1024;
/// Octets of a reason or of a problem's text that is kept and shown.
inline constexpr std::size_t kReasonBytesMax = 300;
/// Octets of a sealed box: a contact takes 304, the drawing of a private note 22 KiB.
inline constexpr std::size_t kSealedBytesMax = event::kSealedBytesMax;
/// Events in one page of the site's stream.
inline constexpr std::size_t kPageEventsMax = 500;
/// Octets of one page before compression: a full batch, and the place of each event in the stream.
inline constexpr std::size_t kPageBytesMax = kBatchBytesMax + 64 * 1024;
/// Epochs that a reader may say it holds: a store has a few, and the head of a request its limit. One with more names
/// the newest, and passes by what it gets again of the others.
inline constexpr std::size_t kHeldEpochsMax = 64;
/// Octets of any other answer.
inline constexpr std::size_t kSmallAnswerBytesMax = 16 * 1024;
/// Characters of a site's or device's identifier.
inline constexpr std::size_t kNameCharsMax = 64;

}  // namespace chalkpoint::wire
