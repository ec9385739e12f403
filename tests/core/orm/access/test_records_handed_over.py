"""What a user's session has read need not be read again by the system, as long as it is what is stored."""

from __future__ import annotations

import pytest

from core.orm.env import Env
from tests.core.orm.access.desk.models import Ticket

pytestmark = pytest.mark.req("AR-3")


def test_it_takes_no_statement(env: Env, statements: list[str]) -> None:
    ticket = env.session.get_one(env[Ticket], 1)
    statements.clear()
    with env.system("look") as system:
        own = system.get(ticket)
        assert (own.title, own.stage, own.version) == (ticket.title, ticket.stage, ticket.version)
        assert own is not ticket and own.env is system and system.get(ticket) is own
        assert statements == []
        assert own.team.name == "mine"
        assert own.lines[0].text == "l1"


def test_fields_that_are_closed_to_the_user_are_read_when_they_are_touched(env: Env) -> None:
    ticket = env.session.get_one(env[Ticket], 1)
    with env.system("look") as system:
        assert system.get(ticket).cost == 10


def test_values_that_are_not_stored_stay_with_the_user(env: Env) -> None:
    ticket = env.session.get_one(env[Ticket], 1)
    with env.session.no_autoflush:
        ticket.title = "half typed"
        with env.system("look") as system:
            assert system.get(ticket).title == "ok1"
    assert ticket.title == "half typed"


def test_what_other_system_work_wrote_is_read(env: Env) -> None:
    ticket = env.session.get_one(env[Ticket], 1)
    for title in ("first", "second"):
        with env.system("rename") as system:
            own = system.get(ticket)
            assert own.title == ("ok1" if title == "first" else "first")
            own.title = title
    assert ticket.title == "second"


def test_what_the_user_has_just_stored_goes_over(env: Env) -> None:
    ticket = env.session.get_one(env[Ticket], 1)
    before, ticket.title, ticket.stage = ticket.version, "stored", 4
    env.session.flush()
    with env.system("look") as system:
        own = system.get(ticket)
        own.stage += 1
        system.session.flush()
        assert (own.title, own.stage, own.version) == ("stored", 5, before + 2)
    assert (ticket.stage, ticket.version) == (5, before + 2)
