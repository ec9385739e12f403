"""Payments: money that came in or went out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from addons.mail.models import Thread
from core import Mapped, Refused, check, choice, day, foreign_key, index, many2one, money, text  # fmt: skip

if TYPE_CHECKING:
    from addons.account.models.journals import Journal
    from addons.base.models import Company, Contact, Currency

DIRECTIONS = {"in": "Received", "out": "Sent"}


class Payment(Thread, model="account.payment", title="Payment", titles="Payments"):
    """Money received from a contact or sent to it. `residual` is what of it is on no invoice yet.

    Made by `addons.account.paying.pay` alone, posted from the beginning, and never changed.
    """

    display = "{number}"
    unnamed = "Payment"
    search_by = ("number", "memo")
    order_by = ("-id",)

    number: Mapped[str | None] = text("Number", read_only=True, size=40, copied=False)
    direction: Mapped[str] = choice("Direction", DIRECTIONS, default="in", read_only=True)
    contact_id: Mapped[int] = foreign_key("base.contact", required=True)
    contact: Mapped[Contact] = many2one("Contact", "contact_id", read_only=True)
    date: Mapped[date] = day("Date", required=True, read_only=True)
    amount: Mapped[Decimal] = money("Amount", default=0, read_only=True)
    residual: Mapped[Decimal] = money("Not Applied", default=0, read_only=True)
    memo: Mapped[str | None] = text("Memo", read_only=True)
    journal_id: Mapped[int] = foreign_key("account.journal", required=True)
    journal: Mapped[Journal] = many2one("Journal", "journal_id", read_only=True)
    company_id: Mapped[int] = foreign_key("base.company", required=True, index=False)
    company: Mapped[Company] = many2one("Company", "company_id", read_only=True)
    currency_id: Mapped[int] = foreign_key("base.currency", required=True)
    currency: Mapped[Currency] = many2one("Currency", "currency_id", read_only=True)

    constraints = (
        index("company_id", "number", unique=True, where="number IS NOT NULL"),
        check("amount > 0", "amount_positive"),
        check("residual >= 0 and residual <= amount", "residual_in_bounds"),
        index("company_id", "date", "id"),
        index("company_id", "id", where="residual > 0", name="ix_account_payment_outstanding"),
    )

    @property
    def sign(self) -> int:
        """-1 if it lowers what the contact owes: money came in. 1 if it went out."""
        return -1 if self.direction == "in" else 1

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """A payment stays as it is."""
        yield from super().check()
        state = sa.inspect(self)
        facts = ("direction", "contact_id", "date", "amount", "journal_id", "currency_id", "company_id")
        if state.persistent and any(self.has_changes(name) for name in facts):
            yield Refused("A payment cannot be changed.")

    def linked_documents(self) -> Iterator[Any]:
        """Payments stay (SPEC AM-11)."""
        raise Refused("Posted documents cannot be deleted. Create a credit note instead.")
        yield
