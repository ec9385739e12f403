"""Coupons on tickets and teams, tickets on coupons."""

from __future__ import annotations

from typing import Any

from addons.helpdesk.models import Ticket
from addons.helpdesk.pages import after_sales, documents, not_enabled, smart_buttons
from addons.helpdesk_coupon.models import CouponTicket, TeamCoupons
from addons.helpdesk_coupon.wizards import GenerateCoupon
from addons.loyalty.models import Coupon
from addons.loyalty.pages import coupon_smart_buttons, real_state, with_program
from core import Action, DocumentState, Into, SmartButton

coupon_button = Action(
    "Coupon", on=Ticket, opens=GenerateCoupon, option=TeamCoupons.use_coupons, via=Ticket.team, off=not_enabled,
    icon="ticket-percent", order=20,
)  # fmt: skip
coupons = SmartButton(
    "Coupons", on=Ticket, to=Coupon, by=CouponTicket.ticket_id, only=lambda c: c.state != "void",
    icon="ticket-percent", order=20,
)  # fmt: skip
ticket = SmartButton("Ticket", on=Coupon, to=Ticket, by=CouponTicket.ticket_id, icon="ticket", order=30)
states = DocumentState(
    on=Ticket,
    to=Coupon,
    by=CouponTicket.ticket_id,
    state=real_state,
    load=with_program,
    label="Coupon",
    order=20,
)

parts: list[Any] = [
    Into(after_sales, coupon_button),
    Into(smart_buttons, coupons),
    Into(documents, states),
    Into(coupon_smart_buttons, ticket),
]
