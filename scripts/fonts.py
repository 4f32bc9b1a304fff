"""Cut the site's typeface to what Vietnamese and English pages need, and give it tabular figures.

    python scripts/fonts.py FOLDER

FOLDER holds the .ttf files and the LICENSE of Be Vietnam Pro (the package fontpkg-be-vietnam-pro has them in
``fontpkg_be_vietnam_pro/files`` and beside it). The family has no tabular figures of its own, so columns of numbers
would not stand under each other: each digit gets a twin of equal width, reached by ``font-variant-numeric``.
"""

import shutil
import sys
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

WEIGHTS = ("Regular", "SemiBold", "Bold")
TARGET = Path(__file__).resolve().parents[1] / "src/camket/portal/static/portal/fonts"
LARGEST = 60_000

# Latin with all Vietnamese letters and their combining marks, punctuation, money, and the signs of figures.
LETTERS = "ĂăĐđĨĩŨũƠơƯư"
SIGNS = "‰‹›₫€−≈≠≤≥"
MARKS = (0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323)
RANGES = (range(0x20, 0x7F), range(0xA0, 0x100), range(0x1EA0, 0x1EFA), range(0x2010, 0x2027))
KEPT = (*(code for codes in RANGES for code in codes), *map(ord, LETTERS + SIGNS), *MARKS)


def cut(font: TTFont) -> None:
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk"]
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=KEPT)
    subsetter.subset(font)


def add_tabular_figures(font: TTFont) -> None:
    """Twins of the digits, each centred in one width: that of the 3, or the 1 would stand in too much air."""
    names = [font.getBestCmap()[ord(str(value))] for value in range(10)]
    width = font["hmtx"][names[3]][0] - 24
    for name in names:
        _add_twin(font, name, width)
    rules = "\n".join(f"sub {name} by {name}.tnum;" for name in names)
    scripts = "languagesystem DFLT dflt; languagesystem latn dflt; languagesystem latn VIT;"
    addOpenTypeFeaturesFromString(font, f"{scripts} feature tnum {{ {rules} }} tnum;", tables=["GSUB"])


def _add_twin(font: TTFont, name: str, width: int) -> None:
    advance, bearing = font["hmtx"][name]
    shift = (width - advance) // 2
    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = name, shift, 0, 0x0004
    twin = Glyph()
    twin.numberOfContours, twin.components = -1, [part]
    font.setGlyphOrder([*font.getGlyphOrder(), f"{name}.tnum"])
    font["glyf"][f"{name}.tnum"] = twin
    font["hmtx"][f"{name}.tnum"] = (width, bearing + shift)
    twin.recalcBounds(font["glyf"])


def write(font: TTFont, path: Path) -> None:
    font.flavor = "woff2"
    font.save(path)
    if path.stat().st_size > LARGEST:
        sys.exit(f"{path.name} has {path.stat().st_size} bytes, more than {LARGEST}")
    print(f"{path.name}: {path.stat().st_size} bytes")


def main(source: Path) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        font = TTFont(source / f"BeVietnamPro-{weight}.ttf", recalcTimestamp=False)
        cut(font)
        add_tabular_figures(font)
        write(font, TARGET / f"be-vietnam-pro-{weight.lower()}.woff2")
    licence = next(path for path in (source / "LICENSE", source.parent / "LICENSE") if path.exists())
    shutil.copyfile(licence, TARGET / "OFL.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
