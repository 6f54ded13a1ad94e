// How people disguise a word so that a filter does not see it. Written from what is seen on real walls, with tables of
// its own, never from the filter's lists: that is how it finds what they lack.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

using Random = std::mt19937_64;

struct Disguised {
  std::string trick;  ///< its name, or two
  std::string text;
};

/// A word in one disguise or two, alone or in a sentence.
Disguised disguise(const std::string& word, Random& random);

/// A phone number, an e-mail address or a link in one of the ways people give them, in a sentence.
std::string phone(Random& random);
std::string email(Random& random);
std::string link(Random& random);
