"""Tracked changes are collected over all flushes of a transaction and handed on once before commit."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from core.hooks import hookimpl
from core.orm.changes import FieldChange
from tests.core.orm.access.conftest import AGENT, make_registry
from tests.core.orm.access.desk.models import Contact, Repair, Tag, Ticket

MANAGER = replace(AGENT, roles=frozenset({"desk.manager", "desk.repairer"}))


class Follower:
    """An addon that follows changes. `then` is what it does about them."""

    def __init__(self) -> None:
        self.told, self.then = [], lambda env, changes: None

    @hookimpl
    def changes_flushed(self, env, changes) -> None:
        assert env.is_system
        self.told.append(changes)
        self.then(env, changes)


@pytest.fixture
def follower() -> Follower:
    return Follower()


@pytest.fixture
def env(env_as, follower):
    return env_as(MANAGER, make_registry(follower))


def ticket(env, id_=1):
    return env.session.get(env[Ticket], id_)


def finish(env, follower):
    """What the follower is told at the end of the transaction, when that is one call."""
    env.finish()
    assert len(follower.told) == 1
    return follower.told[0]


def test_a_changed_column_comes_with_both_values(env, follower) -> None:
    ticket(env).title = "new"
    (change,) = finish(env, follower)
    assert (change.model, change.id, change.operation) == ("desk.ticket", 1, "write")
    assert change.fields == {"title": FieldChange("title", "Title", "text", "ok1", "new")}


def test_several_flushes_become_one_change(env, follower) -> None:
    one = ticket(env)
    for one.title in ("first", "second", "third"):
        env.session.flush()
    (change,) = finish(env, follower)
    assert (change.fields["title"].old, change.fields["title"].new) == ("ok1", "third")


def test_what_comes_back_to_what_it_was_is_no_change(env, follower) -> None:
    one = ticket(env)
    for one.title in ("first", "ok1"):
        env.session.flush()
    env.finish()
    assert follower.told == []


def test_untracked_fields_are_no_changes(env, follower) -> None:
    one = ticket(env)
    one.body = "long"
    one.lines.clear()
    env.finish()
    assert follower.told == []


def test_old_values_that_were_never_loaded_are_read(env, follower) -> None:
    one = ticket(env)
    env.session.expire(one)
    one.title = "new"
    assert finish(env, follower)[0].fields["title"].old == "ok1"


def test_values_that_the_database_works_out_are_read(env, follower) -> None:
    repair = env.session.get(env[Repair], 5)
    repair.name = env[Repair].name + "!"
    assert finish(env, follower)[0].fields["name"].new == "r5!"


@pytest.mark.parametrize("by", ["id", "record"])
def test_a_many2one_comes_with_names_however_it_was_set(env, follower, by) -> None:
    one = ticket(env)
    if by == "id":
        one.customer_id = 3
    else:
        one.customer = env.session.get(env[Contact], 3)
    (change,) = finish(env, follower)
    assert change.fields["customer"] == FieldChange("customer", "Customer", "many2one", "Ann", "Cleo", 1, 3)


@pytest.mark.parametrize("side", ["own", "other"])
def test_a_many2many_comes_with_all_names_from_whichever_side(env, follower, side) -> None:
    one, tag = ticket(env), env.session.get(env[Tag], 2)
    if side == "own":
        one.tags.append(tag)
    else:
        tag.tickets.append(one)
    (change,) = finish(env, follower)
    assert (change.id, change.fields["tags"].old, change.fields["tags"].new) == (1, ("x",), ("x", "y"))


def test_a_many2many_that_is_emptied(env, follower) -> None:
    one = ticket(env)
    one.tags.clear()
    (change,) = finish(env, follower)
    assert (change.fields["tags"].old, change.fields["tags"].new) == (("x",), ())


def test_a_new_record_comes_with_what_it_holds(env, follower) -> None:
    made = env.new(Ticket, title="n", company_id=1, team_id=1, customer_id=1, tags=[env.session.get(env[Tag], 1)])
    (change,) = finish(env, follower)
    assert (change.operation, change.id) == ("create", made.id)
    assert {name: one.new for name, one in change.fields.items()} == {
        "title": "n", "stage": 1, "customer": "Ann", "tags": ("x",),
    }  # fmt: skip


def test_a_new_record_that_is_changed_again_was_nothing_before(env, follower) -> None:
    made = env.new(Repair, name="first")
    env.session.flush()
    made.name = "second"
    (change,) = finish(env, follower)
    assert (change.operation, change.fields["name"].old, change.fields["name"].new) == ("create", None, "second")


def test_a_changed_record_that_is_deleted_held_what_it_was(env, follower) -> None:
    repair = env.session.get(env[Repair], 5)
    repair.name = "changed"
    env.session.flush()
    env.session.delete(repair)
    (change,) = finish(env, follower)
    assert (change.operation, change.fields["name"].old, change.fields["name"].new) == ("delete", "r5", None)


def test_a_deleted_record_comes_with_what_it_held(env, follower) -> None:
    repair = env.session.get(env[Repair], 5)
    env.session.delete(repair)
    (change,) = finish(env, follower)
    assert (change.operation, change.fields["name"].old, change.fields["name"].new) == ("delete", "r5", None)


def test_a_record_that_came_and_went_is_no_change(env, follower) -> None:
    made = env.new(Repair, name="short")
    env.session.flush()
    env.session.delete(made)
    env.finish()
    assert follower.told == []


def test_system_work_is_followed_too(env, follower) -> None:
    with env.system("rename") as system:
        system.get(ticket(env)).title = "by the system"
    (change,) = finish(env, follower)
    assert change.fields["title"].new == "by the system"


def test_what_a_follower_changes_is_handed_on_in_turn(env, follower) -> None:
    def then(system, changes) -> None:
        if changes[0].model == "desk.ticket":
            system.session.get(system[Repair], 1).name = "followed"

    follower.then = then
    ticket(env).title = "new"
    env.finish()
    assert [[one.model for one in changes] for changes in follower.told] == [["desk.ticket"], ["desk.repair"]]


def test_changes_that_follow_each_other_without_end_are_an_error(env, follower) -> None:
    def then(system, changes) -> None:
        system.session.get(system[Repair], 1).name += "!"

    follower.then = then
    ticket(env).title = "new"
    with pytest.raises(RuntimeError, match="without end"):
        env.finish()


def test_a_failed_flush_leaves_no_change(env, follower) -> None:
    one = ticket(env)
    one.title = " "
    with pytest.raises(Exception, match="Give the ticket a title"):
        env.session.flush()
    one.title = "ok1"
    env.finish()
    assert follower.told == []


def test_the_user_sees_what_followers_wrote(env, follower) -> None:
    def then(system, changes) -> None:
        system.session.get(system[Ticket], 1).body = "followed"

    follower.then = then
    one = ticket(env)
    one.title = "new"
    env.finish()
    assert one.body == "followed"


def test_names_are_read_by_one_statement_a_model(env, follower, statements) -> None:
    for one in env.session.scalars(sa.select(env[Ticket])):
        one.customer_id = 3
    env.session.flush()
    statements.clear()
    env.finish()
    assert len(follower.told[0]) == 3
    assert sum("FROM desk_contact" in one for one in statements) == 1


def test_what_a_savepoint_undoes_was_no_change(env_as, follower) -> None:
    system = env_as(None, make_registry(follower))
    one = ticket(system)
    one.title = "kept"
    with pytest.raises(ValueError, match="undone"), system.session.begin_nested():
        one.title = "undone"
        system.session.flush()
        raise ValueError("undone")
    with system.session.begin_nested():
        one.stage = 2
    (change,) = finish(system, follower)
    assert {name: made.new for name, made in change.fields.items()} == {"title": "kept", "stage": 2}


def test_links_of_many_are_read_by_one_statement(env, follower, statements) -> None:
    tag = env.session.get(env[Tag], 2)
    tag.tickets.extend(env.session.scalars(sa.select(env[Ticket])))
    env.session.flush()
    statements.clear()
    env.finish()
    assert [change.fields["tags"].new for change in follower.told[0]] == [("x", "y")] * 3
    assert sum("FROM link_desk_tag_desk_ticket" in one for one in statements) == 1
