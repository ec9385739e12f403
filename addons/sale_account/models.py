"""What invoicing adds to products, orders and their lines, and what selling adds to invoices."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from addons.account.models import Invoice, InvoiceLine, ProductTaxes, Tax
from addons.account.models.companies import CompanyAccounting
from addons.account.reckoning import Priced, reckon
from addons.base.models import Contact
from addons.product.models import Product
from addons.sale.models import Line, Order
from core import (
    Env,
    Mapped,
    Refused,
    choice,
    decimal,
    foreign_key,
    many2many,
    many2one,
    reacts_to,
    system_work,
)

if TYPE_CHECKING:
    from sqlalchemy import Select

POLICIES = {"ordered": "Ordered quantities", "delivered": "Delivered quantities"}
ZERO = Decimal(0)
UNLIMITED = Decimal(10) ** 12


class ProductInvoicing(ProductTaxes):
    """What of an order is invoiced (SPEC PD-1, SO-4)."""

    invoicing: Mapped[str] = choice("Invoicing Policy", POLICIES, default="ordered")


class LineInvoicing(Line):
    """A line has taxes, and knows how much of it can be invoiced."""

    if TYPE_CHECKING:
        product: Mapped[ProductInvoicing]
        order: Mapped[OrderInvoicing]

    taxes: Mapped[list[Tax]] = many2many("Taxes", "account.tax")

    @reacts_to("product")
    def take_its_taxes(self) -> None:
        """The product's, as far as they are of the order's company."""
        if self.product is not None:
            company_id = self.order.linked_id("company") if self.order is not None else None
            self.taxes = [one for one in self.product.taxes if one.company_id == company_id and one.active]

    def settle(self) -> None:
        """A line that is made without a form has the taxes of its product, too."""
        if self.id is None and not self.taxes and self.product is not None:
            self.take_its_taxes()
        super().settle()

    @property
    def priced(self) -> Priced:
        """The line as arithmetic sees it."""
        rates = tuple(one.rate for one in sorted(self.taxes, key=lambda tax: (tax.sequence, tax.name)))
        return Priced(self.quantity or ZERO, self.price or ZERO, self.discount or ZERO, rates)

    @property
    def asked_with_taxes(self) -> Decimal:
        """What is asked for it with the taxes that come on top (SPEC LY-5)."""
        on_top = sum((one.percent for one in self.taxes if not one.included), ZERO)
        currency = self.order.currency
        return currency.rounded(self.asked * (100 + on_top) / 100)

    @property
    def taxed_by(self) -> tuple[Tax, ...]:
        """Its taxes, in their order."""
        return tuple(sorted(self.taxes, key=lambda tax: (tax.sequence, tax.name, tax.id)))

    def be_taxed_by(self, taxes: tuple[Tax, ...]) -> None:
        """Takes the taxes of another line."""
        self.taxes = list(taxes)

    @property
    def due_to_invoice(self) -> Decimal:
        """How much is to be invoiced by the product's policy and was not, drafts left aside."""
        wanted = self.delivered if self.product.invoicing == "delivered" else self.quantity
        return max(wanted - self.invoiced, ZERO)


