"""Loans on tickets, and the list of bikes."""

from __future__ import annotations

from typing import Any

from addons.helpdesk.models import Ticket
from addons.helpdesk.pages import about_the_goods, after_sales, documents, not_enabled, smart_buttons
from addons.loaner.models import Bike, Loan, TeamLoaner, TicketLoaner
from addons.loaner.wizards import LendBike
from addons.mail.pages import chatter
from core import Action, Actions, DocumentState, Form, Group, Into, List, Menu, Show, SmartButton, State


def has_the_bike(loan: Loan) -> bool:
    """Whether the customer still has it."""
    return loan.id is not None and loan.back_on is None


def real_state(loan: Loan) -> State:
    """Where the bike is."""
    if loan.back_on is not None:
        return State("Back", "good", what=loan.bike.name, closed=True)
    return State("With the customer", "busy", what=loan.bike.name, next_step=f"Until {loan.until}")


lend = Action(
    "Lend a Bike", on=Ticket, opens=LendBike, option=TeamLoaner.use_loaners, via=Ticket.team, off=not_enabled,
    icon="bike", order=60,
)  # fmt: skip
loans = SmartButton("Loans", on=Ticket, to=Loan, by=Loan.ticket_id, icon="bike", order=60)
states = DocumentState(on=Ticket, to=Loan, by=Loan.ticket_id, state=real_state, label="Loan", order=60)

take_back = Action(
    "Take Back", on=Loan, does="take_back", shown=has_the_bike, primary=True, system="take a loaner back"
)
loan_form = Form(
    Loan, "loan", Actions(take_back), Group("", Loan.bike, Loan.ticket, Loan.until, Loan.back_on), chatter, create=False
)
loan_list = List(Loan, "loans", Loan.bike, Loan.ticket, Loan.until, Loan.back_on)
bike_form = Form(Bike, "bike", Group("", Bike.name, Bike.lent))
bike_list = List(Bike, "bikes", Bike.name, Bike.lent)
menu = Menu(
    "Loaner Bikes", icon="bike", order=25, roles=("helpdesk.user",),
    children=(Menu("Loans", page=loan_list), Menu("Bikes", page=bike_list)),
)  # fmt: skip

parts: list[Any] = [
    Into(after_sales, lend),
    Into(smart_buttons, loans),
    Into(documents, states),
    Into(about_the_goods, Show(TicketLoaner.needs_loaner)),
    loan_form, loan_list, bike_form, bike_list, menu,
]  # fmt: skip
