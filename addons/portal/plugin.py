"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from addons.mail.models import OutgoingMail
from addons.portal import jobs as declared
from addons.portal import mailing, pages, visiting
from addons.portal import routes as endpoints
from core import Asked, Env, Identity, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """What lets a contact in."""
    return pages.parts


@hookimpl
def routes() -> Sequence[Any]:
    """Everything that customers see."""
    return endpoints.routes


@hookimpl
def jobs() -> Sequence[Any]:
    """Forgetting links that ended."""
    return declared.everything


@hookimpl
def identify_visitor(system_env: Env, request: Asked) -> Identity | None:
    """Whoever has a link to one document."""
    return visiting.guest_of(system_env, request)


@hookimpl
def home_outside(env: Env) -> str | None:
    """Customers begin here."""
    return "/portal" if env.holds("base.portal") else None


@hookimpl
def forgotten_password() -> str:
    """For customers; whoever works here asks an administrator."""
    return "/portal/reset"


@hookimpl
def mail_text(env: Env, mail: OutgoingMail) -> Markup | None:
    """Invitations and new passwords."""
    return mailing.text_of(env, mail)


@hookimpl
def mail_link(env: Env, mail: OutgoingMail) -> str | None:
    """Customers read documents here."""
    return mailing.link_of(env, mail)
