"""The choices of links: columns and never records, all of a form's in one statement, more by searching.

A domain function gives a Select of records. What a select needs of them is an id and a name, so the columns of the
name are read instead, at most 81 a link, and the links of a form share one UNION ALL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.orm.composition import Composition, ModelInfo
from core.orm.search import columns_only, entity, is_grouped
from core.orm.searched import TEXTS, holds, words_of
from core.ui.entered import BadForm
from core.ui.settle import OPTIONS, Shape, _Offer
from core.ui.views import Choice
from core.ui.wizard_fields import Pick, Rows

if TYPE_CHECKING:
    from core.orm.env import Env

PLAIN = frozenset(("text", "long_text", "choice", "integer"))
"""Kinds of fields whose text is the same in SQL and in Python."""
MOST_TOGETHER = 60


def prefetch(form: Shape) -> None:
    """Reads the choices of every link that can be edited now, those of lines too."""
    waiting: dict[str, list[_Offer]] = {}
    shared: dict[int, _Offer] = {}
    same: list[tuple[_Offer, _Offer]] = []
    for shape, f in _editable_links(form):
        offer = shape._offer(f)
        if offer.options is not None:
            continue
        known = shared.setdefault(id(offer.statement), offer)
        if known is offer:
            waiting.setdefault(getattr(f, "system", ""), []).append(offer)
        else:
            same.append((offer, known))
    for why, offers in waiting.items():
        assert form._env is not None
        if why:
            with form._env.system(why) as system:
                _read(system, offers)
        else:
            _read(form._env, offers)
    for offer, known in same:
        offer.options, offer.complete = known.options, known.complete


def _editable_links(form: Shape) -> Iterator[tuple[Shape, Pick]]:
    for f in form._fields.values():
        if isinstance(f, Pick) and not f.searched and f.is_editable(form):
            yield form, f
        elif isinstance(f, Rows):
            for row in form._read(f) or ():
                yield from _editable_links(row)


def options_of(form: Shape, f: Pick) -> list[tuple[int, str]]:
    """(id, name) of what a link offers, in the order of its domain; the first 80."""
    offer = form._offer(f)
    if offer.options is None:
        prefetch(form._root)
        if offer.options is None:
            _read(_env_of(form, f), [offer])
    return offer.options or []


def _env_of(form: Shape, f: Pick) -> Env:
    assert form._env is not None
    return form._env


def _read(env: Env, offers: list[_Offer]) -> None:
    together: list[tuple[_Offer, ModelInfo]] = []
    for offer in offers:
        info = env.info(entity(offer.statement).__model__)
        if _is_plain(offer.statement, info):
            together.append((offer, info))
        else:
            _take(offer, list(_alone(env, offer.statement, info)))
    for start in range(0, len(together), MOST_TOGETHER):
        _read_together(env, together[start : start + MOST_TOGETHER])


def _read_together(env: Env, offers: list[tuple[_Offer, ModelInfo]]) -> None:
    domains = [offer.statement for offer, _ in offers]
    statement, values = env.registry.of_shape("choices", lambda: _union(env.models, domains), domains)
    found: list[list[tuple[int, int, str]]] = [[] for _ in offers]
    for number, id_, rank, *shown in env.session.execute(statement, values):
        found[number].append((rank, id_, offers[number][1].name_from(shown)))
    for (offer, _), rows in zip(offers, found, strict=True):
        _take(offer, [(id_, name) for _, id_, name in sorted(rows)])


def _is_plain(statement: Any, info: ModelInfo) -> bool:
    """Whether a domain can be read with others: its names are made of text, and it gives all that it finds."""
    names_are_text = all(info.fields[name].kind in PLAIN for name in info.display_fields)
    return names_are_text and not is_grouped(statement) and statement._limit_clause is None


def _union(models: Composition, domains: Sequence[Any]) -> Any:
    """One statement for several domains: the number of the domain, id, rank, and what a name is made of."""
    infos = [models.info(entity(one).__model__) for one in domains]
    width = max(len(info.display_fields) for info in infos)
    selects = []
    for number, (domain, info) in enumerate(zip(domains, infos, strict=True)):
        nothing = [sa.cast(sa.null(), sa.Text)] * (width - len(info.display_fields))
        selects.append(sa.select(sa.literal(number), _part(domain, info).subquery(), *nothing))
    return selects[0] if len(selects) == 1 else sa.union_all(*selects)


def _part(domain: Any, info: ModelInfo) -> Any:
    cls = entity(domain)
    rank = sa.func.row_number().over(order_by=list(domain._order_by_clauses) or [cls.id])
    names = [sa.cast(getattr(cls, name), sa.Text).label(f"c{place}") for place, name in enumerate(info.display_fields)]
    columns = (cls.id.label("id"), rank.label("r"), *names)
    return domain.with_only_columns(*columns, maintain_column_froms=True).limit(OPTIONS + 1)


def _alone(env: Env, statement: Any, info: ModelInfo) -> Iterable[tuple[int, str]]:
    slim = columns_only(statement, "id", *info.display_fields)
    if slim is None:
        return [(record.id, str(record)) for record in env.session.scalars(statement.limit(OPTIONS + 1)).unique()]
    if statement._limit_clause is None:
        slim = slim.limit(OPTIONS + 1)
    return [(row[0], info.name_from(row[1:])) for row in env.session.execute(slim)]


def _take(offer: _Offer, options: list[tuple[int, str]]) -> None:
    offer.options, offer.complete = options[:OPTIONS], len(options) <= OPTIONS


def choices_of(form: Shape, f: Pick) -> tuple[list[Choice], bool]:
    """The choices of a link with those that are chosen marked, and whether these are all.

    What is chosen is among them even where the domain does not offer it any more.
    """
    value = form._read(f)
    chosen = {one.id: one for one in (value or () if f.many else [value] if value is not None else [])}
    options = form._found.get(f.name, []) if f.searched else options_of(form, f)
    offered = {id_ for id_, _ in options}
    extra = [(id_, str(one)) for id_, one in chosen.items() if id_ not in offered]
    made = [Choice(str(id_), name, id_ in chosen) for id_, name in [*extra, *options]]
    return made, not f.searched and form._offer(f).complete


def link_at(form: Shape, path: str) -> tuple[Shape, Pick]:
    """The link that a path names ("customer", "lines.42.product") and the form or line that it stands on.

    Raises BadForm where there is none that the user may edit now.
    """
    name, _, rest = path.partition(".")
    f = form._fields.get(name)
    if isinstance(f, Rows) and rest and f.is_shown(form):
        key, _, cell = rest.partition(".")
        for row in form._read(f) or ():
            if row._key == key:
                return link_at(row, cell)
    if isinstance(f, Pick) and not rest and f.is_editable(form):
        return form, f
    raise BadForm(path)


def search_choices(form: Shape, f: Pick, words: str) -> list[Choice]:
    """The choices of a link whose searched fields hold every word; the first 80. A searched link remembers them."""
    statement, env = form._offer(f).statement, _env_of(form, f)
    info = env.info(entity(statement).__model__)
    why = getattr(f, "system", "")
    for word in words_of(words):
        statement = statement.where((_named if why else holds)(env, entity(statement), info, word))
    if why:
        with env.system(why) as system:
            found = list(_alone(system, statement, info))[:OPTIONS]
    else:
        found = list(_alone(env, statement, info))[:OPTIONS]
    form._found[f.name] = found
    return [Choice(str(id_), name) for id_, name in found]


def _named(env: Env, cls: Any, info: ModelInfo, word: str) -> Any:
    """Whether a record's name holds a word. Where names are all that the user may read, nothing but them is looked
    through: what else a record holds could be guessed so."""
    names = [info.fields[name] for name in info.display_fields]
    open_ = [one.name for one in names if not one.roles or not env.user.roles.isdisjoint(one.roles)]
    columns = [getattr(cls, name) for name in open_ if info.fields[name].kind in TEXTS]
    return sa.or_(sa.false(), *(column.icontains(word, autoescape=True) for column in columns))
