"""Record rules of this addon; `access.toml` says for whom."""

from __future__ import annotations

from typing import Any


def of_visible_invoice(part: Any, access: Any) -> Any:
    """Parts of documents that are visible."""
    return access.sees("account.invoice", part.invoice_id)
