"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from addons.mail.models import OutgoingMail
from addons.rating import pages
from addons.rating import routes as endpoints
from addons.rating.asking import text_of_mail
from addons.rating.models import Rating
from core import Env, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """What customers said."""
    return pages.parts


@hookimpl
def routes() -> Sequence[Any]:
    """The page behind the link in a mail."""
    return endpoints.routes


@hookimpl
def mail_text(env: Env, mail: OutgoingMail) -> Markup | None:
    """The question, with a link that only this mail knows."""
    return text_of_mail(env, mail) if mail.document_model == Rating.__model__ else None
