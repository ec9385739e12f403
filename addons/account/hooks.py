"""Events of invoicing that other addons follow. Each is called inside the transaction it tells of, as system work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import Env, hookspec

if TYPE_CHECKING:
    from addons.account.models import Invoice, Payment


@hookspec
def invoice_posted(env: Env, invoice: Invoice) -> None:
    """An invoice or credit note was posted."""


@hookspec
def invoice_taken_back(env: Env, invoice: Invoice) -> None:
    """A posted document was opened again."""


@hookspec
def payment_made(env: Env, payment: Payment) -> None:
    """A payment was registered."""
