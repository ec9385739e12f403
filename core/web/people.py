"""What the web must know about people without knowing any role by its name: it asks for rights to the kernel's tables.

Who may create `core.addon` may install (SPEC MD-11). Who may read it works here, unlike customers and the public,
and reads in full why something is not allowed (SPEC AR-7). Addons give these rights in `access.toml` like any others.
"""

from __future__ import annotations

from dataclasses import replace

from core.lifecycle.models import Addon
from core.lifecycle.registry import Registry
from core.orm.access.policy import Policy
from core.orm.env import Env
from core.orm.identity import Identity
from core.ui.rendering import Renderer

NOBODY = Identity(id=None, name="")
"""A visitor of whom nothing is known and who has no rights."""


def in_own_language(visitor: Identity, registry: Registry, accepted: str) -> Identity:
    """A visitor who did not sign in, with the language that the browser asks for, if the house speaks it (SPEC XC-5).

    `accepted` is the header Accept-Language: "de-AT,de;q=0.9,en;q=0.5".
    """
    renderer = registry.facets.get(Renderer)
    if not accepted or not isinstance(renderer, Renderer):
        return visitor
    ranked = []
    for place, one in enumerate(accepted[:200].split(",")):
        tag, _, weight = one.strip().partition(";q=")
        ranked.append((-(float(weight) if weight.replace(".", "", 1).isdecimal() else 1.0), place, tag[:2].lower()))
    spoken = ("en", *renderer.languages.offered)
    return replace(visitor, locale=next((tag for _, _, tag in sorted(ranked) if tag in spoken), visitor.locale))


def is_internal(env: Env) -> bool:
    """Whether the user works here."""
    return works_here(env.registry.policy, env.user)


def works_here(policy: Policy, user: Identity) -> bool:
    """Whether somebody works here, asked without a transaction."""
    return user.id is not None and policy.access(user.roles).allows(Addon.__model__, "read")


def may_install(env: Env) -> bool:
    """Whether the user may install and uninstall addons."""
    return env.user.id is not None and env.may("create", Addon)
