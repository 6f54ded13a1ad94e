// Dictionaries of Debian packages, as lists of words. They are read where they are installed and are no part of the
// project: hunspell-ru (A. I. Lebedev, a BSD licence) and wamerican (SCOWL, free to use).
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

/// The lines of a file; throws when there are none, because a measurement without words would always pass.
std::vector<std::string> lines_of(const std::filesystem::path& path);

/// Every form of every word of a hunspell dictionary by its suffixes, without the words of `left_out` (as they stand in
/// the dictionary) and all their forms. Sorted, each once.
std::vector<std::string> hunspell_forms(const std::filesystem::path& dic, const std::filesystem::path& aff,
                                        const std::set<std::string>& left_out);
