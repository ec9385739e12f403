"""A house with webhooks, and a real HTTP server that answers as a test wants it to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.web.site import builders
from tests.core.jobs.conftest import House, Turned, plain_log
from tests.kernels import Kernels

__all__ = ["plain_log"]


FOR_EVER = 120
"""Seconds: what hangs or drips so long goes on after everybody should have given up."""


@dataclass
class Receiver:
    """What came, and what is answered: a status, "hang", "drip", "cut", or a redirect to an address."""

    answers: list[Any] = field(default_factory=list)
    letters: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/in?token=1"


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            receiver.letters.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            answer = receiver.answers.pop(0) if receiver.answers else 200
            if answer == "hang":
                receiver.stop.wait(FOR_EVER)
            elif answer == "drip":
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                end = time.monotonic() + FOR_EVER
                with suppress(ConnectionError):  # they gave up
                    while time.monotonic() < end and not receiver.stop.wait(0.2):
                        self.wfile.write(b"x: y\r\n")
            elif answer == "cut":
                self.wfile.write(b"HTTP/1.1 2")
                self.connection.close()
            elif isinstance(answer, str):
                self.send_response(302)
                self.send_header("location", answer)
                self.end_headers()
            else:
                status, headers = answer if isinstance(answer, tuple) else (answer, {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(b"said so")

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    return Handler


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(made))
    server.daemon_threads = True
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield made
    made.stop.set()
    server.shutdown()
    server.server_close()
    thread.join()
    time.sleep(0)


@pytest.fixture
def sender(fresh_kernel: Callable[..., Kernel], kernel_templates: Kernels) -> House:
    """A house whose settings allow calls to this machine."""
    clock = Turned()
    kernel = fresh_kernel("base", "webhook", clock=clock)
    kernel.builders = builders(replace(kernel_templates.settings, outbound=("127.0.0.0/8",)))
    kernel._current = None
    kernel.refresh()
    made = House(kernel, clock)
    made.run(lambda env: _hire(env, "ada@example.com", "base.settings"))
    made.work()
    return made


def _hire(env: Env, login: str, *roles: str) -> int:
    return int(env.hook.add_user(env=env, login=login, name=login, password="long enough 1", roles=roles))


SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="


def a_webhook(house: House, url: str, *events: str, owner: str = "ada@example.com") -> int:
    """An active webhook with a secret that the test knows."""
    from addons.base.models import User
    from addons.webhook.models import Event, Secret, Webhook

    def make(env: Env) -> int:
        who = env.session.scalars(sa.select(env[User]).where(env[User].login == owner)).one()
        wanted = list(env.session.scalars(sa.select(env[Event]).where(env[Event].name.in_(events))))
        assert len(wanted) == len(events)
        made = env.new(Webhook, name="Receiver", url=url, owner_id=who.id, events=wanted)
        env.session.flush()
        return made.id

    def switch_on(env: Env, id_: int) -> None:
        held = env.session.scalars(sa.select(env[Secret]).where(env[Secret].webhook_id == id_)).one()
        held.secret = env.seal(SECRET)
        env.session.flush()
        held.webhook.active = True

    made = int(house.run(make))
    house.run(lambda env: switch_on(env, made))
    return made


def deliveries(house: House) -> list[Any]:
    """All deliveries as the table has them."""
    from addons.webhook.models import Delivery

    table = house.kernel.registry[Delivery].__table__
    return list(house.run(lambda env: env.transaction.connection.execute(sa.select(table).order_by(table.c.id)).all()))
