"""A process that dies anywhere in installing or uninstalling any addon, or in a whole upgrade, leaves nothing between.

The quick form of this is with the kernel's own tests. MAKEGOOD_SOAK_STEP=10 kills at every tenth statement only.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.lifecycle.catalog import read_catalog
from core.lifecycle.kernel import Kernel
from core.lifecycle.plan import in_order, needed
from core.testing.schema import schema_of
from tests.conftest import Measured
from tests.contract.demonstration import FOLDERS
from tests.contract.test_what_goes_can_be_restored import rows_of
from tests.core.lifecycle.test_killed_at_any_statement import Change, die_everywhere
from tests.kernels import Kernels
from tests.stored import load, versions

pytestmark = pytest.mark.soak
STEP = int(os.environ.get("MAKEGOOD_SOAK_STEP", "1"))
CATALOG = read_catalog(FOLDERS)
ADDONS = in_order(CATALOG, set(CATALOG.manifests))
COME_AND_GO = [name for name in ADDONS if name != "base"]
POINTS = "statements at which it was killed, and nothing had happened"
MakeKernel = Callable[..., Kernel]


def picture(kernel: Kernel) -> tuple[dict[str, Any], dict[str, list[str]]]:
    return schema_of(kernel), rows_of(kernel)


def with_what_it_needs(fresh_kernel: MakeKernel, addon: str) -> Kernel:
    """A kernel with everything that an addon needs, but without itself, bridge or not."""
    needs = needed(CATALOG, [addon]) - {addon}
    if not CATALOG.manifests[addon].is_bridge:
        return fresh_kernel(*needs, folders=FOLDERS)
    kernel = fresh_kernel("base", folders=FOLDERS)
    kernel.without = frozenset([addon])
    kernel.install(sorted(needs))
    kernel.without = frozenset()
    return kernel


def address(kernel: Kernel) -> str:
    return kernel.database.url.render_as_string(hide_password=False)


@pytest.mark.parametrize("addon", COME_AND_GO)
def test_installing_is_all_or_nothing(fresh_kernel: MakeKernel, addon: str, measured: Measured) -> None:
    kernel = with_what_it_needs(fresh_kernel, addon)
    after = {*kernel.state().addons, *kernel.plan([addon]).names}
    change = Change(kernel, lambda one: one.install([addon]), lambda: kernel.catalog, after)
    measured(POINTS, die_everywhere(change, address(kernel), step=STEP, picture=picture))


@pytest.mark.parametrize("addon", COME_AND_GO)
def test_uninstalling_is_all_or_nothing(
    fresh_kernel: MakeKernel, tmp_path: Path, addon: str, measured: Measured
) -> None:
    kernel = fresh_kernel(*ADDONS, folders=FOLDERS)
    after = set(kernel.state().addons).difference(kernel.plan_uninstall([addon]).names)
    change = Change(kernel, lambda one: one.uninstall([addon], archives=tmp_path), lambda: kernel.catalog, after)
    measured(POINTS, die_everywhere(change, address(kernel), step=STEP, picture=picture))


@pytest.mark.parametrize("version", versions())
def test_upgrading_everything_is_all_or_nothing(
    version: str, database_url: str, kernel_templates: Kernels, measured: Measured
) -> None:
    load(version, database_url)
    kernel = kernel_templates.on(database_url)
    after = {*kernel.state().addons, *kernel.plan_upgrade().extra.names}
    change = Change(kernel, lambda one: one.upgrade(), lambda: kernel.catalog, after)
    measured(POINTS, die_everywhere(change, database_url, step=STEP, picture=picture))
    kernel.close()
