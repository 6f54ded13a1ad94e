// Answers to begin from: those shipped with the program, replaced, added to and taken out by the club's own events, so
// that every terminal of the site offers the same; and how one is filled in with a member's own words.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/event/notes.h"

namespace chalkpoint::event {

/// An answer to begin from, in one language.
struct Prepared {
  std::string answer;  ///< its name
  std::string title, text;
  bool operator==(const Prepared&) const = default;
};

/// Any order, any repetition and any split of the same events gives the same answers. For one thread.
class PreparedAnswers {
 public:
  PreparedAnswers() = default;
  /// Begins with the shipped ones: [{"answer", "title": {LANGUAGE: text}, "text": {LANGUAGE: text}}, …]. Refuses what
  /// no event could carry, with the answer named.
  static std::expected<PreparedAnswers, Problem> shipped(std::string_view json);

  /// Events of other kinds, malformed ones, and ones known already are passed by.
  void apply(std::span<const Event> events);
  /// Those of a language: the shipped ones in their order, then the club's own in the order of their names.
  std::vector<Prepared> in(std::string_view language) const;
  /// Changes whenever they do.
  std::uint64_t version() const { return version_; }

 private:
  struct Entry {
    Prepared prepared;  // without a text: taken out
    std::size_t place = 0;
    std::pair<Hlc, Uuid> said;  // all zero for a shipped one: anything is newer
  };
  std::map<std::pair<std::string, std::string>, Entry> entries_;  // by language and name
  std::uint64_t version_ = 1;
};

/// What an answer speaks of.
struct Addressee {
  std::string name;   ///< may be empty
  std::string words;  ///< what they wrote; may be empty
};
/// `text` with {name} and {quote} filled in: the words cut at a word after about 40 characters. A part in square
/// brackets stands only when all that is to be filled in there is known; what then begins the text is a capital.
/// At most kReplyTextMax characters: the words give way.
std::string filled_in(std::string_view text, const Addressee& to);
/// At most `chars_max` characters of the first line, cut between words, with "…" where something is missing.
std::string quote(std::string_view words, std::size_t chars_max);

}  // namespace chalkpoint::event
