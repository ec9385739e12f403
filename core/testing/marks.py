"""Marks in the texts of records, such as ‡a7‡: any page, whatever it is about, tells whose records stand on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.lifecycle.loading import CORE
from core.orm.composition import ModelInfo

MARK = re.compile("‡([0-9a-z]+)‡")
TEXTS = ("text", "long_text", "rich_text")
SHORT = 40
"""Texts of fewer characters have no room for a mark, or mean something."""
Record = tuple[str, int]


class Marks:
    """Which record carries which mark."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}

    def write(self, kernel: Kernel) -> None:
        """Writes a mark into the texts of every record that can be changed at all."""
        with kernel.database.begin(write=True) as connection:
            for info in kernel.registry.models.infos.values():
                table = kernel.registry.models.metadata.tables[info.table]
                if info.addon != CORE and (columns := list(_columns(info, table))):
                    self._write(connection, info.name, table, columns)

    def _write(self, connection: sa.Connection, model: str, table: sa.Table, columns: Sequence[str]) -> None:
        for id_ in connection.scalars(sa.select(table.c.id).order_by(table.c.id)).all():
            mark = f"{len(self.records):x}"
            texts = {name: table.c[name] + f" ‡{mark}‡" for name in columns}
            try:
                with connection.begin_nested():
                    connection.execute(sa.update(table).where(table.c.id == id_).values(texts))
            except sa.exc.IntegrityError:
                continue  # the database itself seals it, as it does with what is in the books
            self.records[mark] = (model, id_)

    def on(self, text: str) -> set[Record]:
        """The records whose texts stand on a page."""
        return {self.records[mark] for mark in MARK.findall(text)}


def _columns(info: ModelInfo, table: sa.Table) -> Iterator[str]:
    """The texts of a model that take a mark without losing their meaning, and have room for one."""
    named = [info.fields[name] for name in info.display_fields if name in info.fields]
    rich = [one for one in info.fields.values() if one.kind in ("long_text", "rich_text")]
    for one in {one.name: one for one in [*named, *rich]}.values():
        if one.name in table.c and one.kind in TEXTS and (one.kind != "text" or (one.size or 0) >= SHORT):
            yield one.name
