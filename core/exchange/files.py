"""Writing tables: CSV as the user's spreadsheet expects it, and workbooks. No cell is a formula (fault 61)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.exchange.cells import FORMULA, Manner, harmless
from core.exchange.tables import Cell
from core.orm.refused import Refused

LONGEST_IN_WORKBOOK = 32_767
"""Characters of a cell of a workbook."""
PRECISE = 15
"""Figures of a number that a spreadsheet keeps."""
KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDEST, NARROWEST = 60, 10


def written(kind: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], manner: Manner) -> bytes:
    """A file of this kind ("csv", "xlsx"). Raises Refused for what cannot be kept in one."""
    return as_workbook(header, rows) if kind == "xlsx" else as_csv(header, rows, manner)


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]], manner: Manner) -> bytes:
    """CSV in UTF-8. Where the decimal sign is a comma, cells are parted by semicolons, as spreadsheets there expect."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if manner.decimal == "," else ",")
    writer.writerow([harmless(title) for title in header])
    for row in rows:
        writer.writerow([_text(cell, manner) for cell in row])
    # The mark at the start tells spreadsheets that this is UTF-8.
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _text(cell: Cell, manner: Manner) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", manner.decimal)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(str(cell))


def as_workbook(header: Sequence[str], rows: Iterable[Sequence[Cell]], *more: Any) -> bytes:
    """An XLSX of one sheet; `more` are (title, header, rows) of further ones."""
    from openpyxl import Workbook
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = Workbook(write_only=True)
    try:
        for title, titles, some in (("", header, rows), *more):
            _add_sheet(book, title, titles, some)
        file = io.BytesIO()
        book.save(file)
    except IllegalCharacterError:
        raise Refused("A cell holds a control character, which Excel cannot keep. Export as CSV.") from None
    return file.getvalue()


def _add_sheet(book: Any, title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title or None)
    sheet.freeze_panes = "A2"
    for place, name in enumerate(header, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = min(WIDEST, max(NARROWEST, len(name) + 4))

    def cell_for(value: Cell, *, strong: bool = False) -> Any:
        if isinstance(value, Decimal) and len(value.as_tuple().digits) > PRECISE:
            value = f"{value:f}"
        made = WriteOnlyCell(sheet, None)
        if isinstance(value, str):
            if len(value) > LONGEST_IN_WORKBOOK:
                raise Refused("A cell holds more than {n} characters, which Excel cannot keep. Export as CSV.",
                              n=f"{LONGEST_IN_WORKBOOK:,}")  # fmt: skip
            made.value = value
            # A text stays one, whatever it begins with, also when somebody edits it.
            made.data_type = "s"
            if value.startswith(FORMULA):
                made.quotePrefix = True
        else:
            made.value = value
        if strong:
            made.font = Font(bold=True)
        return made

    sheet.append([cell_for(title, strong=True) for title in header])
    cells: Callable[[Sequence[Cell]], list[Any]] = lambda row: [cell_for(one) for one in row]  # noqa: E731
    for row in rows:
        sheet.append(cells(row))
