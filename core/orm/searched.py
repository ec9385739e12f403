"""What a search box looks through: fields of a model's own, and of the records that it links to.

A model names them in `search_by`: `"title"` is a column of its own, `"customer"` the name of the linked customer,
`"product.barcode"` another field of the linked product. One link deep and no further, text only; what does not fit is
refused when models are composed. Layers of other addons add to what a model is searched by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.orm.layers import DeclarationError

if TYPE_CHECKING:
    from core.orm.composition import ModelInfo
    from core.orm.env import Env

TEXTS = frozenset(("text", "long_text", "rich_text"))
"""Kinds of fields that words are looked for in."""
MOST_WORDS = 6


def declared(final: type[Any]) -> tuple[str, ...]:
    """What the layers of a model name, the first layer's first, each once."""
    found = (name for layer in reversed(final.__mro__) for name in vars(layer).get("search_by", ()))
    return tuple(dict.fromkeys(found))


def written_out(infos: Mapping[str, ModelInfo], model: str) -> tuple[str, ...]:
    """The searched fields of a model as "field" and "link.field". Raises DeclarationError for one that is no text."""
    info = infos[model]
    found: dict[str, None] = {}
    for name in info.search_by:
        link, _, far = name.rpartition(".")
        near = info.fields.get(link or name)
        if near is None or near.kind != "many2one":
            wanted = [name] if not link and near is not None and near.kind in TEXTS else []
        else:
            target = infos.get(near.target)
            names = () if target is None else (far,) if link else target.display_fields
            texts = () if target is None else [one.name for one in target.fields.values() if one.kind in TEXTS]
            wanted = [f"{near.name}.{one}" for one in names if one in texts]
        if not wanted:
            raise DeclarationError(f"{model}.search_by: {name!r} is neither text nor a link to what has one")
        found |= dict.fromkeys(wanted)
    return tuple(found)


def words_of(text: str) -> list[str]:
    """The words of what was typed into a search box, as many as are looked for."""
    return text.split()[:MOST_WORDS]


def holds(env: Env, cls: Any, info: ModelInfo, word: str, *, linked: bool = True) -> sa.ColumnElement[bool]:
    """SQL: whether one of a record's searched fields holds a word, in capitals or not.

    Linked records count, if `linked`, as far as the user may read them: the rules of their model hold within, and
    neither a closed field nor a model without the right to read is looked through. They are found once a statement,
    not once a row, and the link to them is indexed.
    """
    found: list[Any] = []
    for link, names in groupby(info.search_by, key=lambda name: name.rpartition(".")[0]):
        fields = [name.rpartition(".")[2] for name in names]
        if not link:
            found += _hold(env, cls, info, fields, word)
        elif linked and _may_follow(env, info, link):
            far = env.models.alias(info.name, link, "searched")
            inside = sa.or_(sa.false(), *_hold(env, far, env.info(info.fields[link].target), fields, word))
            found.append(getattr(cls, info.fields[link].column).in_(sa.select(far.id).where(inside)))
    return sa.or_(sa.false(), *found)


def _hold(env: Env, cls: Any, info: ModelInfo, fields: Iterable[str], word: str) -> list[Any]:
    return [getattr(cls, name).icontains(word, autoescape=True) for name in fields if _is_open(env, info, name)]


def _may_follow(env: Env, info: ModelInfo, link: str) -> bool:
    near = info.fields[link]
    return _is_open(env, info, link) and _is_open(env, info, near.column) and env.may("read", near.target)


def _is_open(env: Env, info: ModelInfo, name: str) -> bool:
    roles = info.fields[name].roles
    return not roles or env.is_system or not env.user.roles.isdisjoint(roles)


def labels_of(env: Env, info: ModelInfo) -> list[str]:
    """What the searched fields are called, each link once: what a search box says it looks through."""
    fields = (info.fields[name.partition(".")[0]] for name in info.search_by)
    return list(dict.fromkeys(one.label for one in fields if _is_open(env, info, one.name)))
