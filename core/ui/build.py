"""Builds the pages of a registry: fillings go into their places, and every mistake is reported, all together.

`build_pages` is a builder of the kernel: its `Pages` is a facet of the registry. What it raises stops an install before
anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from core.lifecycle.errors import addon_behind
from core.lifecycle.registry import Registry
from core.orm.composition import ModelInfo
from core.orm.layers import DeclarationError
from core.orm.reads import names_read
from core.ui.left_out import writer_of
from core.ui.page_checks import describe, faults, menu_faults, page_faults, report_faults
from core.ui.pages import (
    Action,
    Box,
    Form,
    Into,
    Lines,
    Menu,
    OptionCards,
    Page,
    Part,
    Show,
    Slot,
    Tab,
    Totals,
    ref_of,
)
from core.ui.paper.printouts import Printout
from core.ui.record_fields import LineSpec, make_field
from core.ui.registered import Built, Pages, Section
from core.ui.reports import Report
from core.ui.wizard import compose_wizards
from core.ui.wizard_fields import Field, Rows


def build_pages(registry: Registry) -> Pages:
    """The pages, wizards and menus of the installed addons.

    Raises DeclarationError with every mistake, each with addon, file and line.
    """
    while True:
        work = _Work(registry)
        work.gather()
        if work.wrong and registry.quarantine.strict:
            raise DeclarationError("\n".join(why for _, why in work.wrong))
        if not work.wrong and not work.compile():
            break
        # One addon less each time, so that this ends.
        for addon in {addon for addon, _ in work.wrong}:
            why = "\n".join(why for name, why in work.wrong if name == addon)
            registry.quarantine.leave_out(addon, PARTS, DeclarationError(why))
    wizards = compose_wizards([manifest.name for manifest in registry.addons])
    return Pages(registry, work.pages.values(), wizards, work.menus)


PARTS = "page_parts"


@dataclass
class _Work:
    registry: Registry
    pages: dict[str, Built] = field(default_factory=dict)
    fillings: list[Into] = field(default_factory=list)
    menus: list[Menu] = field(default_factory=list)
    below: dict[Menu, list[Menu]] = field(default_factory=dict)
    """What stands in each menu, once addons have put theirs there."""
    home: dict[Part, list[Built]] = field(default_factory=dict)
    """Where a part stands: a slot may be on several pages."""
    wrong: list[tuple[str, str]] = field(default_factory=list)
    """Addon and mistake."""

    def gather(self) -> None:
        """Takes what the addons bring, puts it in its places, and looks for mistakes."""
        for manifest in self.registry.addons:
            for part in self.registry.contributions(manifest.name, "page_parts"):
                self.take(manifest.name, part)
        self.fill()
        self.menus = [self.grown(menu) for menu in self.menus]
        self.order_slots()
        self.check()

    def compile(self) -> bool:
        """Makes the fields and sections of the forms. Whether one failed, whose addon is left out from now on."""
        for built in self.pages.values():
            if built.is_form:
                try:
                    _Forms(self.registry, built).compile()
                except Exception as why:
                    if self.registry.quarantine.strict:
                        raise
                    addon = addon_behind(why, [one.name for one in self.registry.addons]) or built.addon
                    self.registry.quarantine.leave_out(addon, PARTS, why)
                    return True
        return False

    def complain(self, part: Part, why: str) -> None:
        """Notes a mistake with the addon, file and line of what is wrong."""
        self.wrong.append((writer_of(part), f"{writer_of(part)}: {why} ({part.written})"))

    @property
    def lacks(self) -> bool:
        """Whether the pages of an addon are left out."""
        return any(hook == PARTS for _, hook in self.registry.quarantine.left_out)

    def take(self, addon: str, part: Any) -> None:
        """A part that an addon brought."""
        if isinstance(part, Page):
            self.take_page(addon, part)
        elif isinstance(part, Into):
            self.fillings.append(part)
        elif isinstance(part, Menu):
            self.menus.append(part)
            self.settle_menu(part)
        else:
            self.wrong.append((addon, f"{addon}: page_parts gives {part!r}, which is no page, menu or Into"))

    def take_page(self, addon: str, page: Page) -> None:
        address = f"/{addon}/{page.name}"
        if address in self.pages:
            self.complain(page, f"the page {page.name} is declared twice, first at {self.pages[address].page.written}")
            return
        model = getattr(getattr(page, "of", None), "__model__", "")
        if model and model not in self.registry.models.models:
            self.complain(page, f"the page {page.name} shows {model}, which is not installed")
            return
        info = self.registry.info(model) if model else None
        title = page.title or ((info.title if isinstance(page, Form) else info.titles) if info else page.name)
        self.pages[address] = built = Built(page, addon, model, title, address)
        self.settle(built, page)

    def settle(self, built: Built, part: Part) -> None:
        if part in built.children:
            return
        built.children[part] = list(part.inside())
        self.home.setdefault(part, []).append(built)
        for child in part.inside():
            self.settle(built, child)

    def settle_menu(self, menu: Menu) -> None:
        self.below[menu] = list(menu.children)
        for child in menu.children:
            self.settle_menu(child)

    def fill(self) -> None:
        """Puts what other addons bring into its places. A filling may fill what another one brought."""
        waiting = self.fillings
        while waiting:
            later = [into for into in waiting if not self.put(into)]
            if len(later) == len(waiting):
                # What fills a page that is left out is left out with it.
                for into in later if not self.lacks else ():
                    self.complain(into, f"fills a place that is on no installed page: {describe(into.place)}")
                return
            waiting = later

    def put_into_menu(self, into: Into) -> bool:
        if into.place not in self.below:
            return False
        for part in into.parts:
            if isinstance(part, Menu):
                self.below[into.place].append(part)
                self.settle_menu(part)
            else:
                self.complain(into, f"the menu {into.place.title!r} takes Menu, not {type(part).__name__}")
        return True

    def grown(self, menu: Menu) -> Menu:
        """A menu with what addons put into it."""
        return menu.holding(self.grown(child) for child in self.below[menu])

    def put(self, into: Into) -> bool:
        if isinstance(into.place, Menu):
            return self.put_into_menu(into)
        if not (homes := self.home.get(into.place)):
            return False
        for built in list(homes):
            siblings, at = built.children[into.place], len(built.children[into.place])
            if into.after is not None:
                if (spot := self.spot(built, into.after)) is None:
                    self.complain(into, f"stands after {describe(into.after)}, which is not on {built.page.name}")
                    continue
                siblings, at = spot
            siblings[at:at] = into.parts
            for part in into.parts:
                if isinstance(into.place, Slot) and not isinstance(part, into.place.takes):
                    takes, given = into.place.takes.__name__, type(part).__name__
                    self.complain(into, f"the slot {into.place.name} takes {takes}, not {given}")
                self.settle(built, part)
        return True

    def spot(self, built: Built, after: Any) -> tuple[list[Part], int] | None:
        key = _named(after)
        for siblings in built.children.values():
            for number, part in enumerate(siblings):
                if part is after or (key and _named(getattr(part, "of", None)) == key):
                    return siblings, number + 1
        return None

    def order_slots(self) -> None:
        for built in self.pages.values():
            for part, children in built.children.items():
                if isinstance(part, (Slot, Totals)):
                    children.sort(key=lambda one: one.order)

    def check(self) -> None:
        for built in self.pages.values():
            if built.model:
                info = self.registry.info(built.model)
                for why in page_faults(self.registry, built.page, info):
                    self.complain(built.page, why)
                self.check_parts(built, built.page, info, None)
                self.check_doubles(built)
            elif isinstance(built.page, Report):
                for why in report_faults(self.registry, built.page):
                    self.complain(built.page, why)
        known = {id(built.page) for built in self.pages.values()}
        for menu in self.menus if not self.lacks else ():
            for part, why in menu_faults(menu, known):
                self.complain(part, why)

    def check_parts(self, built: Built, part: Part, info: ModelInfo, lines: Part | None) -> None:
        for child in built.children.get(part, ()):
            broken = list(faults(self.registry, info, child, lines))
            for why in broken:
                self.complain(child, f"on {built.page.name}: {why}")
            if isinstance(child, Lines):
                if not broken:
                    target = self.registry.info(info.fields[ref_of(child.of)[1]].target)
                    self.check_parts(built, child, target, child)
            else:
                self.check_parts(built, child, info, lines)

    def check_doubles(self, built: Built) -> None:
        seen: dict[tuple[int, str], Part] = {}
        keys: dict[str, Part] = {}
        papers: dict[str, Part] = {}
        for holder, children in built.children.items():
            within = id(holder) if isinstance(holder, Lines) else 0
            for part in children:
                name = ref_of(getattr(part, "of", None))[1] if not isinstance(part, Page) else ""
                if name and (other := seen.setdefault((within, name), part)) is not part:
                    self.complain(part, f"{name} is on {built.page.name} already ({other.written})")
                if isinstance(part, Printout) and (other := papers.setdefault(part.key, part)) is not part:
                    self.complain(part, f"{part!r} has the same key as {other!r} of {built.page.name}: {part.key}")
                if isinstance(part, Action) and (other := keys.setdefault(part.key, part)) is not part:
                    self.complain(part, f"{part!r} has the same key as another button of {built.page.name}: {part.key}")


def _named(ref: Any) -> tuple[str, str] | None:
    """(model, field) of a named field."""
    layer, name = ref_of(ref)
    return (getattr(layer, "__model__", ""), name) if name else None


# --- forms ------------------------------------------------------------------------------------------------------------


class _Forms:
    """Makes the fields and sections of one form."""

    def __init__(self, registry: Registry, built: Built) -> None:
        self.registry, self.built = registry, built
        self.info, self.cls = registry.info(built.model), registry.model(built.model)
        self.sections: list[Section] = []
        self.rules: list[Any] = []

    def compile(self) -> None:
        bar = self.built.status_bar
        if bar is not None:
            self.add(Show(bar.of, among=bar.among, read_only=bar.read_only))
        loose: list[str] = []
        self.place(self.built.page, loose, None, top=True)
        if loose:
            self.sections.insert(0, Section("group", "", tuple(loose)))
        self.built.sections = tuple(self.sections)
        read = {name for rule in self.rules for name in names_read(rule, self.cls, self.info)}
        self.built.live = frozenset((read | set(self.info.reactions)) & set(self.built.fields))

    def place(self, holder: Part, into: list[str], shown: Callable[[Any], bool] | None, *, top: bool) -> None:
        for part in self.built.children.get(holder, ()):
            if isinstance(part, (Show, Lines)):
                into.append(self.add(part, shown))
            elif isinstance(part, Box):
                both = _both(shown, part.shown)
                mine: list[str] = []
                self.place(part, mine, both, top=False)
                if isinstance(part, Totals):
                    sum_ = ref_of(part.sum)[1] if part.sum is not None else ""
                    self.built.totals |= {name: name == sum_ for name in mine}
                if isinstance(part, Tab) or top:
                    self.sections.append(Section("tab" if isinstance(part, Tab) else "group", part.title, tuple(mine)))
                else:
                    into.extend(mine)
            elif isinstance(part, OptionCards):
                on_cards: list[str] = []
                self.place(part, on_cards, shown, top=False)
                self.built.card_fields += tuple(on_cards)
            elif isinstance(part, Slot):
                self.place(part, into, shown, top=top)

    def add(self, part: Show | Lines, shown: Callable[[Any], bool] | None = None) -> str:
        name = ref_of(part.of)[1]
        made = self.lines(part, name) if isinstance(part, Lines) else self.shown(part, name)
        made.shown = _both(shown, made.shown)
        self.built.fields[name] = made
        self.built.field_roles[name] = self.info.fields[name].roles
        rules = (shown, *(getattr(part, rule, None) for rule in ("shown", "read_only", "required", "among")))
        self.rules += [rule for rule in rules if callable(rule)]
        return name

    def shown(self, part: Show, name: str) -> Field:
        return make_field(self.registry.models, self.info.fields[name], part)

    def lines(self, part: Lines, name: str) -> Rows:
        one = self.info.fields[name]
        target = self.registry.info(one.target)
        back = next(f.name for f in target.fields.values() if f.kind == "many2one" and f.column == one.by)
        cells: dict[str, Field] = {}
        for child in self.built.children[part]:
            if isinstance(child, Show):
                cell = ref_of(child.of)[1]
                cells[cell] = make_field(self.registry.models, target.fields[cell], child)
                self.built.field_roles[f"{name}.{cell}"] = target.fields[cell].roles
        spec = LineSpec(one.target, back, cells, target.reactions)
        made = Rows(
            spec, part.label or one.label, adding=part.adding, removing=part.removing, shown=part.shown,
            read_only=part.read_only or one.read_only, help=one.help,
        )  # fmt: skip
        made.name = name
        return made


def _both(one: Callable[[Any], bool] | None, other: Callable[[Any], bool] | None) -> Callable[[Any], bool] | None:
    if one is None or other is None or one is other:
        return one or other
    return partial(_all_hold, (one, other))


def _all_hold(rules: Iterable[Callable[[Any], bool]], record: Any) -> bool:
    return all(rule(record) for rule in rules)
