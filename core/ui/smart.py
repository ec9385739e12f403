"""Smart buttons: how many linked records there are, for every button of a form in one statement built once a registry.

Counts are right for everybody who may read the record itself, whatever they may read of what is linked (SPEC SB-7), so
they are asked as system work; opening a document applies its own rules. A button is absent at 0 (SPEC SB-1); with one
document it leads to it, with more to their list (SPEC SB-2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.lifecycle.faults import PartFailed
from core.orm.search import Link
from core.ui import record_fields
from core.ui.addresses import Query, url_by_id, with_trail
from core.ui.left_out import part_failed
from core.ui.pages import DocumentState, SmartButton, ref_of
from core.ui.registered import Built, Pages
from core.ui.views import SmartView

if TYPE_CHECKING:
    from core.orm.composition import Composition
    from core.orm.env import Env

WHY = "what hangs on a record"
ON = "on"


@dataclass(frozen=True)
class Linked:
    """What hangs on a record: for each counting button (count, lowest id), for each kind of document whether any.

    `names` are those of records to which its links lead whose names are read as system work, by field.
    """

    counts: Sequence[tuple[int, int | None]]
    documents: Sequence[bool]
    names: Mapping[str, Link]


def what_is_linked(env: Env, built: Built, record: Any) -> Linked:
    """What hangs on a record, for its buttons and its panel of documents, and names of its links: one statement."""
    buttons, kinds = _counted(built), built.document_states
    links = [one for one in built.fields_for(env).values() if isinstance(one, record_fields.Linked) and one.system]
    ids = {one.name: id_ for one in links if (id_ := getattr(record, one.column)) is not None}
    links = [one for one in links if one.name in ids]
    if not buttons and not kinds and not links:
        return Linked((), (), {})
    key, each = ("linked", *ids), ("each of", built.address)
    if each in env.transaction.left_out:
        _ask_each(env, built, record)
    try:
        if key not in built.cache:
            built.cache[key] = linked_statement(env.models, buttons, kinds, links)
        with env.system(WHY) as system:
            row = system.session.execute(built.cache[key], {ON: record.id, **ids}).one()
    except Exception as why:
        # Which of them it was is found out in the next try: a failed statement has ended this transaction.
        raise PartFailed(each, f"what is linked on {built.address}", why, "") from why
    counts = [(row[2 * number], row[2 * number + 1]) for number in range(len(buttons))]
    place = 2 * len(buttons) + len(kinds)
    names = {}
    for one in links:
        info = env.info(one.target)
        shown = row[place : place + len(info.display_fields)]
        names[one.name] = Link(ids[one.name], info.name_from(shown))
        place += len(shown)
    return Linked(counts, [bool(one) for one in row[2 * len(buttons) : 2 * len(buttons) + len(kinds)]], names)


def _ask_each(env: Env, built: Built, record: Any) -> None:
    """Asks for what hangs on a record one by one. Raises PartFailed for what fails."""
    for part in (*_counted(built), *built.document_states):
        try:
            one = [part] if isinstance(part, SmartButton) else []
            statement = linked_statement(env.models, one, [part] if isinstance(part, DocumentState) else [])
            with env.system(WHY) as system:
                system.session.execute(statement, {ON: record.id})
        except Exception as why:
            raise part_failed(env, part, built, why) from why


def _condition(models: Composition, part: SmartButton | DocumentState) -> tuple[Any, Any, Any]:
    """(class, link column, condition or None) of what a button counts or a panel lists."""
    cls = models.models[part.to.__model__]
    link = getattr(cls, ref_of(part.by)[1])
    return cls, link, part.only(cls) if part.only is not None else None


def linked_statement(
    models: Composition,
    buttons: Sequence[SmartButton],
    kinds: Sequence[DocumentState] = (),
    links: Sequence[record_fields.Linked] = (),
) -> sa.Select[Any]:
    """One row about the record that the parameter `on` names.

    For each button the count and the lowest id, then for each kind of document whether there is any, then what the
    names of the records are made of to which the links lead: the parameter of a link's name says which.
    """
    columns: list[Any] = []
    for number, button in enumerate(buttons):
        cls, link, only = _condition(models, button)
        for name, what in (("n", sa.func.count()), ("one", sa.func.min(cls.id))):
            found = sa.select(what).select_from(cls).where(link == sa.bindparam(ON))
            if only is not None:
                found = found.where(only)
            columns.append(found.scalar_subquery().label(f"{name}{number}"))
    for number, kind in enumerate(kinds):
        cls, link, only = _condition(models, kind)
        one = sa.select(cls.id).where(link == sa.bindparam(ON))
        columns.append(sa.exists(one if only is None else one.where(only)).label(f"d{number}"))
    for link in links:
        target = models.models[link.target]
        for number, name in enumerate(models.info(link.target).display_fields):
            shown = sa.select(getattr(target, name)).where(target.id == sa.bindparam(link.name))
            columns.append(shown.scalar_subquery().label(f"{link.name}_{number}"))
    return sa.select(*columns)


def leads_back(button: SmartButton) -> bool:
    """Whether the button leads by a foreign key of the record itself: from a document back to what it came from."""
    layer = ref_of(button.by)[0]
    return layer is not None and layer.__model__ == button.on.__model__ != button.to.__model__


def smart_views(env: Env, built: Built, id_: int, trail: Sequence[str], linked: Linked) -> list[SmartView]:
    """The buttons of a record that count something. `trail` leads to the record itself."""
    back = [view for one in built.smart_buttons if leads_back(one) and (view := _back_view(env, one, id_, trail))]
    return [*back, *_counted_views(env, built, id_, trail, linked)]


def _back_view(env: Env, button: SmartButton, id_: int, trail: Sequence[str]) -> SmartView | None:
    """The way back to one record, for those who may read it (SPEC SB-6)."""
    model, cls = button.to.__model__, env.models.models[button.on.__model__]
    target = env.models.models[model]
    if not env.may("read", model):
        return None
    own = env.session.scalar(sa.select(getattr(cls, ref_of(button.by)[1])).where(cls.id == id_))
    if own is None or env.session.scalar(sa.select(target.id).where(target.id == own)) is None:
        return None
    url = url_by_id(env.registry.facet(Pages), model, own)
    return SmartView(button.label, 1, with_trail(url, trail) if url else "", button.icon)


def _counted(built: Built) -> list[SmartButton]:
    return [one for one in built.smart_buttons if not leads_back(one)]


def _counted_views(env: Env, built: Built, id_: int, trail: Sequence[str], linked: Linked) -> list[SmartView]:
    views = []
    for button, (count, one) in zip(_counted(built), linked.counts, strict=True):
        if count:
            url = _where(env, built, button, id_, one if count == 1 else None, trail)
            views.append(SmartView(button.label, count, url, button.icon))
    return views


def _where(env: Env, built: Built, button: SmartButton, id_: int, one: int | None, trail: Sequence[str]) -> str:
    pages, model = env.registry.facet(Pages), button.to.__model__
    listed = pages.list_of(model)
    if one is not None or listed is None:
        url = url_by_id(pages, model, one)
        return with_trail(url, trail) if url else ""
    query = Query([("f", ""), *list_query(env, built, button, id_).pairs])
    return with_trail(query.on(listed.address), trail)


def counted(env: Env, built: Built, record: Any) -> list[tuple[SmartButton, int]]:
    """The buttons of a record that lead to others, with how many there are; without those that count none."""
    counts = what_is_linked(env, built, record).counts
    return [(button, count) for button, (count, _) in zip(_counted(built), counts, strict=True) if count]


def list_query(env: Env, built: Built, button: SmartButton, id_: int) -> Query:
    """What narrows a list to the records that a button counts."""
    return Query([(f"is.{link_field(env, button)}", str(id_)), ("by", button_key(built, button))])


def link_field(env: Env, button: SmartButton) -> str:
    """The many2one over the column that a button counts by; the column itself where there is none."""
    name = ref_of(button.by)[1]
    fields = env.info(button.to.__model__).fields.values()
    return next((one.name for one in fields if one.kind == "many2one" and one.column == name), name)


def button_key(built: Built, button: SmartButton) -> str:
    """How a list's address names the button that led to it."""
    label = "".join(c if c.isalnum() else "-" for c in button.label.lower())
    return f"{built.addon}.{built.name}.{label}"


