"""Programs on a database of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kernels import Acting


@pytest.fixture
def loyalty(acting: Callable[..., Acting]) -> Acting:
    """Loyalty alone, on each engine."""
    return acting("loyalty")
