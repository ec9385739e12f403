"""An upgrade brings the database to the code at hand, all or nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from core.lifecycle.catalog import Catalog
from core.lifecycle.errors import InstallFailed
from core.lifecycle.kernel import Kernel
from core.lifecycle.migrations import History, core_history
from core.lifecycle.plan import AddonState, state_of
from tests.core.lifecycle.conftest import MakeKernel, snapshot


def newer(kernel: Kernel, name: str) -> Kernel:
    """The same database met by code in which one addon has another version."""
    changed = replace(kernel.catalog.manifests[name], version="2.0", digest="2" * 64)
    return Kernel(kernel.database, Catalog({**kernel.catalog.manifests, name: changed}))


def test_a_new_version_is_noted_and_its_addon_told(gardens: MakeKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = gardens("garden", "market")
    heard: list[tuple[str, str]] = []
    from core.lifecycle import installer

    call = installer.call_hook

    def listening(env, manifest, hook, **values) -> None:  # type: ignore[no-untyped-def]
        heard.append((manifest.name, hook + " " + values.get("from_version", "")))
        call(env, manifest, hook, **values)

    monkeypatch.setattr(installer, "call_hook", listening)
    again = newer(kernel, "market")
    assert state_of("market", again.catalog, again.state().addons) is AddonState.TO_UPGRADE
    assert again.upgrade() == ("market",)
    assert heard == [("market", "after_upgrade 1.0")]
    assert again.state().addons["market"] == "2.0"
    assert again.state().generation == 2
    assert again.upgrade() == ()


def test_a_failing_upgrade_changes_nothing(gardens: MakeKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = gardens("garden", "market")
    before = snapshot(kernel)
    from core.lifecycle import installer

    monkeypatch.setattr(installer, "load_data", lambda env, manifest: 1 // 0)
    with pytest.raises(InstallFailed, match="Upgrade of Market failed: ZeroDivisionError: .*. Nothing was changed."):
        newer(kernel, "market").upgrade()
    assert snapshot(kernel) == before


def test_the_kernel_itself_is_upgraded(gardens: MakeKernel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from core.lifecycle import installer

    kernel = gardens("market")
    shutil.copytree(core_history().folder, tmp_path / "migrations")
    head = core_history().revisions()[-1].revision
    (tmp_path / "migrations" / "9999_next.py").write_text(
        f'from alembic import op\n\nrevision = "core_9999"\ndown_revision = "{head}"\n\n\n'
        "def upgrade():\n    op.execute(\"INSERT INTO core_sequence (name, last) VALUES ('next', 7)\")\n"
    )
    monkeypatch.setattr(installer, "core_history", lambda: History("core", tmp_path / "migrations"))
    assert kernel.upgrade() == ("core",)
    assert kernel.upgrade() == ()
    with kernel.database.begin(write=False) as connection:
        assert connection.exec_driver_sql("SELECT last FROM core_sequence WHERE name = 'next'").scalar() == 7


def test_a_failing_migration_of_the_kernel_changes_nothing(gardens: MakeKernel) -> None:
    kernel = gardens("market")
    with kernel.database.begin() as connection:
        connection.exec_driver_sql("DROP TABLE core_sequence")
        connection.exec_driver_sql(f"DELETE FROM {core_history().version_table}")
        for table in ("core_state", "core_addon"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 1
    # The first migration would make tables that exist: it fails as a whole, and says where.
    with pytest.raises(InstallFailed, match="Upgrade of core failed: .*running its migrations"):
        kernel.upgrade()
    assert kernel.state().addons == {"market": "1.0"}
