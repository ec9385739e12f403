"""The plugin for pytest: databases and kernels for tests of addons, and `--addon`, the checks that they get for free.

    pytest --addon addons/shop

runs `core.testing.contract` for that addon, and the tests in its folder. Who has tests for several addons of one house
names their folders in the setting `covered_addons`, and says `from core.testing.contract import *` in one of them. In a
folder with an `addons.toml` the fixtures are there for every test: `acting("shop")` is a kernel on a database of its
own, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from core.lifecycle.catalog import read_catalog
from core.lifecycle.kernel import Kernel
from core.lifecycle.manifest import FILE
from core.settings import FILE as SETTINGS
from core.settings import read_settings
from core.testing import postgres
from core.testing.covered import Covered, Known
from core.testing.databases import ENGINES, SERVER, Databases, place
from core.testing.kept import keep
from core.testing.kernels import Acting, Kernels
from core.testing.site import Site
from core.web.passwords import hashing
from core.web.serve import configure_log

CONTRACT = sorted(Path(__file__).with_name("contract").glob("[a-z]*.py"))
SETTING = "covered_addons"

pytest.register_assert_rewrite("core.testing.contract")


class Asked:
    """Hooks of pytest that a conftest.py may implement."""

    @pytest.hookspec(firstresult=True)
    def pytest_addons_known(self, config: pytest.Config) -> Known | None:
        """What the contract suite cannot find out about the addons that it is asked of."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--addon` and `--engine`, and the setting for several addons."""
    group = parser.getgroup("makegood")
    group.addoption("--addon", action="append", default=[], metavar="PATH", help="Check the addon in this folder.")
    parser.addini(SETTING, "Folders of the addons that the contract suite is asked of.", type="paths", default=[])
    group.addoption("--engine", choices=ENGINES, default="", help="Use this database only, not both.")


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """`pytest_addons_known`."""
    pluginmanager.add_hookspecs(Asked)


def pytest_configure(config: pytest.Config) -> None:
    """One PostgreSQL server for the whole run: the first process starts it and tells the others."""
    config.addinivalue_line("markers", "req(*identifiers): the requirements of the specification that this proves")
    folders = _addons(config)
    if config.getoption("addon"):
        own = [str(path / "tests") for path in folders if (path / "tests").is_dir()]
        named = config.args if config.args_source is pytest.Config.ArgsSource.ARGS else []
        config.args[:] = list(dict.fromkeys([*named, *map(str, CONTRACT), *own]))
    needed = bool(config.getoption("addon")) or (config.rootpath / SETTINGS).is_file() or Path(SETTINGS).is_file()
    if needed:
        # Makes addons importable for the tests beside them.
        read_catalog(_around(config))
    if needed and config.getoption("engine") != "sqlite" and not hasattr(config, "workerinput"):
        _start_server(config)


def _start_server(config: pytest.Config) -> None:
    if SERVER not in os.environ:
        server = postgres.start(place())
        os.environ[SERVER] = server.url

        def end() -> None:
            server.stop()
            del os.environ[SERVER]

        config.add_cleanup(end)


def _addons(config: pytest.Config) -> list[Path]:
    """The folders of the addons that `--addon` names. Raises UsageError for one that is none."""
    folders = [(config.invocation_params.dir / path).resolve() for path in config.getoption("addon")]
    for folder in folders:
        if not (folder / FILE).is_file():
            raise pytest.UsageError(f"--addon {folder}: an addon is a folder with an {FILE}")
    return folders


def folders_of(config: pytest.Config) -> tuple[Path, ...]:
    """Where addons are looked for: as addons.toml says, and beside those that are checked."""
    beside = [path.parent for path in _addons(config)]
    return tuple(dict.fromkeys([*read_settings().addon_folders, *beside]))


def _covered(config: pytest.Config) -> list[Path]:
    """The addons that the contract suite is asked of: those that `--addon` names, else those of the setting."""
    of_setting = [folder.parent for path in config.getini(SETTING) for folder in sorted(path.glob(f"*/{FILE}"))]
    return _addons(config) or of_setting


