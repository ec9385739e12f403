"""A plan says what installing means, and why, before anything happens."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lifecycle.catalog import BrokenAddon, Catalog
from core.lifecycle.errors import InstallRefused
from core.lifecycle.manifest import Manifest
from core.lifecycle.plan import AddonState, in_order, plan_install, state_of
from tests.core.lifecycle.conftest import MakeKernel, snapshot


def addon(name: str, *depends: str, app: bool = False, bridge: bool = False, digest: str = "") -> Manifest:
    return Manifest(
        name=name, title=name.replace("_", " ").title(), summary="", version="1", depends=depends, application=app,
        auto_install=bridge, icon="", options=(), package=f"addons.{name}", path=Path(name), digest=digest,
    )  # fmt: skip


def catalog(*manifests: Manifest) -> Catalog:
    return Catalog({one.name: one for one in manifests})


SHOP = catalog(
    addon("base"), addon("sale", "base", app=True), addon("stock", "base", app=True),
    addon("sale_stock", "sale", "stock", bridge=True), addon("repair", "sale_stock", app=True),
    addon("repair_extra", "sale_stock", "repair", bridge=True), addon("lonely", "base"),
)  # fmt: skip


@pytest.mark.req("MD-2")
def test_dependencies_come_first_and_ties_are_broken_by_name() -> None:
    assert plan_install(SHOP, (), ["stock", "sale"]).names == ("base", "sale", "stock", "sale_stock")


@pytest.mark.req("MD-4")
def test_bridges_join_to_a_fixpoint() -> None:
    assert plan_install(SHOP, ["base", "sale", "stock"], ["repair"]).names == ("sale_stock", "repair", "repair_extra")
    assert plan_install(SHOP, ["base", "sale"], ["stock"]).names == ("stock", "sale_stock")
    assert plan_install(SHOP, ["base"], ["sale"]).names == ("sale",)


@pytest.mark.req("MD-5")
def test_each_addon_has_its_reason() -> None:
    plan = plan_install(SHOP, (), ["repair"])
    reasons = {step.name: step.reason for step in plan.steps}
    assert reasons == {
        "base": "needed by Sale and Stock", "sale": "needed by Sale Stock", "stock": "needed by Sale Stock",
        "sale_stock": "needed by Repair", "repair": "", "repair_extra": "connects Sale Stock and Repair",
    }  # fmt: skip
    assert [step.name for step in plan.applications] == ["sale", "stock", "repair"]
    assert [step.name for step in plan.steps if step.asked] == ["repair"]
    assert plan_install(SHOP, ["base", "sale"], ["stock"]).steps[1].reason == "connects Sale and Stock"


@pytest.mark.req("MD-5", "MD-8")
def test_computing_a_plan_changes_nothing(gardens: MakeKernel) -> None:
    kernel = gardens()
    before, registry = snapshot(kernel), kernel.registry
    assert kernel.plan(["garden_care", "market"])
    assert snapshot(kernel) == before
    assert kernel.registry is registry


@pytest.mark.req("MD-2")
def test_what_is_installed_needs_no_plan() -> None:
    assert not plan_install(SHOP, ["base", "sale"], ["sale"])
    # Even if its code is gone since.
    assert not plan_install(SHOP, ["base", "vanished"], ["vanished"])


@pytest.mark.req("MD-10")
@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("a", "Cannot install A: the module nowhere it needs is not available."),
        ("b", "Cannot install B: the module nowhere it needs is not available."),
        ("c", "Cannot install C: circular dependency D > E > D."),
        ("d", "Cannot install D: circular dependency D > E > D."),
        ("nothing", "Cannot install nothing: it is not available."),
        ("broken", "Cannot install broken: addon.toml: title is missing"),
    ],
)
def test_what_cannot_be_installed_is_refused_with_its_reason(wanted: str, text: str) -> None:
    manifests = catalog(
        addon("a", "nowhere"), addon("b", "a"), addon("c", "d"), addon("d", "e"), addon("e", "d")
    ).manifests  # fmt: skip
    found = Catalog(manifests, {"broken": BrokenAddon("broken", "here", "addon.toml: title is missing")})
    with pytest.raises(InstallRefused) as caught:
        plan_install(found, (), [wanted])
    assert caught.value.message == text


@pytest.mark.req("MD-9")
def test_the_fingerprint_tells_another_set_or_another_manifest() -> None:
    first = plan_install(SHOP, ["base", "sale"], ["stock"])
    assert first.fingerprint == plan_install(SHOP, ["base", "sale"], ["stock"]).fingerprint
    assert first.fingerprint != plan_install(SHOP, ["base"], ["stock"]).fingerprint
    changed = Catalog({**SHOP.manifests, "stock": addon("stock", "base", app=True, digest="other")})
    assert first.fingerprint != plan_install(changed, ["base", "sale"], ["stock"]).fingerprint


@pytest.mark.req("MD-1")
def test_an_addon_has_one_of_the_states() -> None:
    found = catalog(addon("a"), addon("b", "a"), addon("c", "gone"), addon("d"))
    installed = {"a": "1", "d": "0.9", "gone": "1"}
    plan = plan_install(found, installed, ["b"])
    states = {name: state_of(name, found, installed, plan) for name in (*found.manifests, "gone")}
    assert states == {
        "a": AddonState.INSTALLED, "b": AddonState.TO_INSTALL, "c": AddonState.UNAVAILABLE,
        "d": AddonState.TO_UPGRADE, "gone": AddonState.UNAVAILABLE,
    }  # fmt: skip
    assert state_of("b", found, installed) is AddonState.UNINSTALLED


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """Addons that depend on earlier ones, some of them bridges."""
    made: list[Manifest] = []
    for number in range(draw(st.integers(1, 9))):
        depends = draw(st.sets(st.sampled_from(range(number)), max_size=3)) if number else set()
        bridge = bool(depends) and draw(st.booleans())
        made.append(addon(f"a{number}", *(f"a{one}" for one in sorted(depends)), bridge=bridge))
    return catalog(*draw(st.permutations(made)))


@given(catalogs(), st.data())
def test_any_plan_is_closed_ordered_and_final(found: Catalog, data: st.DataObject) -> None:
    names = st.sets(st.sampled_from(sorted(found.manifests)))
    installed = set(plan_install(found, (), data.draw(names)).names)
    wanted = data.draw(names)
    plan = plan_install(found, installed, wanted)
    after = installed | set(plan.names)
    assert wanted <= after
    assert not set(plan.names) & installed
    for position, name in enumerate(plan.names):
        assert set(found.manifests[name].depends) <= installed | set(plan.names[:position])
    if plan:
        waiting = [one for one in found.manifests.values() if one.is_bridge and one.name not in after]
        assert not [one.name for one in waiting if set(one.depends) <= after]
    assert not plan_install(found, after, wanted)
    assert len(in_order(found, after)) == len(after)
    # Asking in one go or one by one ends the same.
    step_by_step = set(installed)
    for name in sorted(wanted):
        step_by_step |= set(plan_install(found, step_by_step, [name]).names)
    assert step_by_step == after
