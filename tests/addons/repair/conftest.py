"""A workshop to test in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.addons.repair.workshop import workshop
from tests.kernels import Acting


@pytest.fixture
def repairs(acting: Callable[..., Acting]) -> Acting:
    """Repairs on a database of their own, on each engine."""
    return acting("repair", scene=(workshop,))
