"""Kernels on real databases with addons installed, and people who work on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from core.lifecycle.catalog import read_catalog
from core.lifecycle.kernel import Kernel
from core.lifecycle.registry import Registry
from core.orm.database import Database
from core.orm.env import Env
from core.orm.identity import Clock, Identity
from core.settings import read_settings
from tests.databases import Databases

R = TypeVar("R")
ROOT = Path(__file__).resolve().parents[1]
ADDONS = ROOT / "addons"


class Kernels:
    """Makes kernels. A set of addons is installed once an engine and then cloned, so a test costs milliseconds."""

    def __init__(self, databases: Databases) -> None:
        self.databases = databases
        self.settings = read_settings({"MAKEGOOD_VAR": str(databases.folder / "var")})
        self.templates: dict[tuple[Any, ...], str] = {}
        self.registries: dict[str, Registry] = {}
        self.open: list[tuple[Kernel, str]] = []

    def make(
        self,
        engine: str,
        addons: Iterable[str],
        *,
        demonstration: bool = False,
        folders: Iterable[Path] = (ADDONS,),
        clock: Clock | None = None,
        scene: Iterable[Callable[[Env], object]] = (),
    ) -> Kernel:
        """A kernel on a database of its own with `addons`, and what they need, installed.

        `scene` are functions that make records every test of a kind begins with: run once, as system work, each in a
        transaction of its own.
        """
        folders = tuple(folders)
        template = self.prepared(engine, addons, demonstration=demonstration, folders=folders, scene=tuple(scene))
        url = self.databases.clone(template)
        kernel = self.on(url, folders=folders, clock=clock)
        kernel.swap(self.registries[template])  # immutable, so that all clones of a template can share it
        self.open.append((kernel, url))
        return kernel

    def prepared(
        self,
        engine: str,
        addons: Iterable[str],
        *,
        demonstration: bool = False,
        folders: Iterable[Path] = (ADDONS,),
        scene: tuple[Callable[[Env], object], ...] = (),
    ) -> str:
        """The address of the template with these addons: to clone, never to work on."""
        key = (engine, tuple(sorted(addons)), demonstration, tuple(folders), scene)
        if key not in self.templates:
            url = self.databases.empty(engine)
            kernel = self.on(url, folders=key[3])
            kernel.initialise(demonstration=demonstration, wanted=key[1])
            for work in scene:
                kernel.work(work, who=Identity.system())
            self.registries[url] = kernel.registry
            kernel.close()
            self.templates[key] = url
        return self.templates[key]

    def on(self, url: str, *, folders: Iterable[Path] = (ADDONS,), clock: Clock | None = None) -> Kernel:
        """A kernel on an existing database, with everything that a server would build."""
        from core.web.site import builders

        return Kernel(Database(url), read_catalog(folders), builders=builders(self.settings), clock=clock)

    def close(self) -> None:
        """Gives back what this test made; templates stay."""
        for kernel, url in self.open:
            kernel.close()
            self.databases.drop(url)
        self.open.clear()


def someone(env: Env, *roles: str, **values: Any) -> Identity:
    """An identity with these roles, and what they imply, in every company."""
    from addons.base.models import Company

    companies = tuple(env.session.scalars(sa.select(env[Company].id).order_by(env[Company].id)))
    held = env.registry.policy.expand(frozenset(roles))
    made = Identity(
        id=None, name="Someone", roles=held, company_ids=companies, company_id=companies[0] if companies else None
    )
    return replace(made, **values)


def person(env: Env, login: str) -> Identity:
    """The identity of a stored user, as the sign-in would find it."""
    from addons.base.models import User

    id_ = env.session.scalar(sa.select(env[User].id).where(env[User].login == login))
    assert id_ is not None, f"there is no user {login}"
    found = env.hook.identify(system_env=env, user_id=id_)
    assert found is not None
    return found


class Acting:
    """One kernel, worked on as different people: `acting.run(lambda env: …, "agent@example.com")`."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel

    def run(
        self, handler: Callable[[Env], R], who: str | tuple[str, ...] | Identity | None = None, *, write: bool = True
    ) -> R:
        """Runs a handler as a login, as somebody with these roles, as an identity, or as the system (None)."""
        if who is None:
            return self.kernel.work(handler, who=Identity.system(), write=write)
        if isinstance(who, str):
            return self.kernel.work(handler, who=lambda env: person(env, who), write=write)
        if isinstance(who, tuple):
            return self.kernel.work(handler, who=lambda env: someone(env, *who), write=write)
        return self.kernel.work(handler, who=who, write=write)

    @contextmanager
    def rolled_back(self, who: str | tuple[str, ...] | None = None) -> Iterator[Env]:
        """An Env to look around with; what it does is undone."""
        registry = self.kernel.registry
        from core.orm.env import Transaction

        with self.kernel.database.engine.connect() as connection:
            transaction = Transaction(connection, self.kernel.clock)
            system = Env(registry, connection, Identity.system(), system=True, transaction=transaction)
            if who is None:
                identity = Identity.system()
            else:
                identity = person(system, who) if isinstance(who, str) else someone(system, *who)
            env = system if who is None else Env(registry, connection, identity, transaction=transaction)
            try:
                yield env
            finally:
                env.session.close()
                system.session.close()
                connection.rollback()
