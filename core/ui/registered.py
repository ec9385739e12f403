"""The pages of a registry, with every filling in its place: what the engines, the renderer and the web work with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from core.ui.frame import MenuView
from core.ui.pages import (
    Action,
    Actions,
    Board,
    Documents,
    DocumentState,
    Filter,
    Form,
    Lines,
    List,
    Menu,
    OptionCards,
    Page,
    Panel,
    Part,
    Plain,
    Show,
    SmartButton,
    StatusBar,
    ref_of,
)
from core.ui.paper.printouts import Printout
from core.ui.record_fields import LineSpec
from core.ui.reports import Report
from core.ui.wizard_fields import Field, Moment, Rows

if TYPE_CHECKING:
    from core.lifecycle.registry import Registry
    from core.orm.env import Env
    from core.ui.wizard import Wizard

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Section:
    """Fields that stand together on a form: a group or a tab. `fields` are paths."""

    kind: str
    title: str
    fields: tuple[str, ...]


@dataclass(eq=False)
class Built:
    """A page with everything in its place. Not changed after the build. `model` is empty for a plain page."""

    page: Page
    addon: str
    model: str
    title: str
    address: str
    children: dict[Part, list[Part]] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    """Of a form, in the order of the page; the status bar's comes first."""
    field_roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    totals: dict[str, bool] = field(default_factory=dict)
    """Fields that stand below the table of their tab -> whether it is the one that stands out."""
    card_fields: tuple[str, ...] = ()
    """Fields that stand on option cards."""
    live: frozenset[str] = frozenset()
    cache: dict[Any, Any] = field(default_factory=dict)
    """What the engines derive from the page once: statements, fields as a role set sees them."""

    def without(self, parts: Collection[Any]) -> Built:
        """This page without some parts, which failed; itself where none of them stands on it."""
        mine = frozenset(part for part in parts if any(part in siblings for siblings in self.children.values()))
        if not mine:
            return self
        if (key := ("without", mine)) not in self.cache:
            gone = {inner for part in mine for inner in (part, *self.walk(part))}
            fields = {ref_of(getattr(part, "of", None))[1] for part in gone if isinstance(part, (Show, Lines))}
            self.cache[key] = replace(
                self,
                children={one: [part for part in inside if part not in mine] for one, inside in self.children.items()},
                fields={name: one for name, one in self.fields.items() if name not in fields},
                sections=tuple(
                    replace(one, fields=tuple(name for name in one.fields if name not in fields))
                    for one in self.sections
                ),
                card_fields=tuple(name for name in self.card_fields if name not in fields),
                cache={},
            )
        made: Built = self.cache[key]
        return made

    @property
    def is_form(self) -> bool:
        """Whether it is the page of one record."""
        return isinstance(self.page, Form)

    @property
    def is_list(self) -> bool:
        """Whether it shows records as rows."""
        return isinstance(self.page, List)

    @property
    def is_board(self) -> bool:
        """Whether it shows records as cards."""
        return isinstance(self.page, Board)

    @property
    def is_plain(self) -> bool:
        """Whether it is a page of its own kind."""
        return isinstance(self.page, Plain)

    @property
    def is_report(self) -> bool:
        """Whether it shows figures that are worked out."""
        return isinstance(self.page, Report)

    @property
    def name(self) -> str:
        """The page's name within its addon."""
        return self.page.name

    def walk(self, part: Part | None = None) -> Iterator[Part]:
        """Every part on the page, in order."""
        for child in self.children.get(part or self.page, ()):
            yield child
            yield from self.walk(child)

    def all(self, kind: type[P]) -> list[P]:
        """The parts of a kind, in the order of the page."""
        key = ("parts", kind)
        if key not in self.cache:
            self.cache[key] = [part for part in self.walk() if isinstance(part, kind)]
        found: list[P] = self.cache[key]
        return found

    def within(self, part: Part, kind: type[P]) -> list[P]:
        """The parts of a kind inside another part."""
        return [one for one in self.walk(part) if isinstance(one, kind)]

    @property
    def actions(self) -> list[Action]:
        """The buttons, in order: those of slots by their `order`."""
        return self.all(Action)

    def action(self, key: str) -> Action | None:
        """The button of a key."""
        return next((one for one in self.actions if one.key == key), None)

    @property
    def header(self) -> list[Action]:
        """Buttons that stand in `Actions`, at the left."""
        return [one for holder in self.all(Actions) for one in self.within(holder, Action)]

    @property
    def smart_buttons(self) -> list[SmartButton]:
        """The smart buttons, in order."""
        return self.all(SmartButton)

    @property
    def document_states(self) -> list[DocumentState]:
        """Where linked documents come from, in order."""
        return self.all(DocumentState)

    @property
    def documents_title(self) -> str:
        """The title of the panel of linked documents."""
        return next((one.title for one in self.all(Documents)), "After-sales")

    @property
    def panels(self) -> list[Panel]:
        """The panels, in order."""
        return self.all(Panel)

    @property
    def printouts(self) -> list[Printout]:
        """The documents on paper, in order."""
        return sorted(self.all(Printout), key=lambda one: one.order)

    @property
    def filters(self) -> list[Filter]:
        """The filters, in order."""
        return self.all(Filter)

    @property
    def status_bar(self) -> StatusBar | None:
        """The status bar."""
        return next(iter(self.all(StatusBar)), None)

    @property
    def option_cards(self) -> OptionCards | None:
        """Where options stand."""
        return next(iter(self.all(OptionCards)), None)

    def fields_for(self, env: Env) -> dict[str, Field]:
        """The fields that this user may read, with instants in the user's zone."""
        key = ("fields", env.user.roles if not env.is_system else None, env.user.zone)
        if key not in self.cache:
            self.cache[key] = {
                name: seen for name, one in self.fields.items() if (seen := self._seen(env, name, one)) is not None
            }
        found: dict[str, Field] = self.cache[key]
        return found

    def _seen(self, env: Env, name: str, one: Field) -> Field | None:
        roles = self.field_roles.get(name, ())
        if roles and not env.is_system and env.user.roles.isdisjoint(roles):
            return None
        if isinstance(one, Moment):
            return _copied(one, zone=_zone(env))
        if isinstance(one, Rows) and isinstance(one.row, LineSpec):
            cells = {
                cell: seen
                for cell, inner in one.row._fields.items()
                if (seen := self._seen(env, f"{name}.{cell}", inner)) is not None
            }
            return _copied(one, row=replace(one.row, _fields=cells))
        return one


