"""A record's form as an import fills it in, many before one flush, and what a document changes of its record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from core.exchange.cells import choice_of, parted
from core.exchange.documents import Document, LineOf
from core.exchange.links import Labelled, Links, Named, NamedMany
from core.ui.forms import RecordForm
from core.ui.record_fields import RichText
from core.ui.record_shape import HIDDEN
from core.ui.registered import Built
from core.ui.settle import Entered
from core.ui.wizard_fields import Field, Rows, Tick

if TYPE_CHECKING:
    from core.orm.env import Env


class RowForm(RecordForm):
    """The form of a document. `record` None: a new one. `fields` are those of an import (see `links.py`)."""

    def __init__(
        self, env: Env, built: Built, record: Any, entered: Entered, fields: Mapping[str, Field], document: Document
    ) -> None:
        super().__init__(env, built, record, entered)
        self._fields, self.document = dict(fields), document

    def put(self) -> None:
        """Works the form out and puts its record into the session. Nothing is flushed.

        Raises Refused with everything that is wrong, AccessDenied without the right to write.
        """
        if not self._may_edit:
            raise self.env.denied("create" if self.is_new else "write", self.built.model)
        self._get_ready()
        self._write_down()

    def _missing(self) -> Iterator[tuple[str, str]]:
        """What must not be empty; but for what nothing is said of beside something wrong: it may follow from that."""
        wrong = {path.rpartition(".")[0] for path in (*self._errors, *self._refused)}
        for path, text in super()._missing():
            owner, _, name = path.rpartition(".")
            line = self.document.known_lines.get(owner)
            said = line.values if line is not None else self.document.values
            if owner not in wrong or name in said:
                yield path, text

    def records(self) -> list[Any]:
        """Its record and those of its lines."""
        lines = [self._values.get(f.name, ()) for f in self._fields.values() if isinstance(f, Rows)]
        return [self.record, *(line.record for some in lines for line in some)]

    def line_records(self) -> dict[str, Any]:
        """The records of its lines by their keys in `Entered`: "lines.new-1"."""
        return {
            f"{f.name}.{line._key}": line.record
            for f in self._fields.values()
            if isinstance(f, Rows)
            for line in self._values.get(f.name, ())
        }


class Entering:
    """What documents enter into their forms: of a stored record only what differs from it."""

    def __init__(self, fields: Mapping[str, Field], links: Links, by_key: Mapping[str, bool]) -> None:
        """`by_key` says of each table of lines whether its lines are known by external keys."""
        self.fields, self.links, self.by_key = fields, links, by_key

    def links_of(self, document: Document) -> Iterator[tuple[Named | NamedMany, str]]:
        """Every link of a document and of its lines, with what stands in its cell."""
        said: list[tuple[Mapping[str, Field], dict[str, str]]] = [(self.fields, document.values)]
        for name, lines in document.lines.items():
            rows = self.fields[name]
            assert isinstance(rows, Rows)
            said += [(rows.columns(), line.values) for line in lines]
        for fields, values in said:
            for name, raw in values.items():
                if isinstance(f := fields[name], (Named, NamedMany)):
                    yield f, raw

    def make_names(self, documents: Sequence[Document]) -> None:
        """Makes what documents name and a page may make by its name, where the user wants that."""
        if self.links.create:
            for document in documents:
                for f, raw in self.links_of(document):
                    if f.makes:
                        self.links.make(f, parted(raw))

    def entered(
        self, document: Document, record: Any, line_ids: Mapping[str, int]
    ) -> tuple[Entered, dict[str, LineOf]]:
        """What is entered, and the lines by their keys in it. `line_ids` are records of lines by external key."""
        made, known = Entered(), dict[str, LineOf]()
        for name, raw in document.values.items():
            if self._says(self.fields[name], raw, record):
                made.values[name] = raw
        for name, lines in document.lines.items():
            known |= self._enter_lines(made, name, lines, record, line_ids)
        made.fresh = set(made.values)
        return made, known

    def _enter_lines(
        self, made: Entered, name: str, lines: list[LineOf], record: Any, line_ids: Mapping[str, int]
    ) -> dict[str, LineOf]:
        """Where a file names lines of a document, these are its lines: matched by key, else one by one in order."""
        stored = list(getattr(record, name)) if record is not None else []
        by_id, waiting = {one.id: one for one in stored}, list(stored)
        columns, known, new = self.fields[name].columns(), dict[str, LineOf](), 0  # type: ignore[attr-defined]
        for line in lines:
            if self.by_key.get(name):
                mine = by_id.get(line_ids.get(line.key, 0)) if line.key else None
            else:
                mine = waiting[0] if waiting else None
            if mine in waiting:
                waiting.remove(mine)
            if mine is None:
                new += 1
                made.added.setdefault(name, []).append(f"new-{new}")
            path = f"{name}.{mine.id if mine is not None else f'new-{new}'}"
            known[path] = line
            for cell, raw in line.values.items():
                if self._says(columns[cell], raw, mine):
                    made.values[f"{path}.{cell}"] = raw
        made.gone |= {f"{name}.{one.id}" for one in waiting}
        return known

    def _says(self, f: Field, raw: str, record: Any) -> bool:
        """Whether a cell says something: of a new record what is not empty, of a stored one what is not so already."""
        if not raw.strip() and (record is None or isinstance(f, Tick)):
            return False
        return record is None or not self._is_so(f, raw, record)

    def _is_so(self, f: Field, raw: str, record: Any) -> bool:
        if isinstance(f, Named):
            now = getattr(record, f.column)
            return (now is None) if not raw.strip() else now is not None and self._names(f, raw, now)
        value = getattr(record, f.name)
        if isinstance(f, NamedMany):
            ids, names = {one.id for one in value}, parted(raw)
            return len(ids) == len(names) and all(ids & set(self.links.ids(f, name)) for name in names)
        if isinstance(f, Labelled):
            return isinstance(f.choices, Mapping) and choice_of(f, raw, f.choices, f.words) == (value or "")
        if isinstance(f, RichText):
            return bool(f.canon(f.parse(raw, None)) == f.canon(value))
        return bool(f.tidy(raw) == f.tidy(f.canon(value)))

    def _names(self, f: Named, raw: str, now: int) -> bool:
        return raw.strip() == HIDDEN or now in self.links.ids(f, raw.strip())
