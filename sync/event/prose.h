// What people write: which characters may stand in it and which of them show nothing. One rule for the terminal that
// takes it, the journal that stores it and the hub that lets it in.
#pragma once

#include <string>
#include <string_view>

namespace chalkpoint::event {

/// False for what no key writes and what could make a text look other than it is: controls (C0 but the line feed, DEL,
/// C1), marks that turn the direction of writing (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069), line and
/// paragraph separators, the byte order mark, annotation and tag characters, and noncharacters.
bool is_writable(char32_t code_point);
/// Shows nothing by itself: spaces of every width, joiners, fillers, variation selectors.
bool is_blank(char32_t code_point);

/// The text without what is not writable; octets that are no UTF-8 are left out too.
std::string writable(std::string_view text);
/// The text without what is blank at its ends; empty when nothing of it shows. The text must be UTF-8.
std::string trimmed(std::string_view text);

}  // namespace chalkpoint::event
