"""What the kernel calls this addon for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.mail import delivering, notifying, pages
from addons.mail import routes as endpoints
from addons.mail.incoming import doctor, imap, processing
from addons.mail.tracking import write_changes
from core import Change, Env, Finding, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Mail servers and the queue, for administrators."""
    return pages.parts


@hookimpl
def jobs() -> Sequence[Any]:
    """Sending mail, telling who was named, and reading and fetching what comes in."""
    return [*delivering.everything, *notifying.everything, *processing.everything, *imap.everything]


@hookimpl
def routes() -> Sequence[Any]:
    """Posting, editing, following, and the way from a link to its document."""
    return endpoints.routes


@hookimpl
def doctor_checks(env: Env) -> Sequence[Finding]:
    """Mail that nobody took in, and mailboxes that cannot be read."""
    return list(doctor.findings(env))


@hookimpl
def changes_flushed(env: Env, changes: Sequence[Change]) -> None:
    """Tracked changes go into the chatter."""
    write_changes(env, changes)
