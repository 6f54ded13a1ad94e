#include "kiosk/app/lists.h"

#include <algorithm>
#include <utility>

#include "kiosk/app/seal.h"
#include "sync/event/contacts.h"
#include "sync/event/day.h"
#include "sync/event/phone.h"
#include "sync/event/problem.h"

namespace chalkpoint::app {

namespace {

constexpr std::int64_t kDayMs = 24 * 3'600'000, kMinuteMs = 60'000;

std::string today_of(const event::Moment& now) {
  return event::day_of(now.unix_ms, now.utc_offset_min);
}

std::string_view name_of(desk::List list) {
  return desk::kListNames[static_cast<std::size_t>(list)];
}

std::string answer_note(const event::Problem& problem) {
  return "A list could not be kept: " + event::one_line(problem);
}

}  // namespace

Lists::Lists(Ports ports, std::optional<event::PublicKey> site_key, journal::JournalThread& journal, Host host)
    : ports_(std::move(ports)), site_key_(std::move(site_key)), journal_(journal), host_(std::move(host)) {
  ports_.clock.see(host_.now());
  turn_day(host_.now());
}

Lists::~Lists() {
  ending_ = true;
}

// At the start and with every local midnight: what could be read is covered, what was kept long enough goes.
void Lists::turn_day(const event::Moment& now) {
  day_ = today_of(now);
  opened_.clear();
  unsealed_.clear();
  contacts_.clear();
  ++version_;
  start([this, today = day_, erases = ports_.clock.believed()] { return load(today, erases); });
}

// A clock that jumped a year erases nothing; one that is believed again makes up for it.
void Lists::watch_clock(const event::Moment& now) {
  const bool before = ports_.clock.believed();
  if (ports_.clock.see(now) && !before) start([this, today = today_of(now)] { return load(today, true); });
  if (auto clock = ports_.clock.to_keep(now.mono_ms))
    start([this, clock = std::move(*clock)] { return remember(clock); });
}

Lists::Found Lists::remember(const std::string& clock) const {
  const auto kept = journal_.ask(
      [&clock](journal::Journal& journal) { return journal.set_settings({{std::string(kClockSetting), clock}}); });
  if (!kept) host_.note(event::one_line(kept.error()));
  return {};
}

Lists::Found Lists::load(const std::string& today, bool erases) const {
  return journal_.ask([&](journal::Journal& journal) {
    Found found;
    auto rows = journal.listed();
    if (!rows) {
      host_.note(event::one_line(rows.error()));
      return found;
    }
    std::vector<event::Uuid> old;
    for (const journal::Listed& row : erases ? *rows : std::vector<journal::Listed>())
      if (is_outdated(row, today)) old.push_back(row.id);
    if (const auto erased = journal.erase_listed(old); !erased) host_.note(event::one_line(erased.error()));
    if (erases) std::erase_if(*rows, [&](const journal::Listed& row) { return is_outdated(row, today); });
    found.rows = std::move(*rows);
    return found;
  });
}

bool Lists::feed(std::span<const journal::BoardPage> pages, bool read) {
  read_ |= read;
  const std::uint64_t before = version();
  for (const journal::BoardPage& page : pages) {
    calls_.apply(page.own);
    calls_.apply(page.foreign);
    callbacks_.apply(page.own, true);
    callbacks_.apply(page.foreign, false);
    for (const auto* side : {&page.own, &page.foreign}) forget_erased(*side);
  }
  return version() != before;
}

// Contacts and rows of lists may be among what was erased: what is left of the rows is read again.
void Lists::forget_erased(std::span<const event::Event> events) {
  const auto erased = event::erased_by(events);
  for (const event::Uuid& of : erased) {
    contacts_.erase(of);
    opened_.erase(of);
  }
  if (!erased.empty()) start([this, today = day_] { return load(today, false); });
}

std::set<std::string> Lists::known(desk::List list) const {
  std::set<std::string> out;
  for (const journal::Listed& row : rows_)
    if (const auto found = opened_.find(row.id); found != opened_.end() && row.list == name_of(list))
      out.insert(found->second.client.phone);
  return out;
}

void Lists::work(desk::ListWork what) {
  const event::Moment now = host_.now();
  if (std::holds_alternative<desk::FindFiles>(what)) start([this] { return find_files(); });
  if (auto* file = std::get_if<desk::ReadFile>(&what))
    start([this, file = std::move(*file), seen = known(file->list), today = today_of(now)] {
      return read_file(file, seen, today);
    });
  if (auto* clients = std::get_if<desk::KeepClients>(&what))
    start([this, clients = std::move(*clients), seen = known(clients->list), there = there(clients->list, now), now] {
      return keep(clients, seen, there, now);
    });
}

Lists::There Lists::there(desk::List list, const event::Moment& now) const {
  There out;
  for (const journal::Listed& row : rows_) {
    if (row.list != name_of(list) || row.mark.empty() || desk::is_done(row_of(row, now))) continue;
    out.emplace(std::pair(row.mark, list == desk::List::calls ? std::string() : row.day), row.id);
  }
  return out;
}

void Lists::unseal(Opener open) {
  start([this, rows = rows_, fans = callbacks_.promoters(), open = std::move(open), to = ++unsealing_] {
    Found found = open_all(rows, fans, open);
    found.unsealing = to;
    return found;
  });
}

void Lists::cover() {
  ++unsealing_;
  for (const event::Uuid& id : unsealed_) opened_.erase(id);
  unsealed_.clear();
  contacts_.clear();
  ++version_;
}

Lists::Found Lists::find_files() const {
  auto folders = host_.sticks();
  if (!ports_.folder.empty()) folders.insert(folders.begin(), ports_.folder);
  Found found;
  found.answers.push_back(desk::FilesFound{sheet_files(folders)});
  return found;
}

Lists::Found Lists::read_file(const desk::ReadFile& what, const std::set<std::string>& known,
                              const std::string& today) const {
  const auto octets = sheet_octets(what.file.path);
  desk::Sheet sheet;
  if (octets)
    sheet = desk::read_sheet(*octets, what.list, ports_.words, known, today);
  else
    sheet.fault = desk::SheetFault::unreadable;
  Found found;
  found.answers.push_back(desk::SheetRead{what.file.shown, std::move(sheet)});
  return found;
}

// All or none: a list of which half is kept would be brought again. Who is on it already, sealed, can be read again.
Lists::Found Lists::keep(const desk::KeepClients& what, const std::set<std::string>& known, const There& there,
                         const event::Moment& now) {
  const auto failed = [this](const event::Problem& problem) {
    host_.note(answer_note(problem));
    Found found;
    found.answers.push_back(desk::ListKept{.count = 0, .failed = true});
    return found;
  };
  if (!site_key_)
    return failed({"There is no key to seal a list to.", "Run chalkpoint site-key, or enroll the terminal."});
  Found found;
  std::vector<journal::Listed> rows;
  for (std::size_t i = 0; i < what.clients.size(); ++i) {
    if (ending_) return {};
    if (known.contains(what.clients[i].phone)) continue;
    auto sealed = seal_row(what.clients[i], what.list, *site_key_, now, host_.random);
    if (!sealed) return failed(sealed.error());
    const bool calls = what.list == desk::List::calls;
    const auto again = there.find(std::pair(sealed->first.mark, calls ? std::string() : sealed->first.day));
    found.opened.emplace(again == there.end() ? sealed->first.id : again->second, std::move(sealed->second));
    if (again == there.end()) rows.push_back(std::move(sealed->first));
    Found progress;
    progress.done = false;
    progress.answers.push_back(desk::ListProgress{.done_count = i + 1, .all_count = what.clients.size()});
    tell(std::move(progress));
  }
  auto all = journal_.ask([&rows](journal::Journal& journal) -> journal::Result<std::vector<journal::Listed>> {
    if (const auto kept = journal.keep_listed(rows); !kept) return std::unexpected(kept.error());
    return journal.listed();
  });
  if (!all) return failed(all.error());
  found.rows = std::move(*all);
  found.answers.push_back(desk::ListKept{.count = found.opened.size()});
  return found;
}

Lists::Found Lists::open_all(const std::vector<journal::Listed>& rows, const std::vector<event::Promoter>& fans,
                             const Opener& open) const {
  Found found;
  for (const journal::Listed& row : rows) {
    const auto text = open(row.sealed);
    if (auto client = text ? desk::client_from_text(*text) : std::nullopt)
      found.opened.emplace(row.id, std::move(*client));
  }
  for (const event::Promoter& fan : fans) {
    if (ending_) return {};
    const auto box = journal_.ask([&fan](journal::Journal& journal) { return journal.sealed_box(fan.id); });
    if (!box || !*box) continue;  // erased
    auto text = open(**box);
    if (!text) continue;  // of another key
    Contact contact{.text = std::move(*text), .mark = {}};
    if (site_key_)
      contact.mark =
          event::phone_mark(event::normal_phone(contact.text).value_or(contact.text), *site_key_).value_or("");
    found.contacts.emplace(fan.id, std::move(contact));
  }
  return found;
}

void Lists::start(std::function<Found()> work) {
  waiting_.push_back(std::move(work));
  if (!working_) start_next();
}

void Lists::start_next() {
  working_ = !waiting_.empty();
  if (!working_) return;
  aside_.start([this, work = std::move(waiting_.front())] { tell(work()); });
  waiting_.pop_front();
}

void Lists::tell(Found found) {
  {
    const std::scoped_lock lock(mutex_);
    found_.push_back(std::move(found));
  }
  host_.wake();
}

Lists::Ticked Lists::tick(const event::Moment& now) {
  std::vector<Found> found;
  {
    const std::scoped_lock lock(mutex_);
    found = std::exchange(found_, {});
  }
  Ticked out{.changed = !found.empty(), .answers = {}, .facts = {}};
  for (Found& one : found) {
    if (one.rows) rows_ = std::move(*one.rows);
    if (one.unsealing == 0 || one.unsealing == unsealing_) {
      if (one.unsealing != 0)
        for (const auto& [id, client] : one.opened)
          if (!opened_.contains(id)) unsealed_.insert(id);
      if (one.unsealing == 0)
        for (const auto& [id, client] : one.opened) unsealed_.erase(id);
      opened_.merge(one.opened);
      contacts_.merge(one.contacts);
    }
    ++version_;
    std::ranges::move(one.answers, std::back_inserter(out.answers));
    if (one.done) start_next();
  }
  watch_clock(now);
  if (today_of(now) != day_) {
    turn_day(now);
    out.changed = true;
  }
  if (is_somebody_due_since(std::exchange(looked_unix_ms_, now.unix_ms), now.unix_ms)) {
    ++version_;
    out.changed = true;
  }
  if (read_ && std::exchange(looked_for_calls_, version()) != version()) {
    note_calls(out.facts, now);
    find_due_times();
  }
  return out;
}

// Whether the time of somebody lies between the two; a clock that was set back takes them out of the queue again.
bool Lists::is_somebody_due_since(std::int64_t unix_ms, std::int64_t now_unix_ms) const {
  const auto [from, to] = std::minmax(unix_ms, now_unix_ms);
  return std::ranges::upper_bound(due_unix_ms_, from) != std::ranges::upper_bound(due_unix_ms_, to);
}

void Lists::find_due_times() {
  due_unix_ms_.clear();
  const auto add = [this](const event::Uuid& id) {
    const event::Calls::Tried tried = calls_.tried(id);
    if (tried.unreached_count > 0) due_unix_ms_.push_back(tried.last_unix_ms + desk::kCallAgainMs);
  };
  for (const journal::Listed& row : rows_) add(row.id);
  for (const event::Promoter& fan : callbacks_.promoters()) add(fan.id);
  std::ranges::sort(due_unix_ms_);
}

// From the form that was stored, not from the tap that sent it: so it is noted also when the power went in between.
void Lists::note_calls(std::vector<event::Fact>& facts, const event::Moment& now) {
  const auto note = [&](const event::Uuid& about, const std::string& mark) {
    const event::Interview* asked = callbacks_.about(about);
    auto fact = asked ? call_of(*asked, mark, now) : std::nullopt;
    if (!fact) return;
    noted_.insert(asked->id);
    facts.push_back(std::move(*fact));
  };
  for (const journal::Listed& listed : rows_) note(listed.id, row_of(listed, now).mark);
  for (const auto& [id, contact] : contacts_) note(id, contact.mark);
}

// One for each talk, so that each moves the date until which nobody calls them again. A talk is noted when a note of
// one was made after it, which the journal's own clock says however often the other one was set.
std::optional<event::Fact> Lists::call_of(const event::Interview& asked, const std::string& mark,
                                          const event::Moment& now) const {
  if (mark.empty() || noted_.contains(asked.id) || (asked.outcome == desk::kUnreached && !asked.no_calls))
    return std::nullopt;
  const event::Calls::Tried tried = calls_.tried(asked.about);
  if (tried.refused || (!asked.no_calls && tried.talked > asked.hlc)) return std::nullopt;
  const event::CallNoted call{.mark = mark,
                              .outcome = asked.no_calls ? event::CallOutcome::refused : event::CallOutcome::talked,
                              .about = asked.about,
                              .by = asked.by};
  if (!event::may(call.by.role, event::Right::calls)) return std::nullopt;
  return fact_of(event::make_uuid_v7(now.unix_ms, host_.random), event::Deed(call), now);
}

// At midnight what is open is sealed; in between somebody may be offered again.
std::optional<std::int64_t> Lists::wake_at_ms(const event::Moment& now) const {
  std::optional<std::int64_t> wait_ms;
  const std::int64_t local_ms = now.unix_ms + now.utc_offset_min * kMinuteMs;
  if (!opened_.empty()) wait_ms = kDayMs - (local_ms % kDayMs + kDayMs) % kDayMs;
  if (const auto next = std::ranges::upper_bound(due_unix_ms_, now.unix_ms); next != due_unix_ms_.end())
    wait_ms = std::min(wait_ms.value_or(*next - now.unix_ms), *next - now.unix_ms);
  return wait_ms ? std::optional(now.mono_ms + *wait_ms) : std::nullopt;
}

desk::Row Lists::row_of(const journal::Listed& listed, const event::Moment& now) const {
  desk::Row row;
  row.id = listed.id;
  row.list = listed.list == name_of(desk::List::calls) ? desk::List::calls : desk::List::renewals;
  row.day = listed.day;
  const event::Calls::Tried tried = calls_.tried(listed.id);
  row.tries = tried.unreached_count;
  if (row.tries > 0) row.again_unix_ms = tried.last_unix_ms + desk::kCallAgainMs;
  if (const event::Interview* asked = callbacks_.about(listed.id); asked && !asked->by.name.empty()) row.asked = *asked;
  if (tried.refused || (row.asked && row.asked->no_calls)) row.stop = desk::Stop::refused;
  row.mark = listed.mark;
  if (const auto opened = opened_.find(listed.id); opened != opened_.end()) {
    row.client = opened->second.client;
    row.mark = opened->second.mark;
  }
  if (calls_.is_refused(row.mark)) row.stop = desk::Stop::refused;
  const auto talked = calls_.talked_unix_ms(row.mark);
  // Who thinks about it said so in this very talk, and expects to be asked again.
  const bool recently = talked && now.unix_ms - *talked < ports_.call_every_days * kDayMs && !row.asked;
  if (row.stop == desk::Stop::none && recently) row.stop = desk::Stop::recent;
  return row;
}

desk::Fan Lists::fan_of(event::Promoter said) const {
  desk::Fan fan;
  const event::Calls::Tried tried = calls_.tried(said.id);
  if (const event::Interview* asked = callbacks_.about(said.id)) fan.asked = *asked;
  if (const auto contact = contacts_.find(said.id); contact != contacts_.end()) {
    fan.contact = contact->second.text;
    fan.mark = contact->second.mark;
  }
  fan.tries = tried.unreached_count;
  if (fan.tries > 0) fan.again_unix_ms = tried.last_unix_ms + desk::kCallAgainMs;
  fan.refused = tried.refused || calls_.is_refused(fan.mark) || (fan.asked && fan.asked->no_calls);
  fan.said = std::move(said);
  return fan;
}

desk::Calling Lists::for_staff(const std::string& role, const event::Moment& now) const {
  desk::Calling out;
  if (!event::may(role, event::Right::calls)) return out;
  out.has_key = site_key_.has_value();
  out.import_folder = ports_.folder.string();
  for (const journal::Listed& row : rows_) out.rows.push_back(row_of(row, now));
  for (event::Promoter& said : callbacks_.promoters()) {
    desk::Fan fan = fan_of(std::move(said));
    if (!event::may(role, event::Right::contacts)) {
      fan.contact.reset();
      fan.mark.clear();
    }
    out.fans.push_back(std::move(fan));
  }
  desk::put_in_order(out, now.unix_ms, now.utc_offset_min);
  return out;
}

}  // namespace chalkpoint::app
