"""What every test can ask for comes with `core.testing.plugin` (see setup.cfg)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import settings as hypothesis_settings

from core.testing.databases import ENGINES

__all__ = ["ENGINES"]
HERE = Path(__file__).parent
DEPTH = {"core": 2}
"""How far the folders of tests are told apart where they share a process."""
NONE = SimpleNamespace(params={})
Measured = Callable[..., None]

hypothesis_settings.register_profile("makegood", deadline=None, print_blob=True)
hypothesis_settings.load_profile("makegood")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes minutes runs only where it is asked for, whatever else is selected or not.

    Tests of one folder on one engine run in one process: what they clone is prepared once for all of them.
    """
    for item in items:
        engine = next((one for one in getattr(item, "callspec", NONE).params.values() if one in ENGINES), None)
        if engine is not None and HERE in item.path.parents[1:] and not item.get_closest_marker("browser"):
            folders = item.path.relative_to(HERE).parts[:-1]
            item.add_marker(pytest.mark.xdist_group(f"{'/'.join(folders[: DEPTH.get(folders[0], 1)])} {engine}"))
    if "soak" not in config.option.markexpr:
        long = [item for item in items if item.get_closest_marker("soak")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
    _large_groups_first(items)


def _large_groups_first(items: list[pytest.Item]) -> None:
    """So that processes end at about the same time: those that walk in a browser, what holds for every addon, others."""
    group = {item: mark.args[0] if (mark := item.get_closest_marker("xdist_group")) else "" for item in items}
    size = Counter(group.values())
    size[""] = 0

    def place(item: pytest.Item) -> tuple[bool, bool, int, str]:
        wide = group[item].startswith("contract")
        return item.get_closest_marker("browser") is None, not wide, -size[group[item]], group[item]

    items.sort(key=place)


@pytest.fixture
def measured(record_property: Callable[[str, object], None]) -> Measured:
    """`measured("rounds", 50)`: a figure that is printed when the run ends."""

    def note(what: str, figure: object) -> None:
        record_property(f"measured {what}", figure)

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What long tests measured, a line each."""
    rows = [
        (report.nodeid.partition("::")[2], name.removeprefix("measured "), value)
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, ())
        for name, value in report.user_properties
        if name.startswith("measured ")
    ]
    if not rows:
        return
    terminalreporter.section("measured")
    width = max(len(what) for _, what, _ in rows)
    last = ""
    for test, what, value in sorted(rows, key=lambda row: row[0]):
        if test != last:
            terminalreporter.line(test)
        last = test
        terminalreporter.line(f"    {what:<{width}}  {value}")
