"""A helpdesk to test in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.addons.helpdesk.desk import a_team, hire
from tests.addons.helpdesk.screens import Screens, screens_of
from tests.kernels import Acting


@pytest.fixture
def desk(acting: Callable[..., Acting]) -> Acting:
    """Helpdesk with people and one public team, "Service", on a database of its own, on each engine."""
    return acting("helpdesk", scene=(hire, a_team))


@pytest.fixture
def screens(desk: Acting, tmp_path: Path) -> Iterator[Screens]:
    """The desk's pages over HTTP."""
    with screens_of(desk, tmp_path) as made:
        yield made
