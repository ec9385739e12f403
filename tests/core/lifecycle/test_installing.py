"""Installing brings everything an addon needs, in one go."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from core.lifecycle.data import record_of
from core.lifecycle.errors import InstallFailed, NotInitialised
from core.lifecycle.migrations import differences
from core.orm.env import Env
from core.orm.identity import Identity
from tests.core.lifecycle.conftest import MakeKernel, names, snapshot, system


def test_an_empty_database_says_what_to_do(gardens: MakeKernel) -> None:
    kernel = gardens(None)
    assert not kernel.is_initialised()
    with pytest.raises(NotInitialised, match="makegood init"):
        system(kernel, lambda env: None)


def test_a_database_is_initialised_once(gardens: MakeKernel) -> None:
    kernel = gardens()
    assert kernel.state().generation == 1
    with pytest.raises(InstallFailed, match="in use already"):
        kernel.initialise()


@pytest.mark.req("MD-2", "MD-4")
def test_dependencies_bridges_tables_and_data_come_along(gardens: MakeKernel) -> None:
    kernel = gardens()
    kernel.install(["garden_care", "market"])
    assert set(kernel.state().addons) == {"garden", "garden_care", "market", "garden_market", "garden_market_care"}
    assert names(kernel, "garden.bed") == ["@ the north wall", "Made by the hook", "South"]

    def look(env: Env) -> tuple[str, str, int, list[str]]:
        rose = record_of(env, "garden.rose")
        return rose.bed.name, rose.planted.isoformat(), rose.days, [tag.name for tag in rose.tags]

    assert system(kernel, look) == ("@ the north wall", "2025-03-01", 3, ["Thorny"])


@pytest.mark.req("MD-2")
def test_installing_what_is_installed_does_nothing(gardens: MakeKernel) -> None:
    kernel = gardens("garden")
    before, registry = snapshot(kernel), kernel.registry
    assert not kernel.install(["garden"])
    assert snapshot(kernel) == before
    assert kernel.registry is registry


def test_histories_give_exactly_what_the_models_say(gardens: MakeKernel) -> None:
    kernel = gardens("garden")
    kernel.install(["garden_care", "market"])
    with kernel.database.begin(write=False) as connection:
        assert differences(connection, kernel.registry.models) == []


def test_records_stay_when_an_addon_adds_to_their_table(gardens: MakeKernel) -> None:
    kernel = gardens("garden")
    before = names(kernel, "garden.plant")
    kernel.install(["garden_care"])
    assert names(kernel, "garden.plant") == before == ["Rose"]
    with kernel.database.begin(write=False) as connection:
        indexes = {index["name"] for index in sa.inspect(connection).get_indexes("garden_plant")}
    assert {"ux_garden_plant_name", "ix_garden_plant_bed_id", "ix_garden_plant_round_id"} <= indexes


def test_the_order_of_installing_does_not_matter(gardens: MakeKernel) -> None:
    kernel = gardens("market")
    kernel.install(["garden"])
    kernel.install(["garden_care"])
    assert [one.name for one in kernel.registry.addons] == [
        "garden", "garden_care", "market", "garden_market", "garden_market_care"
    ]  # fmt: skip


def test_a_demonstration_gets_its_records(gardens: MakeKernel) -> None:
    kernel = gardens(demonstration=True)
    kernel.install(["garden"])
    assert kernel.registry.demonstration
    assert names(kernel, "garden.plant") == ["Rose", "Tulip"]
    assert "Beside South" in names(kernel, "garden.bed")


def test_data_that_a_user_changed_is_left_alone(gardens: MakeKernel) -> None:
    from core.lifecycle.data import load_data

    kernel = gardens("garden")

    def rename_and_load_again(env: Env) -> None:
        record_of(env, "garden.south").name = "Sunny"
        garden = env.registry.addon("garden")
        assert garden is not None
        load_data(env, garden)

    system(kernel, rename_and_load_again)
    assert names(kernel, "garden.bed") == ["@ the north wall", "Made by the hook", "Sunny"]


def test_hooks_reach_installed_addons_only_in_their_order(gardens: MakeKernel) -> None:
    kernel = gardens("garden")
    assert kernel.registry.hook.watered(plant="rose") == ["garden: rose"]
    kernel.install(["garden_care"])
    assert kernel.registry.hook.watered(plant="rose") == ["garden: rose", "care: rose"]


def test_who_watches_hears_of_every_step(gardens: MakeKernel) -> None:
    kernel, heard = gardens(), []
    kernel.install(["garden"], progress=lambda *step: heard.append(step))
    assert heard[0] == ("Checking", 0, 3)
    assert ("Tables of Garden", 1, 3) in heard
    assert ("Data of Garden", 2, 3) in heard
    assert heard[-1] == ("Done", 3, 3)


def test_identity_is_found_out_in_the_same_transaction(gardens: MakeKernel) -> None:
    kernel = gardens("garden")
    ann = Identity(id=7, name="Ann")
    assert kernel.work(lambda env: (env.user, env.is_system), who=lambda env: ann) == (ann, False)
    assert kernel.work(lambda env: env.is_system, who=Identity.system())
