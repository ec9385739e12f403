"""Importing: documents become records, through the form of their model, under the rights of whoever imports.

Rows are worked on in batches. What is refused is noted at its row and column and the rest goes on, so that one run
finds everything that is wrong. The caller's transaction is the import's: it is committed as a whole or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeGuard

import sqlalchemy as sa

from core.exchange.cells import Manner, guessed, manner_of, parted
from core.exchange.columns import KEY, PART, Target, Words, fields_of, targets_of
from core.exchange.documents import Document, Documents, Problem
from core.exchange.keys import ids_of
from core.exchange.links import Links, Named, NamedMany, by_text
from core.exchange.row_forms import Entering
from core.exchange.tables import Table
from core.exchange.writing import Writer, Wrong
from core.lifecycle.options import OfferedOption
from core.orm.changes import hand_over
from core.orm.refused import Refused
from core.orm.texts import Text, word
from core.ui.forms import loading_of
from core.ui.registered import Built
from core.ui.wizard_fields import Field

if TYPE_CHECKING:
    from core.orm.env import Env

BATCH = 200
"""Documents a flush."""
MOST_PROBLEMS = 1_000
"""Problems that are kept; more are only counted."""
SEVERAL_MATCH = "Several {titles} have this {label}."
NOT_SEEN = "This {label} belongs to a {title} that you may not see."
SAME_PLACE = "The columns “{first}” and “{second}” both mean {label}. Choose one of them."
NO_KEY_COLUMN = "No column holds what records are found by: {label}."
NOTHING = "Say of at least one column what it means."
OTHER_COLUMNS = "This file has other columns than those that were chosen for. Upload it again."
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Choices:
    """How a file is understood. `columns` are paths of targets, one a column, "" for what is left out.

    `key` is the path of what finds records that are there, "": every row is a new one. `decimal` and `order` say how
    numbers and days are written, "": as the file itself speaks for. `skip`: rows that are wrong are left out, else
    nothing is imported at all. `create`: what is named and may be made is made.
    """

    columns: tuple[str, ...]
    key: str = ""
    decimal: str = ""
    order: str = ""
    skip: bool = False
    create: bool = False


@dataclass
class Outcome:
    """What an import did: records made, changed and found as they should be, rows that were left out and why."""

    made: int = 0
    changed: int = 0
    same: int = 0
    rows: int = 0
    bad_rows: int = 0
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    left_out: list[tuple[int, int]] = field(default_factory=list)
    """First row of each document that was left out, and how many rows it has."""


class Importer:
    """One import of a table into the model of a form, for the user of `env`.

    `offered` are the options of the model; `run_id` is what the records are noted for; `total` how many rows there are,
    as far as that is known. Raises Refused for choices that make no sense, BadFile, and AccessDenied for who may not
    make such records.
    """

    def __init__(
        self,
        env: Env,
        built: Built,
        table: Table,
        choices: Choices,
        *,
        words: Words = str,
        offered: Sequence[OfferedOption] = (),
        run_id: int | None = None,
        total: int = 0,
        progress: Progress | None = None,
    ) -> None:
        if not env.may("create", built.model):
            raise env.denied("create", env.models.models[built.model])
        self.env, self.built, self.table, self.choices = env, built, table, choices
        self.progress, self.info = progress, env.info(built.model)
        fields = fields_of(env, built, offered)
        known = targets_of(env, built.model, fields, offered)
        self.targets = [known.get(path) for path in choices.columns]
        self._check(known)
        self.manner = chosen_manner(env, table, self.targets, choices, words)
        self.links = Links(env, create=choices.create)
        used = [one for one in self.targets if one is not None]
        self.fields = by_text(fields, self.links, words, {one.place: one.by for one in used if one.by})
        by_key = {one.of.name: True for one in used if one.of is not None and one.path.endswith(KEY)}
        self.writer = Writer(env, built, Entering(self.fields, self.links, by_key), run_id)
        self.outcome = Outcome()
        self._titles = {
            one.place.replace(PART, "."): title for one, title in zip(self.targets, table.header, strict=True) if one
        }
        self.total = total or table.count()
        self._waiting: list[Document] = []
        self._held: list[object] = []
        self._last_chance = False

    def _check(self, known: Mapping[str, Target]) -> None:
        if len(self.targets) != len(self.table.header):
            raise Refused(OTHER_COLUMNS)
        titles: dict[str, str] = {}
        for target, title in zip(self.targets, self.table.header, strict=True):
            if target is not None and (other := titles.setdefault(target.place, title)) != title:
                raise Refused(SAME_PLACE, first=other, second=title, label=word(target.label))
        key = self.choices.key
        if not any(one is not None and (one.settable or one.path == key) for one in self.targets):
            raise Refused(NOTHING)
        if key and key not in titles:
            raise Refused(NO_KEY_COLUMN, label=known[key].label if key in known else key)

    # --- batches ------------------------------------------------------------------------------------------------------

    def run(self) -> Outcome:
        """Imports. Where rows were left out the caller must roll back, unless `skip` was chosen."""
        sa.event.listen(self.env.session, "loaded_as_persistent", self._hold)
        try:
            return self._run()
        finally:
            sa.event.remove(self.env.session, "loaded_as_persistent", self._hold)

    def _hold(self, _session: object, record: object) -> None:
        """Holds what was read for a batch: what one document names, as its currency, the next ones name too."""
        self._held.append(record)

    def _run(self) -> Outcome:
        documents = iter(Documents(self.table, self.targets, self.manner, self.choices.key))
        while batch := list(islice(documents, BATCH)):
            self._work(batch)
        while self._waiting:
            # They name records that stand nowhere, or one another.
            again, self._waiting = self._waiting, []
            self._last_chance = True
            for start in range(0, len(again), BATCH):
                self._work(again[start : start + BATCH])
        self.outcome.made, self.outcome.changed, self.outcome.same = (
            self.writer.made, self.writer.changed, self.writer.same,
        )  # fmt: skip
        self.outcome.problems.sort(key=lambda one: one.row)
        return self.outcome

    def _work(self, batch: list[Document]) -> None:
        self.links.forget()
        self._held.clear()
        self._find(batch)
        self._look_up(batch)
        here = [one for one in batch if self._last_chance or not self._ahead(one)]
        waiting = [one for one in batch if one not in here] if len(here) < len(batch) else []
        self.outcome.rows += sum(one.rows for one in here)
        records = self._records(here)
        for document, wrong in self.writer.write(here, records).items():
            self._note(document, wrong)
        hand_over(self.env)
        if self.progress is not None:
            self.progress(self.info.titles, self.outcome.rows, self.total)
        self._waiting += waiting
        self._try_those_named_by(here)

    def _ahead(self, document: Document) -> set[str]:
        """The records of its own model that it names and that are not there yet."""
        return {
            text
            for name, raw in document.values.items()
            if (text := raw.strip()) and self._leads_home(f := self.fields[name]) and not self.links.ids(f, text)
        }

    def _leads_home(self, f: Field) -> TypeGuard[Named]:
        return isinstance(f, Named) and f.target == self.built.model

    def _try_those_named_by(self, done: Sequence[Document]) -> None:
        """Works on documents that waited for one of these."""
        if not self._waiting or not done:
            return
        names = {text for one in done for text in (one.external, *one.values.values())}
        ready = [one for one in self._waiting if not names.isdisjoint(self._ahead(one))]
        if ready:
            self._waiting = [one for one in self._waiting if one not in ready]
            self._work(ready)

    # --- what is there already ----------------------------------------------------------------------------------------

    def _find(self, batch: Sequence[Document]) -> None:
        """Which documents are there already, by what the user chose to find them by."""
        key, model = self.choices.key, self.built.model
        keys = {one.key for one in batch if one.key}
        if not key or not keys:
            return
        found: dict[str, list[int]] = defaultdict(list)
        if key == KEY:
            found.update({text: [id_] for text, id_ in ids_of(self.env, model, keys).items()})
        else:
            cls = self.env.models.models[model]
            column: Any = getattr(cls, key)
            wanted: list[Any] = list(keys)
            if self.info.fields[key].kind == "integer":
                wanted = [int(text) for text in keys if text.isdecimal() and len(text) < 10]
            for value, id_ in self.env.session.execute(sa.select(column, cls.id).where(column.in_(wanted))):
                found[str(value)].append(id_)
        for document in batch:
            ids = found.get(document.key, [])
            document.id = ids[0] if len(ids) == 1 else None
            if len(ids) > 1:
                self._say(document, SEVERAL_MATCH)

    def _say(self, document: Document, text: str) -> None:
        key = self.choices.key
        label = next(one.label for one in self.targets if one is not None and one.path == key)
        said = Text(text, label=word(label), title=word(self.info.title), titles=word(self.info.titles))
        document.problems.append(Problem(document.row, self._titles.get(key, ""), said))

    def _records(self, documents: Sequence[Document]) -> dict[int, Any]:
        """The stored records of a batch with all that their forms look at."""
        ids = [one.id for one in documents if one.id is not None]
        if not ids:
            return {}
        cls = self.env.models.models[self.built.model]
        wanted = sa.select(cls).where(cls.id.in_(ids)).options(*loading_of(self.env, self.built))
        found = {one.id: one for one in self.env.session.scalars(wanted).unique()}
        for document in documents:
            if document.id is not None and document.id not in found:
                self._say(document, NOT_SEEN)
        return found

    def _look_up(self, batch: Sequence[Document]) -> None:
        """Every text of a link, one statement a column."""
        texts: dict[Any, set[str]] = defaultdict(set)
        for document in batch:
            for f, raw in self.writer.entering.links_of(document):
                texts[f].update(parted(raw) if isinstance(f, NamedMany) else [raw.strip()])
        for f, some in texts.items():
            self.links.look_up(f, some)

    # --- what is wrong ------------------------------------------------------------------------------------------------

    def _note(self, document: Document, wrong: Wrong) -> None:
        said = [*document.problems, *(self._problem(document, path, text) for path, text in wrong.items())]
        self.outcome.bad_rows += document.rows
        self.outcome.left_out.append((document.row, document.rows))
        self.outcome.problem_count += len(said)
        room = MOST_PROBLEMS - len(self.outcome.problems)
        self.outcome.problems += sorted(said, key=lambda one: one.row)[:room]

    def _problem(self, document: Document, path: str, text: str) -> Problem:
        """A path of the form as row and column of the file."""
        pieces, row = path.split("."), document.row
        if len(pieces) == 3:
            line = document.known_lines.get(".".join(pieces[:2]))
            row = line.row if line is not None else row
            path = f"{pieces[0]}.{pieces[2]}"
        return Problem(row, self._titles.get(path, ""), text)


def chosen_manner(
    env: Env, table: Table, targets: Sequence[Target | None], choices: Choices, words: Words
) -> Manner:  # fmt: skip
    """How a file's numbers and days are written: as chosen, else as its first rows speak for."""
    usual, sample = manner_of(env, words), table.sample(BATCH)
    fields = [one.field if one is not None else None for one in targets]
    columns = [(f, [row.cells[place] for row in sample]) for place, f in enumerate(fields)]
    found = guessed(usual, table.dialect, columns)
    return manner_of(env, words, decimal=choices.decimal or found.decimal, order=choices.order or found.order)
