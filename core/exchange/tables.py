"""Tables in files: CSV in every dialect that is met, and Excel's XLSX. Read as a stream, within limits.

A file is what its content says, not what it is called. Whatever is wrong with it is a `BadFile` with a sentence that
its owner can act on.
"""

from __future__ import annotations

import codecs
import csv
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from core.orm.refused import Refused
from core.orm.texts import word

Cell = str | Decimal | datetime | date | bool | None
"""What a cell holds: text as it stands there, or what a spreadsheet knows to be a number, a day or a yes."""
MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 20_000_000, 100_000_000, 2_000
"""Bytes of a file, those of a workbook when it is unpacked, and the files in it."""
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 50_000, 200, 2_000_000
ENCODINGS = {
    "utf-8-sig": "Unicode (UTF-8)", "cp1252": "Western European (Windows)", "iso8859-15": "Western European (ISO)",
    "cp1250": "Central European (Windows)", "cp1251": "Cyrillic (Windows)", "cp850": "Western European (DOS)",
    "utf-16": "Unicode (UTF-16)",
}  # fmt: skip
SEPARATORS = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar"}
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SPREADSHEET, OLD_SPREADSHEET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
WORKBOOK = "xl/workbook.xml"
LOOKED_AT = 20
"""Rows from which the separator is guessed."""
_BROKEN = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, zipfile.BadZipFile, zlib.error, ParseError,
    NotImplementedError, OverflowError,
)  # fmt: skip
"""What a broken workbook makes its reader raise."""


class BadFile(Refused):
    """A file that holds no table that can be read."""


@dataclass(frozen=True)
class Dialect:
    """How a file is written. `kind`: csv or xlsx; the others are of CSV only."""

    kind: str
    encoding: str = ""
    separator: str = ""


@dataclass(frozen=True)
class Row:
    """A row: its number as a spreadsheet shows it, and a cell for each column."""

    number: int
    cells: Sequence[Cell]


class Table:
    """The table in a file: `header` are the titles of its columns, in order.

    `encoding` and `separator` are of CSV, guessed unless given. Raises BadFile.
    """

    def __init__(self, path: Path, *, encoding: str = "", separator: str = "") -> None:
        self.path = path
        self.dialect = _recognised(path, encoding, separator)
        first = next(self._filled(), None)
        if first is None:
            raise BadFile("This file is empty.")
        self.header = [("" if cell is None else str(cell)).strip() for cell in first.cells]
        while self.header and not self.header[-1]:
            self.header.pop()
        self._check_header()

    def rows(self) -> Iterator[Row]:
        """The rows below the titles, blank ones left out. Raises BadFile, also in the middle."""
        width, cells = len(self.header), 0
        for count, row in enumerate(self._filled()):
            if count == 0:
                continue
            if count > MOST_ROWS:
                raise BadFile("This file has more than {n} rows. Split it.", n=f"{MOST_ROWS:,}")
            if len(row.cells) > width and not _is_blank(row.cells[width:]):
                raise BadFile("Row {row} has more cells than there are titles of columns.", row=row.number)
            if (cells := cells + width) > MOST_CELLS:
                raise BadFile("This file has more than {n} cells. Split it.", n=f"{MOST_CELLS:,}")
            found = list(row.cells[:width])
            yield Row(row.number, found + [None] * (width - len(found)))

    def sample(self, most: int) -> list[Row]:
        """The first rows. Raises BadFile if there is none."""
        found = list(islice(self.rows(), most))
        if not found:
            raise BadFile("This file has titles of columns, but no rows.")
        return found

    def count(self) -> int:
        """How many rows there are. Reads the whole file, so that what is wrong with it is known."""
        return sum(1 for _ in self.rows())

    def _check_header(self) -> None:
        if len(self.header) > MOST_COLUMNS:
            raise BadFile("This file has more than {n} columns.", n=MOST_COLUMNS)
        seen: set[str] = set()
        for title in filter(None, self.header):
            if title.casefold() in seen:
                raise BadFile("Two columns are called “{title}”. Give each its own title.", title=title)
            seen.add(title.casefold())

    def _filled(self) -> Iterator[Row]:
        read = _workbook_rows if self.dialect.kind == "xlsx" else _csv_rows
        return (row for row in read(self.path, self.dialect) if not _is_blank(row.cells))


