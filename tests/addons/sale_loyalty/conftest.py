"""A shop floor that takes coupons."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.addons.sale_loyalty.selling import counter
from tests.kernels import Acting


@pytest.fixture
def sale(acting: Callable[..., Acting]) -> Acting:
    """Sales with programs, products, customers and taxes. On each engine."""
    return acting("sale_loyalty", "sale_account", scene=(counter,))
