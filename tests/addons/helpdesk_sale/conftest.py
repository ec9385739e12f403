"""A helpdesk whose customers have orders."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.addons.helpdesk.desk import a_team, hire
from tests.addons.helpdesk_sale.orders import veloria
from tests.kernels import Acting


@pytest.fixture
def sales(acting: Callable[..., Acting]) -> Acting:
    """Helpdesk and Sales with the customer Veloria, two of its people, and its orders, on each engine."""
    return acting("helpdesk", "sale", scene=(hire, a_team, veloria))
