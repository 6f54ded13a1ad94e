#include "kiosk/app/export_file.h"

namespace chalkpoint::app {

constexpr std::size_t kPieceBytes = 256 * 1024;

journal::Result<std::unique_ptr<ExportFile>> ExportFile::open(const std::filesystem::path& file,
                                                              std::optional<platform::Trouble>* trouble) {
  auto opened = in_words_of_all(platform::SafeFile::open(file), trouble);
  if (!opened) return std::unexpected(opened.error());
  return std::unique_ptr<ExportFile>(new ExportFile(std::move(*opened), trouble));
}

Octets ExportFile::octets() {
  return [this](std::string_view octets) -> journal::Result<void> {
    waiting_ += octets;
    if (waiting_.size() < kPieceBytes) return {};
    return flush();
  };
}

journal::Result<void> ExportFile::flush() {
  auto written = in_words_of_all(file_.write(waiting_), trouble_);
  waiting_.clear();
  return written;
}

journal::Result<void> ExportFile::finish() {
  if (auto written = flush(); !written) return written;
  return in_words_of_all(file_.finish(), trouble_);
}

}  // namespace chalkpoint::app
