"""Records as JSON: which fields a user may see, and how each kind of value is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.orm.composition import ModelInfo
from core.orm.env import Env
from core.orm.fields import FieldInfo
from core.orm.search import Found, Link
from core.web.errors import HttpProblem

LISTS = ("one2many", "many2many")
NEVER = ("foreign_key",)
"""Kinds that are not shown: a link is shown as the record it leads to."""


def readable(env: Env, info: ModelInfo) -> dict[str, FieldInfo]:
    """The fields of a model that the user may read."""
    return {
        name: field
        for name, field in info.fields.items()
        if field.kind not in NEVER and (not field.roles or env.is_system or not env.user.roles.isdisjoint(field.roles))
    }


def wanted_fields(env: Env, info: ModelInfo, names: str, *, lists: bool) -> list[str]:
    """The fields named by `?fields=a,b`; all readable ones if none are, with those that hold lists only if `lists`.

    Raises HttpProblem 400 for one that is not there or not for this user.
    """
    known = readable(env, info)
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in known]:
        raise HttpProblem(400, f"{info.title} has no field {', '.join(unknown)[:80]}.")
    return wanted or [name for name, field in known.items() if lists or field.kind not in (*LISTS, "computed")]


def found_json(found: Found) -> dict[str, Any]:
    """A record as JSON: id, name, version and the wanted fields.

    A field that is called `name` is the record's own; else `name` is what the record is called.
    """
    own: dict[str, Any] = {"id": found.id, "name": found.name}
    if found.version:
        own["version"] = found.version
    return own | {name: plain(value) for name, value in found.values.items()}


def plain(value: Any) -> Any:
    """A value as JSON holds it: decimals and dates as text, linked records with their names."""
    if isinstance(value, Link):
        return {"id": value.id, "name": value.name}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, (bool, int, float, str)) or value is None:
        return value
    return str(value)


def whole(text: str | None, default: int, most: int) -> int:
    """A number of the query, between 0 and `most`. Raises HttpProblem 400."""
    if not text:
        return default
    if not text.isdecimal() or int(text[:12]) > most:
        raise HttpProblem(400, f"Give a number from 0 to {most}.")
    return int(text)
