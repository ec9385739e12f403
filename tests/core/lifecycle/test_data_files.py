"""Mistakes in data files are told with file, record and field, and load nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core.lifecycle.data import load_data, record_of
from core.lifecycle.errors import DataError
from core.orm.env import Env
from core.orm.fields import FieldInfo
from tests.core.lifecycle.conftest import MakeKernel, system

pytestmark = pytest.mark.parametrize("database_engine", ["sqlite"], indirect=True)

BED = '[["garden.bed"]]\nkey = "b"\nname = "B"\n'


def load(kernel: Any, folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "data.toml").write_text(text)
    system(kernel, lambda env: load_data(env, replace(env.registry.addon("garden"), path=folder, name="garden")))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[", "garden/data.toml: "),
        ('[["garden.nothing"]]\nkey = "k"\n', "garden.nothing 'k': there is no such model"),
        ('["garden.bed"]\nname = "B"\n', 'write [["garden.bed"]] for each record'),
        ('[["garden.bed"]]\nname = "B"\n', "record 1 of garden.bed needs a key"),
        ('[["garden.bed"]]\nkey = "a.b"\nname = "B"\n', "needs a key, a text without dots"),
        (BED + BED, "used twice as a key: b"),
        (BED + "nothing = 1\n", "Bed has no field 'nothing'"),
        (BED + "area = 2.5\n", "area: 2.5 is not exact"),
        (BED + 'area = "two"\n', "area: "),
        (BED + 'area = "2.555"\n', "decimal places"),
        (BED + 'area = "-1"\n', "CHECK constraint failed"),
        (BED + 'main_plant = "rose"\n', 'main_plant must name a record: "@addon.key"'),
        (BED + 'main_plant = "@garden.fern"\n', "refers to garden.fern, which is not there"),
        (BED + 'plants = ["@garden.rose"]\n', "plants cannot be given in a data file"),
        ('[["garden.bed"]]\nkey = "b"\nname = 3\n', "name: 3 is not str"),
        ('[["garden.plant"]]\nkey = "p"\nname = "P"\nbed = "@south"\nplanted = "2025-01-01"\n', "is not date"),
    ],
)
def test_a_mistake_is_told_where_it_stands(gardens: MakeKernel, tmp_path: Path, text: str, problem: str) -> None:
    kernel = gardens("garden")
    with pytest.raises(DataError) as caught:
        load(kernel, tmp_path / "garden", text)
    assert problem in str(caught.value)

    def left(env: Env) -> int:
        return env.session.query(env.registry.model("garden.bed")).count()

    assert system(kernel, left) == 3


def test_values_of_every_kind(gardens: MakeKernel, tmp_path: Path) -> None:
    from core.lifecycle.data import _plain

    def plain(kind: str, value: Any, **more: Any) -> Any:
        return _plain(FieldInfo(kind, "L", name="f", **more), value)

    assert plain("instant", datetime(2026, 1, 1, 12, tzinfo=UTC)) == datetime(2026, 1, 1, 12, tzinfo=UTC)
    with pytest.raises(ValueError, match="needs its offset"):
        plain("instant", datetime(2026, 1, 1, 12))
    assert plain("choice", "a", choices={"a": "A"}) == "a"
    with pytest.raises(ValueError, match="not among a, b"):
        plain("choice", "c", choices={"a": "A", "b": "B"})
    with pytest.raises(TypeError):
        plain("integer", True)
    with pytest.raises(TypeError):
        plain("boolean", 1)
    assert plain("json", {"a": [1]}) == {"a": [1]}


def test_an_unknown_key_is_a_lookup_error(gardens: MakeKernel) -> None:
    kernel = gardens("garden")
    with pytest.raises(LookupError, match="no record with the key garden.fern"):
        system(kernel, lambda env: record_of(env, "garden.fern"))
