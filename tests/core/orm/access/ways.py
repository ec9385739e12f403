"""How the tests that try every way to read or write note a way and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm.exc import ObjectDeletedError

from core.orm.access.denied import AccessDenied, OutsideRules
from core.orm.env import Env
from tests.core.orm.access.desk import models

CLASSES = ("Team", "Contact", "Tag", "Ticket", "Line", "Repair", "Secret", "Visit", "Note", "Member")


class Desk:
    """An Env as an addon's author has it at hand: `d.Ticket`, short names of the session, and a way past it all."""

    def __init__(self, env: Env) -> None:
        self.env, self.session = env, env.session
        self.all, self.one, self.get, self.run = (
            env.session.scalars,
            env.session.scalar,
            env.session.get,
            env.session.execute,
        )

    def __getattr__(self, name: str) -> Any:
        if name not in CLASSES:
            raise AttributeError(name)
        return self.env[getattr(models, name)]

    def behind(self, sql: str) -> None:
        """Somebody else's change, made under the session's feet."""
        self.env.transaction.connection.exec_driver_sql(sql)


@dataclass(frozen=True)
class Raises:
    """What must come of a way: an error."""

    error: type[Exception]


DENIED, OUTSIDE = Raises(AccessDenied), Raises(OutsideRules)
GONE, GONE_AT_REFRESH = Raises(ObjectDeletedError), Raises(InvalidRequestError)


class Ways:
    """Ways to do something, each with what must come of it."""

    def __init__(self) -> None:
        self.noted: list[Any] = []

    def gives(self, wanted: Any) -> Callable[[Callable[[Any], Any]], Callable[[Any], Any]]:
        """Notes a function as a way whose result is `wanted`, a value or Raises."""

        def note(way: Callable[[Any], Any]) -> Callable[[Any], Any]:
            self.noted.append(pytest.param(way, wanted, id=way.__name__))
            return way

        return note

    def each(self) -> pytest.MarkDecorator:
        """Runs a test once for each way, with `way` and `wanted`."""
        return pytest.mark.parametrize(("way", "wanted"), self.noted)


def check(way: Callable[[Desk], Any], wanted: Any, env: Env) -> None:
    """Goes a way and compares what comes of it, after all is flushed."""

    def go() -> Any:
        result = way(Desk(env))
        env.session.flush()
        return result

    if isinstance(wanted, Raises):
        with pytest.raises(wanted.error):
            go()
    else:
        assert go() == wanted


def ids(records: Iterable[Any]) -> list[int]:
    """The ids of records, sorted."""
    return sorted(record.id for record in records)
