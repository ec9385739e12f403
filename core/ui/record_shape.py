"""A record, or a line of one, as a form: its values are those of the record itself, so conditions read the record.

Entered values and reactions are written to the record in memory. Nothing is flushed unless the form is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa
from sqlalchemy.orm.attributes import set_committed_value

from core.orm.layers import PlainModel
from core.orm.search import Link, columns_only, entity
from core.ui.left_out import part_failed, parts_with
from core.ui.record_fields import LineSpec, Linked
from core.ui.settle import Shape
from core.ui.wizard_fields import Field, Pick, Rows

if TYPE_CHECKING:
    from core.orm.env import Env
    from core.ui.registered import Built

HIDDEN = "…"
"""The name of a linked record that the user may not see."""
FIRST_MADE = 9000
"""Lines that a reaction made are numbered from here; those that users add from 1."""


class _Unread:
    """A link whose name is looked up when it is printed: by then it usually is among the choices."""

    def __init__(self, form: RecordShape, f: Linked, id_: int) -> None:
        self.form, self.f, self.id = form, f, id_

    def __str__(self) -> str:
        offer = self.form._offers.get(self.f.name)
        offered = dict(offer.options or ()) if offer is not None else {}
        return offered.get(self.id) or str(self.form._reference(self.f, self.id))


class RecordShape(Shape):
    """What the form of a record and the forms of its lines share."""

    _traces = False
    _drops_unoffered = False
    _displays = False
    """Whether it is only shown: what cannot be shown is left out then, while nothing is passed over in saving."""
    record: Any
    built: Built

    def _prepare(self) -> None:
        self._hand_values: dict[str, Any] = {}
        self._names: dict[str, Link] = {}

    @property
    def env(self) -> Env:
        """The user's Env."""
        return cast("Env", self._env)

    def _rule_failed(self, rule: Callable[[Any], Any], why: Exception) -> None:
        if self._displays and (part := next(parts_with(self.built, rule), None)) is not None:
            raise part_failed(self.env, part, self.built, why) from why

    @property
    def _subject(self) -> Any:
        return self.record

    def _read(self, f: Field) -> Any:
        if isinstance(f, Rows):
            return self._values.get(f.name, ())
        if isinstance(f, Linked):
            return self._linked(f)
        return getattr(self.record, f.name)

    def _linked(self, f: Linked) -> Any:
        id_ = getattr(self.record, f.column)
        if f.system:
            return _Unread(self, f, id_) if id_ is not None else None
        value = getattr(self.record, f.name)
        if value is None and id_ is not None:
            # A draft does not load by itself; and a record outside the rules is there, but not to be seen.
            found = self.env.session.get(self.env.models.models[f.target], id_)
            return found if found is not None else Link(id_, HIDDEN)
        return value

    def _reference(self, f: Linked, id_: int) -> Link:
        known = self._names.get(f.name)
        if known is None or known.id != id_:
            info = self.env.info(f.target)
            with self.env.system(f.system) as system:
                cls = system.models.models[f.target]
                columns = [getattr(cls, name) for name in info.display_fields]
                row = system.session.execute(sa.select(*columns).where(cls.id == id_)).first()
            name = info.name_from(row) if row is not None else HIDDEN
            known = self._names[f.name] = Link(id_, name)
        return known

    def _write(self, f: Field, value: Any) -> None:
        if f.canon(self._read(f)) == f.canon(value) and not isinstance(f, Rows):
            return
        if isinstance(f, Linked):
            setattr(self.record, f.column, None if value is None else value.id)
            if not f.system and not isinstance(value, (Link, _Unread)):
                setattr(self.record, f.name, value)
        elif isinstance(f, Pick):
            setattr(self.record, f.name, list(value))
        else:
            setattr(self.record, f.name, value)

    def _take(self, f: Field, path: str, raw: str) -> bool:
        taken = super()._take(f, path, raw)
        if f.name in self._hand:
            self._hand_values[f.name] = self._read(f)
        return taken

    def _reacts_to_value(self, now: str) -> bool:
        return True

    def _run_reaction(self, name: str) -> None:
        getattr(self.record, name)()
        self._root._changes += 1
        for hand, value in self._hand_values.items():
            self._write(self._fields[hand], value)

    def _note_as_shown(self) -> None:
        """What is there before anything was entered does not react."""
        for name in self._reactions:
            if name in self._fields:
                f = self._fields[name]
                self._reacted[name] = f.canon(self._read(f))

    # --- choices ------------------------------------------------------------------------------------------------------

    def _find(self, f: Pick, id_: int) -> Any:
        if not getattr(f, "system", ""):
            return super()._find(f, id_)
        statement = self._offer(f).statement
        info = self.env.info(entity(statement).__model__)
        wanted = columns_only(statement.where(entity(statement).id == id_), "id", *info.display_fields)
        assert wanted is not None, f"{f.label}: the choices of a system field are one plain SELECT"
        with self.env.system(getattr(f, "system", "")) as system:
            row = system.session.execute(wanted.limit(1)).first()
        if row is None:
            return None
        return Link(row[0], info.name_from(row[1:]))


