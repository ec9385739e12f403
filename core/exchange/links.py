"""Links in files: records named by external key, by name, or by a field that the column says.

What is looked up for a batch of rows is one statement a column. Whether a record may be chosen is the form's to say:
a link of an import is the form's own field, which takes what stands in the cell instead of an id.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from core.exchange.cells import choice_of, parted
from core.exchange.columns import KEY, Words
from core.exchange.keys import ids_of
from core.orm.composition import ModelInfo
from core.orm.layers import PlainModel
from core.orm.refused import Refused
from core.orm.search import entity
from core.orm.texts import word
from core.ui.record_fields import LineSpec, Linked, LinkedMany, named_by
from core.ui.wizard_fields import NOT_OFFERED, Field, OneOf, Pick, Rows

if TYPE_CHECKING:
    from core.orm.env import Env

NOT_FOUND = "There is no {title} “{name}”."
SEVERAL = "Several {titles} are called “{name}”. Name the right one by its external ID."
MOST_SHOWN = 60


class Links:
    """The links of one import: which records the texts of a batch name, and which of those may be chosen.

    `create`: names of records that a page may make (`Show(…, makes=True)`) are made where there are none.
    """

    def __init__(self, env: Env, *, create: bool) -> None:
        self.env, self.create = env, create
        self._ids: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(dict)
        self._offered: dict[Any, dict[int, Any]] = defaultdict(dict)
        self._made: list[tuple[dict[str, list[int]], str]] = []

    def forget(self) -> None:
        """Forgets what was looked up: the next batch looks anew, and memory stays what it is."""
        self._ids.clear()
        self._made.clear()
        self._offered.clear()

    def look_up(self, f: Named | NamedMany, texts: Iterable[str]) -> None:
        """Finds the records that these texts name, as far as that is not known."""
        known = self._ids[f.target, f.by]
        wanted = {text for text in texts if text and text not in known}
        if not wanted:
            return
        if f.system:
            with self.env.system(f.system) as system:
                found = _found(system, f, wanted)
        else:
            found = _found(self.env, f, wanted)
        for text in wanted:
            known[text] = found.get(text, [])

    def make(self, f: Named | NamedMany, names: Iterable[str]) -> None:
        """Makes records of these names, where there are none and the user may."""
        known, new = self._ids[f.target, f.by], [name for name in names if not self.ids(f, name)]
        if not new or f.by or not self.env.may("create", f.target):
            return
        layer = cast("type[PlainModel]", self.env.models.models[f.target])
        attribute = named_by(self.env.models, f.target)
        size = self.env.info(f.target).fields[attribute].size
        made = {name: self.env.new(layer, **{attribute: name}) for name in new if len(name) <= size}
        self.env.session.flush()
        for name, record in made.items():
            known[name] = [record.id]
            self._made.append((known, name))

    def keep_made(self) -> None:
        """What was made stays made: the documents that name it are written."""
        self._made.clear()

    def unmake(self) -> None:
        """Forgets what was made for documents that were taken back."""
        for known, name in self._made:
            known[name] = []
        self._made.clear()

    def ids(self, f: Named | NamedMany, text: str) -> list[int]:
        """The records that a text names."""
        known = self._ids[f.target, f.by]
        if text not in known:
            self.look_up(f, [text])
        return known[text]

    def record(self, f: Named | NamedMany, text: str, form: Any) -> Any:
        """The record that a text names and the form offers. Raises Refused where there is none, or several."""
        info = self.env.info(f.target)
        ids = self.ids(f, text)
        if not ids:
            raise Refused(NOT_FOUND, title=word(info.title), name=text[:MOST_SHOWN])
        found = [one for one in (self._of_offer(f, form, id_) for id_ in ids) if one is not None]
        if not found:
            raise Refused(NOT_OFFERED)
        if len(found) > 1:
            raise Refused(SEVERAL, titles=word(info.titles), name=text[:MOST_SHOWN])
        return found[0]

    def _of_offer(self, f: Named | NamedMany, form: Any, id_: int) -> Any:
        """The record if it may be chosen. Rows whose form offers the same share one statement."""
        if f.system:
            return form._find(f, id_)
        statement = form._offer(f).statement
        key = statement._generate_cache_key()
        if key is None:
            return form._find(f, id_)
        known = self._offered[key.key, tuple(str(one.effective_value) for one in key.bindparams)]
        if id_ not in known:
            wanted = {one for ids in self._ids[f.target, f.by].values() for one in ids if one not in known}
            known.update(dict.fromkeys(wanted))
            of = entity(statement)
            for record in self.env.session.scalars(statement.where(of.id.in_(wanted))).unique():
                known[record.id] = record
        return known[id_]


class _ByText:
    """A link that takes a text instead of an id. `by`: the field that the text is looked for in, `_key`, or nothing."""

    links: Links
    by: str
    makes = False


class Named(_ByText, Linked):
    """A link to one."""

    def tidy(self, raw: str) -> str:
        return raw.strip()

    def parse(self, raw: str, form: Any) -> Any:
        return self.links.record(self, raw.strip(), form) if raw.strip() else None


class NamedMany(_ByText, LinkedMany):
    """A link to many, their names parted by commas."""

    def tidy(self, raw: str) -> str:
        return raw.strip()

    def parse(self, raw: str, form: Any) -> Any:
        found = [self.links.record(self, one, form) for one in parted(raw)]
        return list(dict.fromkeys(found))


class Labelled(OneOf):
    """A choice that takes its label instead of its value."""

    words: Words

    def parse(self, raw: str, form: Any) -> Any:
        return super().parse(choice_of(self, raw, self.offered(form), self.words), form)


def by_text(fields: Mapping[str, Field], links: Links, words: Words, by: Mapping[str, str]) -> dict[str, Field]:
    """The fields of a form as an import enters them. `by` says how links are found, by their paths."""

    def change(path: str, f: Field) -> Field:
        if isinstance(f, Linked):
            return _copied(Named, f, links=links, by=by.get(path, ""))
        if isinstance(f, LinkedMany):
            return _copied(NamedMany, f, links=links, by=by.get(path, ""))
        if isinstance(f, OneOf):
            return _copied(Labelled, f, words=words)
        if isinstance(f, Rows) and isinstance(f.row, LineSpec):
            cells = {name: change(f"{path}/{name}", cell) for name, cell in f.row._fields.items()}
            return _copied(type(f), f, row=replace(f.row, _fields=cells))
        return f

    return {name: change(name, f) for name, f in fields.items()}


def _copied(kind: type[Field], f: Field, **changes: Any) -> Field:
    made = object.__new__(kind)
    made.__dict__.update(f.__dict__ | changes)
    return made


# --- by what a text names a record ------------------------------------------------------------------------------------


def _found(env: Env, f: Named | NamedMany, texts: set[str]) -> dict[str, list[int]]:
    if f.by == KEY:
        return {text: [id_] for text, id_ in ids_of(env, f.target, texts).items()}
    if f.by:
        return _by_field(env, f.target, f.by, texts)
    info = env.info(f.target)
    found = {text: [id_] for text, id_ in ids_of(env, f.target, texts).items()}
    rest = texts - found.keys()
    if rest and len(info.display_fields) == 1 and info.fields[info.display_fields[0]].kind in ("text", "integer"):
        found |= _by_field(env, f.target, info.display_fields[0], rest)
    elif rest:
        found |= _by_display(env, info, rest)
    return found


def _by_field(env: Env, model: str, name: str, texts: set[str]) -> dict[str, list[int]]:
    """Records whose field is one of the texts, in capitals or not where none is exactly so."""
    cls = env.models.models[model]
    column = getattr(cls, name)
    if env.info(model).fields[name].kind == "integer":
        texts = {text for text in texts if re.fullmatch(r"[0-9]{1,9}", text)}
        return _grouped(env, cls, column, texts, int, str) if texts else {}
    found = _grouped(env, cls, column, texts, str, str)
    if rest := texts - found.keys():
        folded = {text.lower(): text for text in rest}
        near = _grouped(env, cls, sa.func.lower(column), set(folded), str, lambda value: folded[value])
        found |= near
    return found


def _grouped(
    env: Env, cls: Any, column: Any, texts: set[str], wanted: Callable[[str], Any], text_of: Callable[[Any], str]
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    statement = sa.select(column, cls.id).where(column.in_([wanted(text) for text in texts])).order_by(cls.id)
    for value, id_ in env.session.execute(statement):
        found[text_of(value)].append(id_)
    return dict(found)


def _by_display(env: Env, info: ModelInfo, texts: set[str]) -> dict[str, list[int]]:
    """Records of which a name is made of several fields: "Display flickers (#12)"."""
    pattern = ""
    for said, name, _, _ in string.Formatter().parse(info.display):
        pattern += re.escape(said) + (f"(?P<{name}>.*)" if name else "")
    cls, found = env.models.models[info.name], dict[str, list[int]]()
    for text in texts:
        if (match := re.fullmatch(pattern, text, re.S)) is None:
            continue
        named = [sa.cast(getattr(cls, name), sa.Text) == value for name, value in match.groupdict().items() if value]
        if named:
            ids = list(env.session.scalars(sa.select(cls.id).where(*named).order_by(cls.id).limit(2)))
            if ids:
                found[text] = ids
    return found


__all__ = ["Labelled", "Links", "Named", "NamedMany", "Pick", "by_text"]