def _is_blank(cells: Sequence[Cell]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


# --- what a file is ---------------------------------------------------------------------------------------------------


def _recognised(path: Path, encoding: str, separator: str) -> Dialect:
    if (size := path.stat().st_size) > MOST_BYTES:
        raise BadFile("This file is larger than {n} MB. Split it.", n=MOST_BYTES // 1_000_000)
    with path.open("rb") as file:
        head = file.read(8)
    if not size:
        raise BadFile("This file is empty.")
    if head.startswith(SPREADSHEET):
        _check_workbook(path)
        return Dialect("xlsx")
    if head.startswith(OLD_SPREADSHEET):
        raise BadFile("This is an old Excel file, or one with a password. Save it as .xlsx without one, or as CSV.")
    encoding = encoding if encoding in ENCODINGS else _encoding_of(path)
    separator = separator if separator in SEPARATORS else _separator_of(path, encoding)
    return Dialect("csv", encoding, separator)


def _check_workbook(path: Path) -> None:
    """Refuses what is no workbook, and what would fill the memory. Reading stops at the size that a part declares."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except _BROKEN:
        raise BadFile("This Excel file is broken.") from None
    if WORKBOOK not in {part.filename for part in parts}:
        raise BadFile("This is not an Excel file. Save the table as .xlsx or as CSV.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BadFile("This Excel file is too large when it is unpacked. Save it as CSV, or split it.")


def _encoding_of(path: Path) -> str:
    """The encoding of a text: its mark says, else it is UTF-8 if it can be, else that of Windows in Europe."""
    content = path.read_bytes()
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    if b"\0" in content:
        raise BadFile("This is not a table: save it as CSV or as .xlsx.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise BadFile("The characters of this file cannot be read. Save it as CSV in UTF-8.")


def _separator_of(path: Path, encoding: str) -> str:
    """The sign that parts most columns in the titles, and as many in the first rows."""

    def told(separator: str) -> tuple[int, int]:
        widths: list[int] = []
        with suppress(BadFile):  # said when the table itself is read
            for row in islice(_csv_rows(path, Dialect("csv", encoding, separator)), LOOKED_AT):
                widths.append(len(row.cells))
        return (widths.count(widths[0]) if widths and widths[0] > 1 else 0, widths[0] if widths else 0)

    return max(SEPARATORS, key=told)


# --- CSV --------------------------------------------------------------------------------------------------------------


def _csv_rows(path: Path, dialect: Dialect) -> Iterator[Row]:
    number = 0
    try:
        with path.open(encoding=dialect.encoding, newline="") as file:
            for number, cells in enumerate(csv.reader(file, delimiter=dialect.separator, strict=True), start=1):
                if number == 1 and _names_separator(cells):
                    continue
                if any("\0" in cell for cell in cells):
                    raise BadFile("Row {row} holds a character that is none. Save the file as CSV anew.", row=number)
                yield Row(number, cells)
    except UnicodeError:
        encoding = ENCODINGS[dialect.encoding]
        raise BadFile("The characters of this file are not {encoding}.", encoding=encoding) from None
    except csv.Error as why:
        raise BadFile("Row {row} cannot be read: {why}.", row=number + 1, why=_in_words(str(why))) from None


def _names_separator(cells: Sequence[str]) -> bool:
    """Excel's own first line, `sep=;`."""
    return cells[:1] == ["sep="] or (len(cells) == 1 and cells[0].startswith("sep="))


def _in_words(why: str) -> str:
    if "end of data" in why or "expected after" in why:
        return word("a quotation mark is not closed, or has text after it")
    return word("one of its cells is too long") if "field larger" in why else why


# --- workbooks --------------------------------------------------------------------------------------------------------


def _workbook_rows(path: Path, _dialect: Dialect) -> Iterator[Row]:
    """The rows of the first sheet. Of formulas the values that were there when the workbook was saved."""
    from openpyxl import load_workbook  # it takes long to import, and most processes never read a workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        # Opened here: the library goes by the names of files, and a stored one has none.
        with path.open("rb") as file, closing(load_workbook(file, read_only=True, data_only=True)) as book:
            sheet: Any = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
            if sheet is None:
                raise BadFile("This Excel file has no sheet.")
            sheet.reset_dimensions()  # what it says of its size need not be true
            cells = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1)
            for number, row in enumerate(cells, start=1):
                yield Row(number, [_plain(value) for value in row])
    except BadFile:
        raise
    except (*_BROKEN, InvalidFileException):
        raise BadFile("This Excel file is broken.") from None


def _plain(value: Any) -> Cell:
    if isinstance(value, float):
        return Decimal(repr(value)) if value == value and abs(value) < 1e15 else str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, time):
        return value.isoformat()
    return value if value is None or isinstance(value, (str, bool, datetime, date)) else str(value)
