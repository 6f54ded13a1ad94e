#include "kiosk/chalk/glyphs.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uspoof.h>
#include <unicode/utf8.h>

#include <memory>

namespace chalkpoint::chalk {
namespace {

constexpr char32_t kYo = U'ё', kYe = U'е';
// Looks like a c, but NFKC makes it another sigma, which looks like an o.
constexpr char32_t kLunateSigma = 0x3F2, kLunateSigmaCapital = 0x3F9;

bool plain_cyrillic(char32_t code) {
  return code >= U'а' && code <= U'я';
}
bool mark(char32_t code) {
  constexpr std::uint32_t kMarks = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_MC_MASK;
  return (U_GET_GC_MASK(static_cast<UChar32>(code)) & kMarks) != 0;
}
bool hidden(char32_t code) {
  if (code < 0x80) return false;
  return mark(code) || u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

struct Unicode {
  const icu::Normalizer2* fold = nullptr;
  const icu::Normalizer2* take_apart = nullptr;
  std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> confusables{nullptr, &uspoof_close};
};

// ICU's own data; it fails only when the library is broken, and then folding does without that step.
const Unicode& unicode() {
  static const Unicode made = [] {
    Unicode all;
    UErrorCode status = U_ZERO_ERROR;
    all.fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    all.take_apart = icu::Normalizer2::getNFDInstance(status);
    all.confusables.reset(uspoof_open(&status));
    return all;
  }();
  return made;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) { out_.reserve(text.size()); }

  std::vector<Glyph> read() {
    while (at_ < text_.size()) {
      const std::uint32_t begin = at_;
      const char32_t first = next();
      std::uint32_t behind = at_;
      icu::UnicodeString piece(static_cast<UChar32>(first));
      bool simple = true;
      while (at_ < text_.size()) {  // what joins the letter belongs to it
        const char32_t joined = next();
        if (!hidden(joined)) break;
        simple = false;
        // A long pile of marks says no more than the first few.
        if (piece.length() < kPieceUnitsMax) piece.append(static_cast<UChar32>(joined));
        behind = at_;
      }
      at_ = behind;
      begin_ = begin;
      if (simple && take_simple(first)) continue;
      take_folded(piece);
    }
    return std::move(out_);
  }

 private:
  static constexpr std::int32_t kPieceUnitsMax = 16;

  char32_t next() {
    UChar32 code = 0;
    const auto* octets = reinterpret_cast<const std::uint8_t*>(text_.data());
    auto at = static_cast<std::int32_t>(at_);
    // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): ICU's own macro
    U8_NEXT_OR_FFFD(octets, at, static_cast<std::int32_t>(text_.size()), code);
    at_ = static_cast<std::uint32_t>(at);
    return static_cast<char32_t>(code);
  }

  void put(char32_t code) {
    const auto letter = u_isalpha(static_cast<UChar32>(code)) != 0;
    out_.push_back({.code = code,
                    .letter = letter,
                    .digit = code >= U'0' && code <= U'9',
                    .blank = u_isUWhiteSpace(static_cast<UChar32>(code)) != 0,
                    .begin = begin_,
                    .end = at_});
  }

  // ASCII and Russian, nearly everything that is ever typed, without ICU.
  bool take_simple(char32_t code) {
    if (code >= U'A' && code <= U'Z') code += U'a' - U'A';
    if (code >= U'А' && code <= U'Я') code += U'а' - U'А';
    if (code == U'Ё' || code == kYo) code = kYe;
    if (code == kLunateSigma || code == kLunateSigmaCapital) code = U'c';
    if (code >= 0x80 && !plain_cyrillic(code)) return false;
    put(code);
    return true;
  }

  void take_folded(const icu::UnicodeString& piece) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString folded = unicode().fold ? unicode().fold->normalize(piece, status) : piece;
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
      const auto code = static_cast<char32_t>(folded.char32At(i));
      if (hidden(code)) continue;
      if (!take_simple(code)) take_foreign(code);
    }
  }

  void take_foreign(char32_t code) {
    code = base(code);
    if (take_simple(code)) return;
    const icu::UnicodeString seen = prototype(code);
    for (std::int32_t i = 0; i < seen.length(); i = seen.moveIndex32(i, 1)) {
      const auto like = base(static_cast<char32_t>(seen.char32At(i)));
      if (!hidden(like) && !take_simple(like)) put(like);
    }
  }

  // The letter under its marks.
  static char32_t base(char32_t code) {
    icu::UnicodeString parts;
    const bool composed =
        unicode().take_apart && unicode().take_apart->getDecomposition(static_cast<UChar32>(code), parts);
    return composed ? static_cast<char32_t>(parts.char32At(0)) : code;
  }

  static icu::UnicodeString prototype(char32_t code) {
    icu::UnicodeString itself(static_cast<UChar32>(code));
    if (!unicode().confusables || u_isalpha(static_cast<UChar32>(code)) == 0) return itself;
    icu::UnicodeString seen;
    UErrorCode status = U_ZERO_ERROR;
    uspoof_getSkeletonUnicodeString(unicode().confusables.get(), 0, itself, seen, &status);
    return U_SUCCESS(status) ? seen : itself;
  }

  std::string_view text_;
  std::uint32_t at_ = 0, begin_ = 0;
  std::vector<Glyph> out_;
};

}  // namespace

std::vector<Glyph> glyphs(std::string_view text) {
  return Reader(text).read();
}

std::u32string folded(std::string_view text) {
  std::u32string codes;
  for (const Glyph& glyph : glyphs(text)) codes += glyph.code;
  return codes;
}

}  // namespace chalkpoint::chalk
