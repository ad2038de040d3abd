"""Sheets and lines → typst source. Every printed text goes in as a string literal: nothing in it is markup."""

from __future__ import annotations

import re

from tools.typeset.sheet import START, Cell, Sheet

GLUED = re.compile(r"(?:[!-~]+|\S)(?: (?:[!-~]+|\S))+")  # words of Latin letters or single characters between spaces


def literal(text: str) -> str:
    r"""A typst string.

    >>> print(literal('said "a\\b"'))
    "said \"a\\b\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def call(function: str, *texts: str, **options: str | bool | None) -> str:
    """A call of one of the functions of style.typ, as a line of its own.

    >>> call("entry", "目录", indent=True)
    '#entry("目录", indent: true)'
    """
    named = [f"{name.replace('_', '-')}: {_option(value)}" for name, value in options.items()]
    return f"#{function}({', '.join([*map(literal, texts), *named])})"


def _option(value: str | bool | None) -> str:
    if value is None:
        return "none"
    return str(value).lower() if isinstance(value, bool) else value


def sheet_to_typst(sheet: Sheet) -> str:
    """A table with explicit places, so that what is merged is exactly what the sheet says."""
    lines = [
        "#sheet(",
        f"  columns: ({', '.join(f'{width:g}pt' for width in sheet.widths)},),",
        f"  rows: {sheet.row_count},",
        f"  size: {sheet.text_size:g}pt,",
        f"  padding: {sheet.row_padding:g}pt,",
        f"  rules: {literal(sheet.rules)},",
        *(f"  {_cell_to_typst(cell)}," for cell in sorted(sheet.cells, key=lambda cell: (cell.y, cell.x))),
        ")",
    ]
    return "\n".join(lines)


def _cell_to_typst(cell: Cell) -> str:
    spans = [f"{name}: {span}" for name, span in (("colspan", cell.width), ("rowspan", cell.height)) if span > 1]
    places = [f"x: {cell.x}", f"y: {cell.y}", *spans, f"align: {cell.align} + horizon"]
    return f"table.cell({', '.join(places)})[{_body(cell)}]"


def _body(cell: Cell) -> str:
    """The lines of a cell. In running text spaces must not be lost at a line's end; a label may well break there."""
    write = _keep_spaces if cell.align == START else lambda line: f"#{literal(line)}"
    return "#linebreak()".join(write(line) for line in cell.text.split("\n")) if cell.text else ""


def _keep_spaces(text: str) -> str:
    """A printed space keeps its neighbours on its line: at a line's end it would be lost in the print.

    >>> print(_keep_spaces("隐患。(2) 做好"))
    #"隐患。"#box("(2) 做")#"好"
    """
    pieces, end = [], 0
    for glued in GLUED.finditer(text):
        pieces += [f"#{literal(text[end : glued.start()])}", f"#box({literal(glued[0])})"]
        end = glued.end()
    return "".join(piece for piece in (*pieces, f"#{literal(text[end:])}") if piece != '#""')
