"""Addresses of this addon that no page answers."""

from __future__ import annotations

from core import Asked, Env, Response, Route, go_to


def own_preferences(_env: Env, asked: Asked) -> Response:
    """Leads to the preferences of whoever is signed in, under an address that is the same for everybody."""
    return go_to(asked, f"/base/preferences/{_env.user.id}")


routes = [Route("/base/me", own_preferences)]
