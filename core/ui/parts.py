"""What forms are made of: frozen values that remember where they were written. `core.ui.pages` puts them together."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from core.orm.fields import field_name

P = TypeVar("P", bound="Part")
Predicate = Callable[[Any], bool]
"""A condition on a record (on a wizard: on the form), asked on the server by page, POST and API alike."""
ORDER = 100
"""Where a part stands in a slot unless it says so: lower comes first."""


def written_at() -> str:
    """File and line of the first caller outside the modules that declare parts and fields."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "") in _DECLARING:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


_DECLARING = {
    __name__, "core.ui.pages", "core.ui.wizard_fields", "core.ui.asks", "core.ui.paper.printouts", "core.ui.reports",
}  # fmt: skip


class Part:
    """Anything that stands on a page. Remembers where it was written."""

    written: str = ""
    order: int = ORDER

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "written", written_at())

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: pages are values")

    def inside(self) -> Sequence[Part]:
        """The parts that stand in this one as it was declared."""
        return ()

    def __repr__(self) -> str:
        said = getattr(self, "name", "") or getattr(self, "title", "") or getattr(self, "label", "")
        return f"{type(self).__name__} {said!r}" if said else type(self).__name__


def ref_of(named: Any) -> tuple[type[Any] | None, str]:
    """(layer, field name) of a named field, (None, "") of what is no field."""
    try:
        return field_name(named)
    except TypeError:
        return None, ""


def as_parts(parts: Iterable[Any], bare: Callable[[Any], Part] | None = None) -> tuple[Part, ...]:
    """Parts, with a bare field made into a `Show` of it, or into what `bare` makes."""
    make = bare or Show
    return tuple(part if isinstance(part, Part) else make(part) for part in parts)


# --- what stands on forms ---------------------------------------------------------------------------------------------


class Show(Part):
    """A field, where more than its place is to be said. A bare `Ticket.title` on a page means `Show(Ticket.title)`.

    `among`: the records that may be chosen; `system`: why their names are read as system work (SPEC AR-4).
    `offers`: the values of a text of which one is chosen, value -> label. `required` as a text: said when it is empty.
    `searched`: of many, a link's choices are found by words, not read with every page. `makes`: naming a record that is
    not there makes it, as with tags; for links to many, of records that a name is enough for.
    """

    def __init__(
        self,
        of: Any,
        *,
        label: str = "",
        help: str = "",  # noqa: A002
        shown: Predicate | None = None,
        read_only: bool | Predicate = False,
        required: bool | str | Predicate = False,
        among: Callable[[Any], Any] | None = None,
        system: str = "",
        searched: bool = False,
        makes: bool = False,
        offers: Callable[[Any], Mapping[str, str]] | None = None,
        widget: str = "",
        order: int = ORDER,
    ) -> None:
        self._set(of=of, label=label, help=help, shown=shown, read_only=read_only, required=required, among=among,
                  system=system, searched=searched, makes=makes, offers=offers, widget=widget, order=order)  # fmt: skip

    of: Any
    label: str
    help: str
    shown: Predicate | None
    read_only: bool | Predicate
    required: bool | str | Predicate
    among: Callable[[Any], Any] | None
    system: str
    searched: bool
    makes: bool
    offers: Callable[[Any], Mapping[str, str]] | None
    widget: str


class Slot(Part, Generic[P]):
    """A place that only others fill. `takes` is the kind of part that fits."""

    name: str
    takes: type[P]

    def __init__(self, name: str, takes: type[P]) -> None:
        self._set(name=name, takes=takes)


class Box(Part):
    """Parts under a title."""

    title: str
    parts: tuple[Part, ...]
    shown: Predicate | None

    def __init__(self, title: str, *parts: Any, shown: Predicate | None = None, order: int = ORDER) -> None:
        self._set(title=title, parts=as_parts(parts), shown=shown, order=order)

    def inside(self) -> Sequence[Part]:
        return self.parts


class Group(Box):
    """Fields side by side that belong together."""


