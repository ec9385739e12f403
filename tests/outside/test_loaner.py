"""An integrator's addon in its own folder: installs, extends the ticket, offers an option, lends bikes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Team, Ticket
from core import Refused
from core.lifecycle.catalog import read_catalog
from core.lifecycle.options import options_on
from core.ui.registered import Pages
from core.ui.settle import Entered
from tests.addons.helpdesk.desk import MANAGER, USER, a_contact, a_team, a_ticket, hire
from tests.addons.helpdesk.screens import services, smart, view_of
from tests.kernels import ADDONS, Acting

OUTSIDE = Path(__file__).parent / "addons"
FOLDERS = (ADDONS, OUTSIDE)


@pytest.fixture
def lender(acting: Callable[..., Acting]) -> Acting:
    """Helpdesk with the outside addon, a team that lends, two bikes, and a ticket."""
    made = acting("loaner", folders=FOLDERS)
    from addons.loaner.models import Bike

    made.run(hire)
    made.run(lambda env: [env.new(Bike, name=name) for name in ("Blue", "Red")] and None)
    made.run(lambda env: a_ticket(env, team=a_team(env, use_loaners=True), customer=a_contact(env)).id)
    return made


def ticket(env) -> Ticket:
    return env.session.scalars(sa.select(env[Ticket])).one()


def lend(env, bike: str = "Blue", days: int = 7) -> Any:
    """Presses "Lend" in the pop-up; the loan, or Refused with its texts."""
    from addons.loaner.models import Bike

    with env.system("the pop-up") as system:
        wanted = system.session.scalars(sa.select(system[Bike]).where(system[Bike].name == bike)).one()
        values = {"bike": str(wanted.id), "until": (env.today() + timedelta(days=days)).isoformat()}
        wizard = env.registry.facet(Pages).wizards["loaner.LendBike"]
        form = wizard(system, system.get(ticket(env)), Entered(values=values, fresh=set(values)))
        loan = form._press("confirm")
        if loan is None:
            raise Refused(" ".join(form._errors.values()))
        return loan.id


def test_its_option_is_offered_before_it_is_installed() -> None:
    offered = options_on(read_catalog(FOLDERS), {"base", "mail", "helpdesk"}, "helpdesk.team", "After-Sales")
    assert [(one.option.label, one.option.field, one.installed) for one in offered] == [
        ("Refunds", "use_refunds", False), ("Returns", "use_returns", False),
        ("Repairs", "use_repairs", False), ("Loaner", "use_loaners", False),
    ]  # fmt: skip


def test_it_extends_the_ticket_and_its_page(lender: Acting) -> None:
    def look(env):
        found = ticket(env)
        found.needs_loaner = True
        env.session.flush()
        view = view_of(env, found)
        return view.inputs["needs_loaner"].value, services(view), smart(view)

    assert lender.run(look, USER) == ("1", ["Lend a Bike"], {})


def test_the_button_follows_the_option(lender: Acting) -> None:
    def switch_off(env):
        env.session.scalars(sa.select(env[Team])).one().use_loaners = False

    lender.run(switch_off, MANAGER)
    assert lender.run(lambda env: services(view_of(env, ticket(env))), USER) == []


def test_a_loan_shows_on_the_ticket_until_the_bike_is_back(lender: Acting) -> None:
    from addons.loaner.models import Loan

    loan_id = lender.run(lend, USER)

    def shown(env):
        view = view_of(env, ticket(env))
        return (
            smart(view),
            [(row.kind, row.what, row.state) for row in view.documents],
            ticket(env).has_linked_documents,
        )

    assert lender.run(shown, USER) == ({"Loans": 1}, [("Loan", "Blue", "With the customer")], True)
    lender.run(lambda env: env.session.get_one(env[Loan], loan_id).take_back())
    assert lender.run(shown, USER)[1] == [("Loan", "Blue", "Back")]
    assert lender.run(lend, USER) > loan_id


def test_a_bike_is_lent_once(lender: Acting) -> None:
    from addons.loaner.models import Bike, TicketLoaner

    lender.run(lend, USER)
    with pytest.raises(Refused, match="Choose one of the offered values."):
        lender.run(lend, USER)

    def past_the_form(env):
        bike = env.session.scalars(sa.select(env[Bike]).where(env[Bike].name == "Blue")).one()
        env.session.scalars(sa.select(env[TicketLoaner])).one().lend(bike, env.today())

    with pytest.raises(Refused, match="Blue was lent to somebody else just now."):
        lender.run(past_the_form)


def test_nobody_brings_a_bike_back_yesterday(lender: Acting) -> None:
    with pytest.raises(Refused, match="The date must not be in the past."):
        lender.run(lambda env: lend(env, days=-1), USER)


def test_loans_of_hidden_tickets_are_hidden(lender: Acting) -> None:
    from addons.loaner.models import Loan

    lender.run(lend, USER)

    def hide(env):
        env.session.scalars(sa.select(env[Team])).one().visibility = "private"

    count = sa.func.count()
    assert lender.run(lambda env: env.session.scalar(sa.select(count).select_from(env[Loan])), USER) == 1
    lender.run(hide)
    assert lender.run(lambda env: env.session.scalar(sa.select(count).select_from(env[Loan])), USER) == 0
