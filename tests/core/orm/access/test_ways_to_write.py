"""Whatever way a user's session writes by, only what the user may write comes through.

The agent of these tests is in the teams 1 and 3 and belongs to company 1: the tickets 1 and 2 are open, 3 and 4
are not.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy import orm, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from tests.core.orm.access.conftest import AGENT
from tests.core.orm.access.ways import DENIED, OUTSIDE, Desk, Raises, Ways, check, ids

ways = Ways()
gives = ways.gives
READER = frozenset({"desk.reader"})


def new_ticket(d, **values):
    return d.Ticket(**{"title": "n", "company_id": 1, "team_id": 1, "customer_id": 1, **values})


def detached(d, **values):
    """A ticket that was never read under the rules."""
    ticket = new_ticket(d, id=3, version=1, **values)
    orm.make_transient_to_detached(ticket)
    return ticket


def as_reader(d):
    """From now on the session's user may only read."""
    d.session.access = d.env.registry.policy.access(READER)


@gives([1, 2, 1001])
def create_inside(d):
    d.session.add(new_ticket(d, id=1001))
    d.session.flush()
    return ids(d.all(select(d.Ticket)))


@gives("new line")
def create_with_children(d):
    ticket = new_ticket(d)
    ticket.lines.append(d.Line(text="new line"))
    d.session.add(ticket)
    d.session.flush()
    return d.one(select(d.Line.text).where(d.Line.ticket_id == ticket.id))


@gives(DENIED)
def create_outside_rule(d):
    d.session.add(new_ticket(d, team_id=2))


@gives(DENIED)
def create_in_other_company(d):
    d.session.add(new_ticket(d, company_id=2, team_id=3))


@gives(DENIED)
def create_without_right(d):
    d.session.add(d.Tag(name="z"))


@gives(DENIED)
def create_model_without_any_right(d):
    d.session.add(d.Secret(word="w"))


@gives("u")
def update_inside(d):
    ticket = d.get(d.Ticket, 1)
    ticket.title = "u"
    d.session.flush()
    return d.one(select(d.Ticket.title).where(d.Ticket.id == 1))


@gives(DENIED)
def update_without_right(d):
    d.get(d.Tag, 1).name = "z"


@gives(DENIED)
def move_out_of_rule(d):
    d.get(d.Ticket, 1).team_id = 2


@gives(DENIED)
def update_of_a_row_that_was_moved_away(d):
    ticket = d.get(d.Ticket, 1)
    d.behind("UPDATE desk_ticket SET team_id=2 WHERE id=1")
    ticket.title = "stolen"


@gives(Raises(StaleDataError))
def update_of_a_row_that_was_deleted(d):
    line = d.get(d.Line, 1)
    d.behind("DELETE FROM desk_line WHERE id=1")
    line.text = "late"


@gives(Raises(StaleDataError))
def update_of_a_row_that_was_changed(d):
    ticket = d.get(d.Ticket, 1)
    d.behind("UPDATE desk_ticket SET version=version + 1 WHERE id=1")
    ticket.title = "late"


@gives(OUTSIDE)
def detached_record_attached(d):
    ticket = detached(d)
    d.session.add(ticket)
    ticket.title = "forged"


@gives(OUTSIDE)
def move_foreign_row_in(d):
    ticket = detached(d, team_id=2)
    d.session.add(ticket)
    ticket.team_id = 1


@gives(OUTSIDE)
def delete_detached(d):
    ticket = detached(d)
    d.session.add(ticket)
    d.session.delete(ticket)


@gives(OUTSIDE)
def delete_detached_at_once(d):
    d.session.delete(detached(d))


@gives(None)
def delete_inside(d):
    d.session.delete(d.get(d.Line, 1))
    d.session.flush()
    return d.get(d.Line, 1)


@gives(DENIED)
def delete_without_right(d):
    d.session.delete(d.get(d.Repair, 1))


@gives([])
def orphaned_line(d):
    ticket = d.get(d.Ticket, 1)
    ticket.lines.clear()
    d.session.flush()
    return d.all(select(d.Line).where(d.Line.ticket_id == 1)).all()


@gives(DENIED)
def orphaned_line_without_right(d):
    ticket = d.get(d.Ticket, 1)
    ticket.lines.clear()
    as_reader(d)


@gives(DENIED)
def line_of_a_foreign_ticket(d):
    d.session.add(d.Line(ticket_id=3, text="x"))


