"""What pays what: an amount of a payment, or of a credit note, on an invoice."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from core import Mapped, Model, check, foreign_key, many2one, money

if TYPE_CHECKING:
    from addons.account.models.invoices import Invoice
    from addons.account.models.payments import Payment


class Match(Model, model="account.match", title="Reconciliation", titles="Reconciliations"):
    """`amount` of a payment or credit note settles as much of a document (SPEC AM-10).

    Made and undone by `addons.account.matching`, which keeps the residuals of both.
    """

    display = "{amount}"
    order_by = ("-id",)

    invoice_id: Mapped[int] = foreign_key("account.invoice", required=True)
    invoice: Mapped[Invoice] = many2one("Document", "invoice_id", read_only=True)
    credit_id: Mapped[int | None] = foreign_key("account.invoice")
    credit: Mapped[Invoice | None] = many2one("Credit Note", "credit_id", read_only=True)
    payment_id: Mapped[int | None] = foreign_key("account.payment")
    payment: Mapped[Payment | None] = many2one("Payment", "payment_id", read_only=True)
    amount: Mapped[Decimal] = money("Amount", currency="invoice.currency", default=0, read_only=True)

    constraints = (
        check("amount > 0", "amount_positive"),
        check("(credit_id IS NULL) <> (payment_id IS NULL)", "one_source"),
    )
