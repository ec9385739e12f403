"""Roles, rights and rules are read from the addons' files; every mistake is reported, all of them together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from sqlalchemy.orm import Mapped

from core.orm.access.policy import Policy, read_policy
from core.orm.composition import Composition
from core.orm.fields import foreign_key, many2one, text
from core.orm.layers import DeclarationError, Model, PlainModel
from tests.core.orm.access.conftest import DESK, AddonFolder
from tests.core.orm.access.desk.models import LAYERS, Contact

Extra = Callable[..., AddonFolder]


@pytest.fixture
def models(registry) -> Composition:
    return registry.models


@pytest.fixture
def addon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Extra:
    """`addon(access, rules, depends=…)`: a second addon beside the desk."""
    monkeypatch.syspath_prepend(tmp_path)

    def make(access: str, rules: str = "", depends: tuple[str, ...] = ("desk",)) -> AddonFolder:
        name = f"extra{len(list(tmp_path.iterdir()))}_{tmp_path.name[-6:].replace('-', '_')}"
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").touch()
        (folder / "access.toml").write_text(dedent(access))
        if rules:
            (folder / "rules.py").write_text(dedent(rules))
        return AddonFolder(name, name, folder, depends)

    return make


def mistakes(models: Composition, *addons: AddonFolder) -> list[str]:
    with pytest.raises(DeclarationError) as wrong:
        read_policy(models, [DESK, *addons])
    return str(wrong.value).splitlines()


def with_layer(layer: type[PlainModel]) -> Composition:
    """The desk with one layer more."""
    layer.__addon__ = "desk"
    return Composition(("core", "desk"), {**LAYERS, "desk": [*LAYERS["desk"], layer]})


def test_implied_roles_come_along(registry) -> None:
    policy: Policy = registry.policy
    assert policy.expand({"desk.lead"}) == {"desk.lead", "desk.agent", "desk.repairer"}
    assert policy.expand({"gone.role", "desk.agent"}) == {"desk.agent"}
    assert policy.roles["desk.lead"].title == "Desk lead"


@pytest.mark.req("AR-7")
def test_the_roles_that_may_are_named_by_their_titles(registry) -> None:
    assert registry.policy.who_may("write", "desk.ticket") == ("Desk agent", "Desk manager")
    assert registry.policy.who_may("read", "desk.secret") == ()


@pytest.mark.req("AR-6")
def test_every_model_with_a_company_is_narrowed_by_itself(registry) -> None:
    narrowed = {model for model, rules in registry.policy.global_rules.items() if len(rules) == 4}
    assert {"desk.team", "desk.contact", "desk.ticket"} <= narrowed


def test_an_addon_gives_rights_on_models_of_those_it_depends_on(models, addon) -> None:
    extra = addon('[[right]]\nrole = "desk.agent"\nmodel = "desk.secret"\nmay = "read"\n')
    policy = read_policy(models, [DESK, extra])
    assert policy.access(frozenset({"desk.agent"})).allows("desk.secret", "read")


def test_an_addon_without_a_file_says_nothing(models, tmp_path) -> None:
    empty = AddonFolder("empty", "empty", tmp_path, depends=("desk",))
    assert read_policy(models, [DESK, empty]).rights == read_policy(models, [DESK]).rights


def test_all_mistakes_are_reported_together_with_addon_and_file(models, addon) -> None:
    extra = addon(
        """
        [[role]]
        name = "other.role"
        title = "Misnamed"
        [[right]]
        role = "desk.nobody"
        model = "desk.ticket"
        may = "read peek"
        [[right]]
        role = "desk.agent"
        model = "desk.tickets"
        may = "read"
        [[right]]
        role = "desk.agent"
        model = "desk.ticket"
        [[rule]]
        model = "desk.ticket"
        where = "absent"
        title = "Absent"
        [[rule]]
        model = "desk.repair"
        role = "desk.agent"
        for = "delete"
        where = "broken"
        title = "Without the right"
        colour = "red"
        [[rules]]
        """,
        """
        def broken(t, access):
            return t.no_such_column == 1
        """,
    )
    found = mistakes(models, extra)
    for part in (
        "'other.role' must be named",
        "may: peek unknown",
        "there is no role desk.nobody",
        "there is no model desk.tickets",
        "right 3: may: missing",
        "rules.py has no function 'absent'",
        "never applies: desk.agent itself holds no right to delete desk.repair",
        "colour: unknown",
        "[rules]: unknown",
        "broken (rule 'Without the right'): AttributeError: no_such_column",
    ):
        assert any(part in line and line.startswith(f"{extra.name}: {extra.path}") for line in found), part


def test_a_file_that_is_no_toml_is_reported(models, addon) -> None:
    assert "the file: " in mistakes(models, addon("[[role]"))[0]


def test_names_of_addons_that_are_not_depended_on_are_reported(models, addon) -> None:
    extra = addon('[[right]]\nrole = "desk.agent"\nmodel = "desk.tag"\nmay = "read"\n', depends=())
    found = mistakes(models, extra)
    assert any("desk.agent is a role of an addon that `depends` does not name" in line for line in found)
    assert any("desk.tag is a model of an addon that `depends` does not name" in line for line in found)


def test_a_rule_that_gives_no_condition_is_reported(models, addon) -> None:
    rule = '[[rule]]\nmodel = "desk.tag"\nwhere = "nothing"\ntitle = "Nothing"\n'
    assert "which is no SQL condition" in mistakes(models, addon(rule, "def nothing(t, access): return None"))[0]


def test_rules_that_look_at_each_other_in_a_circle_are_reported(models, addon) -> None:
    rules = """
    [[rule]]
    model = "desk.ticket"
    where = "has_open_line"
    title = "With an open line"
    """
    code = """
    import sqlalchemy as sa
    def has_open_line(t, access):
        line = access.columns("desk.line")
        return sa.exists().where(line.ticket_id == t.id, access.sees("desk.line", line.id))
    """
    assert "in a circle" in mistakes(models, addon(rules, code))[0]


def test_restricted_fields_are_restricted_whichever_way_they_are_named() -> None:
    class Owned(Contact):
        owner_id: Mapped[int | None] = foreign_key("desk.contact", roles=("desk.manager",))
        owner: Mapped[Contact | None] = many2one("Owner", "owner_id", roles=("desk.manager",))

    access = read_policy(with_layer(Owned), [DESK]).access(frozenset({"desk.agent"}))
    assert not access.allows_field("desk.contact", "owner")
    assert not access.allows_field("desk.contact", "owner_id")
    assert access.allows_field("desk.contact", "name")


def test_mistakes_in_restricted_fields_are_reported() -> None:
    class Odd(Model, model="desk.odd"):
        name: Mapped[str | None] = text("Name", roles=("desk.boss",))
        owner_id: Mapped[int | None] = foreign_key("desk.contact", roles=("desk.manager",))
        owner: Mapped[Contact | None] = many2one("Owner", "owner_id")

    found = mistakes(with_layer(Odd))
    assert any("desk.odd.name: there is no role desk.boss" in line for line in found)
    assert any("desk.odd.owner: give it and its column owner_id the same roles=" in line for line in found)
