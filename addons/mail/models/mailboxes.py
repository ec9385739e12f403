"""Mailboxes on other servers, from which mail is fetched by IMAP."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from addons.mail.addresses import is_address, same_for_all
from core import Mapped, Model, Refused, Sealed, boolean, choice, index, instant, integer, sealed, text

ENCRYPTIONS = {"tls": "TLS", "starttls": "STARTTLS", "none": "None"}


class Mailbox(Model, model="mail.mailbox", title="Mailbox", titles="Mailboxes"):
    """A folder of a mailbox that is looked into every few minutes. Nothing in it is changed or deleted.

    What was fetched is known by the folder's own numbers: `mark` is its UIDVALIDITY and the last UID. So it does not
    matter whether somebody reads there too. What comes twice all the same is taken once.
    """

    display = "{user}"
    search_by = ("host", "user", "address")
    order_by = ("host", "user")

    host: Mapped[str] = text("Server", required=True, tracked=True, size=253, help="For example imap.example.com.")
    port: Mapped[int] = integer("Port", default=993, required=True, tracked=True)
    encryption: Mapped[str] = choice(
        "Encryption", ENCRYPTIONS, default="tls", required=True, tracked=True,
        help="TLS usually at port 993, STARTTLS at 143. None only within your own network.",
    )  # fmt: skip
    user: Mapped[str] = text("User name", required=True, tracked=True)
    password: Mapped[Sealed | None] = sealed("Password")
    folder: Mapped[str] = text("Folder", default="INBOX", required=True, tracked=True)
    address: Mapped[str | None] = text(
        "Address", size=254, tracked=True,
        help="To whom mail here is taken to be written, where its headers name no address that is known here.",
    )  # fmt: skip
    active: Mapped[bool] = boolean("Active", default=True, tracked=True)
    mark: Mapped[str | None] = text("Fetched up to", read_only=True, copied=False, size=40)
    fetched_at: Mapped[datetime | None] = instant("Last fetched", read_only=True, copied=False)
    problem: Mapped[str | None] = text("Last problem", read_only=True, copied=False, size=400)
    problem_at: Mapped[datetime | None] = instant("Since", read_only=True, copied=False)

    constraints = (index("active", "id"),)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Address and port can be used."""
        yield from super().check()
        if not 0 < (self.port or 0) < 65536:
            yield "port", "A port is a number from 1 to 65535."
        if any(sign.isspace() for sign in self.host or ""):
            yield "host", "A server's name has no spaces."
        if self.has_changes("address"):
            self.address = same_for_all(self.address or "") or None
        if self.address is not None and not is_address(self.address):
            yield "address", "This is not an email address."
        if self.id is not None and self.has_changes("host", "user", "folder"):
            self.mark = None

    def fetch_now(self) -> None:
        """Looks into it as soon as a worker is free. The button "Fetch now"."""
        from addons.mail.incoming.imap import fetch

        if not self.active:
            raise Refused("This mailbox is switched off.")
        self.env.enqueue(fetch.when(lane=f"mail.mailbox {self.id}"), mailbox_id=self.id)
