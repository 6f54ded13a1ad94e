#include "sync/wire/site.h"

#include <algorithm>

#include "sync/event/seal.h"
#include "sync/wire/limits.h"
#include "sync/wire/members.h"
#include "sync/wire/names.h"

namespace chalkpoint::wire {
namespace {

constexpr std::size_t kPublicKeyBytes = 32;  // X25519

std::unexpected<event::Problem> bad_site(std::string what) {
  return std::unexpected(event::Problem{"The hub's description of this terminal cannot be read: " + std::move(what),
                                        "Compare the versions of the hub and of this terminal."});
}

/// C0, DEL and C1 (U+0080 to U+009F in UTF-8): a name is shown and printed, a terminal's escapes are not for it.
bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto octet = static_cast<unsigned char>(text[i]);
    if (octet < 0x20 || octet == 0x7f) return true;
    if (octet == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0) return true;
  }
  return false;
}

}  // namespace

event::Bytes to_text(const Site& site) {
  event::Json json{{"device", site.device}, {"hub_epoch", site.hub_epoch}, {"key", event::base64(site.key)},
                   {"key_id", site.key_id}, {"name", site.name},           {"site", site.site}};
  if (!site.wrapped.empty()) json["wrapped"] = site.wrapped;
  return json.dump(-1, ' ', false, event::Json::error_handler_t::replace);
}

std::expected<Site, event::Problem> parse_site(std::string_view text) {
  const auto json = object_of(text, kSmallAnswerBytesMax);
  if (!json) return bad_site("it is no JSON object.");
  const auto site = text_member(*json, "site", kNameCharsMax);
  const auto device = text_member(*json, "device", kNameCharsMax);
  const auto name = text_member(*json, "name", kReasonBytesMax);
  const auto key = text_member(*json, "key", kReasonBytesMax);
  const auto key_id = text_member(*json, "key_id", kNameCharsMax);
  const auto epoch = epoch_member(*json, "hub_epoch");
  if (!site || !is_name(*site)) return bad_site("site is missing or malformed.");
  if (!device || !is_name(*device)) return bad_site("device is missing or malformed.");
  if (!name || has_control(*name)) return bad_site("name is missing or holds control characters.");
  if (!key_id) return bad_site("key_id is missing.");
  if (!epoch) return bad_site("hub_epoch is missing or malformed.");
  const auto octets = key ? event::from_base64(*key) : std::nullopt;
  if (!octets || octets->size() != kPublicKeyBytes) return bad_site("key is missing or no public key.");
  event::PublicKey open{};
  std::ranges::copy(*octets, open.begin());
  if (!event::can_seal_to(open)) return bad_site("nothing can be sealed to key.");
  if (*key_id != event::key_id(open)) return bad_site("key_id is not that of key.");
  const auto wrapped = text_member(*json, "wrapped", kReasonBytesMax);
  if (json->contains("wrapped") && (!wrapped || !event::from_base64(*wrapped)))
    return bad_site("wrapped is no text of base64.");
  return Site{*site, *device, *name, *octets, *key_id, *epoch, wrapped.value_or("")};
}

}  // namespace chalkpoint::wire
