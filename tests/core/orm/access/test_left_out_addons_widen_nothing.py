"""Whatever addons say, and whichever of them is left out: nobody may do more with any record than before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Mapped

from core.orm.access.kept import Restriction
from core.orm.access.policy import Policy, add_up
from core.orm.access.rules_file import OPERATIONS, Declared, Right, Role, Rule
from core.orm.composition import Composition
from core.orm.fields import integer, text
from core.orm.layers import PlainModel
from tests.core.orm.access.conftest import AddonFolder
from tests.core.orm.access.desk.models import LAYERS, Secret, Tag

FOLDER = Path(__file__).parent
ADDONS = {name: AddonFolder(name, name, FOLDER, depends) for name, depends in
          {"desk": (), "fence": ("desk",), "hedge": ("desk",)}.items()}  # fmt: skip
ROLES, MODEL, IDS = ("desk.manager", "desk.agent", "desk.reader"), "desk.tag", range(1, 4)
MODELS_OF_THE_DESK = Composition(("core", "desk"), LAYERS)

some_operations = st.frozensets(st.sampled_from(OPERATIONS), min_size=1)


def rule(addon: str, model: str, role: str, operations: frozenset[str], ids: frozenset[int]) -> Rule:
    return Rule(model, role, operations, "Some", "some", lambda t, access: t.id.in_(ids), addon)


@st.composite
def files(draw: st.DrawFn) -> list[Declared]:
    """What the desk and two addons beside it say of the desk's models. A rule is for somebody with the right to it."""
    found = []
    for name, addon in ADDONS.items():
        file = Declared(addon, roles=[Role(one, one, "desk") for one in ROLES] if name == "desk" else [])
        rights = st.builds(Right, st.sampled_from(ROLES), st.just(MODEL), some_operations)
        file.rights = draw(st.lists(rights, max_size=4))
        held = sorted({(one.role, one.model, what) for some in {id(f): f for f in (*found[:1], file)}.values()
                       for one in some.rights for what in one.may})  # fmt: skip
        ids = st.frozensets(st.sampled_from(IDS))
        choices = [st.builds(rule, st.just(name), st.just(MODEL), st.just(""), some_operations, ids)]
        if held:
            narrow = st.tuples(st.sampled_from(held), ids)
            choices.append(narrow.map(lambda n, a=name: rule(a, n[0][1], n[0][0], frozenset({n[0][2]}), n[1])))  # type: ignore[misc]
        file.rules = draw(st.lists(st.one_of(choices), max_size=4))
        found.append(file)
    return found


def open_to(policy: Policy, roles: frozenset[str], connection: sa.Connection) -> set[tuple[str, int]]:
    """(operation, id) of all that a role set may do."""
    access, id_ = policy.access(roles), policy.tables[MODEL].c.id
    parts = []
    for operation in OPERATIONS:
        condition = access.condition(MODEL, operation)
        found = sa.select(sa.literal(operation), id_)
        parts.append(found if condition is None else found.where(condition))
    return {(what, one) for what, one in connection.execute(sa.union_all(*parts))}


@pytest.fixture(scope="module")
def connection() -> Iterator[sa.Connection]:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        MODELS_OF_THE_DESK.metadata.create_all(connection)
        connection.execute(
            sa.text("INSERT INTO desk_tag (id, name, created_at, updated_at, version) VALUES (:id, 'x', 0, 0, 1)"),
            [{"id": one} for one in IDS],
        )
        yield connection
    engine.dispose()


@pytest.mark.req("AR-5")
@given(said=files(), gone=st.sets(st.sampled_from(["fence", "hedge"]), min_size=1))
def test_nobody_may_do_more(connection: sa.Connection, said: Sequence[Declared], gone: set[str]) -> None:
    whole = add_up(MODELS_OF_THE_DESK, said, {})
    kept: dict[str, frozenset[Restriction]] = {name: whole.restrictions_of(name) for name in gone}
    rest = add_up(MODELS_OF_THE_DESK, [file for file in said if file.addon.name not in gone], kept)
    for roles in [frozenset({ROLES[0]}), frozenset(ROLES[:2]), frozenset(ROLES)]:
        assert open_to(rest, roles, connection) <= open_to(whole, roles, connection)


def say(name: str, *rights: Right, rules: Sequence[Rule] = ()) -> Declared:
    roles = [Role(one, one, "desk") for one in ROLES] if name == "desk" else []
    return Declared(ADDONS[name], roles=roles, rights=list(rights), rules=list(rules))


READ = frozenset({"read"})
EVERYBODY_READS = say("desk", *(Right(role, "desk.tag", READ) for role in ROLES))


def left_out(file: Declared, *others: Declared) -> Policy:
    """The policy of the desk without an addon that said this."""
    whole = add_up(MODELS_OF_THE_DESK, [EVERYBODY_READS, *others, file], {})
    kept = {file.addon.name: whole.restrictions_of(file.addon.name)}
    return add_up(MODELS_OF_THE_DESK, [EVERYBODY_READS, *others], kept)


def may_read(policy: Policy) -> set[str]:
    return {role for role in ROLES if policy.access(frozenset({role})).allows("desk.tag", "read")}


def test_a_rule_for_everybody_closes_the_model() -> None:
    policy = left_out(say("fence", rules=[rule("fence", "desk.tag", "", READ, frozenset({1}))]))
    assert may_read(policy) == set()
    denied = policy.denied("read", "desk.tag")
    assert str(denied) == "You are not allowed to read Tags."
    assert denied.explanation.endswith("What restricts this does not work here, so it is closed until it does: fence.")
    assert policy.held_back_by("fence") == ("Tags",)


def test_a_rule_for_a_role_takes_the_right_from_that_role_alone() -> None:
    policy = left_out(say("fence", rules=[rule("fence", "desk.tag", "desk.agent", READ, frozenset({1}))]))
    assert may_read(policy) == {"desk.manager", "desk.reader"}


def test_a_role_that_another_rule_narrows_keeps_what_that_one_opens() -> None:
    hedge = say("hedge", rules=[rule("hedge", "desk.tag", "desk.agent", READ, frozenset({2}))])
    policy = left_out(say("fence", rules=[rule("fence", "desk.tag", "desk.agent", READ, frozenset({1}))]), hedge)
    assert may_read(policy) == set(ROLES)
    assert policy.held_back_by("fence") == ()


def test_rules_on_models_of_its_own_and_rights_that_went_with_it_hold_nothing_back() -> None:
    fence = say("fence", Right("desk.agent", "desk.secret", READ),
                rules=[rule("fence", "desk.secret", "desk.agent", READ, frozenset({1}))])  # fmt: skip
    policy = left_out(fence)
    assert policy.withdrawn == {} and policy.kept["fence"] == {("desk.secret", "read", "desk.agent")}


def test_a_field_that_it_keeps_to_some_and_a_company_that_it_gives_are_restrictions() -> None:
    class KeptTag(Tag):
        name: Mapped[str] = text("Name", required=True, roles=("desk.agent",))

    class OwnedSecret(Secret):
        company_id: Mapped[int | None] = integer("Company")

    layers: list[type[PlainModel]] = [KeptTag, OwnedSecret]
    for layer in layers:
        layer.__addon__ = "fence"
    models = Composition(("core", "desk", "fence"), {**LAYERS, "fence": layers})
    policy = add_up(models, [EVERYBODY_READS, say("fence")], {})
    assert policy.restrictions_of("fence") == {
        *(("desk.tag", operation, "") for operation in ("read", "create", "write")),
        *(("desk.secret", operation, "") for operation in OPERATIONS),
    }
    assert policy.restrictions_of("desk") == set()
