"""What every test can ask for comes with `core.testing.plugin` (see setup.cfg)."""

from __future__ import annotations

import pytest
from hypothesis import settings as hypothesis_settings

from core.testing.databases import ENGINES

__all__ = ["ENGINES"]

hypothesis_settings.register_profile("makegood", deadline=None, print_blob=True)
hypothesis_settings.load_profile("makegood")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes minutes runs only where it is asked for, whatever else is selected or not."""
    if "soak" not in config.option.markexpr:
        long = [item for item in items if item.get_closest_marker("soak")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
