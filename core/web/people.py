"""What the web must know about people without knowing any role by its name: it asks for rights to the kernel's tables.

Who may create `core.addon` may install (SPEC MD-11). Who may read it works here, unlike customers and the public,
and reads in full why something is not allowed (SPEC AR-7). Addons give these rights in `access.toml` like any others.
"""

from __future__ import annotations

from core.lifecycle.models import Addon
from core.orm.access.policy import Policy
from core.orm.env import Env
from core.orm.identity import Identity

NOBODY = Identity(id=None, name="")
"""A visitor of whom nothing is known and who has no rights."""


def is_internal(env: Env) -> bool:
    """Whether the user works here."""
    return works_here(env.registry.policy, env.user)


def works_here(policy: Policy, user: Identity) -> bool:
    """Whether somebody works here, asked without a transaction."""
    return user.id is not None and policy.access(user.roles).allows(Addon.__model__, "read")


def may_install(env: Env) -> bool:
    """Whether the user may install and uninstall addons."""
    return env.user.id is not None and env.may("create", Addon)
