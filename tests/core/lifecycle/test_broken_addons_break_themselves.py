"""An installed addon that does not work any more is left out with its reason; everything else runs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import invalidate_caches
from pathlib import Path

import pytest

from core.lifecycle.catalog import read_catalog
from core.lifecycle.errors import addon_behind, forget_modules
from core.lifecycle.kernel import Kernel
from core.lifecycle.plan import AddonState, state_of
from core.orm.database import Database
from core.orm.layers import LAYERS
from tests.core.lifecycle.conftest import GARDENS, MakeKernel, names

NAMES = iter(range(1000))


@pytest.fixture
def lodger(tmp_path: Path) -> Iterator[Path]:
    """The folder of an addon that can be broken and mended. Its name is new each time: Python keeps modules."""
    folder = tmp_path / "addons" / f"lodger{next(NAMES)}"
    folder.mkdir(parents=True)
    (folder / "addon.toml").write_text('title = "Lodger"\nsummary = "S."\nversion = "1"\ndepends = ["garden"]\n')
    (folder / "__init__.py").write_text('"""Lives with others."""\n')
    yield folder
    forget_modules(f"addons.{folder.name}")
    LAYERS.pop(folder.name, None)


def opened(url: str, lodger: Path, **how: object) -> Kernel:
    invalidate_caches()
    return Kernel(Database(url), read_catalog([GARDENS, lodger.parent], announced=()), **how)  # type: ignore[arg-type]


def installed(url: str, lodger: Path) -> None:
    kernel = opened(url, lodger)
    kernel.initialise(wanted=[lodger.name])
    kernel.close()
    forget_modules(f"addons.{lodger.name}")


def test_its_code_is_gone(database_url: str, lodger: Path) -> None:
    installed(database_url, lodger)
    (lodger / "addon.toml").unlink()
    kernel = opened(database_url, lodger)
    assert names(kernel, "garden.plant") == ["Rose"]
    assert kernel.registry.missing == {lodger.name: "its code is not there"}
    assert state_of(lodger.name, kernel.catalog, kernel.state().addons) is AddonState.UNAVAILABLE
    kernel.install(["market"])
    assert kernel.registry.missing == {lodger.name: "its code is not there"}
    assert lodger.name in kernel.state().addons
    kernel.close()


def test_its_manifest_is_broken(database_url: str, lodger: Path) -> None:
    installed(database_url, lodger)
    (lodger / "addon.toml").write_text("title = 3\n")
    kernel = opened(database_url, lodger)
    assert names(kernel, "garden.plant") == ["Rose"]
    assert "title must be a text" in kernel.registry.missing[lodger.name]
    kernel.close()


def test_it_raises_at_import_until_it_is_mended(database_url: str, lodger: Path) -> None:
    installed(database_url, lodger)
    (lodger / "pages.py").write_text('"""Broken."""\n\n1 / 0\n')
    kernel = opened(database_url, lodger)
    assert names(kernel, "garden.plant") == ["Rose"]
    assert "importing pages: ZeroDivisionError" in kernel.registry.missing[lodger.name]
    kernel.close()
    (lodger / "pages.py").unlink()
    mended = opened(database_url, lodger)
    assert mended.registry.missing == {}
    assert mended.registry.addon(lodger.name) is not None
    mended.close()


def test_it_is_left_out_on_request_with_what_needs_it(gardens: MakeKernel) -> None:
    gardens("garden_care", "market").close()
    kernel = gardens(None, without=["garden_care"])
    assert [one.name for one in kernel.registry.addons] == ["garden", "market", "garden_market"]
    assert kernel.registry.missing == {
        "garden_care": "left out by --without",
        "garden_market_care": "needs Plant care",
    }
    assert names(kernel, "garden.plant") == ["Rose"]


def test_an_error_is_traced_to_its_addon(gardens: MakeKernel) -> None:
    kernel = gardens("garden")
    with pytest.raises(AttributeError) as caught:
        kernel.registry.hook.after_install(env=None)
    assert addon_behind(caught.value, kernel.catalog.manifests) == "garden"
    assert addon_behind(ValueError(), kernel.catalog.manifests) is None
