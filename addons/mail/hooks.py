"""What other addons can follow of the chatter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import Env, hookspec

if TYPE_CHECKING:
    from addons.mail.models import Message


@hookspec
def message_posted(env: Env, message: Message) -> None:
    """A message or note was added to a document. `env` is a system Env; the transaction is not committed yet.

    Whatever leaves the house because of it goes through the outbox, never from here.
    """
