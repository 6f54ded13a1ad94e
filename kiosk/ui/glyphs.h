// Letters as pictures, made when first needed: nothing is baked before the first frame, and any size can be had.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kiosk/ui/atlas.h"
#include "kiosk/ui/type.h"

struct FT_LibraryRec_;
struct FT_FaceRec_;

namespace chalkpoint::ui {

/// A letter in the atlas; offsets from the pen on the base line, y down.
struct Glyph {
  int left = 0, top = 0, width = 0, height = 0;
  int atlas_x = 0, atlas_y = 0;
};

class Glyphs {
 public:
  static std::expected<Glyphs, std::string> open(const std::filesystem::path& folder);  ///< or the file

  /// Pixels per em at which a capital letter is `cap_px` high.
  float em_px(Face face, float cap_px) const;
  /// Height of a capital letter, in ems.
  float cap_em(Face face) const { return font(face).cap_em; }
  /// From one base line to the next, in ems.
  float line_em(Face face) const;
  /// From the pen of `code` to the pen of the next letter, in ems, without kerning.
  float advance_em(Face face, char32_t code);
  /// Correction of the distance between two letters, in ems.
  float kerning_em(Face face, char32_t left, char32_t right);
  /// The picture of a letter; nothing for white space or when the atlas is full (then is_full()).
  const Glyph* glyph(Face face, int em_px, char32_t code, Atlas& atlas);
  bool has(Face face, char32_t code);

  bool is_full() const { return full_; }
  void set_full() { full_ = true; }
  /// Forgets the pictures, after Atlas::clear().
  void forget();

 private:
  struct FontFile {
    std::shared_ptr<FT_FaceRec_> face;
    float cap_em = 0, line_em = 0;
    int em_px = 0;  ///< the size FreeType is set to
    struct Letter {
      unsigned index;
      float advance_em;
    };
    std::unordered_map<char32_t, Letter> letters;
  };
  FontFile::Letter letter(Face face, char32_t code);
  FontFile& font(Face face) { return fonts_[static_cast<std::size_t>(face)]; }
  const FontFile& font(Face face) const { return fonts_[static_cast<std::size_t>(face)]; }

  std::shared_ptr<FT_LibraryRec_> library_;  // before the faces: outlives them
  std::array<FontFile, 4> fonts_;
  std::unordered_map<std::uint64_t, Glyph> made_;
  bool full_ = false;
};

}  // namespace chalkpoint::ui
