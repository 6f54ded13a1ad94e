// Where things are on this machine.
#pragma once

#include <expected>
#include <filesystem>
#include <string_view>
#include <vector>

#include "platform/failure.h"

namespace chalkpoint::platform {

/// The folder of the running program.
std::filesystem::path program_dir();
/// Fonts, texts, surveys and keyboards: beside the build (../assets) or installed (../share/chalkpoint).
std::expected<std::filesystem::path, Failure> assets_dir(const std::filesystem::path& program);
/// Where a terminal keeps its data when --data is not given: $XDG_DATA_HOME/chalkpoint/terminal, else under
/// ~/.local/share.
std::filesystem::path default_data_dir();
/// Makes the folder with its parents, for its owner alone, and makes sure that it can be written.
std::expected<void, Failure> make_data_dir(const std::filesystem::path& dir);
/// Replaces `file` at once, so that a reader sees the old content or the new, never a part. Not synced: for news, not
/// for truth.
std::expected<void, Failure> write_atomically(const std::filesystem::path& file, std::string_view content);
/// The same, on the disk when it returns: for what somebody carries away.
std::expected<void, Failure> write_durably(const std::filesystem::path& file, std::string_view content);
/// Folders of what was plugged in and mounted where desktops and udisks do it, as far as they can be read.
std::vector<std::filesystem::path> removable_folders();

}  // namespace chalkpoint::platform
