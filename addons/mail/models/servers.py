"""Servers that take mail from here and carry it out of the house."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from addons.mail.addresses import is_address
from core import (
    Env,
    Mapped,
    Model,
    Refused,
    Sealed,
    Text,
    boolean,
    choice,
    foreign_key,
    index,
    instant,
    integer,
    many2one,
    sealed,
    text,
)

if TYPE_CHECKING:
    from addons.base.models import Company
    from addons.mail.models.outgoing import OutgoingMail

ENCRYPTIONS = {"starttls": "STARTTLS", "tls": "TLS", "none": "None"}
LONGEST_REPLY_NAME = 20
"""Of the 64 characters that are allowed before the @; the rest is for what is signed."""
NOT_SET_UP = Text("Outgoing mail is not set up")


class MailServer(Model, model="mail.server", title="Outgoing Mail Server", titles="Outgoing Mail Servers"):
    """A server that mail is handed to: of one company, or of all that have none of their own."""

    display = "{host}"
    search_by = ("host", "from_address")
    order_by = ("host",)

    host: Mapped[str] = text("Server", required=True, tracked=True, size=253, help="For example smtp.example.com.")
    port: Mapped[int] = integer("Port", default=587, required=True, tracked=True)
    encryption: Mapped[str] = choice(
        "Encryption", ENCRYPTIONS, default="starttls", required=True, tracked=True,
        help="STARTTLS usually at port 587, TLS at 465. None only within your own network.",
    )  # fmt: skip
    user: Mapped[str | None] = text("User name", tracked=True, help="Empty: the server asks for none.")
    password: Mapped[Sealed | None] = sealed("Password")
    from_address: Mapped[str] = text(
        "From address", required=True, size=254, tracked=True, help="Whom mails are from, for example desk@example.com."
    )
    reply_address: Mapped[str | None] = text(
        "Reply address", size=200, tracked=True,
        help="Answers to mails come in here, with a signed mark: replies@example.com becomes replies+…@example.com. "
        "Your mail server must bring all of these in. Empty: answers go to the team's address, or to the From address.",
    )  # fmt: skip
    company_id: Mapped[int | None] = foreign_key("base.company")
    company: Mapped[Company | None] = many2one(
        "Company", "company_id", tracked=True, help="Empty: every company without a server of its own."
    )
    active: Mapped[bool] = boolean("Active", default=True, tracked=True)
    problem: Mapped[str | None] = text("Last problem", read_only=True, copied=False, size=400)
    problem_at: Mapped[datetime | None] = instant("Since", read_only=True, copied=False)

    constraints = (index("active", "company_id", "id"),)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Address and port can be used, and there is one server a company."""
        yield from super().check()
        if not is_address(self.from_address or ""):
            yield "from_address", "This is not an email address."
        if self.reply_address and not is_address(self.reply_address):
            yield "reply_address", "This is not an email address."
        elif len((self.reply_address or "").partition("@")[0]) > LONGEST_REPLY_NAME:
            yield Refused("Before the @ there is room for {n} characters.", about="reply_address", n=LONGEST_REPLY_NAME)
        if not 0 < (self.port or 0) < 65536:
            yield "port", "A port is a number from 1 to 65535."
        if any(sign.isspace() for sign in self.host or ""):
            yield "host", "A server's name has no spaces."
        if self.active and self.has_changes("active", "company_id", "company") and self._has_rival():
            yield "company", "There is an active server for this already."

    def _has_rival(self) -> bool:
        with self.env.session.no_autoflush, self.env.system("other mail servers") as system:
            server, company_id = system[MailServer], self.linked_id("company")
            same = server.company_id.is_(None) if company_id is None else server.company_id == company_id
            other = sa.select(server.id).where(server.active, same, server.id != (self.id or 0))
            return system.session.scalar(other.limit(1)) is not None

    def send_test(self) -> OutgoingMail:
        """Mails whoever presses the button. "Send a test message"."""
        from addons.mail.delivering import queue_test
        from addons.mail.models.outgoing import OutgoingMail

        if not self.active:
            raise Refused("This server is switched off.")
        return self.env.session.get_one(self.env[OutgoingMail], queue_test(self.env, self))

    def send_waiting(self) -> None:
        """Lets out what was written while there was no server. "Send what waits"."""
        from addons.mail.delivering import enqueue_waiting

        enqueue_waiting(self.env, self)

    def cancel_waiting(self) -> None:
        """What waits is not sent. "Cancel what waits"."""
        from addons.mail.delivering import cancel_waiting

        cancel_waiting(self.env, self)


def server_for(system: Env, company_id: int | None) -> MailServer | None:
    """The server for mails in a company's name: its own, else the one for all. System work only."""
    server = system[MailServer]
    fits = sa.or_(server.company_id == company_id, server.company_id.is_(None))
    wanted = sa.select(server).where(server.active, fits).order_by(server.company_id.is_(None), server.id)
    return system.session.scalars(wanted.limit(1)).first()
