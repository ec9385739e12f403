"""Quotations and sales orders with their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from addons.base.models import Company
from addons.mail.models import Thread
from core import (
    Mapped,
    Model,
    Numbering,
    Refused,
    boolean,
    check,
    choice,
    decimal,
    foreign_key,
    index,
    instant,
    integer,
    long_text,
    many2one,
    measured,
    one2many,
    reacts_to,
    text,
    unique,
)

if TYPE_CHECKING:
    from addons.base.models import Contact, Currency, Unit
    from addons.product.models import Product

STATES = {"quotation": "Quotation", "sent": "Quotation Sent", "confirmed": "Sales Order", "cancelled": "Cancelled"}
TONES = {"sent": "busy", "confirmed": "good", "cancelled": "idle"}
HUNDRED = Decimal(100)
AGREED = ("product_id", "product", "quantity", "price", "discount", "order_id", "order")
"""What an order's line agrees with the customer: fixed once the order is confirmed."""


class Order(Thread, model="sale.order", title="Sales Order", titles="Sales Orders"):
    """What a customer is offered, and after confirming has ordered (SPEC SO-1)."""

    display = "{number}"
    search_by = ("number", "reference", "customer")
    order_by = ("-id",)

    number: Mapped[str] = text("Number", read_only=True, size=20, copied=False, required=True)
    customer_id: Mapped[int] = foreign_key("base.contact", required=True)
    customer: Mapped[Contact] = many2one("Customer", "customer_id", tracked=True)
    reference: Mapped[str | None] = text("Customer Reference", copied=False)
    ordered_at: Mapped[datetime | None] = instant("Order Date", copied=False)
    state: Mapped[str] = choice(
        "State", STATES, tones=TONES, default="quotation", read_only=True, tracked=True, copied=False
    )
    offered: Mapped[bool] = boolean(
        "Offered", read_only=True, copied=False, help="The customer has had it, and sees it in the portal."
    )
    company_id: Mapped[int] = foreign_key("base.company", required=True)
    company: Mapped[Company] = many2one("Company", "company_id")
    currency_id: Mapped[int] = foreign_key("base.currency", required=True)
    currency: Mapped[Currency] = many2one("Currency", "currency_id")
    note: Mapped[str | None] = long_text("Terms and Conditions")
    total: Mapped[Decimal] = decimal("Total", digits=2, currency="currency", default=0, read_only=True, copied=False)
    lines: Mapped[list[Line]] = one2many("Order Lines", "sale.line", by="order_id", order_by="sequence", cascade=True)

    constraints = (
        unique("company_id", "number"),
        index("company_id", "state", "id"),
        index("customer_id", "state", "id"),
        index("created_by_id", "id"),
    )

    def defaults(self) -> None:
        """An order of today, of the current company and in its currency."""
        super().defaults()
        self.ordered_at = self.env.now()
        if self.env.user.company_id:
            self.company_id = self.env.user.company_id
            self.take_the_companys_currency()

    def numbering(self) -> Numbering:
        """One sequence for all companies."""
        return Numbering("sale.order", "SO-")

    @reacts_to("company")
    def take_the_companys_currency(self) -> None:
        """Prices are in the company's currency."""
        with self.env.system("the currency of a company") as system:
            company_id = self.company_id or self.company.id
            self.currency_id = system.session.get_one(system[Company], company_id).currency_id

    def settle(self) -> None:
        """The total is the sum of the lines."""
        super().settle()
        self.total = sum((line.subtotal for line in self.lines), Decimal(0))

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """A confirmed order stays with its customer and company."""
        yield from super().check()
        if self.state == "confirmed" and self.stored("state") == "confirmed":
            attributes = sa.inspect(self).attrs
            for name in ("customer", "company", "currency"):
                if attributes[name].history.has_changes() or attributes[name + "_id"].history.has_changes():
                    yield name, "A confirmed order cannot change this. Cancel it first."

    def linked_documents(self) -> Iterator[Any]:
        """A confirmed order is cancelled, not deleted."""
        yield from super().linked_documents()
        if self.state == "confirmed":
            yield self

    def sums(self) -> list[tuple[str, Decimal]]:
        """(label, amount) of what stands below its lines on paper, the total last."""
        return [("Total", self.total)]

    # --- what is done with it -----------------------------------------------------------------------------------------

    def mark_as_sent(self) -> None:
        """The customer has the quotation."""
        self._must_be("quotation")
        self.state, self.offered = "sent", True

    def confirm(self) -> None:
        """The customer ordered: deliveries and invoices may follow (SPEC SO-2)."""
        self._must_be("quotation", "sent")
        if not self.lines:
            raise Refused("Add at least one line.", about="lines")
        self.state, self.offered, self.ordered_at = "confirmed", True, self.env.now()
        self.env.session.flush()
        self.env.hook.order_confirmed(env=self.env, order=self)

    def cancel(self) -> None:
        """Nothing comes of it. Addons refuse by extending this while documents stand against it (SPEC SO-2)."""
        self._must_be("quotation", "sent", "confirmed")
        self.state = "cancelled"
        self.env.session.flush()
        self.env.hook.order_cancelled(env=self.env, order=self)

    def back_to_quotation(self) -> None:
        """A cancelled order may be worked on again."""
        self._must_be("cancelled")
        self.state = "quotation"

    def _must_be(self, *states: str) -> None:
        if self.state not in states:
            state = STATES[self.state]
            raise Refused("{order} is in state {state}: this is not possible any more.", order=self.number, state=state)


