"""Numbers that are never given twice. Gaps are allowed: a rolled-back transaction keeps its number.

Only legal documents need numbers without gaps (`next_without_gap`): those cost a lock until commit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from core.orm.fields import integer, text
from core.orm.layers import PlainModel, unique


class Sequence(PlainModel, model="core.sequence"):
    """A counter: of every sequence on SQLite, of those without gaps on PostgreSQL.

    PostgreSQL's own sequences, for which nobody waits, leave a gap where a transaction is rolled back.
    """

    name: Mapped[str] = text("Name", required=True, size=120)
    last: Mapped[int] = integer("Last number", default=0)
    constraints = (unique("name"),)


@dataclass(frozen=True)
class Numbering:
    """Where a record's number comes from, and how it is written: prefix and at least `padding` figures."""

    sequence: str
    prefix: str = ""
    padding: int = 5

    def written(self, number: int) -> str:
        """The number as text."""
        return f"{self.prefix}{number:0{self.padding}d}"


def next_number(connection: sa.Connection, name: str) -> int:
    """The next number of the sequence `name`, from 1. The sequence is made at its first use."""
    return next_numbers(connection, name, 1)[0]


def next_numbers(connection: sa.Connection, name: str, count: int) -> list[int]:
    """The next `count` numbers of a sequence, ascending, by one statement."""
    if not re.fullmatch(r"[a-z0-9_.]{1,50}", name):
        raise ValueError(f"{name!r} is no name for a sequence: use a-z, 0-9, dot and underscore")
    if connection.dialect.name == "sqlite":
        last = _raise_counter(connection, name, count)
        return list(range(last - count + 1, last + 1))
    numbers = _nextvals(connection, _own_sequence(name), count)
    if None in numbers:
        _make_sequence(connection, name)
        numbers = _nextvals(connection, _own_sequence(name), count)
    return sorted(numbers)


def _own_sequence(name: str) -> str:
    """What a sequence is called in PostgreSQL."""
    return "number_" + name.replace(".", "_")


def _make_sequence(connection: sa.Connection, name: str) -> None:
    sequence = _own_sequence(name)
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (sequence,))
    connection.exec_driver_sql(f"CREATE SEQUENCE IF NOT EXISTS {sequence}")
    # An underscore may have been a dot: by this it is known for certain.
    connection.exec_driver_sql(f"COMMENT ON SEQUENCE {sequence} IS '{name}'")


def next_without_gap(connection: sa.Connection, series: str) -> int:
    """The next number of a series, from 1, without gaps: a rolled-back transaction gives its number back.

    Whoever else wants one of this series waits until this transaction ends. Take it last (SPEC AM-4).
    """
    return _raise_counter(connection, series, 1)


def last_without_gap(connection: sa.Connection, series: str) -> int:
    """The last number of a series that was given, 0 if none was."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    found = connection.exec_driver_sql(f"SELECT last FROM core_sequence WHERE name = {mark}", (series,))
    return found.scalar() or 0


def _raise_counter(connection: sa.Connection, name: str, count: int) -> int:
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    last: int = connection.exec_driver_sql(
        f"INSERT INTO core_sequence (name, last) VALUES ({mark}, {mark}) "
        "ON CONFLICT (name) DO UPDATE SET last = core_sequence.last + excluded.last RETURNING last",
        (name, count),
    ).scalar_one()
    return last


def _nextvals(connection: sa.Connection, sequence: str, count: int) -> list[Any]:
    """Numbers of a PostgreSQL sequence, None instead of each if there is no such sequence."""
    taken = "SELECT nextval(to_regclass(%s)) FROM generate_series(1, %s)"
    return list(connection.exec_driver_sql(taken, (sequence, count)).scalars())


def next_ids(connection: sa.Connection, table: str, count: int) -> list[int]:
    """PostgreSQL: ids for `count` new rows of a table, from the sequence behind its primary key, ascending."""
    taken = "SELECT nextval(%s::regclass) FROM generate_series(1, %s)"
    behind = connection.exec_driver_sql("SELECT pg_get_serial_sequence(%s, 'id')", (f'"{table}"',)).scalar_one()
    return sorted(connection.exec_driver_sql(taken, (behind, count)).scalars())


# --- when addons go and come back -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reached:
    """How far a sequence has counted. `kind` is "counter" for a row, "sequence" for one of PostgreSQL's own."""

    kind: str
    name: str
    last: int


_COUNTED = """
SELECT obj_description(c.oid, 'pg_class'), pg_sequence_last_value(c.oid) FROM pg_class c
WHERE c.relkind = 'S' AND c.relname LIKE 'number\\_%%' AND pg_table_is_visible(c.oid)
AND starts_with(obj_description(c.oid, 'pg_class'), %s) ORDER BY 1
"""


def numbers_of(connection: sa.Connection, addon: str) -> list[Reached]:
    """The sequences of an addon: those whose names begin with its own and a dot."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    counters = connection.exec_driver_sql(
        f"SELECT name, last FROM core_sequence WHERE substr(name, 1, {mark}) = {mark} ORDER BY 1",
        (len(addon) + 1, f"{addon}."),
    )
    found = [Reached("counter", name, last) for name, last in counters]
    if connection.dialect.name != "sqlite":
        sequences = connection.exec_driver_sql(_COUNTED, (f"{addon}.",))
        found += [Reached("sequence", name, last or 0) for name, last in sequences]
    return found


def forget_numbers(connection: sa.Connection, gone: Iterable[Reached]) -> None:
    """Takes sequences away: their numbers begin with 1 again."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    for one in gone:
        if one.kind == "counter":
            connection.exec_driver_sql(f"DELETE FROM core_sequence WHERE name = {mark}", (one.name,))
        else:
            connection.exec_driver_sql(f"DROP SEQUENCE {_own_sequence(one.name)}")


def go_on_after(connection: sa.Connection, reached: Reached) -> None:
    """Lets a sequence go on after the number that it had reached, unless it is further already."""
    if reached.kind == "counter":
        mark, most = ("?", "max") if connection.dialect.name == "sqlite" else ("%s", "GREATEST")
        connection.exec_driver_sql(
            f"INSERT INTO core_sequence (name, last) VALUES ({mark}, {mark}) "
            f"ON CONFLICT (name) DO UPDATE SET last = {most}(core_sequence.last, excluded.last)",
            (reached.name, reached.last),
        )
    elif reached.last:
        _make_sequence(connection, reached.name)
        connection.exec_driver_sql(
            "SELECT setval(s, GREATEST(%s, COALESCE(pg_sequence_last_value(s), 0))) "
            "FROM (SELECT %s::regclass AS s) AS own",
            (reached.last, _own_sequence(reached.name)),
        )
