"""A helpdesk that mail comes to: a team with an address, a customer, a server, and what people write."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from addons.mail.incoming.taking import Taken, take
from addons.mail.models import IncomingMail, MailServer, Message, OutgoingMail
from core.orm.env import Env
from tests.addons.helpdesk.desk import a_contact, a_team, hire
from tests.core.jobs.conftest import House

SERVICE, MARTA, STRANGER = "service@shop.example", "marta@example.org", "stranger@example.net"


def furnish(env: Env) -> None:
    """People, the team "Service" with its address, the customer Marta, and a server that nothing listens at."""
    hire(env)
    a_team(env, alias="Service@Shop.example")
    a_contact(env, email="Marta@Example.org", phone="+48 1")
    env.new(
        MailServer, host="127.0.0.1", port=9, encryption="none", from_address="desk@shop.example",
        reply_address="replies@shop.example",
    )  # fmt: skip


def a_letter(
    text: str = "It flickers.",
    *,
    sender: str = MARTA,
    to: str = SERVICE,
    subject: str = "Display flickers",
    **headers: str,
) -> bytes:
    """A mail as a program writes it; `In_Reply_To="<…>"` adds a header."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Message-ID"] = headers.pop("Message_ID", f"<{abs(hash((text, sender, to, subject)))}@example.org>")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def bring(house: House, raw: bytes, to: str = SERVICE, return_path: str | None = "someone@example.org") -> Taken:
    """Takes a mail and lets workers read it."""
    taken = house.run(lambda env: take(env, raw, way="pipe", recipient=to, return_path=return_path))
    house.work()
    assert isinstance(taken, Taken)
    return taken


def stored(house: House, taken: Taken) -> Any:
    return house.run(lambda env: _row(env, IncomingMail, taken.id))


def _row(env: Env, layer: Any, id_: int) -> Any:
    return env.transaction.connection.execute(sa.select(env[layer].__table__).where(env[layer].id == id_)).one()


def rows(house: House, layer: Any) -> list[Any]:
    return list(
        house.run(
            lambda env: env.transaction.connection.execute(
                sa.select(env[layer].__table__).order_by(env[layer].id)
            ).all()
        )
    )


def said(house: House) -> list[tuple[str, str, str]]:
    """(kind, who, text) of what was written on tickets, oldest first."""

    def read(env: Env) -> list[tuple[str, str, str]]:
        message = env[Message]
        wanted = sa.select(message).where(message.kind != "tracking", message.document_model == "helpdesk.ticket")
        return [
            (one.kind, one.author.name if one.author else one.sender or "", one.body)
            for one in env.session.scalars(wanted.order_by(message.id))
        ]

    return list(house.run(read))


def tickets(house: House) -> list[Any]:
    return rows(house, Ticket)


def mails(house: House) -> list[Any]:
    return rows(house, OutgoingMail)
