// What the desk asks of a running terminal: all of it but the status on a thread aside of the window's.
#include "kiosk/app/first_start.h"
#include "kiosk/app/private_notes.h"
#include "kiosk/app/terminal.h"
#include "sync/event/problem.h"

namespace chalkpoint::app {

namespace setting = journal::setting;

namespace {

constexpr std::string_view kPhraseLockout = "phrase_lockout";  // setting, as kStaffLockout

std::vector<std::string> wrapped_keys(const journal::Journal& journal) {
  std::vector<std::string> out;
  for (const auto& [name, wrapped] : journal.wrapped_keys()) out.push_back(wrapped);
  return out;
}

}  // namespace

std::unique_ptr<Staff> Terminal::make_staff(const journal::Journal& journal, const Host& host) {
  key_here_ = !journal.wrapped_keys().empty();
  vault_ = std::make_shared<Vault>([this] { return journal_->ask(wrapped_keys); });
  return std::make_unique<Staff>(staff_ports(journal),
                                 Staff::Lockouts{lockouts_from_text(journal.setting(kStaffLockout).value_or("")),
                                                 lockouts_from_text(journal.setting(kPhraseLockout).value_or(""))},
                                 host);
}

Staff::Ports Terminal::staff_ports(const journal::Journal& journal) {
  return {
      .status = [this] { return status(); },
      .pin_matches =
          [this](const std::string& pin, const std::string& hashed) {
            if (!event::pin_matches(pin, hashed)) return false;
            look_at_store();
            return true;
          },
      .pin = journal.setting(setting::kStaffPin).value_or(""),
      .keep_lockouts =
          [this](const desk::Lockouts& pins, const desk::Lockouts& phrases) {
            journal_->set_settings(
                {{std::string(kStaffLockout), to_text(pins)}, {std::string(kPhraseLockout), to_text(phrases)}});
          },
      .phrase_opens = [this](const std::string& phrase) { return unlocks(phrase); },
      .key_here = [this] { return key_here_.load(); },
      .read_journal = [this](const std::string& phrase) { return read_journal(phrase); },
      .site = journal.setting(setting::kSite).value_or(""),
      .reveal = [this](const event::Uuid& id) { return reveal(id); },
      .look_for = [this](const desk::Wanted& wanted) { return look_for(wanted); },
      .erase = [this](const std::vector<desk::Left>& items, const event::Signature& by) { return erase(items, by); },
      .setup_waits = [this] { return model_ && model_->setup().waits(); },
      .vault = vault_};
}

// Called on the thread that compares PINs: the window's must not wait for the journal.
void Terminal::look_at_store() {
  const auto stats = journal_->ask([this](journal::Journal& journal) {
    key_here_ = !journal.wrapped_keys().empty();  // the hub may have given one since the start
    return journal.stats();
  });
  if (stats) stored_count_ = static_cast<std::uint64_t>(stats->total.responses());
}

// Called by the sync worker whenever something of the sync has changed.
void Terminal::hear_hub() {
  if (!acts_wait_) return;
  journal_->ask([this](journal::Journal& journal) {
    const auto waiting = confirm_acts(journal, words_, now_());
    const auto word = hub_word(journal, last_act_);
    for (const auto* failed : {waiting ? nullptr : &waiting.error(), word ? nullptr : &word.error()})
      if (failed != nullptr) note_(event::one_line(*failed));
    if (!waiting || !word) return;
    if (!last_act_.empty()) hub_word_ = *word;
    acts_wait_ = *waiting > 0 || *word == desk::HubWord::waiting;
  });
}

Setup::Ports Terminal::setup_ports(const journal::Journal& journal, const std::filesystem::path& assets) {
  const std::string id = journal.setting(setting::kSiteKeyId).value_or("");
  const bool enrolled = journal.setting(setting::kToken).has_value();
  auto place = setup_place(journal.setting(kSetup).value_or(""));
  if (enrolled && place && place->step == admin::wizard::Step::language) place.reset();  // set up by commands instead
  return {.place = place,
          .remember = [this](const std::string& where) { journal_->set_settings({{std::string(kSetup), where}}); },
          .keep_key =
              [this](const NewKey& key, const std::string& where) {
                return journal_->ask(
                    [&](journal::Journal& store) { return keep_own_key(store, key.open, key.wrapped, where); });
              },
          .phrase_opens = [this](const std::string& phrase) { return unlocks(phrase); },
          .assets = assets,
          .key_name = id.empty() ? std::string() : event::for_people(id),
          .enrolled = enrolled,
          .connect = {},
          .preview = {}};
}

// A key that is found out is wiped at once.
bool Terminal::unlocks(const std::string& phrase) {
  auto key = unwrap_any(journal_->ask(wrapped_keys), phrase);
  return key && event::LockedKey::take(*key);
}

// The key is derived on the caller's thread, which takes a second; only then is the journal asked.
desk::JournalRead Terminal::read_journal(const std::string& phrase) {
  auto key = unwrap_any(journal_->ask(wrapped_keys), phrase);
  if (!key) return {};
  const auto locked = event::LockedKey::take(*key);
  if (!locked) {
    note_(event::one_line(locked.error()));
    return {};
  }
  return {.right = true,
          .readings = journal_->ask(
              [&locked](journal::Journal& journal) { return open_private_notes(journal, locked->key()); }),
          .key = event::key_id(locked->key().open)};
}

desk::Shown Terminal::reveal(const event::Uuid& id) {
  const auto box = journal_->ask([&id](journal::Journal& journal) { return journal.sealed_box(id); });
  if (!box || !*box) return {};  // left elsewhere, or erased
  auto text = vault_->open(**box);
  if (!text) return {.why = desk::Shown::Why::other_key, .text = {}};
  return {.why = desk::Shown::Why::shown, .text = std::move(*text)};
}

desk::Found Terminal::look_for(const desk::Wanted& wanted) {
  const OnStore store = [this](const auto& work) {
    journal_->ask([&work](journal::Journal& journal) { work(journal); });
  };
  const std::string code = event::typed_code(wanted.text);
  if (!wanted.by_contact && code.empty()) return {};
  const auto failed = [this](const event::Problem& problem) -> desk::Found {
    note_(event::one_line(problem));
    return {.found = {}, .failed = true};
  };
  if (wanted.by_contact) {
    auto by = left_by(store, wanted.text, [this](std::string_view box) { return vault_->open(box); });
    if (!by) return failed(by.error());
    return {.found = std::move(by->found), .failed = false, .other_key = by->other_key};
  }
  auto under = left_under(store, code);
  if (!under) return failed(under.error());
  return {.found = std::move(*under), .failed = false};
}

desk::Erased Terminal::erase(const std::vector<desk::Left>& items, const event::Signature& by) {
  const event::Moment now = now_();
  return journal_->ask([&](journal::Journal& journal) -> desk::Erased {
    const auto erasure = app::erase(journal, items, by, now, random_);
    if (!erasure) {
      note_(event::one_line(erasure.error()));
      return {};
    }
    desk::Erased out;
    for (const desk::Left& item : items) out.erased.push_back(item.id);
    for (const auto& [language, words] : words_) out.act[language] = act_text(*erasure, words);
    const auto kept = keep_act(journal, data_, *erasure, words_);
    if (!kept) note_(event::one_line(kept.error()));
    out.kept = kept.has_value();
    if (!erasure->site.empty()) {
      last_act_ = erasure->events;
      hub_word_ = desk::HubWord::waiting;
      acts_wait_ = true;
    }
    return out;
  });
}

}  // namespace chalkpoint::app
