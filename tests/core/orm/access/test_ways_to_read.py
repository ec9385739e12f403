"""Whatever way a user's session reads by, only records come that the user may read.

The agent of these tests is in the teams 1 and 3 and belongs to company 1: the tickets 1 and 2 are open, 3 (another
team's) and 4 (another company's) are not.
"""

from __future__ import annotations

import pytest
from sqlalchemy import exists, func, literal, select, union
from sqlalchemy.orm import (
    Bundle,
    aliased,
    contains_eager,
    defaultload,
    joinedload,
    load_only,
    selectinload,
    subqueryload,
)

from tests.core.orm.access.ways import GONE, GONE_AT_REFRESH, Ways, check, ids

ways = Ways()
gives = ways.gives


@gives([1, 2])
def entities(d):
    return ids(d.all(select(d.Ticket)))


@gives(["ok1", "ok2"])
def columns(d):
    return sorted(d.all(select(d.Ticket.title)))


@gives(2)
def count_star(d):
    return d.one(select(func.count()).select_from(d.Ticket))


@gives(2)
def count_column(d):
    return d.one(select(func.count(d.Ticket.id)))


@gives(3)
def aggregate_sum(d):
    return d.one(select(func.sum(d.Ticket.id)))


@gives([(1, 2)])
def group_by(d):
    return [tuple(row) for row in d.run(select(d.Ticket.team_id, func.count()).group_by(d.Ticket.team_id))]


@gives((None, 1))
def get_cold(d):
    return (d.get(d.Ticket, 3), d.get(d.Ticket, 1).id)


@gives([1, 2])
def lazy_one2many(d):
    return ids(d.get(d.Team, 1).tickets)


@gives([[], [1, 2]])
def lazy_from_foreign_parent(d):
    return [ids(d.get(d.Team, 2).tickets), ids(d.get(d.Team, 1).tickets)]


@gives((None, "Ann"))
def lazy_many2one(d):
    return (d.get(d.Ticket, 2).customer, d.get(d.Ticket, 1).customer.name)


@gives([1, 2])
def lazy_many2many(d):
    return ids(d.get(d.Tag, 1).tickets)


@gives([(1, [1, 2]), (2, [])])
def selectin(d):
    return [
        (t.id, ids(t.tickets)) for t in d.all(select(d.Team).options(selectinload(d.Team.tickets)).order_by(d.Team.id))
    ]


@gives([(1, [1, 2]), (2, [])])
def joined(d):
    return [
        (t.id, ids(t.tickets))
        for t in d.all(select(d.Team).options(joinedload(d.Team.tickets)).order_by(d.Team.id)).unique()
    ]


@gives([(1, "Ann"), (2, None)])
def joined_many2one(d):
    return [
        (t.id, t.customer and t.customer.name)
        for t in d.all(select(d.Ticket).options(joinedload(d.Ticket.customer)).order_by(d.Ticket.id))
    ]


@gives([1, 2])
def joined_many2many(d):
    return ids(d.all(select(d.Tag).where(d.Tag.id == 1).options(joinedload(d.Tag.tickets))).unique().one().tickets)


@gives([1, 2])
def selectin_many2many(d):
    return ids(d.all(select(d.Tag).where(d.Tag.id == 1).options(selectinload(d.Tag.tickets))).one().tickets)


@gives([(1, [1, 2]), (2, [])])
def subquery_load(d):
    return [
        (t.id, ids(t.tickets)) for t in d.all(select(d.Team).options(subqueryload(d.Team.tickets)).order_by(d.Team.id))
    ]


@gives([1, 2])
def alias(d):
    a = aliased(d.Ticket)
    return ids(d.all(select(a)))


@gives(4)
def self_join_of_aliases(d):
    a, b = aliased(d.Ticket), aliased(d.Ticket)
    return d.one(select(func.count()).select_from(a).join(b, literal(True)))


@gives([1, 2])
def subquery_from(d):
    q = select(d.Ticket.id).subquery()
    return sorted(d.all(select(q.c.id)))


@gives([1, 2])
def aliased_subquery_entity(d):
    q = select(d.Ticket).subquery()
    a = aliased(d.Ticket, q)
    return ids(d.all(select(a)))


@gives([1, 2])
def cte(d):
    q = select(d.Ticket.id).cte()
    return sorted(d.all(select(q.c.id)))


@gives([1, 2])
def recursive_cte(d):
    q = select(d.Ticket.id).where(d.Ticket.id == 1).cte(recursive=True)
    q = q.union(select(d.Ticket.id).join(q, d.Ticket.id == q.c.id + 1))
    return sorted(d.all(select(q.c.id)))


@gives([1, 2])
def union_of_two(d):
    return sorted(d.all(union(select(d.Ticket.id), select(d.Ticket.id).where(d.Ticket.id > 2))))


@gives(2)
def scalar_subquery(d):
    return d.one(select(select(func.count(d.Ticket.id)).scalar_subquery()))


@gives((False, True))
def exists_of_select(d):
    return tuple(bool(d.one(select(exists(select(d.Ticket.id).where(d.Ticket.id == i))))) for i in (3, 1))


@gives([1])
def any_on_relation(d):
    return ids(d.all(select(d.Team).where(d.Team.tickets.any())))


@gives([1])
def has_on_relation(d):
    return ids(d.all(select(d.Ticket).where(d.Ticket.customer.has(d.Contact.name.like("%")))))


@gives([1])
def filter_in_subselect(d):
    return ids(d.all(select(d.Team).where(d.Team.id.in_(select(d.Ticket.team_id)))))


