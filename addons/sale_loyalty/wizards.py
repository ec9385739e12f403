"""The pop-up that enters a code on a quotation."""

from __future__ import annotations

from typing import Any

from addons.sale.models import Order
from core import Wizard, button, entry


class ApplyCode(Wizard, title="Apply a Code", on=Order):
    """Asks for a coupon's code or a discount code (SPEC SO-7)."""

    record: Any
    code: str = entry("Code", required="Enter a code.", size=80, help="Capitals and hyphens do not matter.")

    @button("Apply", primary=True)
    def confirm(self) -> None:
        """Its reward stands on the quotation."""
        self.record.apply_code(self.code)
