"""The demonstration with everything, once an engine: its pages are read by many tests and changed by none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.web.serve import configure_log
from tests.conftest import ENGINES
from tests.contract.demonstration import ALL, FOLDERS, Demonstration
from tests.kernels import Kernels


@pytest.fixture(autouse=True, scope="session")
def _plain_log() -> None:
    """The log as a server writes it; the one for people spends more time on colours than a page takes."""
    configure_log(for_people=False)


def open_demonstration(templates: Kernels, engine: str, folder: Path) -> Demonstration:
    """A site on a clone of the demonstration."""
    url = templates.prepared(engine, ALL, demonstration=True, folders=FOLDERS)
    return Demonstration(templates.on(templates.databases.clone(url), folders=FOLDERS), folder)


@pytest.fixture(scope="session", params=ENGINES)
def demonstration(
    request: pytest.FixtureRequest, kernel_templates: Kernels, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demonstration]:
    """Every record of it carries a mark."""
    made = open_demonstration(kernel_templates, str(request.param), tmp_path_factory.mktemp("demonstration"))
    made.mark()
    yield made
    made.close()
    made.kernel.close()
