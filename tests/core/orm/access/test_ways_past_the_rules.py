"""What would go round the rules of a user's session is refused: raw SQL, Core tables, bulk forms, fields
closed to the user.

`Ticket.cost` is for managers; the agent of these tests is none.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy import exists, func, literal, select
from sqlalchemy.orm import aliased, joinedload, selectinload, undefer

from core.orm.access.denied import AccessDenied
from tests.core.orm.access.conftest import AGENT
from tests.core.orm.access.ways import DENIED, OUTSIDE, Desk, Ways, check, ids

ways = Ways()
gives = ways.gives


@gives(OUTSIDE)
def exists_bare_is_not_an_orm_statement(d):
    return tuple(bool(d.one(select(exists().where(d.Ticket.id == i)))) for i in (3, 1))


@gives(OUTSIDE)
def from_statement(d):
    return ids(d.all(select(d.Ticket).from_statement(select(d.Ticket.__table__))))


@gives(OUTSIDE)
def core_table(d):
    return d.run(select(d.Ticket.__table__)).all()


@gives(OUTSIDE)
def core_column(d):
    return d.run(select(d.Ticket.__table__.c.title)).all()


@gives(OUTSIDE)
def core_in_orm_statement(d):
    return d.run(select(d.Team.id, d.Ticket.__table__.c.title).join(d.Ticket.__table__, literal(True))).all()


@gives(OUTSIDE)
def core_link_table(d):
    link = d.Ticket.__table__.metadata.tables["link_desk_tag_desk_ticket"]
    return d.run(select(link.c.desk_ticket_id)).all()


@gives(OUTSIDE)
def text_sql(d):
    return d.run(sa.text("SELECT * FROM desk_ticket")).all()


@gives(OUTSIDE)
def text_inside(d):
    return d.run(select(d.Team.id, sa.text("(SELECT title FROM desk_ticket WHERE id=3)"))).all()


@gives(OUTSIDE)
def connection_of_session(d):
    return d.session.connection().exec_driver_sql("SELECT 1").scalar()


@gives(OUTSIDE)
def core_exists_inside(d):
    return d.run(
        select(d.Team.id).where(select(d.Ticket.__table__.c.id).where(d.Ticket.__table__.c.id == 3).exists())
    ).all()


@gives(DENIED)
def hidden_field_access(d):
    return d.get(d.Ticket, 1).cost


@gives(DENIED)
def hidden_field_column(d):
    return d.all(select(d.Ticket.cost)).all()


@gives(DENIED)
def hidden_field_filter(d):
    return ids(d.all(select(d.Ticket).where(d.Ticket.cost > 15)))


@gives(DENIED)
def hidden_field_sort(d):
    return ids(d.all(select(d.Ticket).order_by(d.Ticket.cost)))


@gives(DENIED)
def hidden_field_group(d):
    return d.run(select(func.count()).select_from(d.Ticket).group_by(d.Ticket.cost)).all()


@gives(DENIED)
def hidden_field_alias_sort(d):
    a = aliased(d.Ticket)
    return ids(d.all(select(a).order_by(a.cost)))


@gives(DENIED)
def hidden_field_undefer(d):
    return [t.cost for t in d.all(select(d.Ticket).options(undefer(d.Ticket.cost)))]


@gives(DENIED)
def hidden_field_in_eager_undefer(d):
    return [t.cost for t in d.get(d.Team, 1, options=[joinedload(d.Team.tickets).undefer(d.Ticket.cost)]).tickets]


@gives(DENIED)
def hidden_field_selectin_undefer(d):
    return [
        t.cost
        for t in d.all(select(d.Team).options(selectinload(d.Team.tickets).undefer(d.Ticket.cost))).first().tickets
    ]


@gives(DENIED)
def hidden_field_relation_filter(d):
    return ids(d.all(select(d.Team).where(d.Team.tickets.any(d.Ticket.cost > 15))))


@gives(DENIED)
def hidden_field_in_and_clause(d):
    return ids(d.get(d.Team, 1, options=[selectinload(d.Team.tickets.and_(d.Ticket.cost > 15))]).tickets)


@gives(OUTSIDE)
def text_in_sort(d):
    return d.all(select(d.Ticket).order_by(sa.text("title"))).all()


@gives(OUTSIDE)
def literal_column(d):
    return d.all(select(d.Ticket.id, sa.literal_column("(SELECT word FROM desk_secret)"))).all()


@gives(DENIED)
def hidden_field_in_subquery(d):
    inner = select(d.Ticket.cost).subquery()
    return d.all(select(inner.c.cost)).all()


@gives(DENIED)
def hidden_field_in_cte_filter(d):
    inner = select(d.Ticket.id).where(d.Ticket.cost > 15).cte()
    return d.all(select(inner.c.id)).all()


@gives(DENIED)
def hidden_field_in_subquery_filter(d):
    inner = select(d.Ticket.id).where(d.Ticket.cost > 15).subquery()
    return d.all(select(inner.c.id)).all()


@gives(DENIED)
def hidden_field_in_filter_of_aliased_subquery(d):
    ticket = aliased(d.Ticket, select(d.Ticket).where(d.Ticket.cost > 15).subquery())
    return ids(d.all(select(ticket)))


@gives(DENIED)
def hidden_field_two_subqueries_deep(d):
    inner = select(d.Ticket.id).order_by(d.Ticket.cost).limit(1).subquery()
    outer = select(inner.c.id).subquery()
    return d.all(select(d.Team.id).where(d.Team.id.in_(select(outer.c.id)))).all()


@gives(OUTSIDE)
def core_alias_beside_an_entity(d):
    table = d.Ticket.__table__.alias()
    return d.run(select(d.Team.id, table.c.title)).all()


@gives(OUTSIDE)
def core_alias_joined(d):
    table = d.Ticket.__table__.alias()
    return d.run(select(d.Team.id).join(table, literal(True))).all()


@gives(OUTSIDE)
def core_subquery_beside_an_entity(d):
    inner = select(d.Ticket.__table__.c.title).subquery()
    return d.run(select(d.Team.id, inner.c.title)).all()


@gives(OUTSIDE)
def core_cte_in_a_filter(d):
    inner = select(d.Secret.__table__.c.id).cte()
    return d.all(select(d.Team.id).where(d.Team.id == inner.c.id)).all()


@gives(OUTSIDE)
def core_table_in_union(d):
    return d.run(select(d.Team.id).union(select(d.Secret.__table__.c.id))).all()


@gives(OUTSIDE)
def core_function_over_a_core_column(d):
    return d.run(select(d.Team.id, func.max(d.Secret.__table__.c.word))).all()


@gives(DENIED)
def hidden_field_in_join_condition(d):
    return d.all(select(d.Team.id).join(d.Ticket, d.Ticket.cost == d.Team.id)).all()


@gives(DENIED)
def hidden_field_by_getattr_after_refresh(d):
    ticket = d.get(d.Ticket, 1)
    d.session.refresh(ticket)
    return ticket.cost


@gives(DENIED)
def hidden_field_refreshed_by_name(d):
    return d.session.refresh(d.get(d.Ticket, 1), ["cost"])


# --- forms that write past the records --------------------------------------------------------------------------------


@gives(OUTSIDE)
def orm_update_where(d):
    d.run(sa.update(d.Ticket).where(d.Ticket.id == 3).values(title="x"))


@gives(OUTSIDE)
def orm_delete_where(d):
    d.run(sa.delete(d.Ticket).where(d.Ticket.id == 3))


@gives(OUTSIDE)
def orm_insert_returning(d):
    d.all(sa.insert(d.Ticket).returning(d.Ticket), [{"title": "x", "company_id": 1, "team_id": 2}])


@gives(OUTSIDE)
def bulk_update_by_key(d):
    d.run(sa.update(d.Ticket), [{"id": 3, "title": "x"}])


@gives(OUTSIDE)
def bulk_insert(d):
    d.run(sa.insert(d.Ticket), [{"title": "x", "company_id": 1, "team_id": 2}])


@gives(OUTSIDE)
def bulk_save_objects(d):
    d.session.bulk_save_objects([d.Ticket(title="n", company_id=1, team_id=2)])


@gives(OUTSIDE)
def bulk_insert_mappings(d):
    d.session.bulk_insert_mappings(d.Ticket, [{"title": "x", "company_id": 1, "team_id": 2}])


@gives(OUTSIDE)
def bulk_update_mappings(d):
    d.session.bulk_update_mappings(d.Ticket, [{"id": 3, "title": "x"}])


@gives(OUTSIDE)
def query_update(d):
    d.session.query(d.Ticket).filter_by(id=3).update({"title": "x"})


@gives(OUTSIDE)
def query_delete(d):
    d.session.query(d.Ticket).filter_by(id=3).delete()


@gives(OUTSIDE)
def core_insert(d):
    d.run(d.Ticket.__table__.insert().values(title="x", company_id=1, team_id=2))


@gives(OUTSIDE)
def link_row_by_core(d):
    link = d.Ticket.__table__.metadata.tables["link_desk_tag_desk_ticket"]
    d.run(link.insert().values(desk_ticket_id=3, desk_tag_id=2))


@gives(OUTSIDE)
def insert_in_a_cte(d):
    made = sa.insert(d.Tag).values(name="z").returning(d.Tag.id).cte()
    d.run(select(made.c.id))


@gives(OUTSIDE)
def insert_in_a_cte_that_nothing_reads(d):
    made = sa.insert(d.Tag).values(name="z").returning(d.Tag.id).cte()
    d.run(select(d.Team.id).add_cte(made))


@gives(OUTSIDE)
def update_in_a_cte_of_a_subquery(d):
    made = sa.update(d.Ticket).values(title="z").returning(d.Ticket.id).cte()
    d.run(select(d.Team.id).where(d.Team.id.in_(select(made.c.id))))


@ways.each()
@pytest.mark.req("AR-5")
def test_neither_raw_sql_nor_closed_fields_come_through(way, wanted, env):
    check(way, wanted, env)


@pytest.mark.req("AR-5")
def test_who_may_reads_and_filters_by_the_field(env_as):
    manager = Desk(env_as(replace(AGENT, roles=frozenset({"desk.manager"}))))
    assert manager.get(manager.Ticket, 1).cost == 10
    assert manager.all(select(manager.Ticket.cost).where(manager.Ticket.cost > 15)).all() == [20, 30]


@pytest.mark.req("AR-5")
def test_a_verdict_on_a_statement_is_not_used_for_other_roles(env_as):
    def ask(role):
        d = Desk(env_as(replace(AGENT, roles=frozenset({role}))))
        return d.all(select(d.Ticket.id).where(d.Ticket.cost > 15)).all()

    assert ask("desk.manager") == [2, 3]
    for _ in range(2):
        with pytest.raises(AccessDenied, match="You are not allowed to read Cost of Tickets"):
            ask("desk.agent")
    assert ask("desk.manager") == [2, 3]
