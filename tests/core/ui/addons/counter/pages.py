"""Pages of the counter."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.counter.models import Contact, Line, Stage, Tag, Team, Ticket
from core import (
    Action,
    Actions,
    Board,
    Column,
    Documents,
    DocumentState,
    Env,
    Filter,
    Form,
    Group,
    Lines,
    List,
    Menu,
    OptionCards,
    Panel,
    Show,
    Slot,
    SmartButton,
    SmartButtons,
    StatusBar,
    Tab,
)

after_sales = Slot("after_sales", takes=Action)
smart_buttons = Slot("smart_buttons", takes=SmartButton)
documents = Slot("documents", takes=DocumentState)


def stages(ticket: Ticket) -> sa.Select[Any]:
    """All of them."""
    stage = ticket.env[Stage]
    return sa.select(stage).order_by(stage.sequence)


def is_high(ticket: Ticket) -> bool:
    """Whether the ticket is urgent."""
    return ticket.priority == "1"


def is_stored(ticket: Ticket) -> bool:
    """Whether it is there."""
    return ticket.id is not None


def greeting(env: Env, ticket: Ticket) -> dict[str, Any]:
    """Says hello."""
    return {"words": f"Hello, {ticket.title}"}


subject = Group("Subject", Ticket.title, Ticket.number, Ticket.priority, Show(Ticket.hours, shown=is_high))
ticket_form = Form(
    Ticket,
    "ticket",
    StatusBar(Ticket.stage, among=stages),
    Actions(after_sales, Action("Close", on=Ticket, does="close", shown=is_stored, order=200)),
    Action("Note", on=Ticket, does="note", bulk=True),
    SmartButtons(smart_buttons),
    subject,
    Group("Customer", Ticket.team, Ticket.customer, Ticket.email, Show(Ticket.tags, makes=True), Ticket.due_at),
    Documents(documents),
    Tab("Description", Ticket.description),
    Tab("Lines", Lines(Ticket.lines, Line.name, Line.quantity, Line.price), Ticket.total),
    Panel("Greeting", template="counter/greeting.html", gives=greeting),
)
filters = (Filter("Urgent", on=Ticket, keeps=lambda t, env: t.priority == "1"),)
ticket_list = List(
    Ticket, "tickets", Ticket.number, Ticket.title, Ticket.customer, Ticket.team, Ticket.stage, Ticket.tags, Ticket.total,
    Column(Ticket.priority, optional=True), Column(Ticket.hours, optional=True), filters=filters, group_by=(Ticket.stage, Ticket.priority), page_size=5,
)  # fmt: skip
ticket_board = Board(Ticket, "board", by=Ticket.stage, card=(Ticket.customer,), fold=Stage.folded)
after_sales_options = OptionCards("After-Sales")
team_form = Form(Team, "team", Group("", Team.name, Team.budget), after_sales_options)
team_list = List(Team, "teams", Team.name, Team.budget)
contact_form = Form(Contact, "contact", Group("", Contact.name, Contact.email))
contact_list = List(Contact, "contacts", Contact.name)
tag_form = Form(Tag, "tag", Tag.name)
menu = Menu(
    "Counter", icon="store", order=10, roles=("counter.user", "counter.reader"),
    children=(
        Menu("Tickets", page=ticket_list),
        Menu("Board", page=ticket_board),
        Menu("Configuration", roles=("counter.manager",), children=(Menu("Teams", page=team_list),)),
        Menu("Contacts", page=contact_list),
    ),
)  # fmt: skip
parts: list[Any] = [
    ticket_form, ticket_list, ticket_board, team_form, team_list, contact_form, contact_list, tag_form, menu,
]  # fmt: skip