def button_of(pages: Pages, key: str) -> SmartButton | None:
    """The button that a list's address names."""
    addon, _, rest = key.partition(".")
    name, _, _ = rest.partition(".")
    built = pages.find(addon, name)
    if built is None:
        return None
    return next((one for one in _counted(built) if button_key(built, one) == key), None)


def buttons_to(pages: Pages, model: str) -> dict[str, SmartButton]:
    """The buttons that lead to lists of a model, by what `by` calls them in an address."""
    return {
        button_key(built, one): one
        for built in pages.forms.values()
        for one in _counted(built)
        if one.to.__model__ == model
    }


def counts_of_many(env: Env, built: Built, ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """Record id -> button label -> count, for a page of a list: one statement for all of them (SPEC SB-7)."""
    wanted, buttons = list(ids), _counted(built)
    found: dict[int, dict[str, int]] = {id_: {} for id_ in wanted}
    if not wanted or not buttons:
        return found
    parts = []
    for number, button in enumerate(buttons):
        cls, link, only = _condition(env.models, button)
        part = sa.select(link.label("id"), sa.literal(number).label("b"), sa.func.count().label("n")).select_from(cls)
        part = part.where(link.in_(wanted)).group_by(link)
        parts.append(part if only is None else part.where(only))
    with env.system(WHY) as system:
        rows: Iterable[Any] = system.session.execute(sa.union_all(*parts) if len(parts) > 1 else parts[0]).all()
    for id_, number, count in rows:
        found[id_][buttons[number].label] = count
    return found
