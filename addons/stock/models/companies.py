"""What the warehouse adds to companies."""

from __future__ import annotations

from addons.base.models import Company
from core import Mapped, choice

NEGATIVE_STOCK = {"warn": "Allow, with a note on the transfer", "block": "Refuse"}


class CompanyStock(Company):
    """How strict a company's warehouse is (SPEC ST-9). Lots and serial numbers never fall below zero."""

    negative_stock: Mapped[str] = choice("Negative stock of untracked products", NEGATIVE_STOCK, default="warn")
