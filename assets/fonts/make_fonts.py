#!/usr/bin/python3
"""Makes the fonts of this folder from their published forms; run by hand when a font changes.

usage: make_fonts.py MANROPE_DIR CAVEAT_DIR
  MANROPE_DIR  holds Manrope-*.ttf (Debian package fonts-manrope)
  CAVEAT_DIR   holds caveat-{latin,latin-ext,cyrillic}-700-normal.woff2 (npm package @fontsource/caveat)
Needs python3-fonttools and python3-brotli.

Each font keeps Latin, Cyrillic and the punctuation of the screens, and gets its GPOS pair kerning as a plain `kern` table:
FreeType reads that by itself, so the terminal needs no text shaper.
"""
import pathlib
import sys

from fontTools import merge, subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

KEPT = (
    list(range(0x20, 0x7F)) + list(range(0xA0, 0x180)) + list(range(0x400, 0x460)) + [0x490, 0x491]
    + [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x2039, 0x203A]
    + [0x20AC, 0x20BD, 0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2260, 0x2264, 0x2265]
)
KERN_PAIRS_MAX = 10000  # a format 0 table counts its bytes in 16 bits


def kerning(font):
    """Pairs of glyph names to units, from the GPOS pair lookups of the `kern` feature."""
    pairs = {}
    if "GPOS" not in font:
        return pairs
    gpos = font["GPOS"].table
    lookups = {i for f in gpos.FeatureList.FeatureRecord if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex}
    for index in sorted(lookups):
        for sub in gpos.LookupList.Lookup[index].SubTable:
            if sub.LookupType == 9:
                sub = sub.ExtSubTable
            if sub.LookupType != 2:
                continue
            lefts = sub.Coverage.glyphs
            if sub.Format == 1:
                for left, records in zip(lefts, sub.PairSet):
                    for record in records.PairValueRecord:
                        if record.Value1 is not None:
                            pairs.setdefault((left, record.SecondGlyph), getattr(record.Value1, "XAdvance", 0))
            else:
                for left in lefts:
                    row = sub.Class1Record[sub.ClassDef1.classDefs.get(left, 0)].Class2Record
                    for right in font.getGlyphOrder():
                        value = row[sub.ClassDef2.classDefs.get(right, 0)].Value1
                        if value is not None:
                            pairs.setdefault((left, right), getattr(value, "XAdvance", 0))
    return {pair: units for pair, units in pairs.items() if units}


def finish(font, out):
    options = subset.Options(layout_features=["kern"], name_IDs=["*"], notdef_outline=True, hinting=False, legacy_kern=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=KEPT)
    cutter.subset(font)
    pairs = kerning(font)
    strongest = dict(sorted(pairs.items(), key=lambda pair: -abs(pair[1]))[:KERN_PAIRS_MAX])
    for tag in ("GPOS", "GSUB", "GDEF", "DSIG"):
        if tag in font:
            del font[tag]
    if strongest:
        table = KernTable_format_0()
        table.version, table.coverage, table.apple, table.tupleIndex, table.kernTable = 0, 1, False, None, strongest
        font["kern"] = newTable("kern")
        font["kern"].version, font["kern"].kernTables = 0, [table]
    font.flavor = None
    font.save(out)
    print(f"{out}: {len(font.getGlyphOrder())} glyphs, {len(strongest)} of {len(pairs)} kerning pairs, {out.stat().st_size} bytes")


def main():
    manrope, caveat, here = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(__file__).parent
    for weight in ("Medium", "SemiBold", "Bold"):
        finish(TTFont(manrope / f"Manrope-{weight}.ttf"), here / f"Manrope-{weight}.ttf")
    plain = []
    for part in ("cyrillic", "latin-ext", "latin"):
        font = TTFont(caveat / f"caveat-{part}-700-normal.woff2")
        font.flavor = None
        for tag in ("GSUB", "GDEF"):  # contextual letter shapes need a shaper
            if tag in font:
                del font[tag]
        plain.append(here / f".caveat-{part}.ttf")
        font.save(plain[-1])
    finish(merge.Merger().merge([str(path) for path in plain]), here / "Caveat-Bold.ttf")
    for path in plain:
        path.unlink()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main()
