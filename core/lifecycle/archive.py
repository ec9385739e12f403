"""Archives: files that hold what an uninstallation takes away, one JSON object a line, so that it can be given back.

The first line says which addons went, and when. The last one says how many lines stand between. They are:

| line | means |
| --- | --- |
| `{"table": …, "row": {…}}` | a row of a table that goes |
| `{"shared": …, "row": {…}}` | a row of a table that stays |
| `{"values": …, "id": …, "set": {…}}` | what a row that stays holds in columns that go, and links that are emptied |
| `{"counter": …, "last": …}`, `{"sequence": …, "last": …}` | the last number that was given |

Files of attachments are named by their hash, and stay where they are.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from core.lifecycle.errors import ArchiveError
from core.lifecycle.leaving_rows import LeavingRows
from core.lifecycle.leaving_schema import LeavingSchema
from core.lifecycle.losses import holds_value
from core.orm.sequences import numbers_of
from core.orm.types import ExactDecimal, Instant

FORMAT = 1
AT_ONCE = 1000
"""Rows that are read from the database at once."""
NAME = re.compile(r"[a-z0-9_]+-\d{8}T\d{6}Z-\d+\.jsonl")


@dataclass(frozen=True)
class Header:
    """The first line of an archive. `addons` are names and versions, each addon after what it depends on."""

    asked: tuple[str, ...]
    addons: Mapping[str, str]
    generation: int
    """That of the database before the addons went."""
    at: datetime
    engine: str
    """What kind of database it came from."""


@dataclass(frozen=True)
class Archive:
    """An archive that is there."""

    path: Path
    header: Header
    size: int


# --- what stands in it ----------------------------------------------------------------------------------------------


def contents(
    connection: sa.Connection, schema: LeavingSchema, rows: LeavingRows, addons: Iterable[str]
) -> Iterator[dict[str, Any]]:
    """The lines of what goes, as the database holds it now; parents before the rows that name them."""
    for table in schema.tables:
        for row in _rows(connection, table, sa.true()):
            yield {"table": table.name, "row": row}
    for table, condition in rows.conditions.items():
        for row in _rows(connection, table, condition):
            yield {"shared": table.name, "row": row}
    for name in schema.altered:
        if columns := schema.columns_of(name):
            table = columns[0].table
            said = sa.or_(*(holds_value(column) for column in columns))
            yield from _values(connection, table, [column.name for column in columns], said)
    for column, condition in rows.cleared:
        yield from _values(connection, column.table, [column.name], condition)
    for addon in addons:
        for one in numbers_of(connection, addon):
            yield {one.kind: one.name, "last": one.last}


def _values(connection: sa.Connection, table: Any, names: list[str], condition: Any) -> Iterator[dict[str, Any]]:
    for row in _rows(connection, table, condition, ["id", *names]):
        id_ = row.pop("id")
        yield {"values": table.name, "id": id_, "set": row}


def _rows(
    connection: sa.Connection, table: sa.Table, condition: Any, names: list[str] | None = None
) -> Iterator[dict[str, Any]]:
    columns = [column for column in table.columns if names is None or column.name in names]
    structured = [column for column in columns if isinstance(column.type, sa.JSON)]
    # No value and the value null look alike in Python.
    absent = [column.is_(sa.null()).label(f"{column.name} is absent") for column in structured]
    query = sa.select(*columns, *absent).where(condition).order_by(*table.primary_key.columns)
    found = connection.execute(query, execution_options={"stream_results": True, "yield_per": AT_ONCE})
    for values in found:
        row = {column.name: _encoded(value) for column, value in zip(columns, values, strict=False)}
        for number, column in enumerate(structured, start=len(columns)):
            row[column.name] = None if values[number] else [row[column.name]]
        yield row


def _encoded(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def decoded(value: Any, type_: Any) -> Any:
    """A value of an archive as a column of this type takes it."""
    if isinstance(type_, sa.JSON):
        return None if value is None else sa.JSON.NULL if value == [None] else value[0]
    if value is None:
        return None
    if isinstance(type_, ExactDecimal):
        return Decimal(value)
    if isinstance(type_, Instant | sa.DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(type_, sa.Date) else value


# --- as a file ------------------------------------------------------------------------------------------------------


def write(folder: Path, header: Header, lines: Iterable[Mapping[str, Any]]) -> Path:
    """Writes an archive, readable by its owner alone, and returns once it is on the disk. Complete or not at all."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{header.asked[0]}-{header.at:%Y%m%dT%H%M%SZ}-{header.generation}.jsonl"
    draft = path.with_suffix(".part")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            first = {"makegood": FORMAT, **asdict(header), "at": header.at.isoformat()}
            file.write(json.dumps(first, ensure_ascii=False) + "\n")
            count = 0
            for line in lines:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                count += 1
            file.write(json.dumps({"end": count}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
    return path


def read_header(path: Path) -> Header:
    """The first line of an archive. Raises ArchiveError for what is none."""
    try:
        with path.open(encoding="utf-8") as file:
            first = json.loads(file.readline())
        if first["makegood"] != FORMAT:
            raise ArchiveError("{file} was written by another version of Makegood.", file=path.name)
        return Header(
            tuple(first["asked"]),
            dict(first["addons"]),
            first["generation"],
            datetime.fromisoformat(first["at"]),
            first["engine"],
        )
    except OSError as why:
        raise ArchiveError("{file} cannot be read: {reason}.", file=path.name, reason=why.strerror) from why
    except (ValueError, KeyError, TypeError) as why:
        raise ArchiveError("{file} is no archive of an uninstallation.", file=path.name) from why


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The lines between the first and the last. Raises ArchiveError if the file is not whole, at its end."""
    count = 0
    with path.open(encoding="utf-8") as file:
        file.readline()
        for text in file:
            try:
                line = json.loads(text)
            except ValueError as why:
                raise ArchiveError("{file} is not whole.", file=path.name) from why
            if line == {"end": count}:
                return
            yield line
            count += 1
    raise ArchiveError("{file} is not whole.", file=path.name)


def archives_of(folder: Path, addon: str) -> list[Archive]:
    """The archives in which an addon stands, the newest first."""
    found = []
    for path in folder.glob("*.jsonl") if folder.is_dir() else ():
        if not NAME.fullmatch(path.name):
            continue
        try:
            header = read_header(path)
        except ArchiveError:
            continue  # one file that is damaged must not hide the others; restoring it tells why
        if addon in header.addons:
            found.append(Archive(path, header, path.stat().st_size))
    return sorted(found, key=lambda one: (one.header.at, one.header.generation), reverse=True)
