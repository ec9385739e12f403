"""What can be wrong with a page: asked when a registry is built, all of it together."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from core.lifecycle.registry import Registry
from core.orm.composition import ModelInfo
from core.orm.layers import DeclarationError, PlainModel
from core.ui.addresses import FROM
from core.ui.pages import (
    Action,
    Board,
    Column,
    DocumentState,
    Filter,
    Lines,
    List,
    Menu,
    Panel,
    Part,
    Show,
    SmartButton,
    StatusBar,
    ref_of,
)
from core.ui.paper.printouts import Printout
from core.ui.record_fields import named_by
from core.ui.reports import AskRecord, Report
from core.ui.wizard import Wizard
from core.ui.wizard_fields import PickMany

RULES = ("shown", "read_only", "required", "among", "disabled", "goes", "adding", "removing")
"""Attributes of parts that may hold a function of the record."""


def faults(registry: Registry, info: ModelInfo, part: Part, inside: Part | None) -> Iterator[str]:
    """What is wrong with a part on a page of a model. `inside` is the `Lines` it stands in."""
    if isinstance(part, (Show, Column, StatusBar, Lines)):
        yield from _field_faults(part.of, info)
    if isinstance(part, Show) and part.makes:
        yield from _making_faults(registry, part, info)
    if isinstance(part, Lines):
        yield from _lines_faults(registry, part, info)
    if isinstance(part, StatusBar):
        one = info.fields.get(ref_of(part.of)[1])
        if one is not None and one.kind not in ("many2one", "choice"):
            yield f"a status bar shows a link or a choice, and {one.name} is a {one.kind}"
    if isinstance(part, (Action, SmartButton, Filter, DocumentState, Printout)) and part.on.__model__ != info.name:
        yield f"{part!r} is for {part.on.__model__}, but the page shows {info.name}"
    elif isinstance(part, Action):
        yield from _action_faults(registry, part, info)
    if isinstance(part, (SmartButton, DocumentState)):
        yield from _link_faults(registry, part, info)
    if isinstance(part, Panel) and part.place not in ("side", "below"):
        yield f"{part!r}: place is “side” or “below”, not {part.place!r}"
    for name in RULES:
        rule = getattr(part, name, None)
        if callable(rule) and (wrong := _takes_another(rule, info)):
            yield f"{name}={getattr(rule, '__qualname__', rule)} takes {wrong}, but the page shows {info.name}"


def page_faults(registry: Registry, page: Any, info: ModelInfo) -> Iterator[str]:
    """What is wrong with a page itself."""
    if isinstance(page, List):
        for ref in page.group_by:
            yield from _field_faults(ref, info)
            one = info.fields.get(ref_of(ref)[1])
            if one is not None and one.kind not in ("many2one", "choice", "boolean", "day", "text"):
                yield f"{page.name} cannot be grouped by {one.name}, a {one.kind}"
        for name in page.order_by:
            one = info.fields.get(name.lstrip("-"))
            if one is None or not (one.is_column or one.kind == "many2one"):
                yield f"{page.name} is ordered by {name}, which is neither a column nor a link of {info.name}"
    if isinstance(page, Board):
        for ref in (page.by, *page.card):
            yield from _field_faults(ref, info)
        by = info.fields.get(ref_of(page.by)[1])
        if by is not None and by.kind not in ("many2one", "choice"):
            yield f"a board has lanes by a link or a choice, and {by.name} is a {by.kind}"
        if page.fold is not None and by is not None and by.target:
            yield from _field_faults(page.fold, registry.info(by.target))


def report_faults(registry: Registry, report: Report) -> Iterator[str]:
    """What is wrong with a report: it reads what is not there, or asks for two things by one name."""
    asked = [one.of for one in report.asks if isinstance(one, AskRecord)]
    for layer in (*report.reads, *asked):
        if layer.__model__ not in registry.models.models:
            yield f"the report {report.name} reads {layer.__model__}, which is not installed"
    keys = [one.key for one in report.asks]
    for key in sorted({one for one in keys if keys.count(one) > 1 or one == FROM}):
        yield f"the report {report.name} cannot ask for {key}: the name is taken"


def menu_faults(menu: Menu, known: set[int]) -> Iterator[tuple[Menu, str]]:
    """What is wrong with a menu."""
    if menu.page is not None and id(menu.page) not in known:
        yield menu, f"the menu {menu.title!r} leads to {menu.page.name}, which is on no list of parts"
    if menu.page is None and not menu.address and not menu.children:
        yield menu, f"the menu {menu.title!r} leads nowhere"
    for child in menu.children:
        yield from menu_faults(child, known)


def _field_faults(ref: Any, info: ModelInfo) -> Iterator[str]:
    layer, name = ref_of(ref)
    if layer is None:
        yield f"{ref!r} is not a field: name it by the model's attribute"
    elif getattr(layer, "__model__", None) != info.name and not _is_mixin_of(layer, info):
        yield f"{describe(ref)} is not a field of {info.name}"
    elif name not in info.fields:
        yield f"{info.name} has no field {name}: is the addon that declares it installed?"
    elif info.fields[name].kind == "foreign_key":
        yield f"{describe(ref)} is a foreign key: name its many2one"


def _is_mixin_of(layer: type[Any], info: ModelInfo) -> bool:
    return bool(getattr(layer, "__abstract_layer__", False)) and any(issubclass(one, layer) for one in info.layers)


def _lines_faults(registry: Registry, part: Lines, info: ModelInfo) -> Iterator[str]:
    one = info.fields.get(ref_of(part.of)[1])
    if one is None:
        return
    if one.kind != "one2many":
        yield f"{describe(part.of)} is a {one.kind}: Lines shows a one2many"
        return
    target = registry.info(one.target)
    if not any(f.kind == "many2one" and f.column == one.by for f in target.fields.values()):
        yield f"{one.target} needs a many2one over {one.by}, so that its lines can be edited"


def _making_faults(registry: Registry, part: Show, info: ModelInfo) -> Iterator[str]:
    one = info.fields.get(ref_of(part.of)[1])
    if one is None or one.kind != "many2many":
        yield f"{describe(part.of)} makes nothing: only links to many do"
        return
    try:
        named_by(registry.models, one.target)
    except DeclarationError as why:
        yield f"{describe(part.of)} makes nothing: {why}"


def _action_faults(registry: Registry, part: Action, info: ModelInfo) -> Iterator[str]:
    ways = [name for name in ("opens", "does", "goes", "starts") if getattr(part, name)]
    if len(ways) != 1:
        yield f"{part!r} needs exactly one of opens, does, goes and starts"
    if part.does and not callable(getattr(registry.model(info.name), part.does, None)):
        yield f"{part!r} does {part.does}, which is no method of {info.name}"
    if part.opens is not None:
        if not (isinstance(part.opens, type) and issubclass(part.opens, Wizard)):
            yield f"{part!r} opens {part.opens!r}, which is no wizard"
        elif part.opens._on.__model__ != info.name:
            yield f"{part!r} opens {part.opens.__name__}, which works on {part.opens._on.__model__}"
    if part.selection is not None:
        field = part.selection
        if part.opens is None or not (isinstance(field, PickMany) and part.opens._fields.get(field.name) is field):
            yield f"{part!r}: selection= must be a link to many of the wizard that it opens"
    if part.starts is not None:
        yield from _start_faults(registry, part, info)
    if part.via is not None:
        name = part.via if isinstance(part.via, str) else ref_of(part.via)[1]
        link = info.fields.get(name)
        if link is None or link.kind != "many2one":
            yield f"{part!r}: via={name!r} is no many2one of {info.name}"
            return
        info = registry.info(link.target)
    if part.option is not None:
        yield from _field_faults(part.option, info)
        option = info.fields.get(ref_of(part.option)[1])
        if option is not None and option.kind != "boolean":
            yield f"{part!r}: the option {option.name} is a {option.kind}, not a boolean"


def _start_faults(registry: Registry, part: Action, info: ModelInfo) -> Iterator[str]:
    if part.starts is None or part.starts.__model__ not in registry.models.models:
        yield f"{part!r} starts {part.starts!r}, which is no model of an installed addon"
        return
    made = registry.info(part.starts.__model__)
    link = made.fields.get(ref_of(part.by)[1]) if part.by is not None else None
    if link is None or link.kind != "many2one" or link.target != info.name:
        yield f"{part!r}: by= must be a many2one of {made.name} that names a {info.name}"


def _link_faults(registry: Registry, part: SmartButton | DocumentState, info: ModelInfo) -> Iterator[str]:
    if part.to.__model__ not in registry.models.models:
        yield f"{part!r} leads to {part.to.__model__}, which is not installed"
        return
    target, (layer, name) = registry.info(part.to.__model__), ref_of(part.by)
    if isinstance(part, SmartButton) and layer is not None and layer.__model__ == info.name != target.name:
        target, info = info, target  # the way back: by the record's own foreign key
    if layer is None or layer.__model__ != target.name or name not in target.fields:
        yield f"{part!r} counts by {describe(part.by)}, which is not a field of {target.name}"
    elif target.fields[name].kind != "foreign_key" or target.fields[name].target != info.name:
        yield f"{part!r} counts by {describe(part.by)}, which is no foreign key to {info.name}"


def _takes_another(rule: Any, info: ModelInfo) -> str:
    """The model that a function's first parameter is annotated with, if it is another than the page's."""
    if not inspect.isfunction(rule):
        return ""
    hints = [hint for name, hint in rule.__annotations__.items() if name != "return"]
    found = rule.__globals__.get(hints[0]) if hints and isinstance(hints[0], str) else (hints or [None])[0]
    if not isinstance(found, type) or not issubclass(found, PlainModel) or found.__abstract_layer__:
        return ""
    return "" if found.__model__ == info.name else found.__model__


def describe(ref: Any) -> str:
    """A field or part as a developer calls it."""
    layer, name = ref_of(ref)
    return f"{layer.__name__}.{name}" if layer is not None else repr(ref)
