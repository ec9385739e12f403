"""The demonstration's coupons from tickets: switched on for one team, with one that was generated."""

from __future__ import annotations

from datetime import date

from addons.helpdesk.demo import ticket_titled
from addons.helpdesk_coupon.models import TeamCoupons, TicketCoupons
from addons.loyalty.demo import GOODWILL, program_named
from core import Env


def load(env: Env) -> None:
    """Switches coupons on and generates one. `env` is a system Env."""
    ticket = ticket_titled(env, "Where is my order?")
    assert isinstance(ticket, TicketCoupons)
    assert isinstance(ticket.team, TeamCoupons)
    ticket.team.use_coupons = True
    env.session.flush()
    last = date(env.today().year + 1, 1, 31)
    coupon = ticket.coupon(program_named(env, GOODWILL), last, "demonstration")
    coupon.note_sent([ticket.email] if ticket.email else [])
    env.session.flush()
