"""Customers who were invoiced, and the pop-up "Refund" as its pages and the API use it."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from addons.account.models import Invoice
from addons.helpdesk.models import Ticket
from core import Env, Refused
from core.ui.registered import Pages
from core.ui.settle import Entered
from tests.addons.account.books import a_tax, journal
from tests.addons.helpdesk.desk import a_contact, a_ticket
from tests.addons.helpdesk_sale.orders import a_product, an_order, contact, product

CLERK = "clerk@example.com"
DAY = date(2026, 11, 2)


def invoices(env: Env) -> None:
    """Marta: order of 2 helmets and a bike, invoiced, and a workshop invoice of the same journal. Oliver: a helmet."""
    tax = a_tax(env, "19")
    helmet, bike = a_product(env, "Helmet", taxes=[tax]), a_product(env, "Bike", taxes=[tax])
    a_product(env, "Lock")
    marta, oliver, _ = (a_contact(env, name, email=f"{name}@mail.example") for name in ("Marta", "Oliver", "Sofia"))
    for customer, goods in ((marta, [(helmet, 2), (bike, 1)]), (marta, [(helmet, 1)]), (oliver, [(helmet, 1)])):
        made = an_order(env, customer, goods).create_invoice()
        made.date = DAY
        made.post()
    an_order(env, marta, [(bike, 1)]).create_invoice()  # stays a draft


def invoices_of(env: Env, name: str) -> list[Invoice]:
    """The invoices of a customer, in the order in which they were made."""
    invoice = env[Invoice]
    found = sa.select(invoice).where(invoice.customer.has(name=name), invoice.type == "invoice")
    return list(env.session.scalars(found.order_by(invoice.id)))


def a_ticket_of(env: Env, name: str, about: str = "", **values: Any) -> Ticket:
    """A ticket of a customer, about a product if one is named."""
    goods = {"product": product(env, about)} if about else {}
    return a_ticket(env, f"Ticket of {name}", customer=contact(env, name), **goods, **values)


def opened(env: Env, ticket: Ticket, **entered: Any) -> Any:
    """The pop-up with what a user entered: fields by name; of several invoices a list."""
    values = {
        name: ",".join(str(one.id) for one in value) if isinstance(value, list) else str(getattr(value, "id", value))
        for name, value in entered.items()
    }
    wizard = env.registry.facet(Pages).wizards["helpdesk_refund.Refund"]
    return wizard(env, env.get(ticket), Entered(values=values, fresh=set(values)))


def press(form: Any, button: str = "reverse") -> Any:
    """Presses a button. Raises Refused with the texts that the form shows, each about the place where it shows it."""
    made = form._press(button)
    if made is None:
        raise Refused.several(Refused(text, about=path) for path, text in form._errors.items())
    form.env.session.flush()
    return made


def texts(form: Any, button: str = "reverse") -> dict[str, str]:
    """Place -> text of what a press is refused with."""
    try:
        press(form, button)
    except Refused as why:
        return {str(one.about): one.message for one in why.problems}
    raise AssertionError("nothing was refused")


__all__ = ["CLERK", "DAY", "a_ticket_of", "invoices", "invoices_of", "journal", "opened", "press", "texts"]
