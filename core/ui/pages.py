"""Pages as typed values: a page is a tree of frozen parts, and other addons put parts into its places with `Into`.

A field is named by the model's own attribute (`Ticket.priority`), a place by the value that its owner exports
(`after_sales`). A typing mistake is a mypy error; `core.ui.build` finds the rest when a registry is built, all mistakes
together, each with addon, file and line. Nothing here touches a database or a registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from typing import Any

from core.ui.parts import (
    ORDER,
    Action,
    Actions,
    Box,
    Documents,
    DocumentState,
    Group,
    Holder,
    Lines,
    OptionCards,
    Panel,
    Part,
    Predicate,
    Show,
    Slot,
    SmartButton,
    SmartButtons,
    State,
    StatusBar,
    Tab,
    Totals,
    as_parts,
    ref_of,
    written_at,
)

# --- what stands on lists and boards ----------------------------------------------------------------------------------


class Column(Part):
    """A column of a list. A bare `Ticket.title` in a list means `Column(Ticket.title)`. `optional`: off at first."""

    of: Any
    label: str
    optional: bool
    tone: Callable[[Any], str] | None

    def __init__(
        self,
        of: Any,
        *,
        label: str = "",
        optional: bool = False,
        tone: Callable[[Any], str] | None = None,
        order: int = ORDER,
    ) -> None:
        """`tone` gives a value's tone (good, warn, bad, busy, idle) from the value."""
        self._set(of=of, label=label, optional=optional, tone=tone, order=order)


class Filter(Part):
    """A condition that a list can be narrowed by; `keeps(columns, env)` gives SQL over the composed class."""

    label: str
    on: type[Any]
    keeps: Callable[[Any, Any], Any]
    default: bool

    def __init__(
        self,
        label: str,
        *,
        on: type[Any],
        keeps: Callable[[Any, Any], Any],
        default: bool = False,
        order: int = ORDER,
    ) -> None:
        self._set(label=label, on=on, keeps=keeps, default=default, order=order)

    @property
    def key(self) -> str:
        """Its name in addresses, unique on a page."""
        return "-".join("".join(c if c.isalnum() else " " for c in self.label.lower()).split())


# --- pages ------------------------------------------------------------------------------------------------------------


class Page(Part):
    """A page of the model `of`. Its address is `/<addon>/<name>`."""

    of: type[Any]
    name: str
    title: str
    parts: tuple[Part, ...]
    bare: type[Part] = Show

    def inside(self) -> Sequence[Part]:
        return self.parts


class Form(Page):
    """The page of one record."""

    create: bool
    delete: bool
    duplicate: bool

    def __init__(
        self,
        of: type[Any],
        name: str,
        *parts: Any,
        title: str = "",
        create: bool = True,
        delete: bool = True,
        duplicate: bool = True,
    ) -> None:
        """`create` and `delete` False: records of this model come and go otherwise.

        `duplicate` False: a copy could not be stored as it is, because there must be no two of one code.
        """
        self._set(of=of, name=name, parts=as_parts(parts), title=title, create=create, delete=delete,
                  duplicate=create and duplicate)  # fmt: skip


class List(Page):
    """Records as rows; everything in force is in the address (SPEC HD-24, XC-12)."""

    bare = Column
    group_by: tuple[Any, ...]
    where: Callable[[Any, Any], Any] | None
    order_by: tuple[str, ...]
    page_size: int
    empty: tuple[str, str]

    def __init__(
        self,
        of: type[Any],
        name: str,
        *columns: Any,
        title: str = "",
        filters: Iterable[Filter] = (),
        group_by: Iterable[Any] = (),
        where: Callable[[Any, Any], Any] | None = None,
        order_by: Sequence[str] = (),
        page_size: int = 80,
        empty: tuple[str, str] = ("", ""),
    ) -> None:
        """`where` always holds, and cannot be taken off; `empty` is title and text of a list without any record."""
        self._set(of=of, name=name, parts=(*as_parts(columns, Column), *filters), title=title, group_by=tuple(group_by),
                  where=where, order_by=tuple(order_by), page_size=page_size, empty=empty)  # fmt: skip


class Board(Page):
    """Records as cards in lanes, one a value of `by`; filters are those of the model's first list.

    `card` are fields that stand on the cards; `Into(board, Task.due)` puts more there.
    """

    bare = Column
    by: Any
    card: tuple[Any, ...]
    fold: Any
    lanes: Callable[[Any], Any] | None

    def __init__(
        self,
        of: type[Any],
        name: str,
        *,
        by: Any,
        card: Iterable[Any] = (),
        fold: Any = None,
        title: str = "",
        lanes: Callable[[Any], Any] | None = None,
    ) -> None:
        """`fold` is a yes/no field of the lanes' model; `lanes(env)` a Select of the lanes, else all."""
        self._set(of=of, name=name, parts=(), title=title, by=by, card=tuple(card), fold=fold, lanes=lanes)


class Plain(Page):
    """A page with a template of the addon's own and no record: `gives(env)` returns its values."""

    template: str
    gives: Callable[..., dict[str, Any]]
    roles: tuple[str, ...]

    def __init__(
        self, name: str, *, title: str, template: str, gives: Callable[..., dict[str, Any]], roles: Iterable[str] = ()
    ) -> None:
        self._set(name=name, title=title, template=template, gives=gives, roles=tuple(roles), parts=())


class Menu(Part):
    """An entry of the menu. `roles` (any of them) see it; a page that the user may not read is left out anyway."""

    title: str
    page: Page | None
    address: str
    icon: str
    children: tuple[Menu, ...]
    roles: tuple[str, ...]
    key: str

    def __init__(
        self,
        title: str,
        *,
        page: Page | None = None,
        address: str = "",
        icon: str = "",
        order: int = ORDER,
        children: Iterable[Menu] = (),
        roles: Iterable[str] = (),
        key: str = "",
    ) -> None:
        """`key` is the letter that goes there after `g`."""
        self._set(title=title, page=page, address=address, icon=icon, order=order, children=tuple(children),
                  roles=tuple(roles), key=key)  # fmt: skip

    def holding(self, children: Iterable[Menu]) -> Menu:
        """The same entry with these below it."""
        made = copy(self)
        object.__setattr__(made, "children", tuple(children))
        return made


class Into(Part):
    """Puts parts into a place of another addon's page, at its end or after a field or part; entries into its menu."""

    place: Part
    parts: tuple[Part, ...]
    after: Any

    def __init__(self, place: Part, *parts: Any, after: Any = None) -> None:
        self._set(place=place, parts=as_parts(parts, getattr(place, "bare", Show)), after=after)


__all__ = [
    "Action", "Actions", "Board", "Box", "Column", "DocumentState", "Documents", "Filter", "Form", "Group", "Holder",
    "Into", "Lines", "List", "Menu", "OptionCards", "Page", "Panel", "Part", "Plain", "Predicate", "Show", "Slot",
    "SmartButton", "SmartButtons", "State", "StatusBar", "Tab", "Totals", "as_parts", "ref_of", "written_at",
]  # fmt: skip
