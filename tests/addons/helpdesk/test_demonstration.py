"""The demonstration's helpdesk: its people, and something to see for everything that can be done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from addons.helpdesk.demo import CASES, ticket_titled
from addons.helpdesk.models import Team, Ticket
from tests.addons.helpdesk.screens import services, smart, view_of
from tests.kernels import Acting

AGENT, MANAGER = "agent@example.com", "manager@example.com"
STAGES = {"New", "In Progress", "On Hold", "Solved", "Cancelled"}


@pytest.mark.req("XC-11")
def test_both_teams_have_tickets_in_every_stage(acting: Callable[..., Acting]) -> None:
    shown = acting("demo", demonstration=True)

    def look(env):
        tickets = env.session.scalars(sa.select(env[Ticket])).all()
        return {(one.team.name, one.stage.name) for one in tickets}, len(tickets)

    found, count = shown.run(look, AGENT)
    assert found == {(team, stage) for team in ("E-bike service", "Workshop Hamburg") for stage in STAGES}
    assert count == len(CASES)
    assert shown.run(lambda env: env.may("write", Team), AGENT) is False
    assert shown.run(lambda env: env.may("write", Team), MANAGER) is True
    assert "stock" not in shown.kernel.state().addons, "Inventory is left for the visitor to switch on"


@pytest.mark.req("XC-11")
def test_with_returns_there_are_tickets_with_and_without_a_delivery_and_returns_in_both_states(
    acting: Callable[..., Acting],
) -> None:
    shown = acting("demo", "helpdesk_return", demonstration=True)

    def look(env):
        views = {
            title: view_of(env, ticket_titled(env, title))
            for title in ("Display flickers", "Where is my order?", "Ordered the wrong bike", "Chain skips under load",
                          "Batteries drain within 15 km", "Helmet straps are too short")
        }  # fmt: skip
        return {
            title: (services(view), smart(view), [row.state for row in view.documents]) for title, view in views.items()
        }

    assert shown.run(look, AGENT) == {
        "Display flickers": (["Return"], {}, []),
        "Where is my order?": ([], {}, []),
        "Ordered the wrong bike": ([], {}, []),
        "Chain skips under load": ([], {}, []),
        "Batteries drain within 15 km": (["Return"], {"Return": 1}, ["Ready, not received"]),
        "Helmet straps are too short": (["Return"], {"Return": 1}, ["Received"]),
    }
