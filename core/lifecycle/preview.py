"""What an installation would add that users notice: menus, roles, tables (SPEC MD-5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.lifecycle.plan import Plan
from core.lifecycle.registry import ListsMenus, Registry
from core.orm.composition import OWNER
from core.orm.env import Env


@dataclass(frozen=True)
class InstallWarning:
    """What a user must know before they install (SPEC MD-7). Shown in danger style, `title` as its heading."""

    title: str
    text: str


@dataclass(frozen=True)
class Gains:
    """Full titles of new menus, titles of new roles, how many new tables."""

    menus: tuple[str, ...]
    roles: tuple[str, ...]
    tables: int


def gains(current: Registry, candidate: Registry, plan: Plan) -> Gains:
    """What `candidate`, the registry after the plan, has more than the current one."""
    known = set(menus_of(current))
    coming = set(plan.names)
    return Gains(
        menus=tuple(title for title in menus_of(candidate) if title not in known),
        roles=tuple(role.title for name, role in candidate.policy.roles.items() if name not in current.policy.roles),
        tables=sum(1 for table in candidate.models.metadata.tables.values() if table.info[OWNER] in coming),
    )


def warnings(env: Env, plan: Plan) -> tuple[InstallWarning, ...]:
    """What the installed addons warn of before a plan is carried out (SPEC MD-7)."""
    return tuple(one for given in env.hook.install_warnings(env=env, plan=plan) for one in given)


def menus_of(registry: Registry) -> Iterable[str]:
    """The full titles of all menus, as far as a builder knows menus."""
    for facet in registry.facets.values():
        if isinstance(facet, ListsMenus):
            yield from facet.menu_titles()
