"""The lines of invoices and credit notes, and what each tax comes to on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from addons.account.reckoning import Priced, rounded
from addons.base.models.companies import refuse_other_companies
from core import (
    Mapped,
    Model,
    PlainModel,
    Refused,
    check,
    decimal,
    foreign_key,
    index,
    integer,
    many2many,
    many2one,
    measured,
    money,
    reacts_to,
    text,
    unique,
)

if TYPE_CHECKING:
    from addons.account.models.accounts import Account
    from addons.account.models.invoices import Invoice
    from addons.account.models.products import ProductTaxes
    from addons.account.models.taxes import Tax
    from addons.base.models import Unit

ZERO = Decimal(0)
HUNDRED = Decimal(100)


class InvoiceLine(Model, model="account.invoice_line", title="Invoice Line", titles="Invoice Lines"):
    """What is invoiced, or credited, of one thing (SPEC AM-2).

    `credited` and `credited_quantity` are running totals of what posted credit notes took of it: never more than there
    is (SPEC AM-8, RF-18). The lines of a credit note name the line that they credit.
    """

    display = "{label}"
    order_by = ("invoice_id", "sequence", "id")

    invoice_id: Mapped[int] = foreign_key("account.invoice", required=True, on_delete="CASCADE")
    invoice: Mapped[Invoice] = many2one("Invoice", "invoice_id")
    sequence: Mapped[int] = integer("Sequence", default=10)
    product_id: Mapped[int | None] = foreign_key("product.product", index=False)
    product: Mapped[ProductTaxes | None] = many2one("Product", "product_id")
    label: Mapped[str] = text("Description", required=True)
    quantity: Mapped[Decimal] = measured("Quantity", default=1)
    unit_id: Mapped[int | None] = foreign_key("base.unit")
    unit: Mapped[Unit | None] = many2one("Unit", "unit_id", read_only=True)
    price: Mapped[Decimal] = money("Unit Price", currency="invoice.currency", default=0)
    discount: Mapped[Decimal] = decimal("Discount %", digits=2, trimmed=True, default=0)
    taxes: Mapped[list[Tax]] = many2many("Taxes", "account.tax")
    subtotal: Mapped[Decimal] = money(
        "Subtotal", currency="invoice.currency", default=0, read_only=True, copied=False, help="Without taxes."
    )
    account_id: Mapped[int | None] = foreign_key("account.account")
    account: Mapped[Account | None] = many2one("Account", "account_id", help="Empty: the journal's.")
    credits_id: Mapped[int | None] = foreign_key("account.invoice_line", copied=False, read_only=True)
    credits: Mapped[InvoiceLine | None] = many2one("Credits", "credits_id", copied=False, read_only=True)
    credited_quantity: Mapped[Decimal] = measured("Credited", default=0, read_only=True, copied=False)
    credited: Mapped[Decimal] = money(
        "Credited Amount", currency="invoice.currency", default=0, read_only=True, copied=False
    )

    constraints = (
        check("quantity > 0", "quantity_positive"),
        check("discount >= 0", "discount_not_negative"),
        check("credited_quantity >= 0 and credited_quantity <= quantity", "credited_quantity_in_bounds"),
        check("credited * subtotal >= 0 and abs(credited) <= abs(subtotal)", "credited_in_bounds"),
        index("product_id", "invoice_id"),
    )

    @reacts_to("product")
    def take_from_the_product(self) -> None:
        """Choosing a product fills in what is known of it; what was entered by hand stays."""
        if self.product is not None:
            self.label, self.unit, self.price = self.product.name, self.product.unit, self.product.price
            company_id = self.invoice.linked_id("company") if self.invoice is not None else None
            self.taxes = [one for one in self.product.taxes if one.company_id == company_id and one.active]

    @reacts_to("quantity", "price", "discount", "product")
    def reckon(self) -> None:
        """The subtotal as it will be, before the document rounds it as a whole."""
        digits = self.invoice.currency.digits if self.invoice is not None and self.invoice.currency is not None else 2
        self.subtotal = rounded(self.priced.amount, digits)

    @property
    def priced(self) -> Priced:
        """The line as arithmetic sees it."""
        rates = tuple(one.rate for one in sorted(self.taxes, key=lambda tax: (tax.sequence, tax.name)))
        return Priced(self.quantity or ZERO, self.price or ZERO, self.discount or ZERO, rates)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Something is invoiced, no finer than its unit allows; a credit note credits no more than was invoiced."""
        yield from super().check()
        quantity = self.quantity if self.quantity is not None else Decimal(1)
        if quantity <= 0:
            yield "quantity", "The quantity must be greater than zero."
        elif self.unit is not None and (refusal := self.unit.refusal(quantity, self.label, "quantity")) is not None:
            yield refusal
        if not 0 <= (self.discount or 0) <= HUNDRED:
            yield "discount", "The discount is between 0 and 100 percent."
        digits = self.invoice.currency.digits
        if self.price is not None and self.price != rounded(self.price, digits):
            yield Refused("Amounts in {currency} have {digits} decimal places at most.", about="price",
                          currency=self.invoice.currency.code, digits=digits)  # fmt: skip
        if self.has_changes("taxes", "account_id", "account", "product_id", "product"):
            yield from self.strangers(self.invoice.linked_id("company"))
        if self.credits is not None and self.invoice.state == "draft" and self.exceeds_its_original():
            yield Refused("You cannot credit more than was invoiced for {line}.", about="quantity", line=self.label)

    def strangers(self, company_id: int | None) -> Iterator[Refused]:
        """What of it belongs to another company than its document (SPEC AR-6)."""
        links = {"taxes": list(self.taxes), "account": self.account, "product": self.product}
        yield from refuse_other_companies(self, company_id, **links)

    def exceeds_its_original(self) -> bool:
        """Whether a credit note takes more of the line that this one credits than it has: quantity or price (AM-8)."""
        original = self.credits
        assert original is not None
        quantity = sum((one.quantity for one in self.invoice.lines if one.credits is original), ZERO)
        mine, its = abs(self.priced.amount), abs(original.priced.amount)
        return quantity > original.quantity or mine * original.quantity > its * self.quantity

    def linked_documents(self) -> Iterator[Any]:
        """Lines of posted documents stay."""
        yield from super().linked_documents()
        if self.invoice.state != "draft":
            yield self.invoice


class InvoiceTax(PlainModel, model="account.invoice_tax", title="Tax of Invoice", titles="Taxes of Invoices"):
    """What one tax comes to on one document. `credited` is what posted credit notes took of it."""

    display = "{amount}"
    order_by = ("invoice_id", "id")

    invoice_id: Mapped[int] = foreign_key("account.invoice", required=True, on_delete="CASCADE", index=False)
    invoice: Mapped[Invoice] = many2one("Invoice", "invoice_id")
    tax_id: Mapped[int] = foreign_key("account.tax", required=True)
    tax: Mapped[Tax] = many2one("Tax", "tax_id")
    base: Mapped[Decimal] = money("Taxable Amount", currency="invoice.currency", default=0, read_only=True)
    amount: Mapped[Decimal] = money("Tax Amount", currency="invoice.currency", default=0, read_only=True)
    credited: Mapped[Decimal] = money("Credited", currency="invoice.currency", default=0, read_only=True)

    constraints = (
        unique("invoice_id", "tax_id"),
        check("credited * amount >= 0 and abs(credited) <= abs(amount)", "credited_in_bounds"),
    )