@gives([(1, 1), (1, 2)])
def inner_join(d):
    return sorted(tuple(row) for row in d.run(select(d.Team.id, d.Ticket.id).join(d.Team.tickets)))


@gives([(1, 1), (1, 2), (2, None)])
def outer_join(d):
    return sorted(map(tuple, d.run(select(d.Team.id, d.Ticket.id).outerjoin(d.Team.tickets))), key=str)


@gives([(1, [1, 2])])
def contains_eager_load(d):
    return [
        (t.id, ids(t.tickets))
        for t in d.all(select(d.Team).join(d.Team.tickets).options(contains_eager(d.Team.tickets))).unique()
    ]


@gives([(1, 1, 2)])
def bundle_and_window(d):
    return [
        (row[0].id, row[1], row[2])
        for row in d.run(
            select(Bundle("b", d.Ticket.id), func.row_number().over(order_by=d.Ticket.id), func.count().over())
            .where(d.Ticket.id < 9)
            .limit(1)
        )
    ]


@gives([2, 0])
def column_property_count(d):
    return [d.get(d.Team, 1).ticket_count, d.get(d.Team, 2).ticket_count]


@gives(2)
def implicit_from_of_where(d):
    return d.one(select(func.count()).where(d.Ticket.id > 0))


@gives(2)
def legacy_query(d):
    return d.session.query(d.Ticket).count()


@gives([1, 2])
def populate_existing(d):
    return ids(d.all(select(d.Ticket).execution_options(populate_existing=True)))


@gives(([1, 2], None, None))
def rule_that_looks_at_another_model(d):
    return sorted(d.all(select(d.Repair.id))), d.get(d.Repair, 5), d.get(d.Repair, 3)


@gives(GONE_AT_REFRESH)
def refresh_after_row_left(d):
    t = d.get(d.Ticket, 1)
    d.behind("UPDATE desk_ticket SET team_id=2 WHERE id=1")
    d.session.refresh(t)
    return t.team_id


@gives(GONE)
def expired_row_that_left(d):
    t = d.get(d.Ticket, 1)
    d.behind("UPDATE desk_ticket SET team_id=2 WHERE id=1")
    d.session.expire(t)
    return t.title


@gives("ok1")
def refresh_allowed(d):
    t = d.get(d.Ticket, 1)
    d.session.refresh(t)
    d.session.expire(t)
    return t.title


@gives([])
def model_without_right(d):
    return d.all(select(d.Secret)).all()


@gives((None, "v1"))
def hand_written_exists_get(d):
    return d.get(d.Visit, 2), d.get(d.Visit, 1).name


@gives([(1, [1]), (2, [])])
def hand_written_exists_joined(d):
    teams = d.all(select(d.Team).options(joinedload(d.Team.visits)).order_by(d.Team.id)).unique()
    return [(team.id, ids(team.visits)) for team in teams]


@gives([(1, 1), (2, None)])
def hand_written_exists_outer_join_of_alias(d):
    visit = aliased(d.Visit)
    return [tuple(row) for row in d.run(select(d.Team.id, visit.id).outerjoin(visit, visit.team_id == d.Team.id))]


@gives([1])
def hand_written_exists_in_subquery(d):
    return d.all(select(d.Team.id).where(d.Team.id.in_(select(d.Visit.team_id)))).all()


@gives([1])
def hand_written_exists_lazy(d):
    return ids(d.get(d.Team, 1).visits) + ids(d.get(d.Team, 2).visits)


@gives([1, 2, 6])
def rule_over_documents_of_any_model(d):
    return ids(d.all(select(d.Note)))


@gives([1, 2])
def nested_eager_loads(d):
    found = d.all(select(d.Team).options(selectinload(d.Team.tickets).joinedload(d.Ticket.lines)).where(d.Team.id < 3))
    return sorted(line.id for team in found for ticket in team.tickets for line in ticket.lines)


@gives(["ok1", "ok2"])
def load_only_columns(d):
    return sorted(ticket.title for ticket in d.all(select(d.Ticket).options(load_only(d.Ticket.title))))


@gives([1, 2])
def in_parts(d):
    return ids(d.all(select(d.Ticket).execution_options(yield_per=1)))


@gives([1, 3])
def records_of_no_company_are_everybodys(d):
    return ids(d.all(select(d.Contact)))


@gives([1, 1])
def options_of_a_parent_apply_once(d):
    option = defaultload(d.Team.tickets).selectinload(d.Ticket.tags)
    team = d.get(d.Team, 1, options=[selectinload(d.Team.tickets), option])
    return [len(ticket.tags) for ticket in team.tickets]


@gives((2, 2))
def count_of_a_subquery(d):
    inner = select(d.Ticket.id).order_by(d.Ticket.title).limit(5).subquery()
    return d.one(select(func.count()).select_from(inner)), d.one(select(func.count(inner.c.id)))


@gives(2)
def count_of_an_aliased_subquery(d):
    return d.one(select(func.count()).select_from(aliased(d.Ticket, select(d.Ticket).subquery())))


@gives([(1, 2), (2, 0)])
def scalar_subquery_beside_an_entity(d):
    counted = select(func.count(d.Ticket.id)).where(d.Ticket.team_id == d.Team.id).scalar_subquery()
    return [tuple(row) for row in d.run(select(d.Team.id, counted).order_by(d.Team.id))]


@ways.each()
@pytest.mark.req("AR-5", "AR-6")
def test_only_open_records_come(way, wanted, env):
    check(way, wanted, env)
