"""Visibility of teams: who sees, changes and deletes which tickets."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from addons.base.models import Company
from addons.helpdesk.models import Team, Ticket
from core import AccessDenied
from tests.addons.helpdesk.desk import MANAGER, OTHER, PORTAL, USER, a_contact, a_team, a_ticket, titles, user
from tests.kernels import Acting


@pytest.fixture
def tickets(desk: Acting) -> Acting:
    """One ticket in a team of each visibility; the portal's customer has all of them."""

    def make(env):
        customer = user(env, PORTAL).contact
        for visibility in ("private", "company", "public"):
            a_ticket(env, visibility, team=a_team(env, visibility, visibility=visibility), customer=customer)
        a_ticket(env, "somebody else's", customer=a_contact(env))

    desk.run(make)
    return desk


def ticket(env, title: str) -> Ticket:
    return env.session.scalars(sa.select(env[Ticket]).where(env[Ticket].title == title)).one()


@pytest.mark.req("HD-3", "AR-2")
def test_helpdesk_users_see_tickets_of_teams_that_are_not_private(tickets: Acting) -> None:
    assert tickets.run(titles, USER) == ["company", "public", "somebody else's"]


@pytest.mark.req("HD-3")
def test_private_tickets_are_seen_by_who_follows_the_team_or_the_ticket(tickets: Acting) -> None:
    def follow(env):
        private = ticket(env, "private")
        private.follow(user(env, USER))
        private.team.follow(user(env, OTHER))

    tickets.run(follow)
    for login in (USER, OTHER):
        assert "private" in tickets.run(titles, login)
        assert tickets.run(lambda env: ticket(env, "private").team.name, login) == "private"


@pytest.mark.req("HD-3")
def test_members_of_a_private_team_follow_it(tickets: Acting) -> None:
    def join(env):
        env.session.scalars(sa.select(env[Team]).where(env[Team].name == "private")).one().members = [user(env, USER)]

    tickets.run(join, MANAGER)
    assert "private" in tickets.run(titles, USER)
    assert "private" not in tickets.run(titles, OTHER)


@pytest.mark.req("AR-2")
def test_managers_see_every_team(tickets: Acting) -> None:
    assert tickets.run(titles, MANAGER) == ["company", "private", "public", "somebody else's"]


@pytest.mark.req("HD-3", "PT-2")
def test_customers_see_their_own_tickets_of_public_teams_and_those_of_their_company_they_follow(
    tickets: Acting,
) -> None:
    assert tickets.run(titles, PORTAL) == ["public"]
    tickets.run(lambda env: ticket(env, "somebody else's").follow(user(env, PORTAL)))
    assert tickets.run(titles, PORTAL) == ["public"], "a stranger's"

    def become_colleagues(env):
        firm = a_contact(env, "Veloria", is_company=True)
        user(env, PORTAL).contact.parent = ticket(env, "somebody else's").customer.parent = firm

    tickets.run(become_colleagues)
    assert tickets.run(titles, PORTAL) == ["public", "somebody else's"]
    tickets.run(lambda env: ticket(env, "somebody else's").unfollow(user(env, PORTAL)))
    assert tickets.run(titles, PORTAL) == ["public"]


@pytest.mark.req("AR-5")
def test_customers_change_nothing(tickets: Acting) -> None:
    def change(env):
        ticket(env, "public").title = "changed"
        env.session.flush()

    with pytest.raises(AccessDenied):
        tickets.run(change, PORTAL)


@pytest.mark.req("AR-2", "AR-5")
def test_internal_users_without_a_helpdesk_role_see_no_ticket(tickets: Acting) -> None:
    def look(env):
        with env.system("a ticket to look for") as system:
            hidden = ticket(system, "public")
        return titles(env), env.session.get(env[Ticket], hidden.id), env.may("read", Ticket)

    assert tickets.run(look, ("base.user",)) == ([], None, False)


@pytest.mark.req("AR-2")
def test_only_managers_delete_tickets(tickets: Acting) -> None:
    def delete(env):
        env.session.delete(ticket(env, "public"))
        env.session.flush()

    with pytest.raises(AccessDenied):
        tickets.run(delete, USER)
    tickets.run(delete, MANAGER)


@pytest.mark.req("HD-3")
def test_nobody_puts_tickets_into_a_private_team_that_they_do_not_see(tickets: Acting) -> None:
    team_id = tickets.run(lambda env: ticket(env, "private").team_id)

    with pytest.raises(AccessDenied):
        tickets.run(lambda env: a_ticket(env, "hidden", team_id=team_id).id, USER)

    def move(env):
        moved = ticket(env, "public")
        moved.team_id = team_id
        env.session.flush()

    with pytest.raises(AccessDenied):
        tickets.run(move, USER)


@pytest.mark.req("AR-6")
def test_nobody_sees_tickets_of_companies_they_do_not_belong_to(tickets: Acting) -> None:
    def found(env):
        first = env.session.scalars(sa.select(env[Company])).one()
        other = env.new(Company, name="Other company", currency=first.currency)
        env.session.flush()
        team = env.new(Team, name="theirs", company_id=other.id)
        env.session.flush()
        a_ticket(env, "theirs", team=team)

    tickets.run(found)
    for login in (USER, MANAGER):
        assert "theirs" not in tickets.run(titles, login)
    assert "theirs" in tickets.run(titles)
