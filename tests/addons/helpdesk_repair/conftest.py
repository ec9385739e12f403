"""A helpdesk whose team has things repaired."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core import Env
from tests.addons.helpdesk.desk import a_team, hire
from tests.addons.helpdesk.screens import Screens, screens_of
from tests.addons.repair.workshop import workshop
from tests.kernels import Acting


@pytest.fixture
def desk(acting: Callable[..., Acting]) -> Acting:
    """Repairs are on for the team "Service", and a workshop does them. On each engine."""
    return acting("helpdesk_repair", scene=(hire, a_team_that_repairs, workshop))


def a_team_that_repairs(env: Env) -> None:
    """A team that has things repaired."""
    a_team(env, use_repairs=True)


@pytest.fixture
def screens(desk: Acting, tmp_path: Path) -> Iterator[Screens]:
    """Their pages over HTTP."""
    with screens_of(desk, tmp_path) as made:
        yield made
