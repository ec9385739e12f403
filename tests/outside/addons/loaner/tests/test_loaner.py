"""Bikes are lent from tickets of teams that lend, each to one customer at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from addons.helpdesk.models import Ticket
from addons.loaner.models import Bike, Loan
from addons.loaner.wizards import LendBike
from core import Env, Refused
from core.testing import Acting, Site, press, the

AGENT = "agent@example.com"


@pytest.fixture
def workshop(acting: Callable[..., Acting]) -> Acting:
    """A demonstration whose first ticket has a team that lends, on SQLite and on PostgreSQL."""
    made = acting("loaner", demonstration=True)
    made.run(lambda env: switch(env, True))
    return made


def switch(env: Env, on: bool) -> None:
    """Whether the team of the first ticket lends."""
    the(env, Ticket).team.use_loaners = on


def lend(env: Env, bike: str = "Blue", days: int = 7) -> Any:
    """Presses "Lend" in the pop-up of the first ticket."""
    chosen = the(env, Bike, env[Bike].name == bike)
    until = (env.today() + timedelta(days=days)).isoformat()
    return press(env, LendBike, the(env, Ticket), "confirm", bike=chosen.id, until=until)


def take_back(env: Env) -> None:
    """The customer brought it back."""
    the(env, Loan, env[Loan].back_on.is_(None)).take_back()


def page_of(workshop: Acting, folder: Path) -> str:
    """The page of the first ticket as an agent sees it."""
    id_ = workshop.run(lambda env: the(env, Ticket).id)
    with Site(workshop.kernel, folder, {"agent": AGENT}) as site:
        return site.page("agent", f"/helpdesk/ticket/{id_}").text


def test_it_extends_the_page_of_a_ticket(workshop: Acting, tmp_path: Path) -> None:
    page = page_of(workshop, tmp_path)
    assert "Lend a Bike" in page
    assert "Needs a Loaner" in page
    assert "With the customer" not in page


def test_the_button_follows_the_option_of_the_team(workshop: Acting, tmp_path: Path) -> None:
    workshop.run(lambda env: switch(env, False))
    assert "Lend a Bike" not in page_of(workshop, tmp_path)
    with pytest.raises(Refused, match="not enabled for the team"):
        workshop.run(lend, AGENT)


def test_a_ticket_shows_its_loans_and_cannot_be_deleted_with_them(workshop: Acting, tmp_path: Path) -> None:
    assert workshop.run(lend, AGENT).errors == {}
    page = page_of(workshop, tmp_path)
    assert "Loans" in page
    assert "With the customer" in page
    assert workshop.run(lambda env: the(env, Ticket).has_linked_documents, AGENT)
    workshop.run(take_back)
    assert "With the customer" not in page_of(workshop, tmp_path / "later")


def test_a_bike_is_with_one_customer_at_a_time(workshop: Acting) -> None:
    workshop.run(lend, AGENT)
    assert workshop.run(lend, AGENT).errors == {"bike": "Choose one of the offered values."}
    with pytest.raises(Refused, match="Blue was lent to somebody else just now"):
        workshop.run(lambda env: the(env, Ticket).lend(the(env, Bike, env[Bike].name == "Blue"), env.today()))
    workshop.run(take_back)
    assert workshop.run(lend, AGENT).errors == {}


def test_nobody_brings_a_bike_back_yesterday(workshop: Acting) -> None:
    assert workshop.run(lambda env: lend(env, days=-1), AGENT).errors == {"until": "The date must not be in the past."}


def test_loans_of_hidden_tickets_are_hidden(workshop: Acting) -> None:
    def hide(env: Env) -> None:
        the(env, Ticket).team.visibility = "private"
        the(env, Ticket).team.members = []
        the(env, Ticket).assigned = None

    workshop.run(lend, AGENT)
    assert workshop.run(lambda env: the(env, Loan), ("helpdesk.user",)).bike_id
    workshop.run(hide)
    with pytest.raises(LookupError):
        workshop.run(lambda env: the(env, Loan), ("helpdesk.user",))