@gives(DENIED)
def line_moved_to_a_foreign_ticket(d):
    d.get(d.Line, 1).ticket_id = 3


@gives([1, 2])
def many2many_added(d):
    ticket = d.get(d.Ticket, 1)
    ticket.tags.append(d.get(d.Tag, 2))
    d.session.flush()
    return ids(ticket.tags)


@gives([1, 2])
def many2many_added_from_the_other_side(d):
    tag = d.get(d.Tag, 2)
    tag.tickets.extend([d.get(d.Ticket, 1), d.get(d.Ticket, 2)])
    d.session.flush()
    d.session.expire(tag)
    return ids(tag.tickets)


@gives(OUTSIDE)
def many2many_foreign_from_the_other_side(d):
    ticket = detached(d)
    d.session.add(ticket)
    tag = d.get(d.Tag, 2)
    tag.tickets.append(ticket)


@gives(DENIED)
def many2many_without_right(d):
    ticket, tag = d.get(d.Ticket, 1), d.get(d.Tag, 2)
    as_reader(d)
    ticket.tags.append(tag)


@gives(DENIED)
def many2many_from_the_other_side_without_right(d):
    ticket, tag = d.get(d.Ticket, 1), d.get(d.Tag, 2)
    as_reader(d)
    tag.tickets.append(ticket)


@gives(DENIED)
def many2many_removed_without_right(d):
    ticket = d.get(d.Ticket, 1)
    as_reader(d)
    ticket.tags.clear()


@gives(DENIED)
def write_where_only_reading_is_allowed(d):
    d.get(d.Repair, 1).name = "x"


@gives(DENIED)
def link_to_a_hidden_contact(d):
    d.get(d.Ticket, 1).customer_id = 2


@gives(DENIED)
def create_with_a_link_to_a_hidden_contact(d):
    d.session.add(new_ticket(d, customer_id=2))


@gives(2)
def link_to_a_hidden_contact_where_declared_free(d):
    ticket = d.get(d.Ticket, 1)
    ticket.reporter_id = 2
    d.session.flush()
    return ticket.reporter_id


@gives(DENIED)
def link_to_a_record_that_is_not_there(d):
    d.session.add(d.Note(document_model="desk.ticket", document_id=99, text="x"))


@gives(DENIED)
def moved_by_relation(d):
    d.get(d.Ticket, 1).team = d.get(d.Team, 2)


@gives(DENIED)
def moved_by_the_parents_collection(d):
    team = d.get(d.Team, 2)
    team.tickets.append(d.get(d.Ticket, 1))


@gives(DENIED)
def closed_field_written(d):
    d.get(d.Ticket, 1).cost = 5


@gives(DENIED)
def closed_field_at_creation(d):
    d.session.add(new_ticket(d, cost=5))


@gives(Raises((IntegrityError, StaleDataError)))
def merge_of_a_foreign_record(d):
    d.session.merge(new_ticket(d, id=3, version=1))


@gives(OUTSIDE)
def merge_without_loading(d):
    ticket = detached(d)
    d.session.merge(ticket, load=False).title = "forged"


@gives(OUTSIDE)
def foreign_record_in_a_collection(d):
    ticket = detached(d)
    d.session.add(ticket)
    team = d.get(d.Team, 1)
    team.tickets.append(ticket)


@gives(DENIED)
def write_in_a_hook_of_the_flush(d):
    def move(mapper, connection, ticket):
        ticket.team_id = 2

    sa.event.listen(d.Ticket, "before_update", move)
    try:
        d.get(d.Ticket, 1).title = "hook"
        d.session.flush()
    finally:
        sa.event.remove(d.Ticket, "before_update", move)


@ways.each()
@pytest.mark.req("AR-5", "AR-6")
def test_only_what_is_allowed_is_written(way, wanted, env):
    check(way, wanted, env)


@pytest.mark.req("AR-5")
def test_the_manager_writes_the_closed_field(env_as):
    env = env_as(replace(AGENT, roles=frozenset({"desk.manager"})))
    check(closed_field_written, None, env)


@pytest.mark.req("AR-5")
def test_many_models_and_rows_cost_two_statements_more(env, statements):
    d = Desk(env)
    tickets = d.all(select(d.Ticket)).all()
    lines = d.all(select(d.Line)).all()
    for ticket in tickets:
        ticket.body = "changed"
    for line in lines:
        line.text = "changed"
    statements.clear()
    env.session.flush()
    assert sum(one.startswith("SELECT") for one in statements) == 2