class Tab(Box):
    """Fields on a sheet of their own below the groups."""


class Totals(Box):
    """What the table of a tab comes to, in a column below it. `sum` is the field that stands out."""

    sum: Any

    def __init__(self, *parts: Any, sum: Any = None, shown: Predicate | None = None, order: int = ORDER) -> None:  # noqa: A002
        self._set(title="", parts=as_parts(parts), sum=sum, shown=shown, order=order)


class Lines(Part):
    """A one2many as a table whose rows are edited in place. The fields are those of the rows."""

    of: Any
    parts: tuple[Part, ...]
    adding: bool | Predicate
    removing: bool | Predicate
    shown: Predicate | None
    read_only: bool | Predicate
    label: str

    def __init__(
        self,
        of: Any,
        *parts: Any,
        adding: bool | Predicate = True,
        removing: bool | Predicate = True,
        shown: Predicate | None = None,
        read_only: bool | Predicate = False,
        label: str = "",
        order: int = ORDER,
    ) -> None:
        self._set(of=of, parts=as_parts(parts), adding=adding, removing=removing, shown=shown, read_only=read_only,
                  label=label, order=order)  # fmt: skip

    def inside(self) -> Sequence[Part]:
        return self.parts


class StatusBar(Part):
    """Where a record stands on its way. A link can be clicked to move it, a choice only shows."""

    of: Any
    among: Callable[[Any], Any] | None
    read_only: bool | Predicate

    def __init__(
        self, of: Any, *, among: Callable[[Any], Any] | None = None, read_only: bool | Predicate = False
    ) -> None:
        self._set(of=of, among=among, read_only=read_only)


class Holder(Part):
    """Parts without a title, for a place of the page's frame."""

    parts: tuple[Part, ...]

    def __init__(self, *parts: Any) -> None:
        self._set(parts=as_parts(parts))

    def inside(self) -> Sequence[Part]:
        return self.parts


class Actions(Holder):
    """The buttons in the header, at the left (SPEC HD-13)."""


class SmartButtons(Holder):
    """The counts of linked records at the top (SPEC SB-1)."""


class Action(Part):
    """A button. The same conditions decide for the page, the POST and the API (SPEC HD-14).

    It `opens` a wizard, `does` a method of the model (which may return a record that is opened next), `goes` to a
    record or address, or `starts` a model: the form of a new record whose link `by` names this one. `option` names a
    yes/no field of the record that `via` (a many2one) leads to, or of the record itself: only while it is on is the
    button there; `off` is what the server answers otherwise, with the names of the relation in braces ("{team}").
    `shown` is a condition on the record. `bulk`: also offered for records of a list, `selection`: for all at once, in
    this field of the wizard. `new`: also on the form of a record to be made, which is stored before.
    """

    label: str
    on: type[Any]
    opens: type[Any] | None
    does: str
    goes: Callable[[Any], Any] | None
    starts: type[Any] | None
    by: Any
    option: Any
    via: Any
    off: str
    shown: Predicate | None
    primary: bool
    danger: bool
    confirm: str
    icon: str
    system: str
    needs: str
    bulk: bool
    selection: Any
    new: bool
    disabled: Callable[[Any], str] | None

    def __init__(
        self,
        label: str,
        *,
        on: type[Any],
        opens: type[Any] | None = None,
        does: str = "",
        goes: Callable[[Any], Any] | None = None,
        starts: type[Any] | None = None,
        by: Any = None,
        option: Any = None,
        via: Any = None,
        off: str = "",
        shown: Predicate | None = None,
        primary: bool = False,
        danger: bool = False,
        confirm: str = "",
        icon: str = "",
        system: str = "",
        needs: str = "write",
        bulk: bool = False,
        selection: Any = None,
        new: bool = False,
        disabled: Callable[[Any], str] | None = None,
        order: int = ORDER,
    ) -> None:
        """`needs` is the right to the record that it asks for; `system` why `does` runs as system work; `disabled` says
        why the button cannot be pressed though it is there, "" where it can."""
        self._set(label=label, on=on, opens=opens, does=does, goes=goes, starts=starts, by=by, option=option, via=via,
                  off=off, shown=shown, primary=primary, danger=danger, confirm=confirm, icon=icon, system=system,
                  needs=needs, bulk=bulk, selection=selection, new=new, disabled=disabled, order=order)  # fmt: skip

    @property
    def key(self) -> str:
        """Its name in addresses, unique on a page."""
        if self.opens is not None:
            return self.opens.__name__
        return self.does or "".join(c if c.isalnum() else "_" for c in self.label.lower())


