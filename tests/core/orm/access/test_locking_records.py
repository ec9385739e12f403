"""A locked record, with its parts, is as it is stored: what others changed meanwhile is read anew, the rest is not."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from core.orm.env import Env
from tests.core.orm.access.desk.models import Line, Ticket


def somebody(env: Env, statement: str) -> None:
    """Another transaction, as far as this one can tell."""
    env.transaction.connection.execute(sa.text(statement))


def test_without_a_change_one_short_statement_is_sent(
    env_as: Callable[..., Env], statements: list[str]
) -> None:  # fmt: skip
    env = env_as(None)
    ticket = env.session.get_one(env[Ticket], 1)
    team = ticket.team
    statements.clear()
    env.lock(ticket)
    assert (ticket.title, ticket.team) == ("ok1", team)
    assert len(statements) == 1 and "title" not in statements[0]


def test_a_changed_record_is_read_anew(env_as: Callable[..., Env]) -> None:
    env = env_as(None)
    ticket = env.session.get_one(env[Ticket], 1)
    somebody(env, "UPDATE desk_ticket SET title = 'theirs', stage = 7, version = version + 1 WHERE id = 1")
    assert ticket.title == "ok1"
    before = ticket.version
    env.lock(ticket)
    assert (ticket.title, ticket.stage, ticket.version) == ("theirs", 7, before + 1)


def test_so_are_its_parts_whichever_way_they_were_read(env_as: Callable[..., Env]) -> None:
    env = env_as(None)
    ticket, line = env.session.get_one(env[Ticket], 1), env.session.get_one(env[Line], 1)
    kept = env.session.get_one(env[Line], 2)
    assert ticket.lines == [line]
    somebody(env, "UPDATE desk_line SET text = 'theirs' WHERE id IN (1, 2)")
    somebody(env, "INSERT INTO desk_line (id, ticket_id, text) VALUES (77, 1, 'new')")
    env.lock(ticket)
    assert [one.text for one in ticket.lines] == ["theirs", "new"]
    assert kept.text == "l2"


def test_what_is_pending_is_written_before(env_as: Callable[..., Env]) -> None:
    env = env_as(None)
    ticket = env.session.get_one(env[Ticket], 1)
    before, ticket.title = ticket.version, "mine"
    env.lock(ticket)
    assert (ticket.title, ticket.version) == ("mine", before + 1)


def test_a_user_locks_under_the_rules(env: Env) -> None:
    ticket = env.session.get_one(env[Ticket], 1)
    somebody(env, "UPDATE desk_ticket SET title = 'theirs', version = version + 1 WHERE id = 1")
    env.lock(ticket)
    assert ticket.title == "theirs"
