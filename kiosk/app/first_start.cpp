#include "kiosk/app/first_start.h"

namespace chalkpoint::app {

namespace setting = journal::setting;

namespace {

std::expected<void, event::Problem> store_own_key(journal::Journal& journal, const event::Random& random,
                                                  const std::function<void(std::string)>& notice) {
  const event::SiteKey key = event::make_site_key(random);
  const std::string phrase = event::make_recovery_phrase(random);
  const auto wrapped = event::wrap_secret(key, phrase, random);
  if (!wrapped) return std::unexpected(wrapped.error());
  const auto kept = journal.set_settings({{std::string(setting::kSiteKey), event::base64(key.open)},
                                          {std::string(setting::kSiteKeyId), event::key_id(key.open)},
                                          {setting::wrapped_key(event::key_id(key.open)), *wrapped}});
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
