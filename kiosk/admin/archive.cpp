#include "kiosk/admin/archive.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace chalkpoint::admin {
namespace {

using event::Problem;

// As ARCHIVE.md draws it.
constexpr std::string_view kMagic = "CHALKARC";
constexpr std::uint32_t kVersion = 1;
constexpr std::uint32_t kPasses = 3;
constexpr std::uint64_t kMemoryBytes = 128ULL << 20;
/// A file that asks for more than this was not made by us; it would only hold the machine up.
constexpr std::uint32_t kPassesMax = 20;
constexpr std::uint64_t kMemoryBytesMax = 1ULL << 30;
constexpr std::size_t kSalt = crypto_pwhash_SALTBYTES, kCheck = 16;
constexpr std::size_t kStreamHead = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kPasswordHead = kMagic.size() + 4 + 4 + 8 + kSalt;
constexpr std::size_t kHead = kPasswordHead + kCheck + kStreamHead;
constexpr std::size_t kChunk = 64 * 1024;
constexpr std::size_t kSealedChunk = kChunk + crypto_secretstream_xchacha20poly1305_ABYTES;

template <class Number>
void put(std::string& out, Number value) {
  for (std::size_t i = 0; i < sizeof value; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
}
template <class Number>
Number take(std::string_view from, std::size_t at) {
  Number value = 0;
  for (std::size_t i = sizeof value; i-- > 0;) value = value << 8U | static_cast<unsigned char>(from[at + i]);
  return value;
}

const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// What a passphrase comes to; wiped at its end.
struct Keys {
  std::array<unsigned char, 64> octets{};
  ~Keys() { sodium_memzero(octets.data(), octets.size()); }
  const unsigned char* stream() const { return octets.data(); }
  /// Tells a wrong passphrase from an altered file; over all of the head that the key depends on.
  std::string check(std::string_view password_head) const {
    std::string out(kCheck, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(out.data()), kCheck, admin::octets(password_head),
                       password_head.size(), octets.data() + 32, 32);
    return out;
  }
};

std::expected<void, Problem> derive(Keys& keys, const std::string& passphrase, std::string_view password_head) {
  const auto passes = take<std::uint32_t>(password_head, kMagic.size() + 4);
  const auto memory = take<std::uint64_t>(password_head, kMagic.size() + 8);
  if (crypto_pwhash(keys.octets.data(), keys.octets.size(), passphrase.data(), passphrase.size(),
                    octets(password_head.substr(kPasswordHead - kSalt)), passes, memory,
                    crypto_pwhash_ALG_ARGON2ID13) == 0)
    return {};
  return std::unexpected(Problem{"There is too little memory for the key of the archive", "Free some and try again."});
}

std::string at_octet(std::uint64_t place) {
  return " at octet " + std::to_string(place);
}

std::unexpected<Problem> altered(const std::string& how, std::uint64_t place) {
  return std::unexpected(Problem{"The archive is " + how + at_octet(place),
                                 "Copy it again from where it was written, or make it anew; nothing was kept of it."});
}

// Up to `count` octets.
std::string some(std::istream& in, std::size_t count) {
  std::string out(count, '\0');
  in.read(out.data(), static_cast<std::streamsize>(count));
  out.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
  return out;
}

}  // namespace

bool is_passphrase(std::string_view typed) {
  const auto letters =
      std::ranges::count_if(typed, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  return static_cast<std::size_t>(letters) >= kPassphraseLettersMin;
}

struct ArchiveWriter::Open {
  Drain out;
  crypto_secretstream_xchacha20poly1305_state state{};
  std::string waiting;  // less than a chunk, or one that may be the last

  ~Open() { sodium_memzero(&state, sizeof state); }

  std::expected<void, Problem> push(std::string_view plain, unsigned char tag) {
    std::string sealed(plain.size() + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
    crypto_secretstream_xchacha20poly1305_push(&state, reinterpret_cast<unsigned char*>(sealed.data()), nullptr,
                                               octets(plain), plain.size(), nullptr, 0, tag);
    return out(sealed);
  }
};

ArchiveWriter::ArchiveWriter(std::unique_ptr<Open> open) : open_(std::move(open)) {}
ArchiveWriter::~ArchiveWriter() = default;

std::expected<std::unique_ptr<ArchiveWriter>, Problem> ArchiveWriter::begin(const std::string& passphrase,
                                                                            const event::Random& random, Drain out) {
  if (sodium_init() < 0) return std::unexpected(Problem{"libsodium does not start", "Install the terminal again."});
  if (!is_passphrase(passphrase))
    return std::unexpected(Problem{"The passphrase of the archive is too short",
                                   "Take at least " + std::to_string(kPassphraseLettersMin) + " letters."});
  std::string head(kMagic);
  put(head, kVersion);
  put(head, kPasses);
  put(head, kMemoryBytes);
  std::array<std::uint8_t, kSalt> salt{};
  random(salt);
  head.append(reinterpret_cast<const char*>(salt.data()), salt.size());
  Keys keys;
  if (auto derived = derive(keys, passphrase, head); !derived) return std::unexpected(derived.error());
  head += keys.check(head);
  auto made = std::make_unique<Open>();
  made->out = std::move(out);
  std::string stream(kStreamHead, '\0');
  crypto_secretstream_xchacha20poly1305_init_push(&made->state, reinterpret_cast<unsigned char*>(stream.data()),
                                                  keys.stream());
  if (auto written = made->out(head + stream); !written) return std::unexpected(written.error());
  return std::unique_ptr<ArchiveWriter>(new ArchiveWriter(std::move(made)));
}

std::expected<void, Problem> ArchiveWriter::write(std::string_view plain) {
  std::string& waiting = open_->waiting;
  while (!plain.empty()) {
    if (waiting.size() == kChunk) {
      if (auto done = open_->push(waiting, 0); !done) return done;
      waiting.clear();
    }
    const std::size_t count = std::min(kChunk - waiting.size(), plain.size());
    waiting.append(plain.substr(0, count));
    plain.remove_prefix(count);
  }
  return {};
}

std::expected<void, Problem> ArchiveWriter::finish() {
  return open_->push(open_->waiting, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
}

std::expected<void, Problem> read_archive(std::istream& in, const std::string& passphrase, const Drain& plain) {
  if (sodium_init() < 0) return std::unexpected(Problem{"libsodium does not start", "Install the terminal again."});
  const std::string head = some(in, kHead);
  if (!head.starts_with(kMagic))
    return std::unexpected(Problem{"This is no archive of Chalkpoint", "Name a file that `export --archive` wrote."});
  if (head.size() < kHead) return altered("cut off", head.size());
  if (const auto version = take<std::uint32_t>(head, kMagic.size()); version != kVersion)
    return std::unexpected(
        Problem{"The archive is of version " + std::to_string(version) + ", which this program does not know",
                "Open it with a newer one."});
  if (take<std::uint32_t>(head, kMagic.size() + 4) > kPassesMax ||
      take<std::uint64_t>(head, kMagic.size() + 8) > kMemoryBytesMax)
    return altered("altered", kMagic.size() + 4);
  Keys keys;
  const std::string_view password_head = std::string_view(head).substr(0, kPasswordHead);
  if (auto derived = derive(keys, passphrase, password_head); !derived) return derived;
  if (keys.check(password_head) != std::string_view(head).substr(kPasswordHead, kCheck))
    return std::unexpected(Problem{
        "The passphrase does not open this archive, or its first " + std::to_string(kHead) + " octets were altered",
        "Try the passphrase once more; without it nobody opens the archive."});
  crypto_secretstream_xchacha20poly1305_state state{};
  if (crypto_secretstream_xchacha20poly1305_init_pull(
          &state, octets(std::string_view(head).substr(kHead - kStreamHead)), keys.stream()) != 0)
    return altered("altered", kHead - kStreamHead);
  std::string opened(kChunk, '\0');
  for (std::uint64_t place = kHead;;) {
    const std::string sealed = some(in, kSealedChunk);
    if (sealed.size() < crypto_secretstream_xchacha20poly1305_ABYTES) return altered("cut off", place + sealed.size());
    unsigned long long size = 0;
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&state, reinterpret_cast<unsigned char*>(opened.data()), &size, &tag,
                                                   octets(sealed), sealed.size(), nullptr, 0) != 0)
      return altered(sealed.size() < kSealedChunk ? "cut off or altered" : "altered", place);
    if (auto done = plain({opened.data(), static_cast<std::size_t>(size)}); !done) return done;
    place += sealed.size();
    if (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) continue;
    if (!some(in, 1).empty()) return altered("altered: something follows its end", place);
    return {};
  }
}

}  // namespace chalkpoint::admin
