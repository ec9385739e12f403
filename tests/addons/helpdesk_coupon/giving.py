"""The pop-up "Generate a Coupon" as its pages and the API use it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.base.models import Role, User
from addons.helpdesk.models import Ticket
from addons.helpdesk_coupon.wizards import GenerateCoupon, SendCoupon
from addons.loyalty.models import Coupon, Program
from addons.mail.models import Message, OutgoingMail
from core import Env
from core.testing import press, the
from core.ui.wizard_pages import WizardAnswer
from tests.addons.helpdesk.desk import a_ticket
from tests.addons.helpdesk.screens import words
from tests.addons.helpdesk_sale.orders import contact
from tests.kernels import Acting

SELLER = "seller@example.com"
FORM = "a-form-of-a-test"


def martas_ticket(desk: Acting, **values: Any) -> int:
    """A ticket of Marta's."""
    return desk.run(lambda env: a_ticket(env, "Late", **({"customer": contact(env, "Marta")} | values)).id)


def generate(env: Env, ticket_id: int, button: str = "send_by_email", **values: Any) -> WizardAnswer:
    """Presses a button of "Generate a Coupon"."""
    given = {"program": the(env, Program).id, **values}
    return press(env, GenerateCoupon, env.session.get(env[Ticket], ticket_id), button, **given)


def send(env: Env, ticket_id: int, **values: Any) -> WizardAnswer:
    """Sends the newest coupon of a ticket."""
    newest = env.session.scalars(sa.select(env[Coupon].id).order_by(env[Coupon].id.desc())).first()
    given = {"coupon": newest, **values}
    return press(env, SendCoupon, env.session.get(env[Ticket], ticket_id), "confirm", **given)


def give(env: Env, login: str, role: str) -> None:
    """Gives somebody a role beside what they have."""
    found = env.session.scalars(sa.select(env[User]).where(env[User].login == login)).one()
    found.roles = [*found.roles, env.session.scalars(sa.select(env[Role]).where(env[Role].name == role)).one()]


def coupons(desk: Acting) -> list[Any]:
    """(state, valid until, sent to) of all coupons, in the order in which they were made."""

    def work(env: Env) -> list[Any]:
        coupon = env[Coupon]
        return [(one.state, one.valid_until, one.sent_to) for one in env.session.scalars(
            sa.select(coupon).order_by(coupon.id))]  # fmt: skip

    return desk.run(work)


def mails(desk: Acting) -> list[tuple[str, str]]:
    """(address, subject) of what is in the queue."""
    table: Any = desk.kernel.registry[OutgoingMail].__table__
    wanted = sa.select(table.c.address, table.c.subject).order_by(table.c.id)
    return [tuple(row) for row in desk.run(lambda env: env.transaction.connection.execute(wanted).all())]


def said(desk: Acting, kind: str) -> list[str]:
    """What stands in the conversations of tickets: messages or notes."""

    def work(env: Env) -> list[str]:
        message = env[Message]
        found = sa.select(message.body).where(message.document_model == "helpdesk.ticket", message.kind == kind)
        return [words(body) for body in env.session.scalars(found.order_by(message.id))]

    return desk.run(work)
