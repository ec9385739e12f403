"""The pop-up "Refund" of a ticket; how invoices are credited is invoicing's business (SPEC RF-1 to RF-21)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import sqlalchemy as sa

from addons.account.models import Invoice, Journal
from addons.account.models.crediting import refuse_uncreditable
from addons.account.wizards import NO_DATE, NO_JOURNAL, REASON, refuse_early, reverse_and_invoice_again, sales_journals
from addons.helpdesk.models import Ticket
from addons.helpdesk_refund.models import TicketRefunds
from addons.helpdesk_sale.pages import products_for_tickets
from addons.product.models import Product
from addons.sale.models import Order
from addons.sale_account.models import InvoiceOrder
from core import Refused, Text, Wizard, button, calendar, entry, pick, pick_many, reacts_to

if TYPE_CHECKING:
    from addons.helpdesk_refund.models import Customer


def orders_of_customer(form: Refund) -> sa.Select[Order]:
    """Confirmed orders of the customer, with the product if one is chosen (SPEC RF-2, RF-3)."""
    return form.customer.confirmed_orders(form.record.company_id, form.product)


def products(form: Refund) -> sa.Select[Product]:
    """What the ticket could be about (SPEC RF-3)."""
    return products_for_tickets(form.record)


def invoices_to_refund(form: Refund) -> sa.Select[InvoiceOrder]:
    """Posted invoices of the customer that are not credited in full, narrowed by product and order (SPEC RF-6)."""
    return form.narrowed(form.customer.posted_invoices(form.record.company_id, form.product, form.sales_order))


def why_not_this_invoice(form: Refund, invoice: Invoice) -> str | None:
    """Why an invoice cannot be refunded from this ticket (SPEC RF-14, RF-16)."""
    ticket, number = form.record, invoice.number or Text("This invoice")
    foreign = invoice.customer is None or not invoice.customer.same_customer(form.customer)
    if foreign or invoice.company_id != ticket.company_id or invoice.type != "invoice":
        return Text("{number} cannot be refunded from this ticket.", number=number)
    try:
        refuse_uncreditable(invoice)
    except Refused as why:
        return why.message
    if form.product is not None and all(line.product_id != form.product.id for line in invoice.lines):
        return Text("{number} does not contain {product}.", number=number, product=form.product.name)
    assert isinstance(invoice, InvoiceOrder)
    if form.sales_order is not None and invoice.order_id != form.sales_order.id:
        return Text("{number} does not belong to {order}.", number=number, order=form.sales_order.number)
    return None


def why_there_is_none(form: Refund) -> str:
    """Why nothing can be chosen (SPEC RF-7)."""
    env, company_id = form.env, form.record.company_id
    invoice = env[Invoice]

    def is_any(found: sa.Select[InvoiceOrder]) -> bool:
        return env.session.scalars(found.limit(1)).first() is not None

    posted = form.customer.posted_invoices(company_id, credited=True)
    if not is_any(posted):
        return "This customer has no posted invoice."
    if form.product is not None and not is_any(
        form.customer.posted_invoices(company_id, form.product, form.sales_order, credited=True)
    ):
        return Text("No posted invoice contains {product}.", product=form.product.name)
    if not is_any(invoices_to_refund(form).where(invoice.credited < invoice.total)):
        return "All matching invoices are already fully credited."
    return ""


def journals(form: Refund) -> sa.Select[Journal]:
    """Sales journals of the company (SPEC RF-9)."""
    return sales_journals(form.env, form.record.company_id)


def has_one_journal(form: Refund) -> bool:
    """Whether the credit notes go to one journal, which must then be named (SPEC RF-9)."""
    return len({one.journal_id for one in form.invoices}) == 1


def may_post(form: Refund) -> bool:
    """Whether the user posts documents, so that the second button is there (SPEC RF-21)."""
    return "account.user" in form.env.user.roles


class Refund(Wizard, title="Refund", on=Ticket, system="refund invoices from a ticket"):
    """Credits posted invoices of the ticket's customer."""

    record: TicketRefunds
    sales_order = pick("Sales Order", among=orders_of_customer)
    product = pick("Product", among=products)
    invoices = pick_many(
        "Invoices to Refund", among=invoices_to_refund, refused=why_not_this_invoice, empty=why_there_is_none,
        required="Select at least one invoice to refund.",
    )  # fmt: skip
    reason = entry(REASON, size=500)
    journal = pick("Journal", among=journals)
    on = calendar("Reversal date", required=NO_DATE)

    @classmethod
    def may_open(cls, record: TicketRefunds) -> bool:
        """Somebody is refunded (SPEC HD-15)."""
        if record.customer is None:
            raise Refused("Set a customer on the ticket first.")
        return super().may_open(record)

    @property
    def customer(self) -> Customer:
        """Who is refunded."""
        assert self.record.customer is not None, "may_open"
        return self.record.customer

    def narrowed(self, found: sa.Select[InvoiceOrder]) -> sa.Select[InvoiceOrder]:
        """The invoices that are offered; addons that know more about the goods extend it."""
        return found

    def opened(self) -> None:
        """Starts from what the ticket is about (SPEC RF-2, RF-3, RF-8, RF-10)."""
        ticket = self.record
        self.sales_order, self.product = ticket.sales_order, ticket.product
        self.reason, self.on = f"Ticket #{ticket.number}", self.env.today()

    @reacts_to(invoices)
    def take_their_journal(self) -> None:
        """The journal of the invoices, none where they are of several: then each keeps its own (SPEC RF-9)."""
        self.journal = self.invoices[0].journal if self.invoices and has_one_journal(self) else None

    def check(self) -> Iterator[tuple[object, str] | Refused]:
        """What the fields alone cannot tell (SPEC RF-15, RF-17)."""
        if self.journal is None and has_one_journal(self):
            yield Refund.journal, NO_JOURNAL
        yield from refuse_early(self.invoices, self.on, Refund.on)

    @button("Reverse", primary=True)
    def reverse(self) -> Invoice | str:
        """Draft credit notes; one is opened, of several the list (SPEC RF-12)."""
        made = self._reversed()
        return made[0] if len(made) == 1 else f"/account/credit-notes?f=&is.ticket={self.record.id}"

    @button("Reverse and Create Invoice", shown=may_post)
    def reverse_and_invoice_again(self) -> Invoice:
        """Posted credit notes and a new draft invoice of each (SPEC RF-13)."""
        return reverse_and_invoice_again(self._reversed())[0]

    def _reversed(self) -> list[Invoice]:
        return self.record.refund(self.invoices, on=self.on, reason=self.reason or None, journal=self.journal)
