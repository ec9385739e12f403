"""What other addons can follow of the chatter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from core import Env, hookspec

if TYPE_CHECKING:
    from addons.mail.models import Message, OutgoingMail


@hookspec
def message_posted(env: Env, message: Message) -> None:
    """A message or note was added to a document. `env` is a system Env; the transaction is not committed yet.

    Whatever leaves the house because of it goes through the outbox, never from here.
    """


@hookspec(firstresult=True)
def mail_text(env: Env, mail: OutgoingMail) -> Markup | None:
    """What a mail about a document says that carries no message, as safe HTML in the mail's language. None: not mine.

    Asked when the mail is written, in system work that may write: a secret in a link is made here and stored nowhere.
    """


@hookspec(firstresult=True)
def mail_link(env: Env, mail: OutgoingMail) -> str | None:
    """Where a recipient who does not work here reads the document and answers, as a whole address. Asked likewise."""
