// One CloudEvent as text, and back: shared by batches and pages. Private to this layer.
#pragma once

#include <optional>
#include <string_view>

#include "sync/wire/batch.h"

namespace chalkpoint::wire {

/// CloudEvents orders `sequence` as text, hence the fixed width: enough for any 64-bit number.
inline constexpr std::size_t kSequenceDigits = 20;

/// The event as a JSON object, without a closing comma; nothing when its body is not canonical.
std::optional<event::Bytes> element_text(const std::string& source, const event::Event& event);

/// The attributes of one CloudEvent as they stood in the text; views into it.
struct Attributes {
  std::string_view data;  ///< raw JSON
  std::string_view specversion, id, source, type, time, sequence, datacontenttype, hash, boot, bootms, hlc, sealed;
  std::string_view hubseq;  ///< in pages only
};

/// Rebuilds the event from its attributes; what is wrong otherwise, as one line.
std::expected<event::Event, std::string> rebuild(const Attributes& attributes, const Source& source);

/// Digits only, kSequenceDigits of them.
std::optional<std::uint64_t> parse_sequence(std::string_view text);

}  // namespace chalkpoint::wire
