"""What invoicing adds to products."""

from __future__ import annotations

from addons.account.models.taxes import Tax
from addons.product.models import Product
from core import Mapped, many2many


class ProductTaxes(Product):
    """The taxes that a line of this product begins with (SPEC PD-1)."""

    taxes: Mapped[list[Tax]] = many2many("Taxes", "account.tax")
