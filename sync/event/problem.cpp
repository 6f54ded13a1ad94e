#include "sync/event/problem.h"

#include <algorithm>

namespace chalkpoint::event {

namespace {

std::string sentence(std::string text) {
  std::ranges::replace_if(text, [](unsigned char c) { return c < ' ' || c == 0x7F; }, ' ');
  const auto last = text.find_last_not_of(" ;,");
  if (last == text.npos) return {};
  text.erase(last + 1);
  text.erase(0, text.find_first_not_of(' '));
  const bool ended = text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with("…");
  return ended ? text : text + '.';
}

}  // namespace

std::string one_line(const Problem& problem) {
  const std::string what = sentence(problem.what);
  std::string remedy = sentence(problem.remedy);
  // A remedy follows a full stop; what begins with a command's name is written as it is typed.
  const bool is_word = !remedy.empty() && remedy[0] >= 'a' && remedy[0] <= 'z' && !remedy.starts_with("chalkpoint");
  if (is_word) remedy[0] = static_cast<char>(remedy[0] - 'a' + 'A');
  return what + (what.empty() || remedy.empty() ? "" : " ") + remedy;
}

}  // namespace chalkpoint::event
