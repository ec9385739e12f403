"""The preview names what an installation adds: menus, roles, tables."""

from __future__ import annotations

import pytest

from core.lifecycle.errors import InstallRefused, NotAllowed
from core.lifecycle.kernel import may_install
from core.lifecycle.registry import Registry
from core.orm.env import Env
from core.orm.identity import Identity
from tests.core.lifecycle.conftest import MakeKernel, snapshot


class Menus:
    """A facet that knows menus, as the page builder makes one."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def menu_titles(self) -> list[str]:
        return [manifest.title for manifest in self.registry.addons if manifest.application]


@pytest.mark.req("MD-5")
def test_new_menus_roles_and_tables_are_counted(gardens: MakeKernel) -> None:
    kernel = gardens("garden", builders=[Menus])
    before = snapshot(kernel)
    gains = kernel.gains(kernel.plan(["garden_care", "market"]))
    assert (gains.menus, gains.roles, gains.tables) == (("Market",), ("Market trader",), 2)
    assert snapshot(kernel) == before
    assert kernel.registry.facet(Menus).menu_titles() == ["Garden"]


def test_the_preview_of_what_does_not_work_is_refused(gardens: MakeKernel) -> None:
    kernel = gardens()
    with pytest.raises(InstallRefused, match="Cannot install Raises at import: broken_import: importing models"):
        kernel.gains(kernel.plan(["broken_import"]))


@pytest.mark.req("MD-11")
def test_who_may_create_modules_may_install(gardens: MakeKernel) -> None:
    kernel = gardens("market")

    def asked(*roles: str) -> bool:
        who = Identity(id=1, name="Ann", roles=frozenset(roles))
        return kernel.work(lambda env: may_install(env), who=who, write=False)

    assert asked("market.trader")
    assert not asked()
    assert NotAllowed(["Garden", "Market"]).message == "Ask an administrator to install: Garden, Market."


def test_a_mistake_in_a_builder_stops_the_installation(gardens: MakeKernel) -> None:
    from core.lifecycle.errors import InstallFailed

    def strict(registry: Registry) -> object:
        if registry.addon("market") is not None:
            raise ValueError("no such slot")
        return Menus(registry)

    kernel = gardens("garden", builders=[strict])
    before = snapshot(kernel)
    with pytest.raises(InstallFailed, match="Installation of Market failed: ValueError: no such slot. Nothing was"):
        kernel.install(["market"])
    assert snapshot(kernel) == before


def test_a_system_env_may_do_everything(gardens: MakeKernel) -> None:
    def look(env: Env) -> bool:
        return may_install(env)

    assert gardens().work(look, who=Identity.system())
