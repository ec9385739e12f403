"""Writing documents down: a batch in one savepoint and one flush, and without those that are refused.

What refuses is named: the documents that forms and rules refuse are noted and the rest is written. Where nobody says
which document it was, such as a constraint of the database, the batch is halved until it is alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from core.exchange.documents import Document
from core.exchange.keys import ids_of, note_keys
from core.exchange.row_forms import Entering, RowForm
from core.lifecycle.imports import ImportedRecord
from core.orm.access.denied import AccessDenied
from core.orm.refused import Refused
from core.orm.upsert import table_of
from core.ui.placing import placed
from core.ui.registered import Built
from core.ui.wizard_fields import Rows

if TYPE_CHECKING:
    from core.orm.env import Env

BREAKS_A_RULE = "This breaks a rule of the database: is something like it there already?"
Wrong = Mapping[str, str]
"""Path of the form -> what is wrong there; "" for the whole document."""


class _Bad(Exception):
    """Ends the savepoint of a batch: which documents are wrong, and in what."""

    def __init__(self, found: Mapping[Document, Wrong]) -> None:
        super().__init__()
        self.found = found


class Writer:
    """Writes documents into the model of a form. `run_id` is the import that the records are noted for."""

    def __init__(self, env: Env, built: Built, entering: Entering, run_id: int | None) -> None:
        self.env, self.built, self.entering, self.run_id = env, built, entering, run_id
        self.made = self.changed = self.same = 0

    def write(self, documents: Sequence[Document], records: Mapping[int, Any]) -> dict[Document, Wrong]:
        """Writes documents; `records` are those that are there, by id. Returns what was refused."""
        refused: dict[Document, Wrong] = {}
        left = list(documents)
        while left:
            before = self.env.transaction.doomed
            try:
                with self.env.session.begin_nested():
                    forms = self._flushed(left, records)
            except _Bad as bad:
                self.entering.links.unmake()
                refused |= bad.found
                left = [one for one in left if one not in bad.found]
            except (Refused, AccessDenied, IntegrityError, StaleDataError) as why:
                self.entering.links.unmake()
                if len(left) == 1:
                    return refused | {left[0]: {"": _in_words(why)}}
                half = len(left) // 2
                return refused | self.write(left[:half], records) | self.write(left[half:], records)
            else:
                self.entering.links.keep_made()
                self._note(left, forms, records)
                break
            finally:
                self.env.transaction.doomed = before
        return refused

    # --- one savepoint ------------------------------------------------------------------------------------------------

    def _flushed(self, documents: Sequence[Document], records: Mapping[int, Any]) -> list[RowForm]:
        session = self.env.session
        self.entering.make_names(documents)
        with session.no_autoflush:
            forms = self._put(documents, records)
            by_record = {id(one): form for form in forms for one in form.records()}
        try:
            session.flush()
        except Refused as why:
            with session.no_autoflush:
                raise _Bad(_by_document(why, by_record)) from None
        return forms

    def _put(self, documents: Sequence[Document], records: Mapping[int, Any]) -> list[RowForm]:
        """The forms of all documents that change something, worked out. Raises _Bad."""
        forms, bad = [], dict[Document, Wrong]()
        line_ids = self._line_ids(documents)
        for document in documents:
            record = records.get(document.id or 0)
            entered, document.known_lines = self.entering.entered(document, record, line_ids)
            if record is not None and not (entered.values or entered.gone or entered.added):
                continue
            try:
                form = RowForm(self.env, self.built, record, entered, self.entering.fields, document)
                form.put()
                forms.append(form)
            except Refused as why:
                bad[document] = placed(form, why)
            except AccessDenied as why:
                bad[document] = {"": str(why)}
            if document.problems:
                # A cell that makes no sense: the form says what else is wrong with the document.
                bad.setdefault(document, {})
        if bad:
            raise _Bad(bad)
        return forms

    def _line_ids(self, documents: Sequence[Document]) -> dict[str, int]:
        found: dict[str, int] = {}
        for name in self.entering.by_key:
            keys = {line.key for one in documents if one.id for line in one.lines.get(name, ()) if line.key}
            rows = self.entering.fields[name]
            if keys and isinstance(rows, Rows):
                found |= ids_of(self.env, rows.row.model, keys)
        return found

    # --- what was done ------------------------------------------------------------------------------------------------

    def _note(self, documents: Sequence[Document], forms: Sequence[RowForm], records: Mapping[int, Any]) -> None:
        new = [form for form in forms if form.document.id is None]
        self.made += len(new)
        self.changed += len(forms) - len(new)
        self.same += len(documents) - len(forms)
        keys: dict[str, dict[str, Any]] = defaultdict(dict)
        known = {form.document: form.record for form in forms}
        for document in documents:
            if document.external:
                keys[self.built.model][document.external] = known.get(document) or records[document.id or 0]
        for form in forms:
            for path, record in form.line_records().items():
                if (line := form.document.known_lines.get(path)) is not None and line.key:
                    keys[record.__model__][line.key] = record
        for model, named in keys.items():
            note_keys(self.env, model, named)
        if self.run_id is not None and forms:
            rows = [{"run_id": self.run_id, "model_name": self.built.model, "record_id": form.record.id,
                     "made": form.document.id is None} for form in forms]  # fmt: skip
            self.env.transaction.connection.execute(sa.insert(table_of(self.env, ImportedRecord)), rows)


def _by_document(why: Refused, by_record: Mapping[int, RowForm]) -> dict[Document, Wrong]:
    """What a flush refused, by document. Raises `why` itself where it is not said of which record it is."""
    mine: dict[RowForm, list[Refused]] = defaultdict(list)
    for problem in why.problems:
        if (form := by_record.get(id(problem.record))) is None:
            raise why
        mine[form].append(problem)
    return {form.document: placed(form, Refused.several(problems)) for form, problems in mine.items()}


def _in_words(why: Exception) -> str:
    return BREAKS_A_RULE if isinstance(why, (IntegrityError, StaleDataError)) else str(why)