def _around(config: pytest.Config) -> tuple[Path, ...]:
    """Where addons are looked for by the contract suite: beside those that are covered, too."""
    return tuple(dict.fromkeys([*folders_of(config), *(path.parent for path in _covered(config))]))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The tests of the contract run for every addon that is covered."""
    if "covered_addon" in metafunc.fixturenames:
        paths = _covered(metafunc.config)
        metafunc.parametrize("covered_addon", paths, ids=[path.name for path in paths], scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`--engine` leaves the tests of the other one out."""
    if only := config.getoption("engine"):
        others = [item for item in items if _engine_of(item) not in ("", only)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]


def _engine_of(item: pytest.Item) -> str:
    spec = getattr(item, "callspec", None)
    params = spec.params.values() if spec is not None else ()
    return next((str(one) for one in params if one in ENGINES), "")


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords() -> Iterator[None]:
    """Hashing is dear on purpose, and tests sign people in by the thousand; servers in other processes hash as ever."""
    with hashing(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)):
        yield


@pytest.fixture(params=ENGINES)
def database_engine(request: pytest.FixtureRequest) -> str:
    """Each test that asks for a database runs on both engines."""
    return str(request.param)


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Makes databases, and drops what is left of them at the end."""
    kept = keep("makegood-", place())
    made = Databases(kept.folder)
    yield made
    made.close()
    kept.end()


@pytest.fixture
def database_url(databases: Databases, database_engine: str) -> Iterator[str]:
    """The address of an empty database."""
    url = databases.empty(database_engine)
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def kernel_templates(databases: Databases, pytestconfig: pytest.Config) -> Kernels:
    """Sets of addons that were installed once and are cloned for each test."""
    return Kernels(databases, folders_of(pytestconfig))


@pytest.fixture(scope="session")
def covered(pytestconfig: pytest.Config) -> Covered:
    """The addons that the contract suite is asked of."""
    paths = _covered(pytestconfig)
    known = pytestconfig.hook.pytest_addons_known(config=pytestconfig)
    return Covered(tuple(paths), _around(pytestconfig), known or Known())


@pytest.fixture(scope="session", params=ENGINES)
def covered_site(
    request: pytest.FixtureRequest,
    covered: Covered,
    kernel_templates: Kernels,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """A demonstration with everything, to look at and not to change: every record of it carries a mark."""
    configure_log(for_people=False)  # the log for people prints each traceback with all its variables
    wanted, folders = covered.installable(), covered.folders
    template = kernel_templates.prepared(str(request.param), wanted, demonstration=True, folders=folders)
    kernel = kernel_templates.on(kernel_templates.databases.clone(template), folders=folders)
    with Site(kernel, tmp_path_factory.mktemp("site"), dict(covered.known.people)) as site:
        site.marks.write(kernel)
        yield site
    kernel.close()


@pytest.fixture
def fresh_kernel(
    request: pytest.FixtureRequest, kernel_templates: Kernels, database_engine: str
) -> Iterator[Callable[..., Kernel]]:
    """`fresh_kernel("helpdesk", "sale")`: a kernel on a database of its own with these addons installed.

    Tests in an addon's own folder find that addon, wherever it lies.
    """
    around = next((path.parent for path in request.path.parents if (path / FILE).is_file()), None)
    folders = dict.fromkeys([*kernel_templates.folders, *([around] if around is not None else [])])

    def make(*addons: str, **how: Any) -> Kernel:
        return kernel_templates.make(database_engine, addons, **{"folders": tuple(folders), **how})

    yield make
    kernel_templates.close()


@pytest.fixture
def acting(fresh_kernel: Callable[..., Kernel]) -> Callable[..., Acting]:
    """`acting("helpdesk").run(handler, "agent@example.com")`: work on a fresh kernel as somebody."""

    def make(*addons: str, **how: Any) -> Acting:
        return Acting(fresh_kernel(*addons, **how))

    return make
