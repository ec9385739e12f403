"""Tickets: numbers, what follows from team, stage and customer, closing, deleting."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Stage, Team, Ticket
from core import Refused
from tests.addons.helpdesk.desk import MANAGER, USER, a_contact, a_team, a_ticket, stage, user
from tests.kernels import Acting


@pytest.mark.req("HD-8")
def test_a_new_ticket_is_in_the_first_stage_of_the_users_first_team(desk: Acting) -> None:
    def make(env):
        ticket = a_ticket(env)
        return (
            ticket.team.name,
            ticket.stage.name,
            ticket.company_id == ticket.team.company_id,
            ticket.priority,
            ticket.active,
        )

    assert desk.run(make, USER) == ("Service", "New", True, "0", True)

    def join(env):
        a_team(env, "Workshop", members=[user(env, USER)])

    desk.run(join)
    assert desk.run(make, USER)[0] == "Workshop"


@pytest.mark.req("HD-8")
def test_a_tickets_name_shows_title_and_number(desk: Acting) -> None:
    assert desk.run(lambda env: str(a_ticket(env, "Chain skips")), USER) == "Chain skips (#0001)"


@pytest.mark.req("HD-8")
def test_numbers_are_never_used_again(desk: Acting) -> None:
    def make(env):
        ticket = a_ticket(env)
        return ticket.id, ticket.number

    def delete(ticket_id):
        def work(env):
            env.session.delete(env.session.get(env[Ticket], ticket_id))

        return work

    first, number = desk.run(make, USER)
    desk.run(delete(first), MANAGER)
    numbers = {number, *(desk.run(make, USER)[1] for _ in range(3))}
    assert len(numbers) == 4


@pytest.mark.req("HD-8")
def test_a_customer_fills_email_and_phone_only_where_they_are_empty(desk: Acting) -> None:
    def choose(env):
        customer = a_contact(env, email="marta@example.com", phone="030 1")
        ticket = a_ticket(env, phone="030 2")
        ticket.customer = customer
        ticket.fill_contact_details()
        return ticket.email, ticket.phone

    assert desk.run(choose, USER) == ("marta@example.com", "030 2")


@pytest.mark.req("HD-8", "CT-2")
def test_customer_and_assignee_become_followers(desk: Acting) -> None:
    def make(env):
        customer = a_contact(env)
        ticket = a_ticket(env, customer=customer)
        ticket.assign_to_me()
        return ticket.id, {customer.id, env.user.contact_id}

    ticket_id, expected = desk.run(make, USER)
    assert expected <= set(desk.run(lambda env: env.session.get(env[Ticket], ticket_id).follower_ids))

    def change(env):
        ticket = env.session.get(env[Ticket], ticket_id)
        ticket.customer = a_contact(env, "Jean Perrin")
        return ticket.customer.id

    second = desk.run(change, USER)
    assert expected | {second} <= set(desk.run(lambda env: env.session.get(env[Ticket], ticket_id).follower_ids))


@pytest.mark.req("HD-6")
def test_a_ticket_is_closed_while_it_is_in_a_folded_stage(desk: Acting) -> None:
    ticket_id = desk.run(lambda env: a_ticket(env).id, USER)

    def move(name):
        def work(env):
            ticket = env.session.get(env[Ticket], ticket_id)
            ticket.stage = stage(env, name)
            env.session.flush()
            return ticket.closed_at

        return desk.run(work, USER)

    assert move("In Progress") is None
    closed = move("Solved")
    assert closed is not None
    assert move("Cancelled") == closed
    assert move("New") is None
    assert move("Solved") >= closed


@pytest.mark.req("HD-6")
def test_a_ticket_made_in_a_folded_stage_is_closed(desk: Acting) -> None:
    def make(env):
        return a_ticket(env, stage=stage(env, "Solved")).closed_at, env.now()

    closed, now = desk.run(make, USER)
    assert abs(closed - now) < timedelta(minutes=1)


def test_a_ticket_stays_in_the_stages_of_its_team(desk: Acting) -> None:
    def make(env):
        own = env.new(Stage, name="Own", sequence=5)
        a_team(env, "Workshop", stages=[own])
        return a_ticket(env).id

    ticket_id = desk.run(make)

    def leave(env):
        env.session.get(env[Ticket], ticket_id).stage = stage(env, "Own")
        env.session.flush()

    with pytest.raises(Refused, match="Own is not a stage of the team Service."):
        desk.run(leave, USER)

    def change_team(env):
        ticket = env.session.get(env[Ticket], ticket_id)
        ticket.team = env.session.scalars(sa.select(env[Team]).where(env[Team].name == "Workshop")).one()
        ticket.begin_in_the_teams_first_stage()
        env.session.flush()
        return ticket.stage.name

    assert desk.run(change_team, USER) == "Own"


def test_a_new_ticket_in_a_stage_of_another_team_begins_in_the_first_of_its_own(desk: Acting) -> None:
    def make(env):
        own = env.new(Stage, name="Own", sequence=5)
        team = a_team(env, "Workshop", stages=[own])
        return a_ticket(env, team=team).stage.name, a_ticket(env, team_id=team.id).stage.name

    assert desk.run(make) == ("Own", "Own")


@pytest.mark.req("HD-17")
def test_a_ticket_without_documents_has_none_to_name(desk: Acting) -> None:
    assert desk.run(lambda env: list(a_ticket(env).linked_documents()), USER) == []
    assert desk.run(lambda env: a_ticket(env).has_linked_documents, USER) is False


def test_taking_a_ticket_needs_somebody(desk: Acting) -> None:
    with pytest.raises(Refused, match="Sign in"):
        desk.run(lambda env: a_ticket(env).assign_to_me())
