"""The pop-up "Reverse Transfer" of a ticket; how goods come back is the warehouse's business (SPEC RT-1 to RT-19)."""

from __future__ import annotations

import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from addons.helpdesk_return.models import TicketReturns
from addons.sale.models import Order
from addons.sale_stock.models import ContactOrders, TransferOrder
from addons.stock.models import Location, Transfer
from addons.stock.wizards import ReturnLine, default_return_location, lines_to_return, locations_for_returns
from core import Refused, Wizard, button, pick, reacts_to, rows, tick


def orders_with_a_delivery(form: ReverseTransfer) -> sa.Select[Order]:
    """Confirmed orders of the customer that were delivered, with the ticket's product (SPEC RT-3)."""
    return form.customer.delivered_orders(form.record.company_id, form.record.product)


def deliveries_to_return(form: ReverseTransfer) -> sa.Select[TransferOrder]:
    """Done deliveries to the customer, of the order and with the product if they are chosen (SPEC RT-4)."""
    return form.customer.done_deliveries(form.record.company_id, form.record.product, form.sales_order)


def why_not_this_delivery(form: ReverseTransfer, delivery: Transfer) -> str | None:
    """Why a transfer cannot be returned from this ticket (SPEC RT-13, HD-12)."""
    return form.customer.refusal_of(delivery, form.record.product)


def return_locations(form: ReverseTransfer) -> sa.Select[Location]:
    """Where goods can come back to (SPEC RT-9)."""
    return locations_for_returns(form.env, form.record.company_id)


def has_hidden_lines(form: ReverseTransfer) -> bool:
    """Whether the delivery has more to return than what the ticket is about (SPEC RT-8)."""
    ticket = form.record
    if form.delivery is None or ticket.product is None:
        return False
    return len(lines_to_return(form.delivery)) > len(lines_to_return(form.delivery, ticket.product, ticket.lot))


def nothing_left(form: ReverseTransfer) -> str:
    """Why no line is listed."""
    return "Everything of this delivery was returned." if form.delivery else "Select a delivery to return."


class ReverseTransfer(Wizard, title="Reverse Transfer", on=Ticket, system="return goods from a ticket"):
    """Takes goods of a done delivery back: choose the delivery, what of it comes back, and where to."""

    record: TicketReturns
    sales_order = pick("Sales Order", among=orders_with_a_delivery)
    delivery = pick(
        "Delivery to Return", among=deliveries_to_return, refused=why_not_this_delivery,
        required="Select a delivery to return.",
    )  # fmt: skip
    show_all = tick("Show all lines", shown=has_hidden_lines)
    lines = rows(ReturnLine, "Products", required="Add at least one product to return.", empty=nothing_left)
    location = pick("Return Location", among=return_locations, required="Select a return location.")

    @classmethod
    def may_open(cls, record: TicketReturns) -> bool:
        """Goods come back from somebody (SPEC HD-15)."""
        if record.customer is None:
            raise Refused("Set a customer on the ticket first.")
        return super().may_open(record)

    @property
    def customer(self) -> ContactOrders:
        """Whose goods come back."""
        assert self.record.customer is not None, "may_open"
        return self.record.customer

    def opened(self) -> None:
        """Starts from the ticket's order (SPEC HD-9)."""
        self.sales_order = self.record.sales_order

    @reacts_to(sales_order)
    def take_its_only_delivery(self) -> None:
        """An order with one delivery leaves nothing to choose (SPEC RT-4)."""
        found = self.env.session.scalars(deliveries_to_return(self).limit(2)).all()
        if len(found) == 1:
            self.delivery = found[0]

    @reacts_to(delivery)
    def take_its_order(self) -> None:
        """A delivery tells its order and where returned goods usually go (SPEC RT-4, RT-9)."""
        self.sales_order = self.delivery.order
        self.location = default_return_location(self.delivery)

    @reacts_to(delivery, show_all)
    def list_what_can_come_back(self) -> None:
        """Everything that is left, or only what the ticket is about (SPEC RT-5, RT-6, RT-8)."""
        if self.delivery is not None:
            about = (None, None) if self.show_all else (self.record.product, self.record.lot)
            self.lines = lines_to_return(self.delivery, *about)

    @button("Return", primary=True)
    def confirm(self) -> Transfer:
        """Makes the return, tells of it on all documents, and opens it (SPEC RT-10, RT-11, RT-15)."""
        return self.record.take_back(self.delivery, self.lines, self.location)