def _zone(env: Env) -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo(env.user.zone)


def _copied(one: Field, **changes: Any) -> Field:
    other = object.__new__(type(one))
    other.__dict__.update(one.__dict__ | changes)
    return other


class Pages:
    """Every page, wizard and menu of a registry."""

    def __init__(
        self, registry: Registry, pages: Iterable[Built], wizards: Mapping[str, type[Wizard]], menus: Iterable[Menu]
    ) -> None:
        self._policy = registry.policy
        self.wizards = dict(wizards)
        """By name: "helpdesk_return.ReverseTransfer"."""
        self.by_address: dict[str, Built] = {built.address: built for built in pages}
        self.forms = {a: b for a, b in self.by_address.items() if b.is_form}
        self.lists = {a: b for a, b in self.by_address.items() if b.is_list}
        self.boards = {a: b for a, b in self.by_address.items() if b.is_board}
        self.plain = {a: b for a, b in self.by_address.items() if b.is_plain}
        self._by_part = {id(built.page): built for built in self.by_address.values()}
        self._first: dict[tuple[str, type[Page]], Built] = {}
        for built in self.by_address.values():
            self._first.setdefault((built.model, type(built.page)), built)
        self._opening: dict[str, list[tuple[Built, Action]]] = {}
        self._starting: dict[tuple[str, str], list[Action]] = {}
        for built in self.by_address.values():
            for action in built.actions:
                if action.opens is not None:
                    self._opening.setdefault(action.opens._name, []).append((built, action))
                if action.starts is not None:
                    key = (action.starts.__model__, ref_of(action.by)[1])
                    self._starting.setdefault(key, []).append(action)
        self._menus = sorted(menus, key=lambda menu: menu.order)
        self._compiled: dict[frozenset[str], list[MenuView]] = {}

    def find(self, addon: str, name: str) -> Built | None:
        """The page of an address `/<addon>/<name>`."""
        return self.by_address.get(f"/{addon}/{name}")

    def of(self, page: Page) -> Built | None:
        """What became of a declared page; None if its addon is not installed."""
        return self._by_part.get(id(page))

    def form_of(self, model: str) -> Built | None:
        """The form that records of a model are opened with: the first that was declared."""
        return self._first.get((model, Form))

    def list_of(self, model: str) -> Built | None:
        """The first list of a model."""
        return self._first.get((model, List))

    def board_of(self, model: str) -> Built | None:
        """The first board of a model."""
        return self._first.get((model, Board))

    def printouts_of(self, model: str) -> dict[str, Printout]:
        """The documents on paper that the forms of a model offer, by key."""
        found: dict[str, Printout] = {}
        for built in self.forms.values():
            for one in built.printouts if built.model == model else ():
                found.setdefault(one.key, one)
        return found

    def wizard(self, name: str) -> type[Wizard] | None:
        """A wizard with all its layers."""
        return self.wizards.get(name)

    def opening(self, wizard: str) -> list[tuple[Built, Action]]:
        """The buttons that open a wizard, and the forms they stand on."""
        return self._opening.get(wizard, [])

    def starting(self, model: str, link: str) -> list[Action]:
        """The buttons that start a record of a model from the one that its `link` then names."""
        return self._starting.get((model, link), [])

    def is_started(self, model: str) -> bool:
        """Whether any button starts records of a model."""
        return any(started == model for started, _ in self._starting)

    # --- menus --------------------------------------------------------------------------------------------------------

    def menu_titles(self) -> Iterable[str]:
        """The full titles of all menus: "Inventory / Transfers" (SPEC MD-5)."""

        def walk(menus: Iterable[Menu], above: str) -> Iterator[str]:
            for menu in menus:
                title = f"{above} / {menu.title}" if above else menu.title
                yield title
                yield from walk(menu.children, title)

        return list(walk(self._menus, ""))

    def menus(self, roles: frozenset[str], path: str = "") -> list[MenuView]:
        """The menu as a role set sees it, with the entry of `path` marked."""
        if roles not in self._compiled:
            self._compiled[roles] = self._seen(self._menus, roles, letters=set())
        return [_marked(one, path) for one in self._compiled[roles]]

    def _seen(self, menus: Iterable[Menu], roles: frozenset[str], letters: set[str] | None) -> list[MenuView]:
        views = []
        for menu in sorted(menus, key=lambda one: one.order):
            if menu.roles and roles.isdisjoint(menu.roles):
                continue
            url = self._address_of(menu, roles)
            children = self._seen(menu.children, roles, None)
            if url or children:
                key = menu.key or ("" if letters is None else _letter(menu.title, letters))
                views.append(MenuView(menu.title, url, menu.icon, key, children=children))
        return views

    def _address_of(self, menu: Menu, roles: frozenset[str]) -> str:
        if menu.page is None:
            return menu.address
        built = self.of(menu.page)
        if built is None:
            return ""
        if isinstance(built.page, Plain):
            return built.address if not built.page.roles or not roles.isdisjoint(built.page.roles) else ""
        access = self._policy.access(roles)
        read = [one.__model__ for one in built.page.reads] if isinstance(built.page, Report) else [built.model]
        return built.address if all(access.allows(model, "read") for model in read) else ""


RESERVED_LETTERS = "apg"
"""`g a` goes to the modules, `g p` to the preferences."""


def _letter(title: str, taken: set[str]) -> str:
    for letter in title.lower():
        if letter.isascii() and letter.isalpha() and letter not in taken and letter not in RESERVED_LETTERS:
            taken.add(letter)
            return letter
    return ""


def _marked(menu: MenuView, path: str) -> MenuView:
    children = [_marked(one, path) for one in menu.children]
    return replace(menu, current=bool(menu.url) and path.partition("?")[0] == menu.url, children=children)


__all__ = ["Built", "Pages", "Section"]
