"""The pop-ups of a ticket that make a coupon and send it (SPEC CP-1 to CP-14)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from addons.helpdesk_coupon.models import CouponTicket, TicketCoupons
from addons.loyalty.models import Coupon, Program
from addons.loyalty.models.coupons import wrong_end
from addons.loyalty.models.programs import coupon_programs, today_of
from addons.loyalty.wizards import ShareCoupons
from addons.mail.addresses import listed, same_for_all
from addons.mail.composing import EmailComposer
from addons.mail.models import Message, Template, Thread
from core import Opens, Refused, Wizard, button, calendar, form_key, pick, reacts_to, shows

NO_CUSTOMER = "Set a customer on the ticket first."
NO_COUPON = "This ticket has no coupon that can be used."
NO_PROGRAM = "No coupon program yet"


def programs(form: GenerateCoupon) -> sa.Select[Program]:
    """Programs that give coupons now, in the ticket's company (SPEC CP-2)."""
    return coupon_programs(form.env, form.record.company)


def why_not_this_program(_form: GenerateCoupon, program: Program) -> str | None:
    """Why a program that may be seen gives no coupon here."""
    if program.type != "coupons":
        return "Only programs of the type Coupons give coupons."
    return None if program.is_running() else "This promotion is not running."


def valid_coupons(ticket: TicketCoupons) -> sa.Select[CouponTicket]:
    """The ticket's coupons that can still be used."""
    coupon = ticket.env[CouponTicket]
    mine = sa.select(coupon).where(coupon.ticket_id == ticket.id, coupon.state == "valid")
    return mine.order_by(coupon.id.desc())


def has_program(form: GenerateCoupon) -> bool:
    """Whether there is a program to tell of."""
    return form.program is not None


class GenerateCoupon(Wizard, title="Generate a Coupon", on=Ticket, system="generate a coupon from a ticket"):
    """Makes one coupon for the ticket's customer, to be sent by email or to be shared by its link."""

    record: TicketCoupons
    program = pick(
        "Coupon Program", among=programs, refused=why_not_this_program, empty=lambda form: form.note(),
        required="Select a coupon program.",
    )  # fmt: skip
    gives = shows("Reward", shown=has_program)
    valid_until = calendar("Valid Until", help="Empty: the code never expires.")
    form = form_key()

    @classmethod
    def may_open(cls, record: TicketCoupons) -> bool:
        """There is somebody to give it to (SPEC HD-15)."""
        if record.customer is None:
            raise Refused(NO_CUSTOMER)
        return super().may_open(record)

    def opened(self) -> None:
        """The only program is chosen."""
        found = self.env.session.scalars(programs(self).limit(2)).all()
        self.program = found[0] if len(found) == 1 else None  # type: ignore[assignment]

    @reacts_to(program)
    def say_what_it_gives(self) -> None:
        """Names of programs are short; what a customer gets is said in words."""
        self.gives = self.program.summary if self.program is not None else ""

    def note(self) -> str:
        """Why nothing can be chosen (SPEC CP-2)."""
        return "" if self.env.session.scalars(programs(self).limit(1)).first() is not None else NO_PROGRAM

    def note_leads_to(self) -> tuple[str, str]:
        """Whoever may make a program is led there."""
        may = self.env.registry.policy.access(self.env.user.roles).allows(Program.__model__, "create")
        return ("Create one", "/loyalty/program/new") if may and self.note() else ("", "")

    def check(self) -> Iterator[tuple[object, str] | Refused]:
        """The last day is to come, and one of the program's (SPEC CP-4)."""
        yield from wrong_end(self.program, self.valid_until, today_of(self.env, self.record.company))

    @button("Send by Email", primary=True)
    def send_by_email(self) -> Opens:
        """The coupon is there; what the customer reads is written next (SPEC CP-7)."""
        return Opens(SendCoupon, self.record, {"coupon": str(self._coupon().id)})

    @button("Get Share Link")
    def get_share_link(self) -> Opens:
        """The coupon is there; its link is shown next (SPEC CP-14)."""
        return Opens(ShareCoupons, self._coupon())

    def _coupon(self) -> Coupon:
        return self.record.coupon(self.program, self.valid_until, self.form)


class SendCoupon(EmailComposer, Wizard, title="Compose Email", on=Ticket):
    """An email with a coupon, to the followers of the ticket and its customer (SPEC CP-7 to CP-13)."""

    record: TicketCoupons
    coupon = pick("Coupon", among=lambda form: valid_coupons(form.record), required="Select a coupon.")

    @classmethod
    def may_open(cls, record: TicketCoupons) -> bool:
        """There is a coupon to send."""
        if record.env.session.scalars(valid_coupons(record).limit(1)).first() is None:
            raise Refused(NO_COUPON)
        return super().may_open(record)

    @property
    def about(self) -> Thread:
        """The template is filled with the coupon."""
        return self.coupon or self.env.draft(Coupon)

    @reacts_to(coupon)
    def write_of_the_coupon(self) -> None:
        """The first template for coupons, in the customer's language; what was typed in stays (SPEC CP-11)."""
        template = self.template or self._first_template()
        if template is not None:
            self.template = template
            self.take_from_template()

    def _first_template(self) -> Template | None:
        from addons.mail.models.templates import templates_for

        found: Template | None = self.env.session.scalars(templates_for(self.env, Coupon.__model__).limit(1)).first()
        return found

    def confirm(self) -> Message | None:
        """The coupon remembers who received it (SPEC CP-13)."""
        to = [same_for_all(one) for one in (*(one.email or "" for one in self.recipients), *listed(self.others))]
        done = super().confirm()
        with self.env.system("note who received a coupon") as system:
            system.get(self.coupon).note_sent(to)
        return done


class ShareFromTicket(ShareCoupons):
    """From a ticket's coupon it is a step to sending it."""

    @button("Send by Email", shown=lambda form: form.record.ticket_id is not None)
    def send_by_email(self) -> Opens:
        """The same coupon, by mail."""
        record: Any = self.record
        return Opens(SendCoupon, record.ticket, {"coupon": str(record.id)})
