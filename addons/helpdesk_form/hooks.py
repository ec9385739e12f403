"""What addons add to the public form: links to it that say what a request is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import Env, hookspec

if TYPE_CHECKING:
    from addons.helpdesk.models import Ticket


@hookspec(firstresult=True)
def form_subject(env: Env, about: str) -> str | None:
    """What `?about=` in a link to the form means, in words that everybody may read; None for what is another addon's.

    System work for a visitor whom nobody knows: `about` must be something that cannot be guessed.
    """


@hookspec
def form_ticket(env: Env, ticket: Ticket, about: str) -> None:
    """A ticket is being made from the form, and not written yet: the addon whose `about` it is links what it is about.

    System work.
    """
