"""What installed addons restrict on models of others, noted in the database: it holds on when one is left out.

It is noted whenever addons come, go or are upgraded, for all of them: an addon's layers and those of others decide
together what is whose. A file of rules that is changed by hand counts from the next such moment on.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from core.lifecycle.registry import Registry
from core.orm.access.kept import Restriction
from core.orm.database import Database

GATE: Restriction = ("", "request_gate", "")
"""What an addon restricts that has a say in who comes in at all."""
_ADDON = sa.table("core_addon", sa.column("name"), sa.column("state"), sa.column("restricts", sa.JSON()))


def note_restrictions(connection: sa.Connection, registry: Registry) -> None:
    """Writes down what the addons of a registry restrict. What those that are left out restrict stays as it is."""
    rows = connection.execute(sa.select(_ADDON.c.name, _ADDON.c.restricts))
    noted = {row.name: row.restricts for row in rows}
    for manifest in registry.addons:
        own = registry.policy.restrictions_of(manifest.name)
        if _has_gate(registry, manifest.name):
            own |= {GATE}
        restricts = sorted(map(list, own))
        if noted.get(manifest.name) != restricts:
            row = sa.update(_ADDON).where(_ADDON.c.name == manifest.name)
            connection.execute(row.values(restricts=restricts))


def _has_gate(registry: Registry, addon: str) -> bool:
    plugin = registry.plugins.get_plugin(addon)
    called = registry.plugins.get_hookcallers(plugin) if plugin is not None else None
    return any(caller.name == GATE[1] for caller in called or ())


def restrictions(database: Database) -> Mapping[str, frozenset[Restriction]]:
    """Installed addon -> what it restricts. Nothing of those of which versions before 0.2 noted nothing."""
    with database.begin(write=False) as connection:
        if not any(one["name"] == "restricts" for one in sa.inspect(connection).get_columns("core_addon")):
            return {}
        rows = connection.execute(
            sa.select(_ADDON.c.name, _ADDON.c.restricts).where(_ADDON.c.state == "installed")
        ).all()
    return {
        name: frozenset((model, operation, role) for model, operation, role in said)
        for name, said in rows
        if said is not None
    }
