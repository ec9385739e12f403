"""A warehouse to test in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kernels import Acting


@pytest.fixture
def stock(acting: Callable[..., Acting]) -> Acting:
    """Inventory on a database of its own, on each engine."""
    return acting("stock")
