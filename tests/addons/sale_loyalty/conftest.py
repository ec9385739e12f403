"""A shop floor that takes coupons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.addons.helpdesk.screens import Screens, screens_of
from tests.addons.sale_loyalty.selling import counter
from tests.kernels import Acting


@pytest.fixture
def sale(acting: Callable[..., Acting]) -> Acting:
    """Sales with programs, products, customers and taxes. On each engine."""
    return acting("sale_loyalty", "sale_account", scene=(counter,))


@pytest.fixture
def screens(sale: Acting, tmp_path: Path) -> Iterator[Screens]:
    """Their pages over HTTP."""
    with screens_of(sale, tmp_path) as made:
        yield made
