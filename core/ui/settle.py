"""How a form comes to its values: computed anew at every request from a record and from what the user entered.

Fields settle one by one in the order of declaration. A field takes what the user entered if that may be so, else what
defaults or a reaction gave it. A changed field runs its reactions, which may fill earlier fields too; what was entered
by hand wins over them. So nothing that was posted is trusted, hand edits survive, and no reaction needs to clear
anything. Wizards (`core.ui.wizard`) and records' pages (`core.ui.forms`) both are Shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as member
from typing import TYPE_CHECKING, Any

from core.orm.layers import DeclarationError
from core.orm.refused import Refused
from core.orm.search import entity
from core.ui.wizard_fields import NOT_OFFERED, Field, Pick, PickMany, Rows

if TYPE_CHECKING:
    from core.orm.env import Env

NOT_EDITABLE = "{field} cannot be changed here."
MOST_REACTIONS = 200
OPTIONS = 80
"""Choices that a link offers at once; more are found by searching."""
EMPTY: tuple[Any, ...] = (None, "", [], ())


@dataclass
class Entered:
    """Raw values by path ("delivery", "lines.42.quantity"). `fresh` ones were changed in this very request.

    `was` is the form as it was last shown (canonical texts, long ones as a digest), None where there was none: an API
    call. `gone` are removed lines, `added` keys of new ones by field. `version` is that of the record then, `of` what a
    new one starts from.
    """

    values: dict[str, str] = member(default_factory=dict)
    fresh: set[str] = member(default_factory=set)
    gone: set[str] = member(default_factory=set)
    added: dict[str, list[str]] = member(default_factory=dict)
    was: dict[str, str] | None = None
    expected: dict[str, str] | None = None
    version: int | None = None
    trail: list[str] = member(default_factory=list)
    of: str = ""

    def copy(self) -> Entered:
        """One that may be settled again: settling forgets what is no longer offered."""
        return Entered(dict(self.values), set(self.fresh), set(self.gone), {k: list(v) for k, v in self.added.items()},
                       self.was, self.expected, self.version, list(self.trail), self.of)  # fmt: skip


@dataclass
class _Offer:
    """The remembered answer of a condition or domain, good as long as what it read stays what it was.

    `statement` is the answer: a Select, whose choices are kept with it, or what a condition said.
    """

    reads: dict[str, str]
    changes: int
    statement: Any
    options: list[Any] | None = None
    complete: bool = False
    found: dict[int, Any] = member(default_factory=dict)
    """Id -> the record, None where it is not offered."""


class Shape:
    """What wizards, records' pages and their lines share: fields that settle in order."""

    _fields: Mapping[str, Field] = {}
    _reactions: Mapping[str, Sequence[str]] = {}
    _path = ""
    _may_edit = True
    """Whether the user may change anything at all."""
    _traces = True
    """Whether the domains read the form through its own fields, so that what they read is known."""
    _drops_unoffered = True
    """Whether a value that no domain offers is dropped unless the user entered it."""

    def _begin(self, env: Env | None, entered: Entered) -> None:
        self._env, self._entered = env, entered
        self._values: dict[str, Any] = {}
        self._reads: set[str] = set()
        self._hand: set[str] = set()
        self._settled: set[str] = set()
        self._reacted: dict[str, str] = {}
        self._errors: dict[str, str] = {}
        self._refused: dict[str, str] = {}
        self._offers: dict[str, _Offer] = {}
        self._held: dict[Any, _Offer] = {}
        self._found: dict[str, list[tuple[int, str]]] = {}
        """Searched link -> what was found just now."""
        self._rests = self._changes = 0

    @property
    def _subject(self) -> Any:
        """What conditions and domains are given."""
        return self

    @property
    def _root(self) -> Shape:
        return self

    # --- values -------------------------------------------------------------------------------------------------------

    def _read(self, f: Field) -> Any:
        return self._values.get(f.name, f.blank)

    def _write(self, f: Field, value: Any) -> None:
        self._values[f.name] = value

    def _value(self, f: Field) -> Any:
        self._reads.add(f.name)
        return self._read(f)

    def _put(self, f: Field, value: Any) -> None:
        if f.canon(self._read(f)) != f.canon(value) or isinstance(f, Rows):
            self._root._changes += 1
        self._write(f, value)

    def _assign(self, f: Field, value: Any) -> None:
        """A reaction, or `opened`, gives a value. What the user entered wins."""
        if f.name in self._hand:
            return
        self._put(f, value)
        if isinstance(f, Rows) and f.name in self._settled:
            self._settle_rows(f)

    # --- settling -----------------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        for f in self._fields.values():
            if isinstance(f, Rows):
                self._settle_rows(f)
            else:
                self._settle_one(f)
            self._settled.add(f.name)
            self._react(f)

    def _settle_one(self, f: Field) -> None:
        path = self._path + f.name
        raw = self._entered.values.get(path)
        if raw is not None:
            if not f.is_editable(self):
                if path in self._entered.fresh:
                    self._refused[path] = NOT_EDITABLE.format(field=f.label)
            elif self._take(f, path, raw):
                return
        if self._drops_unoffered and isinstance(f, Pick) and not f.many:
            value = self._read(f)
            if value is not None and self._find(f, value.id) is None:
                self._put(f, None)

    def _take(self, f: Field, path: str, raw: str) -> bool:
        """Takes what was entered; False where it was entered earlier and is no longer possible."""
        try:
            value = f.parse(raw, self)
        except Refused as why:
            if path in self._entered.fresh:
                self._errors[path] = why.message
                return True
            self._entered.values.pop(path)
            return False
        self._put(f, value)
        if f.canon(value) or path in self._entered.fresh:
            # Cleared earlier: yields to a later choice that fills it.
            self._hand.add(f.name)
        return True

    def _settle_rows(self, f: Rows) -> None:
        offered = list(self._read(f) or ())
        if f.adds(self):
            offered += [f.row(_key=key) for key in self._entered.added.get(f.name, ())
                        if key not in {row._key for row in offered}]  # fmt: skip
        left = self._without_removed(f, offered)
        for row in left:
            row._join(self, f"{f.name}.{row._key}.")
        self._values[f.name] = left

    def _without_removed(self, f: Rows, offered: Sequence[Any]) -> list[Any]:
        """The lines that stay. What was entered for lines that are not there is an error, or forgotten."""
        mine = f"{f.name}."
        keys = {row._key for row in offered}
        for path in [p for p in self._entered.values if p.startswith(mine) and p.split(".")[1] not in keys]:
            if path in self._entered.fresh:
                self._errors[f.name] = NOT_OFFERED
            self._entered.values.pop(path)
        self._entered.gone -= {
            one for one in self._entered.gone if one.startswith(mine) and one[len(mine) :] not in keys
        }
        if not f.removes(self):
            if any(one.startswith(mine) for one in self._entered.gone):
                self._refused[f.name] = NOT_EDITABLE.format(field=f.label)
            return list(offered)
        return [row for row in offered if mine + row._key not in self._entered.gone]

    def _react(self, f: Field) -> None:
        now = f.canon(self._read(f))
        if now == self._reacted.get(f.name, "") or not self._reacts_to_value(now):
            return
        self._reacted[f.name] = now
        names = self._reactions.get(f.name, ())
        if not names:
            return
        self._rests += 1
        if self._rests > MOST_REACTIONS:
            raise DeclarationError(f"{type(self).__qualname__}: its reactions do not come to rest (last: {f.name})")
        for name in names:
            self._run_reaction(name)
        for earlier in [g for g in self._fields.values() if g.name in self._settled]:
            self._react(earlier)

    def _reacts_to_value(self, now: str) -> bool:
        """Whether a changed field of this canonical value runs its reactions; an emptied one of a wizard does not."""
        return bool(now)

    def _run_reaction(self, name: str) -> None:
        getattr(self, name)()

    # --- choices ------------------------------------------------------------------------------------------------------

    def _offer(self, f: Pick) -> _Offer:
        """The choices of a link as they are now: a domain runs again only when something it read has changed."""
        known = self._offers.get(f.name)
        if known is not None and self._still_good(known):
            return known
        made = self._offers[f.name] = self._traced(f.among)
        return made

    def _hold(self, rule: Callable[[Any], Any]) -> Any:
        """What a condition says now; asked again only when something it read has changed."""
        known = self._held.get(rule)
        if known is None or not self._still_good(known):
            known = self._held[rule] = self._traced(rule)
        self._reads |= known.reads.keys()
        return known.statement

    def _traced(self, rule: Callable[[Any], Any]) -> _Offer:
        outer, self._reads = self._reads, set()
        changes = self._root._changes
        try:
            answer = rule(self._subject)
        except Exception as why:
            self._root._rule_failed(rule, why)
            raise
        reads = {name: self._fields[name].canon(self._read(self._fields[name])) for name in self._reads}
        self._reads = outer | self._reads
        return _Offer(reads, changes, answer)

    def _rule_failed(self, rule: Callable[[Any], Any], why: Exception) -> None:
        """A condition or domain raised; may raise something else instead."""

    def _still_good(self, known: _Offer) -> bool:
        if known.changes == self._root._changes:
            return True
        # Of lines only the keys are compared, and a line may have changed.
        if not self._traces or any(isinstance(self._fields[name], Rows) for name in known.reads):
            return False
        return all(self._fields[name].canon(self._read(self._fields[name])) == was for name, was in known.reads.items())

    def _session(self, f: Pick) -> Any:
        assert self._env is not None
        return self._env.session

    def _find(self, f: Pick, id_: int) -> Any:
        """The record with this id if it is offered."""
        offer = self._offer(f)
        if id_ not in offer.found:
            session, cls = self._session(f), entity(offer.statement)
            this = offer.statement.where(cls.id == id_)
            known = session.identity_map.get(session.identity_key(cls, id_))
            if known is None:
                offer.found[id_] = session.scalars(this.limit(1)).first()
            else:  # it is read already: only whether it is offered is to be asked
                offered = session.scalar(this.with_only_columns(cls.id).order_by(None).limit(1))
                offer.found[id_] = None if offered is None else known
        return offer.found[id_]

    def _look(self, f: Pick, id_: int) -> Any:
        """The record with this id if the user may see it, offered or not."""
        return self._session(f).get(entity(self._offer(f).statement), id_)

    # --- what rendering, the API and the change check look at ---------------------------------------------------------

    def _shown(self) -> Iterator[Field]:
        return (f for f in self._fields.values() if f.is_shown(self))

    def _state(self) -> dict[str, str]:
        """Path -> canonical text of everything that is shown; passwords are in no memo."""
        state: dict[str, str] = {}
        for f in self._shown():
            if f.secret:
                continue
            value = self._read(f)
            state[self._path + f.name] = f.canon(value)
            if isinstance(f, Rows):
                for row in value:
                    state |= row._state()
        return state

    def _missing(self) -> Iterator[tuple[str, str]]:
        """(path, message) of what must not be empty."""
        for f in self._shown():
            value: Any = self._read(f)
            if f.is_editable(self) and f.is_required(self) and value in EMPTY:
                yield self._path + f.name, f.missing()
            elif isinstance(f, Rows):
                for row in value:
                    yield from row._missing()

    def _place_of(self, about: object) -> str:
        """The path of the field or line that shows a record, so that a model need not know the form it is used by."""
        if about is None:
            return ""
        for f in self._fields.values():
            value: Any = self._read(f)
            if f is about or value is about or (isinstance(f, PickMany) and any(one is about for one in value or ())):
                return self._path + f.name
            for row in value if isinstance(f, Rows) and value else ():
                if row is about or row.key is about:
                    last = [c.name for c in row._fields.values() if c.is_editable(row)]
                    return row._path + last[-1] if last else f.name
        if isinstance(about, str) and about in self._fields:
            return self._path + about
        return ""


__all__ = ["DeclarationError", "Entered", "OPTIONS", "Shape"]
