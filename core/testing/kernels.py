"""Kernels on real databases with addons installed, and people who work on them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from core.lifecycle.catalog import Catalog, read_catalog
from core.lifecycle.kernel import Kernel
from core.lifecycle.registry import Registry
from core.orm.database import Database
from core.orm.env import Env
from core.orm.identity import Clock, Identity
from core.settings import read_settings
from core.testing.databases import Databases

R = TypeVar("R")
Scene = tuple[Callable[[Env], object], ...]


class Kernels:
    """Makes kernels. A set of addons is installed once an engine and then cloned, so a test costs milliseconds."""

    def __init__(self, databases: Databases, folders: Iterable[Path] | None = None) -> None:
        self.databases = databases
        self.folders = tuple(read_settings().addon_folders if folders is None else folders)
        """Where addons are looked for: the folders of addons.toml unless others are given."""
        self.settings = read_settings({"MAKEGOOD_VAR": str(databases.folder / "var")})
        self.templates: dict[tuple[Any, ...], str] = {}
        self.kept: dict[str, tuple[Registry, sa.Dialect]] = {}
        """By template. Registries are immutable, so that all clones of a template can share one."""
        self.open: list[tuple[Kernel, str]] = []

    def make(
        self,
        engine: str,
        addons: Iterable[str],
        *,
        demonstration: bool = False,
        folders: Iterable[Path] | None = None,
        clock: Clock | None = None,
        scene: Iterable[Callable[[Env], object]] = (),
    ) -> Kernel:
        """A kernel on a database of its own with `addons`, and what they need, installed.

        `scene` are functions that make records every test of a kind begins with: run once, as system work, each in a
        transaction of its own.
        """
        folders = self.folders if folders is None else tuple(folders)
        template = self.prepared(engine, addons, demonstration=demonstration, folders=folders, scene=tuple(scene))
        url = self.databases.clone(template)
        kernel = self._on_clone(url, template, folders, clock)
        self.open.append((kernel, url))
        return kernel

    def _on_clone(self, url: str, template: str, folders: tuple[Path, ...], clock: Clock | None = None) -> Kernel:
        """A kernel that takes over what the one of the template has made."""
        kernel = self.on(url, folders=folders, clock=clock)
        registry, dialect = self.kept[template]
        kernel.swap(registry)
        # The registry keeps its compiled statements by dialect: with one of its own each clone would compile all anew.
        kernel.database.engine.dialect = dialect
        return kernel

    def prepared(
        self,
        engine: str,
        addons: Iterable[str],
        *,
        demonstration: bool = False,
        folders: Iterable[Path] | None = None,
        scene: Scene = (),
    ) -> str:
        """The address of the template with these addons: to clone, never to work on."""
        key = (engine, tuple(sorted(addons)), demonstration, self.folders if folders is None else tuple(folders), scene)
        if key not in self.templates:
            self.templates[key] = self._staged(*key) if scene else self._installed(*key)
            # What is kept to the end need not be looked through by the collector again and again.
            gc.collect()
            gc.freeze()
        return self.templates[key]

    def _installed(
        self, engine: str, addons: tuple[str, ...], demonstration: bool, folders: tuple[Path, ...], _scene: Scene
    ) -> str:
        url = self.databases.empty(engine)
        kernel = self.on(url, folders=folders)
        kernel.initialise(demonstration=demonstration, wanted=addons)
        return self._keep(kernel, url)

    def _staged(
        self, engine: str, addons: tuple[str, ...], demonstration: bool, folders: tuple[Path, ...], scene: Scene
    ) -> str:
        """A scene is set on a clone of what has the same addons and none."""
        bare = self.prepared(engine, addons, demonstration=demonstration, folders=folders)
        url = self.databases.clone(bare)
        kernel = self._on_clone(url, bare, folders)
        for work in scene:
            kernel.work(work, who=Identity.system())
        return self._keep(kernel, url)

    def _keep(self, kernel: Kernel, url: str) -> str:
        self.kept[url] = kernel.registry, kernel.database.engine.dialect
        kernel.close()
        return url

    def on(self, url: str, *, folders: Iterable[Path] | None = None, clock: Clock | None = None) -> Kernel:
        """A kernel on an existing database, with everything that a server would build."""
        from core.web.site import builders

        found = self._catalog if folders is None or folders == self.folders else read_catalog(folders)
        return Kernel(Database(url), found, builders=builders(self.settings), clock=clock)

    @cached_property
    def _catalog(self) -> Catalog:
        """Of the folders where all tests look, which no test changes."""
        return read_catalog(self.folders)

    def close(self) -> None:
        """Gives back what this test made; templates stay."""
        for kernel, url in self.open:
            kernel.close()
            self.databases.drop(url)
        self.open.clear()


def someone(env: Env, *roles: str, **values: Any) -> Identity:
    """An identity with these roles, and what they imply, in every company."""
    companies = _companies(env)
    held = env.registry.policy.expand(frozenset(roles))
    made = Identity(
        id=None, name="Someone", roles=held, company_ids=companies, company_id=companies[0] if companies else None
    )
    return replace(made, **values)


def person(env: Env, login: str) -> Identity:
    """The identity of a stored user, as the sign-in would find it."""
    users = env.hook.list_users(env=env) or ()
    id_ = next((user[0] for user in users if user[1] == login), None)
    assert id_ is not None, f"there is no user {login}"
    found = env.hook.identify(system_env=env, user_id=id_)
    assert found is not None
    return cast("Identity", found)


def _companies(env: Env) -> tuple[int, ...]:
    """The ids of all companies: of the records that fields named `company_id` link to."""
    for info in env.models.infos.values():
        if (field := info.fields.get("company_id")) is not None:
            company = env.models.models[field.target]
            return tuple(env.session.scalars(sa.select(company.id).order_by(company.id)))
    return ()


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
