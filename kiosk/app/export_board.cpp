#include "kiosk/app/export_board.h"

#include <charconv>

#include "kiosk/admin/board_picture.h"
#include "kiosk/app/club.h"
#include "kiosk/app/whole_board.h"
#include "kiosk/chalk/board.h"
#include "sync/event/day.h"

namespace chalkpoint::app {
namespace {

using journal::Result;

struct About {
  std::string club;
  bool trusted = true;
};

// As the board itself decides: a terminal that has not heard its hub for long shows only what somebody has looked at.
About about(journal::Journal& journal, std::int64_t now_unix_ms) {
  About out{.club = club_name(journal)};
  if (!journal.setting(journal::setting::kToken)) return out;
  const std::string read = journal.setting(journal::setting::kReadUnixMs).value_or("0");
  std::int64_t read_unix_ms = 0;
  std::from_chars(read.data(), read.data() + read.size(), read_unix_ms);
  out.trusted = now_unix_ms - read_unix_ms < chalk::kOfflineTrustMs;
  return out;
}

std::string name_of(const event::Note& note) {
  constexpr std::size_t kDigits = 6;  // codes are unique on one terminal only
  const std::string id = event::hex(note.id.bytes);
  return "notes/" + event::day_of(note.unix_ms, note.utc_offset_min) + '-' + (note.code.empty() ? "club" : note.code) +
         '-' + id.substr(id.size() - kDigits);
}

}  // namespace

Result<std::size_t> export_board(const OnStore& store, const BoardOrder& order, const PutPicture& put,
                                 const ExportWatch& watch) {
  event::Board board;
  const auto read = read_whole_board(store, [&](const journal::BoardPage& page) {
    board.apply(page.own, event::Origin::own);
    board.apply(page.foreign, event::Origin::foreign);
    return watch(0, 1);
  });
  if (!read) return std::unexpected(read.error());
  const About site = ask_for(store, [&](journal::Journal& journal) { return about(journal, order.now.unix_ms); });
  const auto notes = board.visible(site.trusted);
  const auto painter = admin::BoardPainter::open({.fonts = order.fonts,
                                                  .text = order.text,
                                                  .title = site.club,
                                                  .now_unix_ms = order.now.unix_ms,
                                                  .utc_offset_min = order.now.utc_offset_min});
  if (!painter) return std::unexpected(painter.error());
  auto done = (*painter)->board(notes, [&](int sheet, const event::Bytes& png) -> Result<void> {
    if (!watch(0, 1)) return std::unexpected(given_up());
    return put(sheet == 1 ? "board.png" : "board-" + std::to_string(sheet) + ".png", png);
  });
  for (std::size_t i = 0; done && i < notes.size(); ++i) {
    const event::Note& note = *notes[i];
    const auto png = (*painter)->png(note);
    const auto svg = (*painter)->svg(note);
    if (!png) return std::unexpected(png.error());
    if (!svg) return std::unexpected(svg.error());
    done = put(name_of(note) + ".png", *png);
    if (done) done = put(name_of(note) + ".svg", *svg);
    if (done && !watch(i + 1, notes.size())) return std::unexpected(given_up());
  }
  if (!done) return std::unexpected(done.error());
  return notes.size();
}

}  // namespace chalkpoint::app
