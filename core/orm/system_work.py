"""Operations that change what no user may write, such as running totals, run as system work once the user is let in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from core.orm.access.sessions import AccessDenied
from core.orm.layers import PlainModel

F = TypeVar("F", bound=Callable[..., Any])


def system_work(why: str) -> Callable[[F], F]:
    """Makes a record's method run in system work once the user may write the record (SPEC AR-5).

    The method is called on the system's copy; a record that it returns is read anew under the user's rules. Its
    arguments are plain values: records of the user's session would be strangers there.
    """

    def mark(method: F) -> F:
        @wraps(method)
        def run(self: PlainModel, *args: Any, **values: Any) -> Any:
            env = self.env
            if env.is_system:
                return method(self, *args, **values)
            env.session.flush()
            if not env.may_record("write", self):
                raise AccessDenied("write", env.info(self.__model__))
            with env.system(why) as system:
                made = method(system.get(self), *args, **values)
            return env.see(made) if isinstance(made, PlainModel) else made

        return cast("F", run)

    return mark
