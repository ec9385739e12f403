"""What coupons add to teams and tickets, and tickets to coupons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from addons.helpdesk.models import Team, Ticket
from addons.helpdesk_sale.models import TicketSale
from addons.loyalty.models import Coupon, Program
from addons.loyalty.models.coupons import issue
from core import Env, Mapped, boolean, foreign_key, index, many2one, one2many, text


class TeamCoupons(Team):
    """A team may give coupons (SPEC AS-3)."""

    use_coupons: Mapped[bool] = boolean("Coupons", tracked=True)


class CouponTicket(Coupon):
    """A coupon may have come from a ticket (SPEC SB-6). `made_by_form` is the pop-up that made it (SPEC CP-5)."""

    ticket_id: Mapped[int | None] = foreign_key("helpdesk.ticket", free=True, copied=False)
    ticket: Mapped[Ticket | None] = many2one("Ticket", "ticket_id", read_only=True, copied=False)
    made_by_form: Mapped[str | None] = text("Form", size=40, read_only=True, copied=False, roles=("base.settings",))

    constraints = (index("ticket_id", "made_by_form", unique=True, where="made_by_form IS NOT NULL"),)


class TicketCoupons(TicketSale):
    """A ticket knows the coupons that came from it."""

    coupons: Mapped[list[Coupon]] = one2many("Coupons", "loyalty.coupon", by="ticket_id")

    @classmethod
    def document_links(cls, env: Env) -> Iterator[Any]:
        """Coupons name their ticket."""
        yield from super().document_links(env)
        yield env[CouponTicket].ticket_id

    def coupon(self, program: Program, valid_until: date | None, form: str) -> Coupon:
        """A coupon for the ticket's customer, told of in an internal note (SPEC CP-17). System work.

        The same pop-up gives the same coupon, as long as it asks for the same (SPEC CP-5).
        """
        env, coupon = self.env, self.env[CouponTicket]
        mine = sa.select(coupon).where(coupon.ticket_id == self.id, coupon.made_by_form == form)
        known = env.session.scalars(mine).first()
        if known is not None:
            if known.program_id == program.id and known.valid_until == valid_until and known.state == "valid":
                return known
            known.made_by_form = None
            env.session.flush()
        [made] = issue(
            env, program, valid_until=valid_until, company_id=self.company_id, contact_id=self.customer_id,
            ticket_id=self.id, made_by_form=form,
        )  # fmt: skip
        if valid_until is None:
            text = "Coupon {code} generated from {program}, valid until no expiration"
            self.post_note(text, code=made, program=program.name)
        else:
            text = "Coupon {code} generated from {program}, valid until {date}"
            self.post_note(text, code=made, program=program.name, date=valid_until)
        return made
