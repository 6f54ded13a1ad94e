#include "kiosk/app/export_job.h"

#include <algorithm>
#include <array>

#include "kiosk/app/club.h"
#include "kiosk/app/export_archive.h"
#include "kiosk/app/export_board.h"
#include "kiosk/app/export_cases.h"
#include "kiosk/app/export_file.h"
#include "kiosk/app/export_notes.h"
#include "kiosk/app/export_workbook.h"
#include "kiosk/app/terminal.h"

namespace chalkpoint::app {
namespace {

using journal::Result;

class Job {
 public:
  Job(const ExportWorld& world, const ExportJob& job, const ExportWatch& watch)
      : world_(world), job_(job), watch_(watch) {}

  Result<void> run() {
    switch (job_.kind) {
      case ExportKind::csv:
        return tables(ExportFormat::csv, ".csv");
      case ExportKind::jsonl:
        return tables(ExportFormat::jsonl, ".jsonl");
      case ExportKind::xlsx:
        return workbook();
      case ExportKind::board:
        return board();
      case ExportKind::archive:
        return archive();
    }
    return {};
  }

  ExportDone done;
  std::optional<platform::Trouble> trouble;

  /// A workbook is prepared on the terminal's own disk.
  bool scratch_full() const {
    const auto room = platform::free_room(world_.scratch);
    return job_.kind == ExportKind::xlsx && !trouble && room && *room < kScratchLeftBytes;
  }
  std::uint64_t written() const {
    std::uint64_t out = job_.kind == ExportKind::board ? done.bytes : 0;
    for (const auto& file : files_) out += file->size();
    return out;
  }

 private:
  Result<ExportFile*> open(const std::filesystem::path& file) {
    auto opened = ExportFile::open(file, &trouble);
    if (!opened) return std::unexpected(opened.error());
    files_.push_back(std::move(*opened));
    done.files.push_back(file);
    return files_.back().get();
  }

  // Every file is whole before the first gets its name.
  Result<void> finish() {
    for (const auto& file : files_) {
      done.bytes += file->size();
      if (auto named = file->finish(); !named) return named;
    }
    return {};
  }

  template <class Export>
  Result<std::size_t> table(ExportFormat format, const std::string& name, Export rows) {
    const auto file = open(job_.target.string() + name);
    if (!file) return std::unexpected(file.error());
    const auto sink = text_sink(format, (*file)->octets());
    return rows(*sink);
  }

  Result<void> tables(ExportFormat format, const std::string& ending) {
    const auto responses = table(format, "-responses" + ending, [&](RowSink& to) -> Result<std::size_t> {
      const auto tally = export_responses(world_.store, job_.span, to, watch_);
      if (!tally) return std::unexpected(tally.error());
      return static_cast<std::size_t>(tally->responses());
    });
    if (!responses) return std::unexpected(responses.error());
    const ExportWatch end = [this](std::uint64_t, std::uint64_t) { return watch_(1, 1); };
    const auto notes =
        table(format, "-notes" + ending, [&](RowSink& to) { return export_notes(world_.store, job_.span, to, end); });
    if (!notes) return std::unexpected(notes.error());
    const auto cases =
        table(format, "-cases" + ending, [&](RowSink& to) { return export_cases(world_.store, job_.span, to, end); });
    if (!cases) return std::unexpected(cases.error());
    done.rows = *responses + *notes + *cases;
    return finish();
  }

  Result<ui::Text> words() const {
    auto text = ui::Text::open(world_.assets / "lang", job_.language);
    if (!text) return std::unexpected(event::Problem{text.error(), "Build or install the terminal again."});
    return std::move(*text);
  }

  std::vector<std::filesystem::path> surveys() const {
    std::vector<std::filesystem::path> out = world_.surveys;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(world_.assets / "surveys", error))
      out.push_back(entry.path());
    // The members' own first: several surveys ask under the same names.
    std::ranges::sort(out.begin() + static_cast<std::ptrdiff_t>(world_.surveys.size()), out.end(), {},
                      [](const auto& file) { return std::pair(file.filename() != "nps.json", file); });
    return out;
  }

