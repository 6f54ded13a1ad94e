#include "kiosk/app/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include <cstdio>

namespace chalkpoint::app {

Log::Log(const std::filesystem::path& folder) {
  try {
    const auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>((folder / "chalkpoint.log").string(),
                                                                             kLogBytesMax, kLogFilesMax - 1);
    file_ = std::make_shared<spdlog::logger>("terminal", sink);
    file_->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %v");
    file_->flush_on(spdlog::level::info);
    file_->set_error_handler([](const std::string&) {});  // a full disk has its own alarm
  } catch (const spdlog::spdlog_ex& failure) {
    say_aloud(std::string("There is no log beside the store: ") + failure.what());
  }
}

Log::~Log() = default;

void Log::note(const std::string& line) const {
  say_aloud(line);
  if (file_) file_->info(line);
}

void say_aloud(const std::string& line) {
  std::fprintf(stderr, "%s\n", line.c_str());
}

}  // namespace chalkpoint::app
