"""What follows the posting of documents."""

from __future__ import annotations

from addons.account.models import Invoice
from core import Env, Refused, hookimpl

WRONG = "wrong"


@hookimpl
def invoice_posted(env: Env, invoice: Invoice) -> None:
    """The number was given: the whole transaction goes back."""
    if invoice.reference == WRONG:
        raise Refused("The auditor refuses this document.")
