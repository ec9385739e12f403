"""Record rules of this addon; `access.toml` says for whom."""

from __future__ import annotations

from typing import Any

from addons.mail.rules import own_or_followed


def of_own_companies(t: Any, access: Any) -> Any:
    """Records of the user's companies; those that all companies share are nobody's to change."""
    return t.company_id.in_(access.COMPANIES)


def of_visible_transfer(t: Any, access: Any) -> Any:
    """Parts of transfers that are visible."""
    return access.sees("stock.transfer", t.transfer_id)


# For addons that show transfers to people without a role in the warehouse.


def lot_of_visible_transfer(lot: Any, access: Any) -> Any:
    """Lots that a visible transfer moves."""
    line = access.columns("stock.move_line")
    return access.exists(line, line.lot_id == lot.id, access.sees("stock.transfer", line.transfer_id))


def end_of_visible_transfer(location: Any, access: Any) -> Any:
    """Where a visible transfer comes from and goes to."""
    transfer = access.columns("stock.transfer")
    ends = (transfer.source_id == location.id) | (transfer.destination_id == location.id)
    return access.exists(transfer, ends, access.sees("stock.transfer", transfer.id))


def return_of_customer(transfer: Any, access: Any) -> Any:
    """What a customer sends back (SPEC PT-3)."""
    is_return = transfer.return_of_id.is_not(None) & (transfer.state != "draft")
    return own_or_followed(transfer, access, "stock.transfer", transfer.contact_id) & is_return
