"""`python -m tools.typeset`: typeset the bundled disclosure again; `--check` only says whether the PDF is current."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.typeset.document import blocks_to_typst, load_layout
from tools.typeset.press import press
from tools.typeset.source import text_to_blocks

ROOT = Path(__file__).resolve().parent.parent.parent
NOTICE = "据公开文本重新排版，非原件 / Re-typeset from the published text; not the original"
BUNDLED = "changzhi-shangdang-2024"


def typeset(text_file: Path, layout_file: Path) -> bytes:
    """Text and layout → PDF."""
    blocks = text_to_blocks(text_file.read_text("utf-8"))
    return press(blocks_to_typst(blocks, load_layout(layout_file)), NOTICE)


def main() -> int:
    """Write `disclosure.pdf` beside `disclosure.txt`, or compare with what is there."""
    parser = argparse.ArgumentParser(prog="python -m tools.typeset", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the PDF is not current")
    parser.add_argument("document", nargs="?", default=BUNDLED, help="a folder of data/disclosures")
    options = parser.parse_args()
    folder = ROOT / "data" / "disclosures" / options.document
    pdf_file = folder / "disclosure.pdf"
    pdf = typeset(folder / "disclosure.txt", Path(__file__).with_name(f"{options.document}.toml"))
    if options.check:
        is_current = pdf_file.exists() and pdf_file.read_bytes() == pdf
        print(f"{pdf_file}: {'current' if is_current else 'not current'}")
        return 0 if is_current else 1
    pdf_file.write_bytes(pdf)
    print(f"{pdf_file}: {len(pdf):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
