"""Customers who were delivered to, and the pop-up "Reverse Transfer" as its pages and the API use it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from addons.base.identities import make_user
from addons.helpdesk.models import Ticket
from addons.stock.models import Transfer
from core import Env, Refused
from core.ui.registered import Pages
from core.ui.settle import Entered
from tests.addons.helpdesk.desk import a_contact, a_ticket
from tests.addons.helpdesk_sale.orders import an_order, contact, product
from tests.addons.stock.warehouse import a_product, receive

STOCK = "stock@example.com"


def deliveries(env: Env) -> None:
    """Marta has one order, delivered: 3 helmets, 2 serial bikes, 4 batteries of one lot. Oliver has two, Sofia none."""
    make_user(env, STOCK, "a good long password", name="stock", roles=("stock.user",))
    helmet = a_product(env, "Helmet")
    bike = a_product(env, "Bike", tracking="serial", warranty_months=24)
    battery = a_product(env, "Battery", tracking="lot")
    receive(env, helmet, 30)
    receive(env, bike, 2, "B-1", "B-2")
    receive(env, battery, 10, "LOT-1")
    marta, oliver, _ = (a_contact(env, name, email=f"{name}@mail.example") for name in ("Marta", "Oliver", "Sofia"))
    for customer, goods in (
        (marta, [(helmet, 3), (bike, 2), (battery, 4)]),
        (oliver, [(helmet, 5)]),
        (oliver, [(helmet, 2), (battery, 1)]),
    ):
        order = an_order(env, customer, goods)
        delivery_of(env, order).validate()


def delivery_of(env: Env, order: Any) -> Transfer:
    """The delivery that confirming an order made."""
    transfer = env[Transfer]
    return env.session.scalars(sa.select(transfer).where(transfer.order_id == order.id).order_by(transfer.id)).first()


def martas_delivery(env: Env) -> Transfer:
    """The one done delivery to Marta."""
    transfer = env[Transfer]
    wanted = sa.select(transfer).where(transfer.contact.has(name="Marta"), transfer.type == "delivery")
    return env.session.scalars(wanted.order_by(transfer.id)).first()


def a_ticket_of(env: Env, name: str, about: str = "", **values: Any) -> Ticket:
    """A ticket of a customer, about a product if one is named."""
    goods = {"product": product(env, about)} if about else {}
    return a_ticket(env, f"Ticket of {name}", customer=contact(env, name), **goods, **values)


def rows_of(lines: Any) -> dict[str, Decimal]:
    """Product (and lot) -> quantity of the lines of a form or transfer."""
    return {f"{line.product.name}{' ' + line.lot.name if line.lot else ''}": line.quantity for line in lines}


# --- the pop-up -------------------------------------------------------------------------------------------------------


def opened(env: Env, ticket: Ticket, **entered: Any) -> Any:
    """The pop-up with what a user entered: fields by name, quantities by `quantity_<line id>`, `gone` line ids."""
    gone = {f"lines.{key}" for key in entered.pop("gone", ())}
    values = {}
    for name, value in entered.items():
        path = f"lines.{name.removeprefix('quantity_')}.quantity" if name.startswith("quantity_") else name
        values[path] = str(getattr(value, "id", value))
    wizard = env.registry.facet(Pages).wizards["helpdesk_return.ReverseTransfer"]
    return wizard(env, env.get(ticket), Entered(values=values, fresh=set(values), gone=gone))


def press_return(env: Env, ticket: Ticket, **entered: Any) -> Transfer:
    """Presses "Return". Raises Refused with the texts that the form shows, each about the place where it shows it."""
    return press(opened(env, ticket, **entered))


def press(form: Any) -> Transfer:
    """Presses "Return" of an open form."""
    made = form._press("confirm")
    if made is None:
        raise Refused.several(Refused(text, about=path) for path, text in form._errors.items())
    form.env.session.flush()
    return made


def texts(work: Any) -> dict[str, str]:
    """Place -> text of what a press is refused with."""
    try:
        work()
    except Refused as why:
        return {str(one.about): one.message for one in why.problems}
    raise AssertionError("nothing was refused")
