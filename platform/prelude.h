// Headers that nearly every source reads, precompiled once for a whole build tree when CHALKPOINT_PRECOMPILE is on. No
// source may rely on them: the plain build goes without.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>
