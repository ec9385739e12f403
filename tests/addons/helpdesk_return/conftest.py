"""A helpdesk that takes returns, with customers who were delivered to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core import Env
from tests.addons.helpdesk.desk import a_team, hire
from tests.addons.helpdesk.screens import Screens, screens_of
from tests.addons.helpdesk_return.returning import deliveries
from tests.kernels import Acting


@pytest.fixture
def returns(acting: Callable[..., Acting]) -> Acting:
    """Returns are on for the team "Service"; Marta was delivered to, Sofia was not. On each engine."""
    return acting("helpdesk_return", scene=(hire, a_team_with_returns, deliveries))


def a_team_with_returns(env: Env) -> None:
    """A team that takes returns."""
    a_team(env, use_returns=True)


@pytest.fixture
def screens(returns: Acting, tmp_path: Path) -> Iterator[Screens]:
    """Their pages over HTTP."""
    with screens_of(returns, tmp_path) as made:
        yield made
