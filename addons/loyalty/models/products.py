"""What loyalty adds to products."""

from __future__ import annotations

from addons.product.models import Product
from core import Mapped, boolean


class ProductShipping(Product):
    """A product may be what delivering costs."""

    is_shipping: Mapped[bool] = boolean(
        "Shipping Costs", tracked=True, help="Free shipping takes it off an order; discounts on the order leave it."
    )
