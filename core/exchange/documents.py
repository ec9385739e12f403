"""From rows to documents: a record with its lines, which stand in its own row and in the rows below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.exchange.cells import Manner, raw_of, unescaped
from core.exchange.columns import KEY, PART, Target
from core.exchange.tables import Cell, Row, Table
from core.orm.refused import Refused
from core.orm.texts import Text, word

NO_DOCUMENT = "This row holds lines, and nothing above it to which they belong."
TWICE = "The same {label} stands in row {row} already."


@dataclass
class Problem:
    """What stands against a row: at a column, or at the whole row where `column` is empty."""

    row: int
    column: str
    text: str


@dataclass
class LineOf:
    """A line of a document: what its cells say, by the names of its fields, and its external key."""

    row: int
    values: dict[str, str] = field(default_factory=dict)
    key: str = ""


@dataclass(eq=False)
class Document:
    """A record as a file says it. `key` is what it is found by, `external` its external key, `id` that of the record.

    `known_lines` are its lines by the keys that they have in its form.
    """

    row: int
    values: dict[str, str] = field(default_factory=dict)
    key: str = ""
    external: str = ""
    lines: dict[str, list[LineOf]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    known_lines: dict[str, LineOf] = field(default_factory=dict)
    rows: int = 1
    id: int | None = None


class Documents:
    """The documents of a table whose columns mean these targets. `key` is the path of the column that finds records."""

    def __init__(self, table: Table, targets: Sequence[Target | None], manner: Manner, key: str) -> None:
        self.table, self.manner, self.key = table, manner, key
        self.own = [(place, one) for place, one in enumerate(targets) if one is not None and one.of is None]
        self.of_lines = [(place, one) for place, one in enumerate(targets) if one is not None and one.of is not None]
        self.key_place = next((place for place, one in self.own if one.path == key), None)
        self.is_csv = table.dialect.kind == "csv"
        self._seen: dict[str, int] = {}

    def __iter__(self) -> Iterator[Document]:
        now: Document | None = None
        for row in self.table.rows():
            own = [(place, one) for place, one in self.own if not _is_empty(row.cells[place])]
            if now is not None and self._goes_on(now, row, own):
                now.rows += 1
            else:
                if now is not None:
                    yield now
                now = self._begun(row, own)
            self._add_lines(now, row)
        if now is not None:
            yield now

    def _goes_on(self, now: Document, row: Row, own: Sequence[object]) -> bool:
        """Whether a row holds further lines of the document above: it says nothing else, or names its key again."""
        if not self.of_lines:
            return False
        return not own or (bool(now.key) and self._key_in(row) == now.key)

    def _key_in(self, row: Row) -> str:
        if self.key_place is None:
            return ""
        target = next(one for place, one in self.own if place == self.key_place)
        return self._text(target, row.cells[self.key_place]).strip()

    def _begun(self, row: Row, own: Sequence[tuple[int, Target]]) -> Document:
        made = Document(row.number)
        if not own and self.of_lines:
            made.problems.append(Problem(row.number, "", NO_DOCUMENT))
        for place, target in self.own:
            self._enter(made, row, place, target, made.values)
        made.external = made.values.pop(KEY, "").strip()
        made.key = made.external if self.key == KEY else made.values.get(self.key, "").strip()
        for _, target in self.own:
            if not target.settable:
                made.values.pop(target.path, None)
        if made.key and (first := self._seen.setdefault(made.key, row.number)) != row.number:
            place, target = next((place, one) for place, one in self.own if one.path == self.key)
            text = Text(TWICE, label=word(target.label), row=first)
            made.problems.append(Problem(row.number, self.table.header[place], text))
        return made

    def _add_lines(self, document: Document, row: Row) -> None:
        lines: dict[str, LineOf] = {}
        for place, target in self.of_lines:
            assert target.of is not None
            if not _is_empty(row.cells[place]):
                lines.setdefault(target.of.name, LineOf(row.number))
        for place, target in self.of_lines:
            assert target.of is not None
            if (line := lines.get(target.of.name)) is not None:
                self._enter(document, row, place, target, line.values)
        for name, line in lines.items():
            line.key = line.values.pop(KEY, "").strip()
            document.lines.setdefault(name, []).append(line)

    def _enter(self, document: Document, row: Row, place: int, target: Target, values: dict[str, str]) -> None:
        name = target.path.split(PART)[1 if target.of is not None else 0]
        try:
            text = self._text(target, row.cells[place])
        except Refused as why:
            document.problems.append(Problem(row.number, self.table.header[place], why.message))
            return
        if target.refusal is None:
            values[name] = text
        elif text.strip().casefold() not in self.manner.no:
            document.problems.append(Problem(row.number, self.table.header[place], target.refusal.message))

    def _text(self, target: Target, cell: Cell) -> str:
        if self.is_csv and isinstance(cell, str):
            cell = unescaped(cell)
        return raw_of(target.field, cell, self.manner)


def _is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
