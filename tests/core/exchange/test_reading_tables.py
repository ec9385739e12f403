"""Files are what their content says; what is wrong with one is said in a sentence."""

from __future__ import annotations

import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from core.exchange import tables
from core.exchange.tables import BadFile, Table


def table(folder: Path, content: bytes | str, encoding: str = "utf-8") -> Table:
    path = folder / "file"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return Table(path)


def cells(read: Table) -> list[list[object]]:
    return [list(row.cells) for row in read.rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_dialects_and_encodings_are_guessed(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [["Name", "Straße"], ["Jürgen", "Weg 1"], ['say "hi"', "a\nb"], ["", "x"]]
    text = "\r\n".join(separator.join(f'"{one.replace(chr(34), chr(34) * 2)}"' for one in row) for row in rows)
    read = table(tmp_path, text, encoding)
    assert read.header == rows[0]
    assert cells(read) == rows[1:]
    assert [row.number for row in read.rows()] == [2, 3, 4], "rows are numbered as a spreadsheet does it"


def test_the_separator_is_that_of_the_titles_not_of_sentences(tmp_path: Path) -> None:
    read = table(tmp_path, "Name;Note\nA;one, two, three\nB;four, five\n")
    assert read.header == ["Name", "Note"]


def test_what_spreadsheets_write_around_a_table_is_passed_over(tmp_path: Path) -> None:
    read = table(tmp_path, "sep=;\nName;City;\n\n;;\nA;Ulm;\n")
    assert (read.header, cells(read)) == (["Name", "City"], [["A", "Ulm"]])
    assert next(read.rows()).number == 5


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n\n,,\n", "empty"),
        (b"Name,Name \nA,B\n", "Two columns are called"),
        (b"Name,City\nA,B,C\n", "Row 2 has more cells"),
        (b'Name,City\nA,"B\n', "Row 2 cannot be read: a quotation mark is not closed"),
        (b"Name\nA\x00B\n", "not a table"),
        (b"\xff\xfeN\x00a", "characters of this file"),
        (b"Name\n\x81\x8d\x9d\n", "cannot be read. Save it as CSV in UTF-8"),
        (b"PK\x03\x04 no workbook", "broken"),
        (b"\xd0\xcf\x11\xe0 old", "old Excel file"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        table(tmp_path, content).count()


def test_a_table_has_rows(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="but no rows"):
        table(tmp_path, "Name,City\n").sample(1)


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = table(tmp_path, "Name,City\n" + "A,B\n" * 10)
    monkeypatch.setattr(tables, "MOST_ROWS", 9)
    with pytest.raises(BadFile, match="more than 9 rows"):
        read.count()
    monkeypatch.setattr(tables, "MOST_ROWS", 10)
    monkeypatch.setattr(tables, "MOST_CELLS", 19)
    with pytest.raises(BadFile, match="more than 19 cells"):
        read.count()
    monkeypatch.setattr(tables, "MOST_COLUMNS", 1)
    with pytest.raises(BadFile, match="more than 1 columns"):
        table(tmp_path, "Name,City\nA,B\n")
    monkeypatch.setattr(tables, "MOST_BYTES", 5)
    with pytest.raises(BadFile, match="larger than"):
        table(tmp_path, "Name,City\n")


def workbook(folder: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(folder / "file.xlsx")
    return folder / "file.xlsx"


def test_a_workbook_knows_what_its_cells_are(tmp_path: Path) -> None:
    at = datetime(2026, 3, 2, 9, 30)
    path = workbook(tmp_path, ["Name", "Price", "At", "Active"], ["A", 12.1, at, True], [], ["B", 3, None, False])
    read = Table(path)
    assert cells(read) == [["A", Decimal("12.1"), at, True], ["B", Decimal(3), None, False]]
    assert [row.number for row in read.rows()] == [2, 4]


def test_a_workbook_that_would_fill_the_memory_is_refused_unread(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Name"], ["A"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb", b"\0" * (tables.MOST_UNPACKED + 1))
    assert path.stat().st_size < 200_000
    with pytest.raises(BadFile, match="too large when it is unpacked"):
        Table(path)


def test_a_broken_workbook_is_said_to_be_so(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Name"], ["A"])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData><row><c"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(BadFile, match="broken"):
        Table(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(BadFile, match="not an Excel file"):
        Table(path)