class SmartButton(Part):
    """The count of records of `to` whose foreign key `by` names the record; absent at 0 (SPEC SB-1, SB-7).

    `only` is a condition over the composed class of `to`. With a foreign key of `on` itself the button is the way back
    to the one record that it names, for those who may read that (SPEC SB-6).
    """

    label: str
    on: type[Any]
    to: type[Any]
    by: Any
    only: Callable[[Any], Any] | None
    icon: str

    def __init__(
        self,
        label: str,
        *,
        on: type[Any],
        to: type[Any],
        by: Any,
        only: Callable[[Any], Any] | None = None,
        icon: str = "",
        order: int = ORDER,
    ) -> None:
        self._set(label=label, on=on, to=to, by=by, only=only, icon=icon, order=order)


class State:
    """Where a linked document really stands, in words. `tone` is good, warn, bad, busy or idle."""

    def __init__(self, text: str, tone: str = "idle", *, what: str = "", next_step: str = "", closed: bool = False):
        self.text, self.tone, self.what, self.next_step, self.closed = text, tone, what, next_step, closed


class DocumentState(Part):
    """Lines of the "After-sales" panel: each document of `to` that names the record by `by`, and its real state.

    `state` is asked as system work: who may read the ticket reads where its documents stand (SPEC SB-7). `load`
    gives, for an Env, SQLAlchemy's loader options for what `state` looks at, so that a page asks as often for many
    documents as for one.
    """

    on: type[Any]
    to: type[Any]
    by: Any
    state: Callable[[Any], State]
    label: str
    only: Callable[[Any], Any] | None
    load: Callable[[Any], Sequence[Any]] | None

    def __init__(
        self,
        *,
        on: type[Any],
        to: type[Any],
        by: Any,
        state: Callable[[Any], State],
        label: str = "",
        only: Callable[[Any], Any] | None = None,
        load: Callable[[Any], Sequence[Any]] | None = None,
        order: int = ORDER,
    ) -> None:
        self._set(on=on, to=to, by=by, state=state, label=label, only=only, load=load, order=order)


class Documents(Holder):
    """Where the panel of linked documents stands; its parts are DocumentStates, or a slot that takes them."""

    title: str

    def __init__(self, *parts: Any, title: str = "After-sales") -> None:
        self._set(parts=as_parts(parts), title=title)


class Panel(Part):
    """A panel with a template of the addon's own. `gives` returns the template's values."""

    title: str
    template: str
    gives: Callable[..., dict[str, Any]]
    place: str
    shown: Predicate | None
    key: str

    def __init__(
        self,
        title: str,
        *,
        template: str,
        gives: Callable[..., dict[str, Any]],
        place: str = "side",
        shown: Predicate | None = None,
        key: str = "",
        order: int = ORDER,
    ) -> None:
        made = key or "".join(c if c.isalnum() else "-" for c in title.lower())
        self._set(title=title, template=template, gives=gives, place=place, shown=shown, key=made, order=order)


class OptionCards(Holder):
    """The options that manifests offer on this model, installed or not (SPEC AS-1, AS-2, AS-6).

    Fields put into it stand on the card of the option whose addon brought them (SPEC AS-10).
    """

    section: str

    def __init__(self, section: str, *parts: Any) -> None:
        self._set(section=section, parts=as_parts(parts))
