// The act of an erasure, in words and as a file.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

#include "kiosk/app/erasure.h"
#include "sync/event/seal.h"

namespace chalkpoint::app {

namespace {

using event::Problem;
using journal::Result;

constexpr std::string_view kActsWaiting = "acts_waiting";  // setting: a line FILE EPOCH SEQUENCE for each
constexpr const char* kLanguages[] = {"ru", "en"};

/// "2026-11-22 10:41:07 +03:00": the same in every language, and by the clock of the place.
std::string date_of(const event::Moment& at) {
  const std::string text = event::rfc3339(at);  // 2026-11-22T10:41:07.123+03:00
  return text.substr(0, 10) + ' ' + text.substr(11, 8) + ' ' + text.substr(23);
}

std::string with(const ui::Text& words, std::string_view key,
                 std::initializer_list<std::pair<std::string_view, std::string>> values) {
  std::string out = words.get(key);
  for (const auto& [name, value] : values) out = ui::filled(std::move(out), name, value);
  return out;
}

std::string line_of(const desk::Left& item, const event::Moment& now, const ui::Text& words) {
  const std::string kind = item.channel.empty() ? "act.note" : "act." + item.channel;
  event::Moment left_at = now;
  left_at.unix_ms = item.unix_ms;
  std::string out = "— " + with(words, kind, {{"code", item.code}, {"time", date_of(left_at)}});
  if (!item.key.empty()) out += ", " + words.get("act.key", "key", event::for_people(item.key));
  return out + "; " + words.get(item.here ? "act.here" : "act.elsewhere");
}

bool write_file(const std::filesystem::path& file, const std::string& text, int flags) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
  if (descriptor < 0) return false;
  const bool written =
      ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(descriptor) == 0;
  return ::close(descriptor) == 0 && written;
}

std::string name_of(const event::Moment& at) {
  std::string time = event::rfc3339(at).substr(0, 19);  // 2026-11-22T10:41:07
  time[10] = '-';
  std::erase(time, ':');
  return "erasure-" + time;
}

struct WaitingAct {
  std::string file, epoch;
  std::uint64_t sequence = 0;
};

std::vector<WaitingAct> waiting_acts(const journal::Journal& journal) {
  std::istringstream lines(journal.setting(kActsWaiting).value_or(""));
  std::vector<WaitingAct> out;
  for (WaitingAct one; lines >> one.epoch >> one.sequence && lines.ignore() && std::getline(lines, one.file);)
    out.push_back(one);
  return out;
}

Result<void> remember(journal::Journal& journal, const std::vector<WaitingAct>& acts) {
  std::string text;
  for (const WaitingAct& one : acts) text += one.epoch + ' ' + std::to_string(one.sequence) + ' ' + one.file + '\n';
  return journal.set_settings({{std::string(kActsWaiting), text}});
}

}  // namespace

std::expected<Words, Problem> open_words(const std::filesystem::path& assets) {
  Words out;
  for (const char* language : kLanguages) {
    auto words = ui::Text::open(assets / "lang", language);
    if (!words) return std::unexpected(Problem{words.error(), "Build or install the terminal again."});
    out.emplace(language, std::move(*words));
  }
  return out;
}

std::string act_text(const Erasure& erasure, const ui::Text& words) {
  std::string out = words.get("act.title") + "\n\n" + words.get("act.when", "time", date_of(erasure.at)) + '\n' +
                    with(words, "act.by", {{"name", erasure.by.name}, {"role", words.get("role." + erasure.by.role)}}) +
                    '\n';
  if (!erasure.site.empty())
    out += with(words, "act.where", {{"device", erasure.device}, {"site", erasure.site}}) + '\n';
  out += '\n' + words.get("act.what", erasure.items.size()) + '\n';
  for (const desk::Left& item : erasure.items) out += line_of(item, erasure.at, words) + '\n';
  return out + '\n' + words.get(erasure.site.empty() ? "act.hub.none" : "act.hub.waiting") + '\n';
}

Result<std::filesystem::path> keep_act(journal::Journal& journal, const std::filesystem::path& dir,
                                       const Erasure& erasure, const Words& words) {
  std::string text;
  for (const char* language : kLanguages) text += act_text(erasure, words.at(language)) + '\n';
  const std::filesystem::path acts = dir / "acts";
  std::error_code failure;
  std::filesystem::create_directory(acts, failure);
  std::filesystem::permissions(acts, std::filesystem::perms::owner_all, failure);
  std::filesystem::path file = acts / (name_of(erasure.at) + ".txt");
  for (int again = 2; std::filesystem::exists(file, failure); ++again)  // two within one second
    file = acts / (name_of(erasure.at) + '-' + std::to_string(again) + ".txt");
  if (!write_file(file, text, O_EXCL))
    return std::unexpected(Problem{"It is erased, but the act cannot be written to " + file.string() + ".",
                                   "Free some room there; note down what the screen shows."});
  if (erasure.site.empty()) return file;
  auto waiting = waiting_acts(journal);
  waiting.push_back({file.string(), erasure.epoch, erasure.sequence});
  if (const auto kept = remember(journal, waiting); !kept) return std::unexpected(kept.error());
  return file;
}

Result<void> confirm_acts(journal::Journal& journal, const Words& words, const event::Moment& now) {
  auto waiting = waiting_acts(journal);
  if (waiting.empty()) return {};
  const auto epochs = journal.epochs();
  if (!epochs) return std::unexpected(epochs.error());
  std::vector<WaitingAct> still;
  for (const WaitingAct& act : waiting) {
    const auto epoch = std::ranges::find(*epochs, act.epoch, &journal::Epoch::name);
    const bool held = epoch != epochs->end() && epoch->acked >= act.sequence;
    std::string said;
    for (const char* language : kLanguages)
      said += words.at(language).get("act.confirmed", "time", date_of(now)) + '\n';
    if (!held || !write_file(act.file, said, O_APPEND)) still.push_back(act);
  }
  if (still.size() == waiting.size()) return {};
  return remember(journal, still);
}

}  // namespace chalkpoint::app