class OrderInvoicing(Order):
    """An order with taxes in its total, that can be invoiced."""

    if TYPE_CHECKING:
        lines: Mapped[list[LineInvoicing]]  # type: ignore[assignment]

    untaxed: Mapped[Decimal] = decimal(
        "Untaxed Amount", digits=2, currency="currency", default=0, read_only=True, copied=False
    )
    tax: Mapped[Decimal] = decimal("Taxes", digits=2, currency="currency", default=0, read_only=True, copied=False)

    def settle(self) -> None:
        """The total has the taxes in it (SPEC AM-7)."""
        super().settle()
        if self.currency is None or self.company is None:
            return
        company = self.company
        assert isinstance(company, CompanyAccounting)
        lines = list(self.lines)
        found = reckon([one.priced for one in lines], self.currency.digits, per_line=company.tax_rounding == "line")
        for line, net in zip(lines, found.nets, strict=True):
            line.subtotal = net
        self.untaxed, self.tax, self.total = found.net, found.tax, found.total

    def sums(self) -> list[tuple[str, Decimal]]:
        """The total without taxes and the taxes stand above the total."""
        if not self.tax:
            return super().sums()
        return [("Total without taxes", self.untaxed), ("Taxes", self.tax), *super().sums()]

    def to_invoice(self) -> dict[LineInvoicing, Decimal]:
        """How much of each line can be invoiced and is on no invoice yet, drafts counted (SPEC SO-4)."""
        if self.id is None or self.state != "confirmed":
            return {}
        due = {line: line.due_to_invoice for line in self.lines if line.due_to_invoice}
        if sum((line.price * much for line, much in due.items()), ZERO) < 0:
            # What is taken off waits until there is enough to take it from.
            due = {line: much for line, much in due.items() if line.price >= 0}
        drafted = self._on_drafts() if due else {}
        return {line: left for line, much in due.items() if (left := much - drafted.get(line.id, ZERO)) > 0}

    def _on_drafts(self) -> dict[int, Decimal]:
        """Line id -> how much of it is on draft invoices."""
        with self.env.system("what of an order is on draft invoices") as system:
            line, invoice = system[InvoiceLineOrder], system[InvoiceOrder]
            found = (
                sa.select(line.order_line_id, sa.func.sum(line.quantity))
                .join(invoice, invoice.id == line.invoice_id)
                .where(invoice.order_id == self.id, invoice.state == "draft", invoice.type == "invoice")
                .group_by(line.order_line_id)
            )
            return {id_: quantity for id_, quantity in system.session.execute(found) if id_ is not None}

    @system_work("invoice an order")
    def create_invoice(self) -> Invoice:
        """A draft of what can be invoiced now (SPEC SO-4). Two at once: the second finds what is left."""
        env = self.env
        env.lock(self)
        if not (due := self.to_invoice()):
            raise Refused("There is nothing to invoice.")
        with env.session.no_autoflush:
            made = env.new(
                Invoice, type="invoice", customer=self.customer, company=self.company, order=self,
                reference=self.reference or self.number,
            )  # fmt: skip
            made.take_from_the_company()
            made.currency = self.currency
            for line, quantity in due.items():
                made.lines.append(
                    env[InvoiceLine](
                        product=line.product, label=line.label, quantity=quantity, unit=line.unit, price=line.price,
                        discount=line.discount, taxes=list(line.taxes), order_line=line, sequence=line.sequence,
                    )
                )  # fmt: skip
        env.session.flush()
        self.post_note("Invoice {invoice} created", invoice=made)
        return made


class InvoiceLineOrder(InvoiceLine):
    """A line may invoice, or credit, a line of an order."""

    order_line_id: Mapped[int | None] = foreign_key("sale.line", free=True, copied=False)
    order_line: Mapped[Line | None] = many2one("Order Line", "order_line_id", read_only=True, copied=False)

    def copied(self, copy: Any) -> None:
        """A credit note, or a corrected invoice, is about the same order."""
        super().copied(copy)
        copy.order_line_id = self.order_line_id


class InvoiceOrder(Invoice):
    """An invoice, and what credits it, knows the order that it came from."""

    search_by = ("order",)

    order_id: Mapped[int | None] = foreign_key("sale.order", free=True, copied=False)
    order: Mapped[Order | None] = many2one("Sales Order", "order_id", read_only=True, copied=False)

    def copied(self, copy: Any) -> None:
        """A credit note, or a corrected invoice, is about the same order."""
        super().copied(copy)
        copy.order = self.order


class ContactInvoices(Contact):
    """A customer's invoices, which are those of its whole commercial entity."""

    def posted_invoices(
        self, company_id: int, product: Product | None = None, order: Order | None = None, *, credited: bool = False
    ) -> Select[InvoiceOrder]:
        """Posted invoices of this customer in a company, those credited in full only if `credited` (SPEC RF-6).

        With the product, and of the order, if they are given. Select only: it is run by the Env that is to see them.
        """
        invoice, line, contact = self.env[InvoiceOrder], self.env[InvoiceLine], self.env[Contact]
        customer = sa.select(contact.id).where(contact.commercial_id == (self.commercial_id or self.id))
        found = sa.select(invoice).where(
            invoice.type == "invoice", invoice.state == "posted", invoice.company_id == company_id,
            invoice.customer_id.in_(customer),
        ).order_by(invoice.id.desc())  # fmt: skip
        if not credited:
            found = found.where(invoice.credited < invoice.total)
        if product is not None:
            has_it = sa.exists().where(line.invoice_id == invoice.id, line.product_id == product.id)
            found = found.where(has_it)
        if order is not None:
            found = found.where(invoice.order_id == order.id)
        return found


def keep_invoiced(env: Env, invoice: Invoice, sign: int) -> None:
    """What is posted raises `invoiced` of its order lines, what is credited lowers it (SPEC SO-3)."""
    direction = sign * (-1 if invoice.is_credit_note else 1)
    changes: dict[int, Decimal] = {}
    for line in invoice.lines:
        if isinstance(line, InvoiceLineOrder) and line.order_line_id is not None:
            changes[line.order_line_id] = changes.get(line.order_line_id, ZERO) + direction * line.quantity
    changes = {line_id: change for line_id, change in changes.items() if change}
    if not env.take_each(Line, changes, "invoiced", at_most=UNLIMITED):
        raise RuntimeError(f"{invoice!r} credits more than was invoiced of a line of its order")
