// Disguises and words on which the filter's lists were not tuned: written down before its lists and its rules were
// looked at, and kept apart from tricks.h, whose words and tables the filter has grown up with. What it finds here says
// what it would find of what nobody has thought of yet.
//
// When the filter learns from a miss here, it learns a rule, never a word of the list.
#pragma once

#include <string>

#include "tests/filter/tricks.h"

/// A word in one of these disguises, or in one of them and stretched, alone or in a sentence.
Disguised disguise_otherwise(const std::string& word, Random& random);
