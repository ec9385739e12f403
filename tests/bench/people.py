"""Who works in a measurement: found out as a request does, by the id that a session names, in one statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import sqlalchemy as sa

from addons.base.models import User
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity

R = TypeVar("R")


class Working:
    """One user of a kernel. Their login is looked up here, so that no measurement pays for it."""

    def __init__(self, kernel: Kernel, login: str) -> None:
        def find(env: Env) -> int:
            return env.session.scalars(sa.select(env[User].id).where(env[User].login == login)).one()

        self.kernel, self.id = kernel, kernel.work(find, who=Identity.system(), write=False)

    def run(self, handler: Callable[[Env], R], *, write: bool = True) -> R:
        """Runs a handler as this user, in a transaction of its own."""
        return self.kernel.work(handler, who=self._identify, write=write)

    def _identify(self, system: Env) -> Identity:
        found: Identity | None = system.hook.identify(system_env=system, user_id=self.id)
        assert found is not None
        return found
