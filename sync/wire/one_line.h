// Words of the other side on their way into a log, an answer or a screen.
#pragma once

#include <string>

namespace chalkpoint::wire {

/// UTF-8 as one line of at most kReasonBytesMax octets, cut between characters. Every control character (C0, DEL, C1)
/// is a blank, since a terminal would obey it.
std::string one_line(std::string text);

}  // namespace chalkpoint::wire
