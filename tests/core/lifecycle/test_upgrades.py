"""An upgrade brings the database to the code at hand, all or nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from core.lifecycle import outdated, upgrade_plan, upgrader
from core.lifecycle.catalog import Catalog
from core.lifecycle.errors import InstallFailed, InstallRefused, PlanChanged
from core.lifecycle.kernel import Kernel
from core.lifecycle.migrations import History, core_history
from core.lifecycle.outdated import CodeOutdated, DatabaseOutdated
from core.lifecycle.plan import AddonState, state_of
from tests.core.lifecycle.conftest import MakeKernel, names, snapshot


def newer(kernel: Kernel, name: str) -> Kernel:
    """The same database met by code in which one addon has another version."""
    changed = replace(kernel.catalog.manifests[name], version="2.0", digest="2" * 64)
    return Kernel(kernel.database, Catalog({**kernel.catalog.manifests, name: changed}))


def test_a_new_version_is_noted_and_its_addon_told(gardens: MakeKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = gardens("garden", "market")
    heard: list[tuple[str, str]] = []
    call = upgrader.call_hook

    def listening(env, manifest, hook, **values) -> None:  # type: ignore[no-untyped-def]
        heard.append((manifest.name, hook + " " + values.get("from_version", "")))
        call(env, manifest, hook, **values)

    monkeypatch.setattr(upgrader, "call_hook", listening)
    again = newer(kernel, "market")
    assert state_of("market", again.catalog, again.state().addons) is AddonState.TO_UPGRADE
    assert again.plan_upgrade().names == ("market",)
    assert again.upgrade().names == ("market",)
    assert heard == [("market", "after_upgrade 1.0")]
    assert again.state().addons["market"] == "2.0"
    assert again.state().generation == 2
    assert not again.upgrade()


def test_a_failing_upgrade_changes_nothing(gardens: MakeKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = gardens("garden", "market")
    before = snapshot(kernel)
    monkeypatch.setattr(upgrader, "load_data", lambda env, manifest: 1 // 0)
    with pytest.raises(InstallFailed, match="Upgrade of Market failed: ZeroDivisionError: .*. Nothing was changed."):
        newer(kernel, "market").upgrade()
    assert snapshot(kernel) == before


def test_the_kernel_itself_is_upgraded(gardens: MakeKernel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = gardens("market")
    shutil.copytree(core_history().folder, tmp_path / "migrations")
    head = core_history().revisions()[-1].revision
    (tmp_path / "migrations" / "9999_next.py").write_text(
        f'from alembic import op\n\nrevision = "core_9999"\ndown_revision = "{head}"\n\n\n'
        "def upgrade():\n    op.execute(\"INSERT INTO core_sequence (name, last) VALUES ('next', 7)\")\n"
    )
    monkeypatch.setattr(upgrader, "core_history", lambda: History("core", tmp_path / "migrations"))
    for reads in (outdated, upgrade_plan):
        monkeypatch.setattr(reads, "ROOT", tmp_path)
    (step,) = kernel.plan_upgrade().steps
    assert (step.title, step.migrations) == ("Makegood", ("core_9999",))
    again = Kernel(kernel.database, kernel.catalog)
    assert again.upgrade().names == ("core",)
    assert not again.upgrade()
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
    with pytest.raises(InstallFailed, match="Upgrade of Makegood failed: .*running its migrations"):
        kernel.upgrade()
    assert kernel.state().addons == {"market": "1.0"}


def test_what_is_named_comes_with_what_is_outdated_around_it(gardens: MakeKernel) -> None:
    kernel = gardens("garden_care", "market")
    both = newer(newer(kernel, "garden"), "market")
    plan = both.plan_upgrade(["market"])
    # The bridge between them is up to date and needs both, so that the garden need not come along.
    assert (plan.names, plan.later) == (("market",), ("garden",))
    assert both.upgrade(["market"]).names == ("market",)
    assert {**kernel.state().addons, "garden": "?"} == {
        "garden": "?", "garden_care": "1.0", "market": "2.0", "garden_market": "1.0", "garden_market_care": "1.0",
    }  # fmt: skip
    assert both.plan_upgrade().names == ("garden",)
    with pytest.raises(InstallRefused, match="Cannot upgrade nothing: it is not installed"):
        both.upgrade(["nothing"])


def test_a_plan_that_changed_since_it_was_reviewed_is_not_carried_out(gardens: MakeKernel) -> None:
    kernel = gardens("garden", "market")
    seen = newer(kernel, "market").plan_upgrade().fingerprint
    both = newer(newer(kernel, "garden"), "market")
    with pytest.raises(PlanChanged):
        both.upgrade(reviewed=seen)
    assert both.upgrade(reviewed=both.plan_upgrade().fingerprint).names == ("garden", "market")


def test_older_code_does_not_touch_a_newer_database(gardens: MakeKernel) -> None:
    kernel = gardens("market")
    assert kernel.registry.generation == 1
    newer(kernel, "market").upgrade()
    with pytest.raises(CodeOutdated, match=r"Market 2.0 \(the code is 1.0\)"):
        kernel.upgrade()
    # One that runs already stops before its first statement on the new tables.
    with pytest.raises(CodeOutdated):
        names(kernel, "market.order")


def test_nothing_is_installed_in_an_outdated_database(gardens: MakeKernel) -> None:
    kernel = gardens("market")
    before = snapshot(kernel)
    again = newer(kernel, "market")
    with pytest.raises(DatabaseOutdated, match=r"Market 1.0 \(the code is 2.0\).*run `makegood upgrade`"):
        again.install(["garden"])
    # Nor where newer code was put in place while this server runs the old one.
    running = Kernel(kernel.database, kernel.catalog, look=lambda: again.catalog)
    assert names(running, "market.order") == []
    with pytest.raises(DatabaseOutdated):
        running.install(["garden"])
    assert snapshot(kernel) == before


def test_what_a_new_version_needs_is_installed_with_it(gardens: MakeKernel) -> None:
    kernel = gardens("market")
    needy = newer(kernel, "market").catalog
    changed = replace(needy.manifests["market"], depends=("garden",))
    again = Kernel(kernel.database, Catalog({**needy.manifests, "market": changed}))
    plan = again.upgrade()
    assert plan.names == ("market",)
    assert set(plan.extra.names) == {"garden", "garden_market"}
    assert again.state().addons == {"market": "2.0", "garden": "1.0", "garden_market": "1.0"}
    assert names(again, "garden.plant") == ["Rose"]
