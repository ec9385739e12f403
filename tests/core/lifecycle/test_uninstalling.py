"""Addons go with all that is theirs, and nothing else goes (SPEC MD-13, MD-14)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from core import hookimpl
from core.lifecycle.catalog import Catalog
from core.lifecycle.errors import InstallFailed, PlanChanged, UninstallRefused
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.orm.refused import Refused
from tests.core.lifecycle.conftest import MakeKernel, names, snapshot, system


@pytest.mark.req("MD-13")
def test_what_needs_it_goes_too_bridges_included(gardens: MakeKernel) -> None:
    kernel = gardens("garden_care", "market")
    plan = kernel.plan_uninstall(["garden"])
    assert [(step.name, step.reason) for step in plan.steps] == [
        ("garden_market_care", "connects Plant care and Garden on the market"),
        ("garden_market", "connects Garden and Market"),
        ("garden_care", "needs Garden"),
        ("garden", ""),
    ]
    assert [step.name for step in plan.others] == ["garden_market_care", "garden_market", "garden_care"]
    assert kernel.plan_uninstall(["garden_market_care"]).names == ("garden_market_care",)


@pytest.mark.req("MD-13")
def test_the_preview_counts_and_changes_nothing(gardens: MakeKernel) -> None:
    kernel = gardens("garden_care", "market")
    system(kernel, water_the_rose)
    before = snapshot(kernel)
    lost = kernel.losses(kernel.plan_uninstall(["garden_care"]))
    assert [(one.model, one.count) for one in lost.records] == [("garden_care.round", 1)]
    assert {(one.label, one.count) for one in lost.fields} == {("Days between", 1), ("Litres", 0), ("Round", 1)}
    assert [(one.model, one.count) for one in lost.staying] == [("garden.plant", 1)]
    assert lost.tables == 1
    assert snapshot(kernel) == before


def water_the_rose(env: Env) -> None:
    round_ = env.registry.model("garden_care.round")(name="Morning")
    env.session.add(round_)
    env.session.flush()
    rose = env.session.scalars(sa.select(env.registry.model("garden.plant"))).one()
    rose.days, rose.round_id = 5, round_.id


@pytest.mark.req("MD-13")
def test_what_cannot_go_is_told(gardens: MakeKernel) -> None:
    kernel = gardens("garden", "garden_care")
    with pytest.raises(UninstallRefused, match="Cannot uninstall Market: it is not installed."):
        kernel.plan_uninstall(["market"])
    folder_gone = Kernel(kernel.database, kernel.catalog.without(["garden_care"]))
    with pytest.raises(UninstallRefused, match="Cannot uninstall garden_care: garden_care does not work here"):
        folder_gone.plan_uninstall(["garden_care"])


@pytest.mark.req("MD-13")
def test_the_tables_are_as_before_and_so_are_the_rows(gardens: MakeKernel, tmp_path: Path) -> None:
    kernel = gardens("garden")
    before = snapshot(kernel)
    kernel.install(["garden_care"])
    system(kernel, water_the_rose)
    done = kernel.uninstall(["garden_care"], archives=tmp_path)
    after = snapshot(kernel)
    # What is left says that it was here; and the rose was changed, as far as it stays.
    notes = ("core_addon", "core_audit_entry", "core_state", "garden_plant")
    assert {name: said for name, said in after.items() if name not in notes} == {
        name: said for name, said in before.items() if name not in notes
    }
    assert [after[name][:2] for name in notes] == [before[name][:2] for name in notes]
    assert kernel.state().generation == 3
    assert kernel.registry.addon("garden_care") is None
    lines = [json.loads(line) for line in done.archive.read_text().splitlines()]
    assert lines[0]["addons"] == {"garden_care": "1.0"}
    assert lines[1]["row"]["name"] == "Morning"
    assert {"values": "garden_plant", "id": 1, "set": {"days": 5, "litres": "0.500", "round_id": 1}} in lines
    assert lines[-1] == {"end": len(lines) - 2}
    assert done.archive.stat().st_mode & 0o777 == 0o600


def test_what_an_addon_brought_stays_if_it_was_changed_or_is_used(gardens: MakeKernel, tmp_path: Path) -> None:
    kernel = gardens("garden", "market")
    assert names(kernel, "garden.tag") == ["Popular", "Pricey", "Sold", "Thorny"]

    def tag(env: Env, name: str) -> Any:
        tags = env.registry.model("garden.tag")
        return env.session.scalars(sa.select(tags).where(tags.name == name)).one()

    def use(env: Env) -> None:
        rose = env.session.scalars(sa.select(env.registry.model("garden.plant"))).one()
        rose.tags.append(tag(env, "Popular"))

    def change(env: Env) -> None:
        tag(env, "Pricey").name = "Dear"

    system(kernel, use)
    kernel.work(lambda env: work_as_system(env, change), who=Identity(id=7, name="Ada"))
    lost = kernel.losses(kernel.plan_uninstall(["garden_market"]))
    assert [(one.model, one.count) for one in lost.attached] == [("garden.tag", 1)]
    assert [(one.model, one.count) for one in lost.kept] == [("garden.tag", 2)]
    kernel.uninstall(["garden_market"], archives=tmp_path)
    assert names(kernel, "garden.tag") == ["Dear", "Popular", "Thorny"]
    kernel.install(["garden_market"])
    assert names(kernel, "garden.tag") == ["Dear", "Popular", "Sold", "Thorny"]


def work_as_system(env: Env, work: Any) -> None:
    with env.system("a person's work") as inside:
        work(inside)


class Refusing:
    """A plugin that wants its addon to stay."""

    @hookimpl
    def before_uninstall(self, env: Env) -> None:
        """Has seen its own records."""
        assert env.session.scalar(sa.select(sa.func.count()).select_from(env.registry.model("garden.plant"))) == 1
        raise Refused("The roses are in bloom.")


def test_an_addon_may_refuse(gardens: MakeKernel, tmp_path: Path) -> None:
    kernel = gardens("garden")
    plugin = kernel.registry.plugins.unregister(name="garden")
    kernel.registry.plugins.register(Refusing(), "garden")
    before = snapshot(kernel)
    text = "Uninstallation of Garden failed: The roses are in bloom. Nothing was changed."
    with pytest.raises(InstallFailed) as caught:
        kernel.uninstall(["garden"], archives=tmp_path)
    assert (caught.value.message, plugin is not None) == (text, True)
    assert snapshot(kernel) == before
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_neither_traces_nor_an_archive(
    gardens: MakeKernel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.lifecycle import uninstaller

    kernel = gardens("garden_care", "market")
    before, registry = snapshot(kernel), kernel.registry
    monkeypatch.setattr(uninstaller, "_note_uninstalled", lambda env, going: 1 // 0)
    with pytest.raises(InstallFailed, match="Uninstallation of Garden failed: ZeroDivisionError"):
        kernel.uninstall(["garden"], archives=tmp_path)
    assert snapshot(kernel) == before
    assert kernel.registry is registry
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    kernel.uninstall(["garden"], archives=tmp_path)
    assert set(kernel.state().addons) == {"market"}


def test_another_set_than_the_one_reviewed_stays(gardens: MakeKernel, tmp_path: Path) -> None:
    kernel = gardens("garden")
    plan = kernel.plan_uninstall(["garden"])
    kernel.install(["garden_care"])
    with pytest.raises(PlanChanged):
        kernel.uninstall(["garden"], archives=tmp_path, reviewed=plan.fingerprint)
    newer = replace(kernel.catalog.manifests["garden"], digest="2" * 64)
    again = Kernel(kernel.database, Catalog({**kernel.catalog.manifests, "garden": newer}))
    assert again.plan_uninstall(["garden"]).fingerprint != kernel.plan_uninstall(["garden"]).fingerprint
    assert "garden" in kernel.state().addons


def test_a_reinstallation_demonstrates_nothing_twice(gardens: MakeKernel, tmp_path: Path) -> None:
    kernel = gardens("garden", demonstration=True)
    shown = names(kernel, "garden.plant")
    assert len(shown) > 1
    kernel.uninstall(["garden"], archives=tmp_path)
    kernel.install(["garden"])
    assert names(kernel, "garden.plant") == ["Rose"]


@pytest.mark.req("MD-4")
def test_a_bridge_that_was_uninstalled_comes_back_only_when_asked_for(gardens: MakeKernel, tmp_path: Path) -> None:
    kernel = gardens("garden", "market")
    assert "garden_market" in kernel.state().addons
    kernel.uninstall(["garden_market"], archives=tmp_path)
    assert kernel.plan(["garden_care"]).names == ("garden_care",)
    kernel.uninstall(["market"], archives=tmp_path)
    assert kernel.plan(["market"]).names == ("market", "garden_market")