class LineForm(RecordShape):
    """A line of a record's page."""

    def __init__(self, parent: RecordShape, f: Rows, record: Any, key: str) -> None:
        self.parent, self.record, self.key, self._key = parent, record, record, key
        spec = f.row
        self._fields, self._reactions = spec._fields, spec._reactions
        self._join(parent, f"{f.name}.{key}.")

    @property
    def _root(self) -> Shape:
        return self.parent

    def _join(self, parent: Shape, path: str) -> None:
        self._begin(parent._env, parent._entered)
        self._prepare()
        self._path, self._may_edit = path, parent._may_edit
        self._errors, self._refused = parent._errors, parent._refused
        self._note_as_shown()
        self._settle()

    @property
    def is_blank(self) -> bool:
        """A line that the user added and left empty."""
        typed = (raw for path, raw in self._entered.values.items() if path.startswith(self._path))
        return self.record.id is None and not any(raw.strip() for raw in typed)


def lines_of(form: RecordShape, f: Rows, originals: list[Any], drafts: dict[str, Any]) -> list[tuple[str, Any]]:
    """(key, record) of the lines that a table offers: stored ones, those that reactions made, those being added.

    `originals` are the stored lines as they were; `drafts` keeps the records of added lines by key.
    """
    spec: LineSpec = f.row
    offered = [(str(line.id), line) for line in originals]
    mine = {id(draft) for draft in drafts.values()}
    made = [line for line in getattr(form.record, f.name) if line.id is None and id(line) not in mine]
    offered += [(f"new-{FIRST_MADE + number}", line) for number, line in enumerate(made)]
    if f.adds(form):
        for key in form._entered.added.get(f.name, ()):
            if key not in drafts:
                layer = cast("type[PlainModel]", form.env.models.models[spec.model])
                drafts[key] = form.env.draft(layer)
            offered.append((key, drafts[key]))
    return offered


def new_records(form: RecordShape) -> list[Any]:
    """The record of a form and its lines, as far as they are not stored yet."""
    lines = [form._values.get(f.name, ()) for f in form._fields.values() if isinstance(f, Rows)]
    return [one for one in (form.record, *(line.record for some in lines for line in some)) if one.id is None]


def know_links(env: Env, records: Iterable[Any]) -> None:
    """Lets new records know what their keys lead to: their rules ask for that before they are written."""
    for record in records:
        for one in env.info(record.__model__).fields.values():
            if one.kind != "many2one" or one.name in record.__dict__:
                continue
            id_ = getattr(record, one.column)
            found = env.session.get(env.models.models[one.target], id_) if id_ is not None else None
            if found is not None:
                set_committed_value(record, one.name, found)
