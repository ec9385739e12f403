"""Record rules of this addon; `access.toml` says for whom."""

from __future__ import annotations

from typing import Any

from addons.mail.rules import own_or_followed


def of_visible_invoice(part: Any, access: Any) -> Any:
    """Parts of documents that are visible."""
    return access.sees("account.invoice", part.invoice_id)


def posted_for_customer(invoice: Any, access: Any) -> Any:
    """A customer's invoices and credit notes that count; no drafts, and nothing of vendors (SPEC PT-2)."""
    ours = (invoice.state == "posted") & invoice.type.in_(("invoice", "credit_note"))
    return own_or_followed(invoice, access, "account.invoice", invoice.customer_id) & ours
