"""The models of this addon, one file a concept."""

from __future__ import annotations

from addons.mail.models.activities import Activity
from addons.mail.models.aliases import Letter, TakesMail
from addons.mail.models.canned import CannedAnswer
from addons.mail.models.incoming import IncomingMail
from addons.mail.models.mailboxes import Mailbox
from addons.mail.models.messages import EDITABLE_FOR, KINDS, Follower, Message
from addons.mail.models.notices import Notice, NotifiedUser
from addons.mail.models.outgoing import OutgoingMail
from addons.mail.models.servers import MailServer
from addons.mail.models.templates import Template
from addons.mail.models.threads import Thread

__all__ = [
    "EDITABLE_FOR", "KINDS", "Activity", "CannedAnswer", "Follower", "IncomingMail", "Letter", "MailServer", "Mailbox",
    "Message", "Notice", "NotifiedUser", "OutgoingMail", "TakesMail", "Template", "Thread",
]  # fmt: skip
