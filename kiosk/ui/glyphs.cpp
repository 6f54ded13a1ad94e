#include "kiosk/ui/glyphs.h"

#include <ft2build.h>

#include <algorithm>
#include <cmath>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include FT_TRUETYPE_TABLES_H

#include "kiosk/ui/grain.h"

namespace chalkpoint::ui {
namespace {

constexpr std::array<const char*, 4> kFiles = {"Manrope-Medium.ttf", "Manrope-SemiBold.ttf", "Manrope-Bold.ttf",
                                               "Caveat-Bold.ttf"};
// Lines of body text stand this far apart, in capital heights: airy enough for Cyrillic, tight enough for a heading.
constexpr float kLinesInCaps = 1.72F;

}  // namespace

std::expected<Glyphs, std::string> Glyphs::open(const std::filesystem::path& folder) {
  Glyphs glyphs;
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) return std::unexpected("The font library does not start: free some memory");
  glyphs.library_ = std::shared_ptr<FT_LibraryRec_>(library, [](FT_Library l) { FT_Done_FreeType(l); });
  for (std::size_t i = 0; i < kFiles.size(); ++i) {
    const auto path = folder / kFiles[i];
    FT_Face face = nullptr;
    if (FT_New_Face(library, path.c_str(), 0, &face) != 0)
      return std::unexpected("The font " + path.string() + " cannot be read: install the assets anew");
    FontFile& font = glyphs.fonts_[i];
    font.face = std::shared_ptr<FT_FaceRec_>(face, [](FT_Face f) { FT_Done_Face(f); });
    const auto* os2 = static_cast<const TT_OS2*>(FT_Get_Sfnt_Table(face, FT_SFNT_OS2));
    const float em = face->units_per_EM;
    // A hand has capitals too, but they are tall and rare: its small letters decide how large it reads.
    font.cap_em = os2 != nullptr && os2->version >= 2 && os2->sCapHeight > 0 ? os2->sCapHeight / em : 0.7F;
    font.line_em = font.cap_em * kLinesInCaps;
  }
  return glyphs;
}

float Glyphs::em_px(Face face, float cap_px) const {
  return std::round(cap_px / font(face).cap_em);
}
float Glyphs::line_em(Face face) const {
  return font(face).line_em;
}

Glyphs::FontFile::Letter Glyphs::letter(Face face, char32_t code) {
  FontFile& file = font(face);
  if (const auto found = file.letters.find(code); found != file.letters.end()) return found->second;
  unsigned index = FT_Get_Char_Index(file.face.get(), code);
  if (index == 0) index = FT_Get_Char_Index(file.face.get(), 0x25A1);
  FT_Fixed advance = 0;
  FT_Get_Advance(file.face.get(), index, FT_LOAD_NO_SCALE, &advance);
  const FontFile::Letter letter{index, static_cast<float>(advance) / file.face->units_per_EM};
  file.letters.emplace(code, letter);
  return letter;
}

bool Glyphs::has(Face face, char32_t code) {
  return letter(face, code).index != 0;
}

float Glyphs::advance_em(Face face, char32_t code) {
  return letter(face, code).advance_em;
}

float Glyphs::kerning_em(Face face, char32_t left, char32_t right) {
  FT_Face f = font(face).face.get();
  if (!FT_HAS_KERNING(f)) return 0;
  FT_Vector delta{};
  FT_Get_Kerning(f, letter(face, left).index, letter(face, right).index, FT_KERNING_UNSCALED, &delta);
  return static_cast<float>(delta.x) / f->units_per_EM;
}

const Glyph* Glyphs::glyph(Face face, int em_px, char32_t code, Atlas& atlas) {
  const std::uint64_t key = (static_cast<std::uint64_t>(face) << 48) | (static_cast<std::uint64_t>(em_px) << 32) | code;
  if (const auto found = made_.find(key); found != made_.end())
    return found->second.width == 0 ? nullptr : &found->second;
  FontFile& file = font(face);
  FT_Face f = file.face.get();
  if (file.em_px != em_px) {
    FT_Set_Pixel_Sizes(f, 0, static_cast<FT_UInt>(em_px));
    file.em_px = em_px;
  }
  Glyph glyph;
  if (FT_Load_Glyph(f, letter(face, code).index, FT_LOAD_NO_HINTING | FT_LOAD_RENDER) == 0) {
    const FT_Bitmap& bitmap = f->glyph->bitmap;
    glyph = {f->glyph->bitmap_left, -f->glyph->bitmap_top, static_cast<int>(bitmap.width),
             static_cast<int>(bitmap.rows)};
    if (glyph.width > 0) {
      const auto place = atlas.reserve(glyph.width, glyph.height);
      if (!place) {
        full_ = true;
        return nullptr;
      }
      glyph.atlas_x = place->x;
      glyph.atlas_y = place->y;
      for (int y = 0; y < glyph.height; ++y)
        for (int x = 0; x < glyph.width; ++x) {
          const std::uint8_t cover = bitmap.buffer[y * bitmap.pitch + x];
          // The place in the atlas seeds the grain, so no two letters are worn alike.
          const float worn = face == Face::chalk ? 255 * chalk_cover(cover / 255.F, place->x + x, place->y + y) : cover;
          atlas.set(place->x + x, place->y + y, static_cast<std::uint8_t>(worn));
        }
    }
  }
  const auto [stored, is_new] = made_.emplace(key, glyph);
  return stored->second.width == 0 ? nullptr : &stored->second;
}

void Glyphs::forget() {
  made_.clear();
  full_ = false;
}

}  // namespace chalkpoint::ui
