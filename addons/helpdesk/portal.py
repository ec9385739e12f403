"""Tickets as their customers see them (SPEC PT-4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from addons.helpdesk.models import MergedTicket, Ticket
from core import PortalAction, PortalDocument, PortalFact, PortalPage, PortalRow

STEPS = ("Received", "In progress", "Solved")


def row(ticket: Ticket) -> PortalRow:
    """A ticket in a list. Names of stages are the company's own words."""
    return PortalRow(ticket.title, f"#{ticket.number}", ticket.created_at, ticket.stage.name, _tone(ticket))


def page(ticket: Ticket) -> PortalPage:
    """What a customer reads of a ticket: nothing of who works on it, how urgent it is, or how it is sorted."""
    # makegood: allow unsafe-html because rich texts are cleaned on the way in
    text = Markup(ticket.description) if ticket.description else None
    return PortalPage(
        ticket.title, f"#{ticket.number}", ticket.stage.name, _tone(ticket), facts=tuple(_facts(ticket)), steps=STEPS,
        step=_step(ticket), text=text,
    )  # fmt: skip


def _facts(ticket: Ticket) -> Iterator[PortalFact]:
    yield PortalFact("Number", f"#{ticket.number}")
    yield PortalFact("Opened on", ticket.created_at)
    if ticket.closed_at is not None:
        yield PortalFact("Closed on", ticket.closed_at)
    if isinstance(ticket, MergedTicket) and (number := ticket.goes_on_in):
        yield PortalFact("Continued in", f"#{number}")


def _step(ticket: Ticket) -> str:
    if ticket.is_closed:
        return "Solved"
    return "Received" if ticket.stage == ticket.team.first_stage else "In progress"


def _tone(ticket: Ticket) -> str:
    return "good" if ticket.is_closed else "busy"


def may_be_closed(ticket: Ticket) -> bool:
    """Whether its team lets customers close tickets, and it is open and no part of another."""
    return ticket.team.customer_close and ticket.active and not ticket.is_closed


def close(ticket: Ticket, _said: str) -> None:
    """Closes it."""
    ticket.close_for_customer()


tickets = PortalDocument(
    Ticket,
    "tickets",
    "Tickets",
    "ticket",
    row,
    page,
    search=("number", "title"),
    empty="You have not asked us anything yet.",
    open=lambda ticket: sa.and_(ticket.closed_at.is_(None), ticket.active),
    actions=(
        PortalAction(
            "close", "Close Ticket", close, "The ticket is closed. Thank you.", shown=may_be_closed, icon="circle-check"
        ),
    ),
    order=10,
)
parts: list[Any] = [tickets]
