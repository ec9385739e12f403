"""What reading a record has answered is not asked again, as long as nothing was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.orm.env import Env
from core.orm.identity import Identity
from tests.core.orm.access.desk import models as desk

PORTAL = Identity(id=9, name="Paul", roles=frozenset({"desk.portal"}), contact_id=1, company_ids=(1,), company_id=1)


def test_the_same_rules_for_reading_and_writing_need_no_statement(env: Env, statements: list[str]) -> None:
    ticket = env.session.get_one(env[desk.Ticket], 1)
    statements.clear()
    assert env.may_record("write", ticket)
    assert env.may_record("delete", ticket)
    assert statements == []


@pytest.mark.req("AR-5")
def test_after_anything_was_written_it_is_asked(env: Env, statements: list[str]) -> None:
    ticket = env.session.get_one(env[desk.Ticket], 1)
    with env.system("somebody leaves the team") as system:
        member = system.session.query(system[desk.Member]).filter_by(team_id=1, user_id=7).one()
        system.session.delete(member)
    statements.clear()
    assert not env.may_record("write", ticket)
    assert len(statements) == 1


def test_after_a_bulk_statement_of_system_work_it_is_asked(env: Env) -> None:
    ticket = env.session.get_one(env[desk.Ticket], 1)
    with env.system("everybody leaves the team") as system:
        system.session.execute(sa.delete(system[desk.Member]))
    assert not env.may_record("write", ticket)


def test_another_envs_record_is_asked_about(env_as: Callable[..., Env], env: Env, statements: list[str]) -> None:
    hidden = env_as(None)
    ticket = hidden.session.get_one(hidden[desk.Ticket], 3)
    statements.clear()
    assert not env.may_record("write", ticket)
    assert len(statements) == 1


def test_without_the_right_the_rules_do_not_matter(env_as: Callable[..., Env]) -> None:
    env = env_as(PORTAL)
    ticket = env.session.get_one(env[desk.Ticket], 1)
    assert not env.may_record("write", ticket)


def test_rules_of_their_own_are_asked(env: Env, statements: list[str]) -> None:
    access = env.registry.policy.access(env.user.roles)
    alike = {
        (model, operation): access.same_records(model, "read", operation)
        for model in env.models.models
        for operation in ("write", "delete")
        if access.allows(model, "read") and access.allows(model, operation)
    }
    assert alike["desk.ticket", "write"]
    for (model, operation), same in alike.items():
        both = [str(access.condition(model, one)) for one in ("read", operation)]
        assert not same or both[0] == both[1], (model, operation)


# --- what hangs on a document that was read ---------------------------------------------------------------------------


def notes(env: Env, about: Any) -> list[str]:
    """All notes that a statement says to read as hanging on a record."""
    wanted = sa.select(env[desk.Note].text).order_by(env[desk.Note].id)
    return list(env.session.scalars(wanted, execution_options={"about": about}))


def test_what_hangs_on_a_document_that_was_read_asks_no_rule_of_other_models(env: Env, statements: list[str]) -> None:
    everything = notes(env, None)
    ticket = env.session.get_one(env[desk.Ticket], 1)
    statements.clear()
    assert notes(env, ticket) == ["n1"]
    assert set(everything) > {"n1"}
    assert "desk_member" not in statements[0], "the ticket's own rule"


@pytest.mark.req("AR-5")
def test_a_document_of_another_env_opens_nothing(env_as: Callable[..., Env], env: Env) -> None:
    hidden = env_as(None)
    assert "n3" not in notes(env, hidden.session.get_one(hidden[desk.Ticket], 3))


@pytest.mark.req("AR-5")
def test_a_document_that_may_be_closed_by_now_opens_nothing(env: Env) -> None:
    ticket = env.session.get_one(env[desk.Ticket], 1)
    assert notes(env, ticket) == ["n1"]
    with env.system("everybody leaves the team") as system:
        system.session.execute(sa.delete(system[desk.Member]))
    assert "n1" not in notes(env, ticket)


def test_a_new_document_opens_nothing_before_it_is_stored(env: Env) -> None:
    assert notes(env, env.draft(desk.Ticket, title="Not stored")) == notes(env, None)


def test_a_users_statement_joins_along_a_link_to_many(env: Env) -> None:
    ticket, tag = env[desk.Ticket], env[desk.Tag]
    wanted = sa.select(ticket.title, tag.name).select_from(ticket).join(ticket.tags).order_by(ticket.id)
    assert [tuple(row) for row in env.session.execute(wanted)] == [("ok1", "x"), ("ok2", "x")]
