"""A mailbox is looked into: each message is taken once, nothing in it is changed, and what goes wrong is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from addons.mail.incoming import imap
from addons.mail.models import IncomingMail, Mailbox
from core import Refused
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from tests.addons.mail.imap_server import Box, served
from tests.addons.mail.test_reading_mail import sample
from tests.core.jobs.conftest import House, Turned


@pytest.fixture
def box() -> Iterator[Box]:
    with served(Box()) as made:
        yield made


@pytest.fixture
def house(fresh_kernel: Callable[..., Kernel], box: Box) -> House:
    def furnish(env: Env) -> None:
        env.new(
            Mailbox, host="127.0.0.1", port=box.port, encryption="none", user="service", password=env.seal("secret"),
            address="Service@Shop.example",
        )  # fmt: skip

    clock = Turned()
    made = House(fresh_kernel("product", clock=clock), clock)
    made.run(furnish)
    return made


def look(house: House) -> None:
    house.asked(imap.fetch_all)
    house.work()
    house.work()


def mailbox(house: House) -> Any:
    return house.run(lambda env: env.transaction.connection.execute(sa.select(env[Mailbox].__table__)).one())


def subjects(house: House) -> list[str]:
    def read(env: Env) -> list[str]:
        table = env[IncomingMail].__table__
        return list(env.transaction.connection.execute(sa.select(table.c.subject).order_by(table.c.id)).scalars())

    return list(house.run(read))


def test_what_is_new_is_taken_once_and_nothing_is_changed(house: House, box: Box) -> None:
    box.add(sample("list"), seen=True)
    box.add(sample("plain"))
    look(house)
    assert subjects(house) == ["Display flickers"], "what was read there before is dealt with"
    look(house)
    box.add(sample("calendar"), seen=True)
    look(house)
    assert subjects(house) == ["Display flickers", "Appointment"], "it does not matter who reads there"
    assert (mailbox(house).mark, mailbox(house).problem) == ("4000000000/3", None)
    words = {one.upper().removeprefix("UID ").partition(" ")[0] for one in box.asked}
    assert words <= {"CAPABILITY", "LOGIN", "EXAMINE", "SEARCH", "FETCH", "LOGOUT"}
    assert all("PEEK" in one for one in box.asked if "BODY" in one)


def test_a_folder_that_was_numbered_anew_gives_nothing_twice(house: House, box: Box) -> None:
    box.add(sample("plain"))
    look(house)
    box.validity, box.messages = 7, {}
    box.add(sample("calendar"))
    box.add(sample("plain"))
    look(house)
    assert subjects(house) == ["Display flickers", "Appointment"]


def test_what_goes_wrong_stands_on_the_mailbox_until_it_is_mended(house: House, box: Box) -> None:
    box.add(sample("plain"))
    box.password = "another"
    look(house)
    assert "wrong password" in mailbox(house).problem and subjects(house) == []
    box.password, box.fail = "secret", "FETCH"
    look(house)
    assert mailbox(house).problem and subjects(house) == []
    box.fail = ""
    look(house)
    assert mailbox(house).problem is None and mailbox(house).fetched_at is not None
    assert subjects(house) == ["Display flickers"]


def test_a_mailbox_that_is_switched_off_is_left_alone(house: House, box: Box) -> None:
    house.run(lambda env: setattr(env.session.scalars(sa.select(env[Mailbox])).one(), "active", False))
    look(house)
    assert box.asked == []
    with pytest.raises(Refused, match="switched off"):
        house.run(lambda env: env.session.scalars(sa.select(env[Mailbox])).one().fetch_now())
