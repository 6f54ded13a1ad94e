#include "kiosk/app/first_start.h"

#include <algorithm>

namespace chalkpoint::app {

namespace setting = journal::setting;

namespace {

journal::Settings key_settings(const event::PublicKey& open, const std::string& wrapped) {
  return {{std::string(setting::kSiteKey), event::base64(open)},
          {std::string(setting::kSiteKeyId), event::key_id(open)},
          {setting::wrapped_key(event::key_id(open)), wrapped}};
}

std::expected<void, event::Problem> store_own_key(journal::Journal& journal, const event::Random& random,
                                                  const std::function<void(std::string)>& notice) {
  const event::SiteKey key = event::make_site_key(random);
  const std::string phrase = event::make_recovery_phrase(random);
  const auto wrapped = event::wrap_secret(key, phrase, random);
  if (!wrapped) return std::unexpected(wrapped.error());
  const auto kept = journal.set_settings(key_settings(key.open, *wrapped));
  if (!kept) return kept;
  notice("Recovery phrase of this terminal, shown once; without it contacts and private notes left here can never be " +
         std::string("read (key ") + event::for_people(event::key_id(key.open)) + "): " + phrase);
  return {};
}

}  // namespace

std::expected<void, event::Problem> make_own_key(journal::Journal& journal, const event::Random& random,
                                                 const std::function<void(std::string)>& notice) {
  if (!journal.setting(setting::kSiteKey)) return store_own_key(journal, random, notice);
  return std::unexpected(event::Problem{"This terminal has a key already, and contacts may be sealed to it.",
                                        "Keep its recovery phrase, or give another data folder with --data."});
}

void offer_setup(journal::Journal& journal) {
  for (const std::string_view said : {setting::kSiteKey, setting::kStaffPin, setting::kToken, kSetup,
                                      std::string_view("club"), std::string_view("hours")})
    if (journal.setting(said)) return;
  const auto epochs = journal.epochs();
  if (!epochs || std::ranges::any_of(*epochs, [](const journal::Epoch& one) { return one.last > 0; })) return;
  (void)journal.set_settings({{std::string(kSetup), "language"}});
}

std::expected<void, event::Problem> keep_own_key(journal::Journal& journal, const event::PublicKey& open,
                                                 const std::string& wrapped, const std::string& setup) {
  if (journal.setting(setting::kToken))
    return std::unexpected(event::Problem{"This terminal is enrolled, and its hub has given it the site's key.",
                                          "Use the recovery phrase of the site."});
  journal::Settings all = key_settings(open, wrapped);
  all.emplace_back(kSetup, setup);
  return journal.set_settings(all);
}

std::expected<void, event::Problem> renew_staff_pin(journal::Journal& journal, const event::Random& random,
                                                    const std::function<void(std::string)>& notice) {
  const std::string pin = event::make_pin(random);
  const auto hashed = event::hash_pin(pin);
  if (!hashed) return std::unexpected(hashed.error());
  const auto kept =
      journal.set_settings({{std::string(setting::kStaffPin), *hashed}, {std::string(kStaffLockout), std::string()}});
  if (!kept) return kept;
  notice("Staff PIN of this terminal, shown once; it opens the desk as the owner until somebody is enlisted: " + pin);
  return {};
}

std::expected<void, event::Problem> prepare_first_start(journal::Journal& journal, const event::Random& random,
                                                        const std::function<void(std::string)>& notice) {
  if (!notice) return {};
  if (!journal.setting(setting::kSiteKey))
    if (const auto made = store_own_key(journal, random, notice); !made) return made;
  if (!journal.setting(setting::kStaffPin)) return renew_staff_pin(journal, random, notice);
  return {};
}

std::expected<std::optional<event::PublicKey>, event::Problem> site_key(const journal::Journal& journal) {
  const auto text = journal.setting(setting::kSiteKey);
  if (!text) return std::nullopt;
  if (const auto key = event::public_key_from_base64(*text); key && event::can_seal_to(*key)) return *key;
  return std::unexpected(event::Problem{"The key that contacts are sealed to in this store is no usable key.",
                                        "Enroll the terminal again: chalkpoint enroll."});
}

}  // namespace chalkpoint::app
