"""What every test can ask for: databases of both kinds, kernels with addons installed, people, pages, a browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings as hypothesis_settings

from core.lifecycle.kernel import Kernel
from tests import postgres
from tests.databases import Databases
from tests.kernels import Acting, Kernels

ENGINES = ("sqlite", "postgresql")

hypothesis_settings.register_profile("makegood", deadline=None, print_blob=True)
hypothesis_settings.load_profile("makegood")


def pytest_configure(config: pytest.Config) -> None:
    """One PostgreSQL server for the whole run: the first process starts it and tells the others."""
    if not hasattr(config, "workerinput") and "PYTEST_POSTGRES" not in os.environ:
        server = postgres.start()
        os.environ["PYTEST_POSTGRES"] = server.url
        config.add_cleanup(lambda: (server.stop(), os.environ.pop("PYTEST_POSTGRES", None))[0])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes minutes runs only where it is asked for, whatever else is selected or not."""
    if "soak" not in config.option.markexpr:
        long = [item for item in items if item.get_closest_marker("soak")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    made = Databases(tmp_path_factory.mktemp("databases"))
    yield made
    made.close()


@pytest.fixture(params=ENGINES)
def database_engine(request: pytest.FixtureRequest) -> str:
    """Each test that asks for a database runs on both engines."""
    return str(request.param)


@pytest.fixture
def database_url(databases: Databases, database_engine: str) -> Iterator[str]:
    """The address of an empty database."""
    url = databases.empty(database_engine)
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def kernel_templates(databases: Databases) -> Kernels:
    return Kernels(databases)


@pytest.fixture
def fresh_kernel(kernel_templates: Kernels, database_engine: str) -> Iterator[Callable[..., Kernel]]:
    """`fresh_kernel("helpdesk", "sale")`: a kernel on a database of its own with these addons installed."""

    def make(*addons: str, **how: object) -> Kernel:
        return kernel_templates.make(database_engine, addons, **how)  # type: ignore[arg-type]

    yield make
    kernel_templates.close()


@pytest.fixture
def acting(fresh_kernel: Callable[..., Kernel]) -> Callable[..., Acting]:
    """`acting("helpdesk").run(handler, "agent@example.com")`: work on a fresh kernel as somebody."""

    def make(*addons: str, **how: object) -> Acting:
        return Acting(fresh_kernel(*addons, **how))

    return make
