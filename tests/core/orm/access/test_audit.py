"""The audit log says who changed what and when, and nobody changes it (SPEC XC-8)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from core.orm.access.denied import AccessDenied
from core.orm.audit import REASON_SIZE, AppendOnly, AuditEntry, kept, protect
from tests.core.orm.access.desk.models import Ticket

pytestmark = pytest.mark.req("XC-8")


@pytest.fixture
def log(env_as):
    """`log()`: the entries, oldest first, as the system reads them."""

    def read():
        system = env_as(None)
        return system.session.scalars(sa.select(system[AuditEntry]).order_by(system[AuditEntry].id)).all()

    return read


def rename(env, title="renamed"):
    env.session.get(env[Ticket], 1).title = title


def test_an_entry_says_who_when_and_what(env, log) -> None:
    before = datetime.now(UTC)
    ticket = env.session.get(env[Ticket], 1)
    ticket.title, ticket.customer_id = "renamed", 3
    env.finish()
    (entry,) = log()
    assert (entry.user_id, entry.user_name, entry.operation) == (7, "Agnes", "write")
    assert (entry.record_model, entry.record_id) == ("desk.ticket", 1)
    assert before <= entry.at <= datetime.now(UTC)
    assert entry.changes == [
        {"field": "title", "label": "Title", "kind": "text", "old": "ok1", "new": "renamed"},
        {"field": "customer", "label": "Customer", "kind": "many2one", "old": "Ann", "new": "Cleo"},
    ]


def test_entries_are_written_once_at_the_end(env, log, statements) -> None:
    for title in ("a", "b", "c"):
        rename(env, title)
        env.session.flush()
    assert not any("INSERT INTO core_audit_entry" in one for one in statements)
    env.finish()
    assert sum("INSERT INTO core_audit_entry" in one for one in statements) == 1
    env.finish()
    assert [entry.changes[0]["new"] for entry in log()] == ["c"]


def test_creating_and_deleting_are_noted(env_as, log) -> None:
    system = env_as(None)
    ticket = system.new(Ticket, title="n", company_id=1, team_id=1)
    system.finish()
    system.session.delete(ticket)
    system.finish()
    made, gone = log()
    assert (made.operation, gone.operation) == ("create", "delete")
    assert made.record_id == gone.record_id
    assert (gone.changes[0]["old"], gone.changes[0]["new"]) == ("n", None)


def test_system_work_is_named(env, log) -> None:
    for why in ("first reason", "second reason", "first reason"):
        with env.system(why) as system:
            system.session.get(system[Ticket], 1).title = why
    env.finish()
    (entry,) = log()
    assert (entry.user_id, entry.reason) == (7, "first reason; second reason")


def test_system_work_that_only_looks_is_no_reason_for_what_the_user_changes(env, log) -> None:
    with env.system("look") as system:
        assert system.session.get(system[Ticket], 1) is not None
    rename(env)
    env.finish()
    assert [entry.reason for entry in log()] == [""]


def test_a_long_list_of_reasons_is_cut(env, log) -> None:
    for number in range(100):
        with env.system(f"reason {number}") as system:
            system.session.get(system[Ticket], 1).title = f"title {number}"
    env.finish()
    assert len(log()[0].reason) == REASON_SIZE


def test_nothing_tracked_nothing_noted(env, log) -> None:
    env.session.get(env[Ticket], 1).body = "long"
    env.finish()
    assert log() == []


def test_nobody_reads_or_writes_it_without_a_right(env) -> None:
    rename(env)
    env.finish()
    assert env.session.scalars(sa.select(env[AuditEntry])).all() == []
    env.new(AuditEntry, at=env.now(), user_name="x", operation="write", record_model="x", record_id=1, changes=[])
    with pytest.raises(AccessDenied, match="You are not allowed to create Audit log"):
        env.session.flush()


@pytest.mark.parametrize("how", ["change", "delete"])
def test_system_work_cannot_alter_it(env_as, log, how) -> None:
    system = env_as(None)
    rename(system)
    system.finish()
    entry = system.session.scalars(sa.select(system[AuditEntry])).one()
    if how == "change":
        entry.user_name = "somebody else"
    else:
        system.session.delete(entry)
    with pytest.raises(AppendOnly):
        system.session.flush()


@pytest.mark.parametrize("sql", ["UPDATE core_audit_entry SET user_name = 'x'", "DELETE FROM core_audit_entry"])
def test_the_database_refuses_what_goes_round_everything(env_as, sql) -> None:
    system = env_as(None)
    rename(system)
    system.finish()
    with pytest.raises(DBAPIError, match="neither changed nor deleted"):
        system.transaction.connection.exec_driver_sql(sql)


def test_protection_may_be_repeated(env_as) -> None:
    protect(env_as(None).transaction.connection)


def test_values_are_kept_exactly() -> None:
    assert kept(Decimal("1.10")) == "1.10"
    assert kept(date(2026, 2, 3)) == "2026-02-03"
    assert kept(datetime(2026, 2, 3, 4, 5, tzinfo=UTC)) == "2026-02-03T04:05:00+00:00"
    assert kept(("a", None, True, 3)) == ["a", None, True, 3]
