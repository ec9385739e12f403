"""A house that sends mail, and a real SMTP server that answers as a test wants it to."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.settings import read_settings
from core.web.site import create_app
from tests.core.jobs.conftest import House, Turned, plain_log
from tests.core.web.conftest import ORIGIN, PASSWORD, Browser

__all__ = ["plain_log"]


@dataclass
class PostOffice:
    """What came in, and what is answered next: a reply ("451 later"), "hang", "cut", or something to be called.

    `to` are answers to recipients by address, `data` those to whole mails, in their order.
    """

    to: dict[str, list[str]] = field(default_factory=dict)
    data: list[Any] = field(default_factory=list)
    taken: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    seen: int = 0
    """Mails of which all data came, taken or not."""
    port: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(  # noqa: N802  as aiosmtpd calls it
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        answers = self.to.get(address, [])
        if answers:
            return answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  as aiosmtpd calls it
        self, server: Any, _session: Any, envelope: Any
    ) -> str:
        self.seen += 1
        answer = self.data.pop(0) if self.data else "250 OK taken"
        if answer == "hang":
            while not self.stop.is_set():
                await asyncio.sleep(0.02)
            return "451 too late"
        if not str(answer).startswith(("4", "5")):
            mail = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.taken.append((list(envelope.rcpt_tos), mail))
        if answer == "cut":
            server.transport.abort()
            return "250 OK nobody hears"
        return str(answer() if callable(answer) else answer)

    @property
    def addresses(self) -> list[str]:
        """Who got a mail, in order, once a mail."""
        return [address for to, _ in self.taken for address in to]


def said(mail: EmailMessage, kind: str = "plain") -> str:
    """The text of a mail."""
    found = mail.get_body((kind,))
    assert isinstance(found, EmailMessage)
    return str(found.get_content()).replace("\r\n", "\n")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def office() -> Iterator[PostOffice]:
    made = PostOffice(port=free_port())
    controller = Controller(made, hostname="127.0.0.1", port=made.port)
    controller.start()
    yield made
    made.stop.set()
    controller.stop()


def furnish(env: Env) -> None:
    """A helmet that Ann, who works here, and the customers Bo and Cy follow."""
    from addons.base.identities import make_user
    from addons.base.models import Contact
    from addons.product.models import Product

    ann = make_user(env, "ann@example.com", "a long enough one", name="Ann")
    env.session.flush()
    helmet = env.new(Product, name="Helmet")
    env.session.flush()
    bo = env.new(Contact, name="Bo", email="Bo@Example.com", locale="de")
    cy = env.new(Contact, name="Cy", email="cy@example.com")
    env.session.flush()
    env.finish()
    helmet.follow(ann, bo, cy)


@pytest.fixture
def desk(fresh_kernel: Callable[..., Kernel]) -> House:
    """A house without a mail server."""
    clock = Turned()
    return House(fresh_kernel("product", clock=clock, scene=(furnish,)), clock)


@pytest.fixture
def sender(desk: House, office: PostOffice) -> House:
    """A house whose mail server is the office."""
    desk.run(lambda env: a_server(env, office) and None)
    return desk


def a_server(env: Env, office: PostOffice, **more: Any) -> Any:
    from addons.mail.models import MailServer

    values = {"host": "127.0.0.1", "port": office.port, "encryption": "none", "from_address": "desk@shop.example"}
    made = env.new(MailServer, **{**values, **more})
    env.session.flush()
    return made


def helmet(env: Env) -> Any:
    from addons.product.models import Product

    return env.session.scalars(sa.select(env[Product])).one()


def post(house: House, body: str = "It is here.", who: str | None = "ann@example.com", **more: Any) -> int:
    """Posts a message about the helmet."""
    return int(house.run(lambda env: helmet(env).post_message(body, **more).id, *([who] if who else [])))


def queue(house: House) -> list[Any]:
    """All queued mails as the table has them."""
    from addons.mail.models import OutgoingMail

    table: Any = house.kernel.registry[OutgoingMail].__table__
    return list(house.run(lambda env: env.transaction.connection.execute(sa.select(table).order_by(table.c.id)).all()))


def states(house: House) -> dict[str, str]:
    """Address -> state."""
    return {row.address: row.state for row in queue(house)}


@pytest.fixture
def sign_in(desk: House, tmp_path: Path) -> Iterator[Callable[[str], Browser]]:
    app: Any = create_app(
        read_settings({"MAKEGOOD_VAR": str(tmp_path), "MAKEGOOD_BASE_URL": ORIGIN}), kernel=desk.kernel
    )
    opened: list[Browser] = []

    def another(role: str) -> Browser:
        login = f"{role.replace('.', '-')}@example.org"
        desk.run(
            lambda env: env.hook.add_user(env=env, login=login, name=role, password=PASSWORD, roles=[role]) and None
        )
        opened.append(Browser(app).sign_in(login))
        return opened[-1]

    yield another
    for one in opened:
        one.close()
    app.state.site.pool.shutdown()
