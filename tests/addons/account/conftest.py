"""Books to test on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kernels import Acting


@pytest.fixture
def books(acting: Callable[..., Acting]) -> Acting:
    """Invoicing on a database of its own, on each engine."""
    return acting("account")
