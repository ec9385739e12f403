"""Keeps the role records equal to the roles that the installed addons declare."""

from __future__ import annotations

import sqlalchemy as sa

from addons.base.models import Role
from core import Env


def mirror_roles(system: Env) -> None:
    """Makes, renames and puts out of use role records as the registry's policy says.

    A record stays while its addon is left out: users have their roles again when the addon works again.
    """
    role = system[Role]
    kept = {one.name: one for one in system.session.scalars(sa.select(role))}
    declared = system.registry.policy.roles
    for name, one in declared.items():
        record = kept.get(name)
        if record is None:
            record = kept[name] = system.new(Role, name=name)
        implied = ", ".join(sorted(declared[other].title for other in one.implies if other in declared))
        record.title, record.addon, record.implied, record.active = one.title, name.partition(".")[0], implied, True
    for name, record in kept.items():
        if name not in declared:
            record.active = False
    system.session.flush()
