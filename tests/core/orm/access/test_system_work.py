"""System work: a session of its own on the same connection, and a user's session that forgets what it made old."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError

from core.orm.access.denied import AccessDenied, OutsideRules
from tests.core.orm.access.conftest import AGENT
from tests.core.orm.access.desk.models import Line, Repair, Secret, Tag, Team, Ticket

pytestmark = pytest.mark.req("AR-3")


def test_it_sees_what_the_user_has_pending(env) -> None:
    ticket = env.new(Ticket, title="n", company_id=1, team_id=1)
    with env.system("look") as system:
        assert system.get(ticket).title == "n"


def test_it_is_not_entered_with_something_forbidden_pending(env) -> None:
    env.new(Ticket, title="n", company_id=1, team_id=2)
    with pytest.raises(AccessDenied), env.system("look"):
        pytest.fail("entered")


def test_the_user_reads_anew_what_it_changed_and_versions_go_on(env) -> None:
    ticket = env.session.get(env[Ticket], 1)
    first, ticket.title = ticket.version, "user"
    with env.system("rename") as system:
        system.get(ticket).title = "system"
    ticket.stage = 3
    env.session.flush()
    assert (ticket.title, ticket.version) == ("system", first + 3)


def test_collections_that_gained_a_record_are_read_anew(env) -> None:
    ticket = env.session.get(env[Ticket], 1)
    assert len(ticket.lines) == 1
    with env.system("add a line") as system:
        system.new(Line, ticket_id=1, text="by the system")
    assert len(ticket.lines) == 2


def test_what_it_did_not_write_stays_in_memory(env, statements) -> None:
    ticket, team = env.session.get(env[Ticket], 1), env.session.get(env[Team], 1)
    with env.system("rename") as system:
        system.get(ticket).title = "system"
    statements.clear()
    assert team.name == "mine"
    assert not statements
    assert ticket.title == "system"
    assert len(statements) == 1


def test_a_record_that_left_the_users_rules_is_gone(env) -> None:
    ticket = env.session.get(env[Ticket], 1)
    with env.system("move") as system:
        system.get(ticket).team_id = 2
    with pytest.raises(ObjectDeletedError):
        _ = ticket.title
    assert env.session.get(env[Ticket], 1) is None


def test_a_record_that_it_deleted_is_gone(env) -> None:
    line = env.session.get(env[Line], 1)
    with env.system("delete") as system:
        system.session.delete(system.get(line))
    with pytest.raises(ObjectDeletedError):
        _ = line.text


def test_a_change_by_both_at_once_is_never_silent(env) -> None:
    ticket = env.session.get(env[Ticket], 1)
    with pytest.raises(RuntimeError, match="at once"), env.system("rename") as system:
        system.get(ticket).title = "system"
        ticket.title = "user"


def test_a_change_by_both_flushed_in_between_is_stale(env) -> None:
    ticket = env.session.get(env[Ticket], 1)
    with pytest.raises(StaleDataError), env.system("rename") as system:
        system.get(ticket).title = "system"
        system.session.flush()
        ticket.title = "user"
        env.session.flush()


def test_records_of_the_two_do_not_mix(env) -> None:
    ticket = env.session.get(env[Ticket], 1)
    with pytest.raises(InvalidRequestError), env.system("repair") as system:
        system.new(Repair, name="r", ticket=ticket)
        system.session.flush()


def test_its_result_is_shown_where_a_rule_opens_it(env) -> None:
    with env.system("create a repair") as system:
        made = system.new(Repair, name="r", ticket_id=1)
    seen = env.see(made)
    assert seen in env.session
    assert seen.name == "r"


@pytest.mark.req("AR-7")
def test_its_result_stays_closed_where_none_does(env) -> None:
    with env.system("create a repair") as system:
        made = system.new(Repair, name="r", ticket_id=3)
        system.session.flush()
    with pytest.raises(AccessDenied) as denied:
        env.see(made)
    assert str(denied.value) == "You are not allowed to read Repairs."
    assert denied.value.explanation == (
        "You are not allowed to read Repairs. These roles may: Desk agent, Desk manager, Repairer."
    )


def test_seeing_is_not_writing(env) -> None:
    with env.system("create a repair") as system:
        made = system.new(Repair, name="r", ticket_id=1)
    env.see(made).name = "mine"
    with pytest.raises(AccessDenied, match="You are not allowed to write Repairs"):
        env.session.flush()


def test_what_opened_a_record_closes_it_at_once(env) -> None:
    repair = env.session.get(env[Repair], 1)
    with env.system("unlink") as system:
        system.get(repair).ticket_id = None
    with pytest.raises(AccessDenied):
        env.see(repair)


def test_entered_twice_it_is_the_same(env) -> None:
    with env.system("outer") as outer, env.system("inner") as inner:
        assert outer is inner


def test_a_bulk_statement_raises_versions_and_is_noticed(env) -> None:
    ticket = env.session.get(env[Ticket], 1)
    first = ticket.version
    with env.system("rename all") as system:
        cls = system[Ticket]
        system.session.execute(sa.update(cls).where(cls.id == 1).values(title="bulk"))
    assert (ticket.title, ticket.version) == ("bulk", first + 1)


def test_a_bulk_statement_on_one_model_leaves_the_others_in_memory(env, statements) -> None:
    team = env.session.get(env[Team], 1)
    with env.system("rename all") as system:
        system.session.execute(sa.update(system[Ticket]).values(title="bulk"))
    statements.clear()
    assert team.name == "mine"
    assert not statements


def test_a_core_statement_makes_the_user_forget_everything(env) -> None:
    ticket = env.session.get(env[Ticket], 1)
    with env.system("rename") as system:
        system.session.execute(sa.update(system[Ticket].__table__).values(title="core"))
    assert ticket.title == "core"


def test_a_bulk_update_by_key_that_would_keep_versions_is_refused(env_as) -> None:
    system = env_as(None)
    with pytest.raises(OutsideRules, match="version"):
        system.session.execute(sa.update(system[Ticket]), [{"id": 1, "title": "x"}])


def test_after_a_failure_the_transaction_is_lost_even_if_it_was_swallowed(env) -> None:
    with pytest.raises(ValueError, match="half"), env.system("half done"):
        raise ValueError("half")
    with pytest.raises(RuntimeError, match="rolled back"), env.system("again"):
        pytest.fail("entered")
    with pytest.raises(RuntimeError, match="rolled back"):
        env.finish()


def test_a_change_of_membership_acts_on_the_next_statement(env) -> None:
    tickets = sa.select(sa.func.count()).select_from(env[Ticket])
    assert env.session.scalar(tickets) == 2
    with env.system("leave the team"):
        env.transaction.connection.exec_driver_sql("DELETE FROM desk_member WHERE user_id = 7")
    assert env.session.scalar(tickets) == 0


def test_a_check_may_enter_it_while_a_flush_runs(env_as, monkeypatch) -> None:
    env, asked = env_as(), []

    def check(self):
        with self.env.system("count") as system:
            asked.append(system.session.scalar(sa.select(sa.func.count()).select_from(system[Secret])))
        return ()

    monkeypatch.setattr(env[Line], "check", check, raising=False)
    env.new(Line, ticket_id=1, text="x")
    env.session.flush()
    assert asked == [1]


# --- questions of the user's Env --------------------------------------------------------------------------------------


@pytest.mark.req("AR-5")
def test_rights_and_rules_can_be_asked_for(env, env_as) -> None:
    ticket, repair = env.session.get(env[Ticket], 1), env.session.get(env[Repair], 1)
    assert env.may("delete", Ticket)
    assert not env.may("create", "desk.repair")
    assert env.may_record("write", ticket)
    assert not env.may_record("write", repair)
    foreign = env_as(None).session.get(env[Ticket], 3)
    assert not env.may_record("read", foreign)


@pytest.mark.req("AR-5")
def test_a_role_with_the_right_and_no_rule_opens_every_record_of_the_company(env_as) -> None:
    env = env_as(replace(AGENT, roles=frozenset({"desk.agent", "desk.manager"})))
    assert sorted(env.session.scalars(sa.select(env[Ticket].id))) == [1, 2, 3]


@pytest.mark.req("AR-5")
def test_the_portal_sees_its_own(env_as) -> None:
    portal = replace(AGENT, id=None, roles=frozenset({"desk.portal"}), contact_id=2, company_ids=(1, 2))
    env = env_as(portal)
    assert sorted(env.session.scalars(sa.select(env[Ticket].id))) == [2, 4]
    assert env.session.scalars(sa.select(env[Line])).all() == []
    env.new(Ticket, title="n", company_id=1, team_id=1, customer_id=1)
    with pytest.raises(AccessDenied):
        env.session.flush()


@pytest.mark.req("AR-5")
def test_nobody_sees_nothing(env_as) -> None:
    env = env_as(replace(AGENT, roles=frozenset()))
    for layer in (Ticket, Tag, Line, Team):
        assert env.session.scalars(sa.select(env[layer])).all() == []


@pytest.mark.req("AR-6")
def test_who_belongs_to_no_company_sees_only_what_belongs_to_none(env_as) -> None:
    env = env_as(replace(AGENT, company_ids=(), company_id=None))
    assert env.session.scalars(sa.select(env[Ticket])).all() == []
    assert env.session.scalars(sa.select(env[Tag].id).order_by(env[Tag].id)).all() == [1, 2]
