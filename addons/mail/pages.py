"""The chatter panel, for the forms of documents: `Form(Ticket, "ticket", …, chatter)`."""

from __future__ import annotations

from addons.mail.chatter import chatter_of
from core import Panel

chatter = Panel("Conversation", template="mail/chatter.html", gives=chatter_of, place="side")
