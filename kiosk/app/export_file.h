// A file that goes out of the terminal: whole under its name or not there (platform/safe_file.h), in the words of the
// rest of the program.
#pragma once

#include <optional>

#include "kiosk/app/export.h"
#include "platform/safe_file.h"

namespace chalkpoint::app {

/// The problem in everybody's words; what kind of trouble it was goes to `trouble`, if that is given.
template <class T>
journal::Result<T> in_words_of_all(platform::Written<T> written, std::optional<platform::Trouble>* trouble) {
  if (written) {
    if constexpr (std::is_void_v<T>)
      return {};
    else
      return std::move(*written);
  }
  if (trouble != nullptr) *trouble = written.error().trouble;
  return std::unexpected(event::Problem{written.error().said.what, written.error().said.remedy});
}

class ExportFile {
 public:
  /// What kind of trouble there was goes to `trouble`, then and later.
  static journal::Result<std::unique_ptr<ExportFile>> open(const std::filesystem::path& file,
                                                           std::optional<platform::Trouble>* trouble = nullptr);
  /// Gathers what it is given and writes it in large pieces; valid as long as this is.
  Octets octets();
  /// Where another writer may write the content under a name instead.
  std::filesystem::path part() const { return file_.part(); }
  std::uint64_t size() const { return file_.size() + waiting_.size(); }
  /// Under its name and on the disk.
  journal::Result<void> finish();

 private:
  ExportFile(platform::SafeFile file, std::optional<platform::Trouble>* trouble)
      : file_(std::move(file)), trouble_(trouble) {}
  journal::Result<void> flush();

  platform::SafeFile file_;
  std::optional<platform::Trouble>* trouble_;
  std::string waiting_;
};

}  // namespace chalkpoint::app
