"""Cut the bundled Chinese face down to what a browser should fetch: `python tools/subset_face.py`.

Writes static/NotoSansSC-Regular.woff2 from the wheel's OTF: the characters of GB 2312, Latin and the signs of budget
documents. Rarer characters come from the whole face, which serve.py lays beside it. Needs fonttools and brotli.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from pylopdf_fonts_zh_cn import sans_path

OUTPUT = Path(__file__).resolve().parent.parent / "static" / "NotoSansSC-Regular.woff2"
SIGNS = "−–—·…“”‘’≥≤×÷±％‰①②③④⑤⑥⑦⑧⑨⑩￥›■□"
FEATURES = ["kern", "tnum", "palt", "liga", "locl"]


def gb2312() -> Iterator[str]:
    """Every character that the standard encodes."""
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            yield bytes([high, low]).decode("gb2312", "ignore")


def main() -> None:
    """Write the cut face."""
    options = subset.Options()
    options.flavor, options.layout_features, options.hinting = "woff2", FEATURES, False
    options.drop_tables += ["VORG", "vhea", "vmtx"]
    font = subset.load_font(str(sans_path()), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(gb2312()) + SIGNS + "".join(map(chr, range(0x20, 0x7F))))
    cutter.subset(font)
    subset.save_font(font, str(OUTPUT), options)
    print(f"{OUTPUT}: {OUTPUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
