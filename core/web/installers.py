"""Who may let addons come and go through the browser, and how a form says that its user agreed to it."""

from __future__ import annotations

from core.orm.env import Env
from core.web.asked import Asked
from core.web.errors import STALE_FORM, HttpProblem
from core.web.people import is_internal

PLAN = "_plan"
"""The field by which a form says that its user agreed to a plan: the fingerprint of what they saw."""


def check_installer(env: Env, asked: Asked) -> None:
    """Raises HttpProblem unless somebody who works here sent this from a page of ours."""
    check_sender(env, asked)
    internal_only(env)


def check_sender(_env: Env, asked: Asked) -> None:
    """Raises HttpProblem unless somebody who signed in sent this from a page of ours: for work that is no single
    transaction, and so not asked by its route."""
    if asked.user is None:
        raise HttpProblem(401)
    if not asked.visit.by_key and not asked.site.holds_token(asked):
        raise HttpProblem(403, STALE_FORM)


def internal_only(env: Env) -> None:
    """Raises HttpProblem 404 for customers and the public."""
    if not is_internal(env):
        raise HttpProblem(404)