class Line(Model, model="sale.line", title="Order Line", titles="Order Lines"):
    """What is ordered of one product, and how much of it was delivered and invoiced so far (SPEC SO-3).

    `delivered` and `invoiced` are running totals that the addons who deliver and invoice keep; others only read them.
    """

    display = "{label}"
    order_by = ("order_id", "sequence")

    order_id: Mapped[int] = foreign_key("sale.order", required=True, on_delete="CASCADE")
    order: Mapped[Order] = many2one("Order", "order_id")
    sequence: Mapped[int] = integer("Sequence", default=10)
    product_id: Mapped[int] = foreign_key("product.product", required=True)
    product: Mapped[Product] = many2one("Product", "product_id")
    label: Mapped[str] = text("Description", required=True)
    quantity: Mapped[Decimal] = measured("Quantity", default=1)
    unit_id: Mapped[int] = foreign_key("base.unit", required=True)
    unit: Mapped[Unit] = many2one("Unit", "unit_id", read_only=True)
    price: Mapped[Decimal] = decimal("Unit Price", digits=2, currency="order.currency", default=0)
    discount: Mapped[Decimal] = decimal("Discount %", digits=2, trimmed=True, default=0)
    subtotal: Mapped[Decimal] = decimal(
        "Subtotal", digits=2, currency="order.currency", default=0, read_only=True, copied=False
    )
    delivered: Mapped[Decimal] = measured("Delivered", default=0, read_only=True, copied=False)
    invoiced: Mapped[Decimal] = measured("Invoiced", default=0, read_only=True, copied=False)

    constraints = (
        check("quantity > 0", "quantity_positive"),
        check("discount >= 0", "discount_not_negative"),
        check("delivered >= 0", "delivered_not_negative"),
        check("invoiced >= 0", "invoiced_not_negative"),
        index("product_id", "order_id"),
    )

    @property
    def is_settled(self) -> bool:
        """Whether nobody changes it by hand. Override for lines that follow from others."""
        return self.order is not None and self.order.state in ("confirmed", "cancelled")

    @property
    def asked(self) -> Decimal:
        """What is asked for it, rounded: the base of discounts. The subtotal may have taxes taken out."""
        full = (self.quantity or Decimal(0)) * (self.price or Decimal(0))
        net = full * (HUNDRED - (self.discount or Decimal(0))) / HUNDRED
        currency = self.order.currency if self.order is not None else None
        return currency.rounded(net) if currency is not None else net.quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def asked_with_taxes(self) -> Decimal:
        """The same with all taxes in it. An addon that knows taxes says more."""
        return self.asked

    @property
    def taxed_by(self) -> tuple[Any, ...]:
        """Equal for lines that are taxed alike; an addon that knows taxes fills it."""
        return ()

    def be_taxed_by(self, taxes: tuple[Any, ...]) -> None:
        """Is taxed as a line whose `taxed_by` this is."""

    @reacts_to("product")
    def take_from_the_product(self) -> None:
        """Choosing a product fills in what is known of it; what was entered by hand stays."""
        if self.product is not None:
            self.label, self.unit, self.price = self.product.name, self.product.unit, self.product.price

    def settle(self) -> None:
        """A line made without a form has its product's name and unit, and its subtotal, too."""
        super().settle()
        if self.product is not None:
            self.label = self.label or self.product.name
            if self.unit_id is None and self.unit is None:
                self.unit = self.product.unit
        self.reckon()

    @reacts_to("quantity", "price", "discount", "product")
    def reckon(self) -> None:
        """Keeps the subtotal: quantity times price less the discount, rounded to the currency."""
        self.subtotal = self.asked

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Something is ordered, no finer than its unit allows; what a confirmed order agreed stays (SPEC SO-2)."""
        yield from super().check()
        if (self.quantity if self.quantity is not None else 1) <= 0:
            yield "quantity", "The quantity must be greater than zero."
        elif self.product is not None and self.quantity is not None:
            refusal = self.product.unit.refusal(self.quantity, self.product.name, "quantity")
            if refusal is not None:
                yield refusal
        if not 0 <= (self.discount or 0) <= HUNDRED:
            yield "discount", "The discount is between 0 and 100 percent."
        if self.order is not None and self.order.state == "confirmed" and self.order.stored("state") == "confirmed":
            attributes = sa.inspect(self).attrs
            if any(attributes[name].history.has_changes() for name in AGREED):
                number = self.order.number
                yield Refused("{order} is confirmed: its lines cannot change.", about="quantity", order=number)

    def linked_documents(self) -> Iterator[Any]:
        """Lines of a confirmed order stay."""
        yield from super().linked_documents()
        if self.order.state == "confirmed":
            yield self.order
