// Whatever lies on a stick under the name of a table: every row of it is a good one or a bad one with a line of its
// own, and what is kept of a good one reads back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "kiosk/desk/clients.h"
#include "sync/event/phone.h"

namespace {

const chalkpoint::desk::ListWords& words() {
  static const chalkpoint::desk::ListWords known = [] {
    std::ifstream file(LIST_WORDS);
    std::ostringstream text;
    text << file.rdbuf();
    return chalkpoint::desk::ListWords::parse(text.str()).value();
  }();
  return known;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t count) {
  using namespace chalkpoint;
  if (count == 0) return 0;
  const desk::List list = octets[0] % 2 == 0 ? desk::List::calls : desk::List::renewals;
  const desk::Sheet sheet =
      desk::read_sheet({reinterpret_cast<const char*>(octets), count}, list, words(), {"+79161234567"}, "2026-11-22");
  if (sheet.fault != desk::SheetFault::none) return 0;
  if (sheet.rows_count != sheet.good.size() + sheet.bad.size()) std::abort();
  std::size_t line = 1;
  for (const desk::BadRow& row : sheet.bad) {
    if (row.line <= line) std::abort();
    line = row.line;
  }
  const std::string mark(32, 'a');
  for (const desk::Client& client : sheet.good) {
    if (event::normal_phone(client.phone) != client.phone) std::abort();
    const auto again = desk::client_from_text(desk::to_text(client, mark));
    if (!again || again->client != client) std::abort();
  }
  return 0;
}
