"""The order and the product that a ticket is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import sqlalchemy as sa

from addons.base.models import Contact
from addons.helpdesk.models import Ticket
from addons.product.models import Product
from addons.sale.models import Line, Order
from core import Env, Mapped, Refused, foreign_key, index, many2one, one2many, reacts_to

if TYPE_CHECKING:
    from sqlalchemy import Select


class TicketSale(Ticket):
    """A ticket can name a sales order of its customer, and a product (SPEC HD-9)."""

    search_by = ("sales_order",)

    if TYPE_CHECKING:
        customer: Mapped[ContactDocuments | None]

    sales_order_id: Mapped[int | None] = foreign_key("sale.order", free=True)
    sales_order: Mapped[Order | None] = many2one("Sales Order", "sales_order_id", tracked=True)
    product_id: Mapped[int | None] = foreign_key("product.product", free=True)
    product: Mapped[Product | None] = many2one("Product", "product_id", tracked=True)

    constraints = (index("product_id", "id"),)

    @reacts_to("customer")
    def forget_order_of_another_customer(self) -> None:
        """An order stays only with the customer whose it is."""
        if self.sales_order_id is None or self.customer is None:
            return
        with self.env.system("the customer of a ticket's order") as system:
            order = system.session.get_one(system[Order], self.sales_order_id)
            stays = order.customer.same_customer(system.get(self.customer))
        if not stays:
            self.sales_order_id, self.sales_order = None, None

    def become_about(self, customer: Contact) -> None:
        """The order of a customer who is not concerned any more is forgotten."""
        super().become_about(customer)
        self.forget_order_of_another_customer()

    def name_order(self, number: str) -> bool:
        """A confirmed order of the customer, in the ticket's company, as somebody typed its number."""
        if self.customer is None:
            return super().name_order(number)
        order = self.env[Order]
        own = self.customer.confirmed_orders(self.company_id)
        named = own.where(sa.func.lower(order.number) == number.strip().lower()).limit(1)
        self.sales_order = self.env.session.scalars(named).first()
        return self.sales_order is not None

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """The order is the customer's, and has the product in it (SPEC HD-10, HD-12)."""
        yield from super().check()
        if self.has_changes("sales_order_id", "sales_order", "product_id", "product"):
            yield from self._problems_of_order()

    def _problems_of_order(self) -> list[Refused]:
        order_id, product_id = self.linked_id("sales_order"), self.linked_id("product")
        if order_id is None:
            return []
        with self.env.system("whether a ticket's order fits") as system:
            order = system.session.get_one(system[Order], order_id)
            customer_id = self.linked_id("customer")
            customer = system.session.get(system[Contact], customer_id) if customer_id is not None else None
            if customer is not None and not order.customer.same_customer(customer):
                other = {"order": order.number, "customer": customer.name}
                return [Refused("{order} is not an order of {customer}.", about="sales_order", **other)]
            if product_id is None or has_product(system, order, product_id):
                return []
            lacking = {"order": order.number, "product": system.session.get_one(system[Product], product_id).name}
            return [Refused("{order} does not contain {product}.", about="sales_order", **lacking)]


class OrderTickets(Order):
    """An order knows the tickets about it (SPEC SO-8)."""

    tickets: Mapped[list[Ticket]] = one2many("Tickets", "helpdesk.ticket", by="sales_order_id")


class ContactDocuments(Contact):
    """ "The customer's documents" are those of the contact's whole commercial entity, in one company."""

    def confirmed_orders(self, company_id: int, product: Product | None = None) -> Select[Order]:
        """Confirmed orders of this customer in a company, with `product` in them if one is given (SPEC HD-10, HD-12).

        Select only: it is run by the Env that is to see them.
        """
        order, contact, line = self.env[Order], self.env[Contact], self.env[Line]
        customer = sa.select(contact.id).where(contact.commercial_id == (self.commercial_id or self.id))
        found = sa.select(order).where(
            order.state == "confirmed", order.company_id == company_id, order.customer_id.in_(customer)
        ).order_by(order.id.desc())  # fmt: skip
        if product is not None:
            has_it = sa.exists(sa.select(line.id).where(line.order_id == order.id, line.product_id == product.id))
            found = found.where(has_it)
        return found

    def ordered_products(self, company_id: int, order_id: int | None = None) -> dict[int, bool]:
        """Ids of products on confirmed orders of this customer, archived ones too (SPEC PD-3), as system work.

        With each, whether it is on the order that `order_id` names.
        """
        line, order = self.env[Line], self.env[Order]
        orders = self.confirmed_orders(company_id).order_by(None).with_only_columns(order.id)
        on_it = sa.func.max(sa.case((line.order_id == order_id, 1), else_=0))
        found = sa.select(line.product_id, on_it).where(line.order_id.in_(orders)).group_by(line.product_id)
        with self.env.system("products that a customer ordered") as system:
            return {id_: bool(on_order) for id_, on_order in system.session.execute(found)}


def has_product(system: Env, order: Order, product_id: int) -> bool:
    """Whether an order contains a product."""
    line = system[Line]
    found = sa.select(line.id).where(line.order_id == order.id, line.product_id == product_id).limit(1)
    return system.session.scalar(found) is not None
