"""What an addon restricts on records of others holds on while it is left out, for whatever reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.lifecycle.doctor import examine
from core.lifecycle.errors import forget_modules
from core.lifecycle.kernel import Kernel
from core.lifecycle.restricted import restrictions
from core.orm.env import Env
from core.orm.identity import Identity
from core.orm.layers import LAYERS
from tests.core.lifecycle.test_broken_addons_break_themselves import NAMES, opened

KEEPER = Identity(id=7, name="Kim", roles=frozenset({"garden.keeper"}))
ACCESS = """
[[rule]]
model = "garden.plant"
for = "{operations}"
where = "no_roses"
title = "No roses"
"""
RULES = '"""Rules."""\n\n\ndef no_roses(t, access):\n    """All but roses."""\n    return t.name != "Rose"\n'


@pytest.fixture
def fence(tmp_path: Path) -> Iterator[Path]:
    """The folder of an addon with a rule about plants, which another addon lets gardeners read and write."""
    folder = tmp_path / "addons" / f"fence{next(NAMES)}"
    folder.mkdir(parents=True)
    (folder / "addon.toml").write_text('title = "Fence"\nsummary = "S."\nversion = "1"\ndepends = ["garden"]\n')
    (folder / "__init__.py").write_text('"""Keeps people from roses."""\n')
    (folder / "access.toml").write_text(ACCESS.format(operations="read write"))
    (folder / "rules.py").write_text(RULES)
    yield folder
    forget_modules(f"addons.{folder.name}")
    LAYERS.pop(folder.name, None)


def start(url: str, fence: Path, **how: object) -> Kernel:
    forget_modules(f"addons.{fence.name}")
    LAYERS.pop(fence.name, None)
    return opened(url, fence, **how)


def installed(url: str, fence: Path) -> None:
    kernel = start(url, fence)
    kernel.initialise(wanted=[fence.name])

    def plant(env: Env) -> None:
        cls = env.registry.model("garden.plant")
        rose = env.session.scalars(sa.select(cls)).one()
        env.session.add(cls(name="Tulip", bed_id=rose.bed_id))

    kernel.work(plant, who=Identity.system())
    kernel.close()


def seen(kernel: Kernel) -> list[str]:
    """The plants that a keeper sees."""

    def read(env: Env) -> list[str]:
        cls = env.registry.model("garden.plant")
        return sorted(env.session.scalars(sa.select(cls.name)))

    return kernel.work(read, who=KEEPER, write=False)


def may_change(kernel: Kernel) -> bool:
    """Whether a keeper may change plants at all."""
    return kernel.work(lambda env: env.may("write", "garden.plant"), who=KEEPER, write=False)


def by_hand(fence: Path) -> None:
    """It works; somebody leaves it out."""


def folder_is_gone(fence: Path) -> None:
    (fence / "addon.toml").rename(fence / "addon.toml.off")


def rules_are_broken(fence: Path) -> None:
    (fence / "rules.py").write_text('"""Nothing."""\n')


@pytest.mark.req("AR-5")
@pytest.mark.parametrize("break_it", [by_hand, folder_is_gone, rules_are_broken])
def test_its_rules_hold_on(database_url: str, fence: Path, break_it: Callable[[Path], None]) -> None:
    installed(database_url, fence)
    whole = start(database_url, fence)
    assert seen(whole) == ["Tulip"]
    assert may_change(whole)
    whole.close()
    break_it(fence)
    kernel = start(database_url, fence, without=[fence.name] if break_it is by_hand else [])
    assert seen(kernel) == []
    assert not may_change(kernel)
    assert kernel.registry.policy.denied("write", "garden.plant").left_out == (fence.name,)
    told = [one.text for one in examine(kernel) if one.check == "addons"]
    assert len(told) == 1 and told[0].endswith(". Closed until it works: Plants")
    # Neither another installation nor the system's own work is kept from anything, and it holds on after it.
    kernel.install(["market"])
    assert seen(kernel) == []
    kernel.close()


def test_it_ends_with_its_return_and_with_its_uninstallation(database_url: str, fence: Path, tmp_path: Path) -> None:
    installed(database_url, fence)
    without = start(database_url, fence, without=[fence.name])
    assert seen(without) == []
    without.close()
    kernel = start(database_url, fence)
    assert seen(kernel) == ["Tulip"]
    kernel.uninstall([fence.name], archives=tmp_path)
    assert seen(kernel) == ["Rose", "Tulip"]
    kernel.close()
    later = start(database_url, fence, without=[fence.name])
    assert seen(later) == ["Rose", "Tulip"]
    later.close()


def test_an_upgrade_notes_what_it_restricts_by_now(database_url: str, fence: Path) -> None:
    installed(database_url, fence)
    (fence / "access.toml").write_text(ACCESS.format(operations="delete"))
    kernel = start(database_url, fence)
    kernel.upgrade([fence.name])
    assert restrictions(kernel.database)[fence.name] == {("garden.plant", "delete", "")}
    kernel.close()
    less = start(database_url, fence, without=[fence.name])
    assert seen(less) == ["Rose", "Tulip"]
    less.close()


def test_what_no_version_noted_is_told(database_url: str, fence: Path) -> None:
    installed(database_url, fence)
    kernel = start(database_url, fence, without=[fence.name])
    with kernel.database.begin() as connection:
        connection.exec_driver_sql("UPDATE core_addon SET restricts = NULL")
    assert kernel.registry.missing[fence.name].endswith("was never noted, so none of it holds")
    kernel.close()
