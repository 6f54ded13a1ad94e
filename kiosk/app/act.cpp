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

constexpr std::string_view kActsWaiting = "acts_unconfirmed";  // setting: a line ID,ID,… FILE for each
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

std::string files_line(const ui::Text& words, std::string_view key, const std::vector<std::string>& files) {
  if (files.empty()) return {};
  std::string names;
  for (const std::string& file : files) names += (names.empty() ? "" : ", ") + file;
  return '\n' + ui::filled(words.get(key, files.size()), "files", names) + '\n';
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
  std::vector<event::Uuid> events;
  std::string file;
};

std::vector<WaitingAct> waiting_acts(const journal::Journal& journal) {
  std::istringstream lines(journal.setting(kActsWaiting).value_or(""));
  std::vector<WaitingAct> out;
  for (std::string ids, file; lines >> ids && lines.ignore() && std::getline(lines, file);) {
    WaitingAct& act = out.emplace_back(WaitingAct{.events = {}, .file = file});
    std::istringstream list(ids);
    for (std::string id; std::getline(list, id, ',');)
      if (const auto read = event::Uuid::parse(id)) act.events.push_back(*read);
  }
  return out;
}

Result<void> remember(journal::Journal& journal, const std::vector<WaitingAct>& acts) {
  std::string text;
  for (const WaitingAct& one : acts) {
    for (const event::Uuid& id : one.events) text += (&id == one.events.data() ? "" : ",") + id.text();
    text += ' ' + one.file + '\n';
  }
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
  out += files_line(words, "act.copies", erasure.copies.cleaned) +
         files_line(words, "act.unreached", erasure.copies.unreached);
  if (erasure.copies.log_waits) out += '\n' + words.get("act.log") + '\n';
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
  waiting.push_back({erasure.events, file.string()});
  if (const auto kept = remember(journal, waiting); !kept) return std::unexpected(kept.error());
  return file;
}

namespace {

struct Heard {
  std::size_t waiting = 0, refused = 0;
};

Result<Heard> heard_of(journal::Journal& journal, std::span<const event::Uuid> events) {
  Heard out;
  for (const event::Uuid& id : events) {
    const auto fate = journal.fate(id);
    if (!fate) return std::unexpected(fate.error());
    if (*fate == journal::Fate::waiting) ++out.waiting;
    if (*fate == journal::Fate::set_aside) ++out.refused;
  }
  return out;
}

}  // namespace

Result<desk::HubWord> hub_word(journal::Journal& journal, std::span<const event::Uuid> events) {
  const auto heard = heard_of(journal, events);
  if (!heard) return std::unexpected(heard.error());
  if (heard->waiting > 0) return desk::HubWord::waiting;
  return heard->refused > 0 ? desk::HubWord::refused : desk::HubWord::accepted;
}

Result<std::size_t> confirm_acts(journal::Journal& journal, const Words& words, const event::Moment& now) {
  const auto waiting = waiting_acts(journal);
  std::vector<WaitingAct> still;
  for (const WaitingAct& act : waiting) {
    const auto heard = heard_of(journal, act.events);
    if (!heard) return std::unexpected(heard.error());
    std::string said;
    for (const char* language : kLanguages)
      said += ui::filled(heard->refused > 0 ? words.at(language).get("act.refused", heard->refused)
                                            : words.at(language).get("act.confirmed"),
                         "time", date_of(now)) +
              '\n';
    if (heard->waiting > 0 || !write_file(act.file, said, O_APPEND)) still.push_back(act);
  }
  if (still.size() == waiting.size()) return still.size();
  if (const auto kept = remember(journal, still); !kept) return std::unexpected(kept.error());
  return still.size();
}

}  // namespace chalkpoint::app
