"""Who is named in an entry: `@Ann Miller`, or `@ann` by the beginning of a login."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from addons.base.models import Role, User
from core import Env

_AT = re.compile(r"(?<![\w.@+-])@(?=\w)")


@dataclass(frozen=True)
class Person:
    """Somebody who works here and can be named."""

    id: int
    name: str
    login: str
    notified_by: str


def people_named(system: Env, text: str) -> list[Person]:
    """The active users, working here, whom a plain text names. One statement if there is an @ at all."""
    return named_in(text, _people(system)) if _AT.search(text) else []


def named_in(text: str, people: Iterable[Person]) -> list[Person]:
    """Those of `people` whom a text names: of several names that fit the longest, whatever its case."""
    by_name: dict[str, Person] = {}
    for one in people:
        by_name.setdefault(one.login.partition("@")[0].lower(), one)
        by_name[one.name.lower()] = one
    names = sorted((name for name in by_name if name), key=len, reverse=True)
    lower, found = text.lower(), {}
    for place in _AT.finditer(lower):
        rest = lower[place.end() :]
        fits = (name for name in names if rest.startswith(name) and not rest[len(name) :][:1].isalnum())
        if (name := next(fits, None)) is not None:
            found[by_name[name].id] = by_name[name]
    return list(found.values())


def _people(system: Env) -> Sequence[Person]:
    user: Any = system[User]
    role = system[Role]
    here = user.roles.any(role.name.in_(system.registry.policy.giving("base.user")))
    wanted = sa.select(user.id, user.name, user.login, user.notified_by).where(user.active, here).order_by(user.id)
    return [Person(*row) for row in system.session.execute(wanted)]
