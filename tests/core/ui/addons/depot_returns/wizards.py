"""Taking goods back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from addons.depot.models import Location, Move, Order, Product, Transfer
from addons.depot_returns.models import TicketReturns
from core import Env, Row, Wizard, button, number, pick, reacts_to, rows, shows, tick


def done_deliveries(env: Env, ticket: Any) -> sa.Select[Any]:
    """The customer's deliveries that are done, with the ticket's product if it names one."""
    transfer, move = env[Transfer], env[Move]
    found = sa.select(transfer).where(
        transfer.kind == "delivery", transfer.state == "done", transfer.contact_id == ticket.customer_id
    )
    if ticket.product_id is not None:
        found = found.where(transfer.moves.any(move.product_id == ticket.product_id))
    return found.order_by(transfer.name)


def customer_has_a_delivery(ticket: TicketReturns) -> bool:
    """Whether there is something to return."""
    with ticket.env.system("deliveries of a customer") as system:
        ids = done_deliveries(system, ticket).with_only_columns(system[Transfer].id).limit(1)
        return system.session.scalar(ids) is not None


def orders_with_a_delivery(form: ReverseTransfer) -> sa.Select[Any]:
    """The customer's orders of which something was delivered."""
    order = form.env[Order]
    delivered = done_deliveries(form.env, form.record).with_only_columns(form.env[Transfer].order_id).order_by(None)
    return sa.select(order).where(order.id.in_(delivered)).order_by(order.name)


def deliveries_to_return(form: ReverseTransfer) -> sa.Select[Any]:
    """Those of the order, if one is chosen."""
    found = done_deliveries(form.env, form.record)
    return found.where(form.env[Transfer].order_id == form.sales_order.id) if form.sales_order else found


def locations_for_returns(form: ReverseTransfer) -> sa.Select[Any]:
    """Where goods may go."""
    location = form.env[Location]
    return sa.select(location).where(location.for_returns).order_by(location.id)


def why_not_this_delivery(form: ReverseTransfer, delivery: Transfer) -> str | None:
    """The reason for a delivery that is not offered."""
    if delivery.contact_id != form.record.customer_id:
        return f"{delivery} is not a delivery of {form.record.customer}."
    return None if delivery.state == "done" else "Only validated deliveries can be returned."


class ReturnLine(Row):
    """A move that may come back."""

    key: Move
    product: Product = shows("Product")
    delivered: Decimal = shows("Delivered")
    returned: Decimal = shows("Already Returned")
    quantity: Decimal = number(
        "Quantity", digits=lambda line: line.product.digits, trimmed=True,
        inexact="{form.product} is counted in whole units.",
        required="The quantity must be greater than zero.",
    )  # fmt: skip
    unit: str = shows("Unit")

    def check(self) -> Iterator[tuple[object, str]]:
        """More than nothing, at most what is left."""
        if self.quantity <= 0:
            yield ReturnLine.quantity, "The quantity must be greater than zero."
        elif self.quantity > self.key.left:
            yield ReturnLine.quantity, f"You can return at most {self.key.left:f} {self.unit} of {self.product}."


class ReverseTransfer(Wizard, title="Reverse Transfer", on=TicketReturns, system="a return from a ticket"):
    """Takes goods of a done delivery back."""

    sales_order = pick("Sales Order", among=orders_with_a_delivery)
    delivery = pick("Delivery to Return", among=deliveries_to_return, refused=why_not_this_delivery,
                    required="Select a delivery to return.")  # fmt: skip
    show_all = tick("Show all lines", shown=lambda form: bool(form.delivery and form.record.product))
    lines = rows(ReturnLine, "Products", required="Add at least one product to return.")
    location = pick("Return Location", among=locations_for_returns, required="Select a return location.")

    def opened(self) -> None:
        """The ticket's order, the first location."""
        self.sales_order = self.record.sales_order
        self.location = self.env.session.scalars(locations_for_returns(self)).first()

    @reacts_to(sales_order)
    def take_its_only_delivery(self) -> None:
        """If there is just one."""
        found = self.env.session.scalars(deliveries_to_return(self).limit(2)).all()
        if len(found) == 1:
            self.delivery = found[0]

    @reacts_to(delivery)
    def take_its_order(self) -> None:
        """The delivery says which."""
        self.sales_order = self.delivery.order

    @reacts_to(delivery, show_all)
    def list_what_can_come_back(self) -> None:
        """A line for each move of which something is left."""
        only = None if self.show_all else self.record.product
        self.lines = [
            ReturnLine(key=m, product=m.product, delivered=m.quantity, returned=m.returned, quantity=m.left,
                       unit=m.product.unit)
            for m in self.delivery.moves if m.left > 0 and only in (None, m.product)
        ]  # fmt: skip

    @button("Return", primary=True)
    def confirm(self) -> Transfer:
        """A transfer back, opened next."""
        quantities = {line.key: line.quantity for line in self.lines}
        return self.delivery.reverse(quantities, to=self.location, ticket=self.record)
