"""The registry: the immutable picture of one database's installed addons, and how it is built."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol, TypeVar, cast, runtime_checkable

import pluggy
from sqlalchemy.sql.cache_key import NO_CACHE
from sqlalchemy.sql.visitors import anon_map
from sqlalchemy.util import LRUCache

from core import hooks
from core.lifecycle.errors import AddonFailed
from core.lifecycle.loading import CORE, has_module, load, load_core, load_module
from core.lifecycle.manifest import Manifest
from core.lifecycle.quarantine import Quarantine
from core.orm.access.kept import Restriction
from core.orm.access.policy import Policy, read_policy
from core.orm.composition import Composition, ModelInfo
from core.orm.layers import PlainModel

T = TypeVar("T")
M = TypeVar("M", bound=PlainModel)

_ALIVE: weakref.WeakSet[Registry] = weakref.WeakSet()
STATEMENTS = 2000
"""Compiled statements a registry keeps: entries multiply by role set, each is a few kilobytes."""


@dataclass(frozen=True, eq=False)
class Registry:
    """Installed addons in dependency order, their composed models, hooks, rights, and what builders made of them."""

    generation: int
    demonstration: bool
    addons: tuple[Manifest, ...]
    models: Composition
    plugins: pluggy.PluginManager
    policy: Policy
    missing: Mapping[str, str] = field(default_factory=dict)
    """Addons that are installed in the database but do not work here: name -> why."""
    quarantine: Quarantine = field(default_factory=lambda: Quarantine(strict=True))
    """What its addons failed to contribute."""
    facets: Mapping[type, object] = field(default_factory=dict)
    """What ui and web derived from it when it was built, by type."""
    statements: MutableMapping[Any, Any] = field(default_factory=lambda: LRUCache(STATEMENTS))
    """SQLAlchemy's compiled statements. The registry's own: a shared cache keeps old registries alive."""
    _made: dict[Any, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _ALIVE.add(self)

    @property
    def hook(self) -> Any:
        """The hooks of the installed addons: `registry.hook.page_parts()`."""
        return self.plugins.hook

    def facet(self, kind: type[T]) -> T:
        """What the builder that makes a `kind` made. Raises KeyError if there was no such builder."""
        return cast("T", self.facets[kind])

    def once(self, build: Callable[[Composition], T]) -> T:
        """What `build`, a function of a module, makes of the models: made at its first use, and kept."""
        if build not in self._made:
            self._made[build] = build(self.models)
        return cast("T", self._made[build])

    def of_shape(self, what: Hashable, build: Callable[[], T], parts: Sequence[Any]) -> tuple[T, dict[str, Any]]:
        """The statement that `build` makes of these statements or conditions, and the values of its parameters.

        Made once for all parts that differ in nothing but values, because building it takes longer than carrying it
        out; `what` is everything else that it is made of.
        """
        # One map for all parts: what they share, a parameter or an alias, belongs to their shape.
        known, given = anon_map(), list[Any]()
        shape = (what, *(one._gen_cache_key(known, given) for one in parts))
        if NO_CACHE in known:
            return build(), {}
        made = self.statements.get(shape)
        if made is None:
            made = self.statements[shape] = (build(), [one.key for one in given])
        statement, names = made
        return statement, {name: one.effective_value for name, one in zip(names, given, strict=True)}

    def __getitem__(self, layer: type[M]) -> type[M]:
        return self.models[layer]

    def model(self, name: str) -> type[Any]:
        """The composed class of a model by name. Raises KeyError."""
        return self.models.models[name]

    def info(self, model: str | type[PlainModel]) -> ModelInfo:
        """What is known of a model."""
        return self.models.info(model)

    def why_missing(self, name: str) -> str:
        """Why an installed addon is left out, and which rights are held back for that reason."""
        held_back = self.policy.held_back_by(name)
        closed = f". Closed until it works: {', '.join(held_back)}" if held_back else ""
        return self.missing[name] + closed

    def addon(self, name: str) -> Manifest | None:
        """The manifest of an installed addon, None if it is not installed."""
        return next((one for one in self.addons if one.name == name), None)

    def contributions(self, addon: str, hook: str) -> list[Any]:
        """What one addon contributes by a hook; nothing where that fails and the registry may do without it."""
        ask = self.hook_of(addon, hook)
        return self.quarantine.ask(addon, hook, lambda: [one for some in ask() for one in some])

    def hook_of(self, addon: str, name: str) -> Any:
        """The caller of one hook for one addon alone: life-cycle hooks concern who comes or goes."""
        others = [plugin for label, plugin in self.plugins.list_name_plugin() if label != addon and plugin is not None]
        return self.plugins.subset_hook_caller(name, others)


def alive() -> int:
    """How many registries this process holds: the one that serves, and for a while those on which work still ends."""
    return len(_ALIVE)


Builder = Callable[[Registry], object]
"""Makes a facet of a registry. May use those of the builders before it; what it raises stops an install."""


@runtime_checkable
class ListsMenus(Protocol):
    """A facet that knows menus, so that the preview of an installation can name the new ones (SPEC MD-5)."""

    def menu_titles(self) -> Iterable[str]:
        """The full titles of all menus: "Inventory / Transfers"."""


def build_registry(
    manifests: Sequence[Manifest],
    *,
    generation: int,
    demonstration: bool = False,
    builders: Iterable[Builder] = (),
    missing: Mapping[str, str] | None = None,
    kept: Mapping[str, frozenset[Restriction]] | None = None,
    quarantine: Quarantine | None = None,
) -> Registry:
    """The registry of these addons, which come in dependency order.

    `missing` are those that are left out -> why, `kept` what they restrict all the same. `quarantine` says whether the
    registry may do without a contribution that fails; else it may not.
    Raises AddonFailed or, with everything that is wrong, DeclarationError.
    """
    with _building, without_collector():
        load_core()
        load(manifests)
        models = Composition((CORE, *(one.name for one in manifests)))
        facets: dict[type, object] = {}
        registry = Registry(
            generation=generation,
            demonstration=demonstration,
            addons=tuple(manifests),
            models=models,
            plugins=_plug_in(manifests),
            policy=read_policy(models, manifests, kept),
            missing=MappingProxyType(dict(missing or {})),
            quarantine=quarantine or Quarantine(strict=True),
            facets=MappingProxyType(facets),
        )
        for build in builders:
            made = build(registry)
            facets[type(made)] = made
        for manifest in manifests:
            _tell_ready(registry, manifest.name)
    return registry


def _tell_ready(registry: Registry, addon: str) -> None:
    def tell() -> list[object]:
        registry.hook_of(addon, "registry_ready")(registry=registry)
        return []

    registry.quarantine.ask(addon, "registry_ready", tell)


def _plug_in(manifests: Sequence[Manifest]) -> pluggy.PluginManager:
    """A manager with the installed addons only, so that no hook can ever reach another one."""
    plugins = pluggy.PluginManager(hooks.PROJECT)
    plugins.add_hookspecs(hooks)
    for manifest in manifests:
        if has_module(manifest, "hooks"):
            module = load_module(manifest, "hooks")
            try:
                plugins.add_hookspecs(module)
            except Exception as why:
                raise AddonFailed(manifest.name, "declaring hooks", why) from why
    # Pluggy calls what was registered last first; addons are called in dependency order.
    for manifest in reversed(manifests):
        if has_module(manifest, "plugin"):
            module = load_module(manifest, "plugin")
            try:
                plugins.register(module, manifest.name)
            except Exception as why:
                raise AddonFailed(manifest.name, "registering its hooks", why) from why
    try:
        plugins.check_pending()
    except pluggy.PluginValidationError as why:
        addon = next((name for name, plugin in plugins.list_name_plugin() if plugin is why.plugin), "")
        raise AddonFailed(addon, "registering its hooks", why) from why
    return plugins


_building = threading.RLock()
_counting = threading.Lock()
_without = 0
"""How many threads do without the collector right now."""
_was_on = True


@contextmanager
def without_collector() -> Iterator[None]:
    """Without the garbage collector, in the whole process: what makes many objects that stay takes a quarter less."""
    global _without, _was_on
    with _counting:
        if not _without:
            _was_on = gc.isenabled()
        _without += 1
        gc.disable()
    try:
        yield
    finally:
        with _counting:
            _without -= 1
            if not _without and _was_on:
                gc.enable()
