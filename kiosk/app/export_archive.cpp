#include "kiosk/app/export_archive.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "kiosk/admin/archive.h"
#include "kiosk/admin/tar.h"
#include "kiosk/app/export_cases.h"
#include "kiosk/app/export_file.h"
#include "kiosk/app/export_notes.h"
#include "kiosk/app/whole_board.h"
#include "sync/event/config.h"

namespace chalkpoint::app {
namespace {

using event::Json;
using journal::Result;

/// Of a part of a long table: the size of a file stands before its content, so it is in memory while it is made.
constexpr std::size_t kPartBytes = 4 << 20;

class Packer {
 public:
  Packer(admin::ArchiveWriter& to, std::int64_t unix_s) : to_(to), unix_s_(unix_s) {}

  Result<void> file(const std::string& name, std::string_view content) {
    return to_.write(admin::tar_entry(name, content, unix_s_));
  }

  /// A long table under NAME/0001.jsonl and so on; end() writes the rest of it.
  Octets table(std::string name) {
    name_ = std::move(name);
    number_ = 0;
    waiting_.clear();
    return [this](std::string_view octets) -> Result<void> {
      waiting_ += octets;
      return waiting_.size() < kPartBytes ? Result<void>() : end();
    };
  }
  Result<void> end() {
    if (waiting_.empty() && number_ > 0) return {};
    const std::string digits = std::to_string(++number_);
    const std::string number = '/' + std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits + ".jsonl";
    const std::string content = std::exchange(waiting_, {});
    return file(name_ + number, content);
  }

 private:
  admin::ArchiveWriter& to_;
  std::int64_t unix_s_;
  std::string name_, waiting_;
  int number_ = 0;
};

// As the journal keeps it, so that the chain of hashes can be followed without this program.
std::string line_of(const event::Event& event) {
  return R"({"body":)" + event.body + R"(,"hash":")" + event::hex(event.hash) + "\"}\n";
}

Result<std::size_t> pack_events(const OnStore& store, Packer& packer, const ExportWatch& watch, event::Config& config) {
  std::size_t count = 0;
  const Octets own = packer.table("events");
  auto done = each_own_event(
      store, [&](std::uint64_t at, std::uint64_t whole) { return watch(whole + at, whole * 2); },
      [&](const event::Event& event) {
        ++count;
        config.apply({&event, 1});
        return own(line_of(event));
      });
  if (done) done = packer.end();
  if (!done) return std::unexpected(done.error());
  const Octets others = packer.table("events-of-others");
  auto written = read_whole_board(store, [&](const journal::BoardPage& page) {
    config.apply(page.foreign);
    for (const event::Event& event : page.foreign) {
      if (done) done = others(line_of(event));
      ++count;
    }
    return done.has_value() && watch(1, 1);
  });
  if (!done) return std::unexpected(done.error());
  if (written) written = packer.end();
  if (!written) return std::unexpected(written.error());
  return count;
}

Result<void> pack_settings(Packer& packer, const event::Config& config) {
  std::string lines;
  for (const auto& [key, entry] : config.all())
    lines += event::canonical_json({{"key", key},
                                    {"value", entry.value},
                                    {"by", {{"name", entry.by.name}, {"role", entry.by.role}}},
                                    {"time", entry.time}}) +
             '\n';
  return packer.file("settings.jsonl", lines);
}

Result<void> pack_surveys(Packer& packer, const std::vector<std::filesystem::path>& files) {
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    if (!in)
      return std::unexpected(
          event::Problem{"The survey " + file.string() + " cannot be read", "Build or install the terminal again."});
    if (auto done = packer.file("surveys/" + file.filename().string(), content.str()); !done) return done;
  }
  return {};
}

template <class Export>
Result<std::size_t> pack_table(Packer& packer, const std::string& name, Export rows) {
  const auto sink = text_sink(ExportFormat::jsonl, packer.table(name));
  auto done = rows(*sink);
  if (!done) return std::unexpected(done.error());
  if (auto ended = packer.end(); !ended) return std::unexpected(ended.error());
  return *done;
}

}  // namespace

Result<std::size_t> export_archive(const OnStore& store, const ArchiveOrder& order, const Octets& out,
                                   const ExportWatch& watch) {
  auto archive = admin::ArchiveWriter::begin(order.passphrase, order.random, out);
  if (!archive) return std::unexpected(archive.error());
  Packer packer(**archive, order.made.unix_ms / 1000);
  const ExportWatch first_half = [&](std::uint64_t done, std::uint64_t whole) { return watch(done, whole * 2); };
  const ExportWatch still = [&](std::uint64_t, std::uint64_t) { return watch(1, 2); };
  const auto responses = pack_table(packer, "responses", [&](RowSink& to) -> Result<std::size_t> {
    const auto tally = export_responses(store, {}, to, first_half);
    if (!tally) return std::unexpected(tally.error());
    return static_cast<std::size_t>(tally->responses());
  });
  if (!responses) return std::unexpected(responses.error());
  const auto notes = pack_table(packer, "notes", [&](RowSink& to) { return export_notes(store, {}, to, still); });
  if (!notes) return std::unexpected(notes.error());
  const auto cases = pack_table(packer, "cases", [&](RowSink& to) { return export_cases(store, {}, to, still); });
  if (!cases) return std::unexpected(cases.error());
  event::Config config;
  const auto events = pack_events(store, packer, watch, config);
  if (!events) return std::unexpected(events.error());
  if (auto done = pack_settings(packer, config); !done) return std::unexpected(done.error());
  if (auto done = pack_surveys(packer, order.surveys); !done) return std::unexpected(done.error());
  if (order.pictures) {
    const auto drawn = order.pictures([&packer](const std::string& name, const std::string& content) {
      return packer.file("board/" + name, content);
    });
    if (!drawn) return std::unexpected(drawn.error());
  }
  const Json summary = {{"format", 1},
                        {"made", event::rfc3339(order.made)},
                        {"responses", *responses},
                        {"notes", *notes},
                        {"cases", *cases},
                        {"events", *events}};
  if (auto done = packer.file("summary.json", event::canonical_json(summary) + '\n'); !done)
    return std::unexpected(done.error());
  if (auto done = (*archive)->write(admin::tar_end()); !done) return std::unexpected(done.error());
  if (auto done = (*archive)->finish(); !done) return std::unexpected(done.error());
  return *events;
}

Result<std::size_t> open_archive(const std::filesystem::path& archive, const std::string& passphrase,
                                 const std::filesystem::path& folder) {
  std::ifstream in(archive, std::ios::binary);
  if (!in)
    return std::unexpected(
        event::Problem{"The archive " + archive.string() + " cannot be read", "Name a readable file."});
  auto to = in_words_of_all(platform::SafeFolder::open(folder), nullptr);
  if (!to) return std::unexpected(to.error());
  std::size_t files = 0;
  admin::TarReader reader([&](const std::string& name, std::string_view content) {
    ++files;
    return in_words_of_all(to->put(name, content), nullptr);
  });
  const auto read = admin::read_archive(in, passphrase, [&](std::string_view plain) { return reader.feed(plain); });
  if (!read) return std::unexpected(read.error());
  if (!reader.whole())
    return std::unexpected(event::Problem{"The archive ends in the middle of a file", "Make it anew."});
  if (auto done = in_words_of_all(to->finish(), nullptr); !done) return std::unexpected(done.error());
  return files;
}

}  // namespace chalkpoint::app