  // The words of each question by the name of its answer; of several with one name the first.
  std::map<std::string, std::string> questions() const {
    std::map<std::string, std::string> out;
    for (const auto& file : surveys()) {
      const auto definition = load_survey(file);
      if (!definition) continue;  // its columns go by their names
      for (const survey::Page& page : (*definition)->pages)
        for (const survey::Element& element : page.elements) {
          if (!element.title.empty()) out.emplace(element.data_name, element.title.in(job_.language));
          if (element.has_comment) out.emplace(element.comment_name(), element.comment_text.in(job_.language));
        }
    }
    std::erase_if(out, [](const auto& one) { return one.second.empty(); });
    return out;
  }

  Result<void> workbook() {
    const auto text = words();
    if (!text) return std::unexpected(text.error());
    const auto file = open(job_.target);
    if (!file) return std::unexpected(file.error());
    const auto club = ask_for(world_.store, [](journal::Journal& journal) { return club_name(journal); });
    const auto rows = export_workbook(world_.store,
                                      {.file = (*file)->part(),
                                       .scratch = world_.scratch,
                                       .span = job_.span,
                                       .club = club,
                                       .when = job_.when,
                                       .made = world_.now,
                                       .text = *text,
                                       .questions = questions()},
                                      watch_);
    if (!rows) {
      blame_the_place();
      return std::unexpected(rows.error());
    }
    done.rows = *rows;
    return finish();
  }

  // The library does not say what hindered it: what the place is like tells.
  void blame_the_place() {
    std::error_code error;
    const auto folder = std::filesystem::absolute(job_.target).parent_path();
    const auto room = platform::free_room(folder);
    constexpr std::uint64_t kNothingLeft = 256 * 1024;
    if (!std::filesystem::is_directory(folder, error))
      trouble = platform::Trouble::gone;
    else if (room && *room < kNothingLeft)
      trouble = platform::Trouble::full;
  }

  Result<std::size_t> pictures(const PutPicture& put, const ExportWatch& watch) const {
    const auto text = words();
    if (!text) return std::unexpected(text.error());
    return export_board(world_.store, {.fonts = world_.assets / "fonts", .text = *text, .now = world_.now}, put, watch);
  }

  Result<void> board() {
    auto folder = in_words_of_all(platform::SafeFolder::open(job_.target), &trouble);
    if (!folder) return std::unexpected(folder.error());
    const auto notes = pictures(
        [&](const std::string& name, const std::string& content) {
          done.bytes += content.size();
          return in_words_of_all(folder->put(name, content), &trouble);
        },
        watch_);
    if (!notes) return std::unexpected(notes.error());
    done.rows = *notes;
    done.files.push_back(job_.target);
    return in_words_of_all(folder->finish(), &trouble);
  }

  Result<void> archive() {
    const auto file = open(job_.target);
    if (!file) return std::unexpected(file.error());
    const auto still = [this](std::uint64_t, std::uint64_t) { return watch_(1, 1); };
    const auto events = export_archive(world_.store,
                                       {.passphrase = job_.passphrase,
                                        .made = world_.now,
                                        .surveys = surveys(),
                                        .random = world_.random,
                                        .pictures = [&](const PutPicture& put) { return pictures(put, still); }},
                                       (*file)->octets(), watch_);
    if (!events) return std::unexpected(events.error());
    done.rows = *events;
    return finish();
  }

  const ExportWorld& world_;
  const ExportJob& job_;
  const ExportWatch& watch_;
  std::vector<std::unique_ptr<ExportFile>> files_;
};

}  // namespace

std::expected<ExportDone, ExportFailed> do_export(const ExportWorld& world, const ExportJob& job,
                                                  const ExportWatch& watch) {
  Job work(world, job, watch);
  const auto finished = work.run();
  if (finished) return std::move(work.done);
  return std::unexpected(ExportFailed{finished.error(), work.trouble, work.scratch_full(), work.written()});
}

}  // namespace chalkpoint::app
