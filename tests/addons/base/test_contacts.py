"""A contact's commercial entity: the company it belongs to, always up to date."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from addons.base.models import Company, Contact
from core import Env, Refused
from tests.kernels import Acting


@pytest.fixture
def base(acting: Callable[..., Acting]) -> Acting:
    return acting("base")


def test_a_person_belongs_to_the_company_above_and_a_private_person_to_nobody(base: Acting) -> None:
    with base.rolled_back(("base.user",)) as env:
        company = env.new(Contact, name="Veloria", is_company=True)
        person = env.new(Contact, name="Amelie", parent=company)
        depot = env.new(Contact, name="Depot", parent=person)
        private = env.new(Contact, name="Marta")
        env.session.flush()
        assert {company.commercial_id, person.commercial_id, depot.commercial_id} == {company.id}
        assert private.commercial_id == private.id
        assert person.same_customer(company) and not person.same_customer(private)


def test_moving_a_contact_moves_everybody_below_it_at_once(base: Acting) -> None:
    with base.rolled_back(("base.user",)) as env:
        old, new = (env.new(Contact, name=name, is_company=True) for name in ("Old", "New"))
        person = env.new(Contact, name="Amelie", parent=old)
        address = env.new(Contact, name="Depot", parent=person)
        env.session.flush()
        person.parent = new
        env.session.flush()
        assert address.commercial_id == person.commercial_id == new.id
        person.parent, person.is_company = None, True
        env.session.flush()
        assert address.commercial_id == person.commercial_id == person.id
        stored = env[Contact]
        kept = env.session.scalars(sa.select(stored.commercial_id).where(stored.id == address.id)).one()
        assert kept == person.id


def test_a_company_below_a_company_is_a_customer_of_its_own(base: Acting) -> None:
    with base.rolled_back(("base.user",)) as env:
        group = env.new(Contact, name="Group", is_company=True)
        daughter = env.new(Contact, name="Daughter", is_company=True, parent=group)
        person = env.new(Contact, name="Person", parent=daughter)
        env.session.flush()
        assert daughter.commercial_id == person.commercial_id == daughter.id != group.commercial_id


def test_a_contact_cannot_stand_above_itself(base: Acting) -> None:
    with base.rolled_back(("base.user",)) as env:
        above = env.new(Contact, name="Above")
        below = env.new(Contact, name="Below", parent=above)
        env.session.flush()
        above.parent = below
        with pytest.raises(Refused, match="cannot belong to itself"):
            env.session.flush()


def test_a_contact_can_be_deleted_unless_somebody_belongs_to_it(base: Acting) -> None:
    def make(env: Env) -> tuple[int, int]:
        company = env.new(Contact, name="Veloria", is_company=True)
        person = env.new(Contact, name="Amelie", parent=company)
        env.session.flush()
        return company.id, person.id

    def delete(env: Env, id_: int) -> None:
        env.session.delete(env.session.get_one(env[Contact], id_))

    company, person = base.run(make, ("base.user",))
    with pytest.raises(IntegrityError):
        base.run(lambda env: delete(env, company), ("base.settings",))
    base.run(lambda env: delete(env, person), ("base.settings",))
    base.run(lambda env: delete(env, company), ("base.settings",))
    left = base.run(lambda env: env.session.scalars(sa.select(env[Contact].id).where(env[Contact].id == company)).all())
    assert left == []


@pytest.mark.parametrize("wrong", ["nobody", "@example.com", "a b@example.com", "a@", "a@x.example,b@x.example"])
def test_an_email_address_must_look_like_one(base: Acting, wrong: str) -> None:
    with base.rolled_back(("base.user",)) as env:
        env.new(Contact, name="Somebody", email=wrong)
        with pytest.raises(Refused, match="not an email address"):
            env.session.flush()


@pytest.mark.req("AR-6")
def test_contacts_of_another_company_are_not_seen_and_shared_ones_are(base: Acting) -> None:
    def prepare(env: Env) -> None:
        first = env.session.scalars(sa.select(env[Company])).one()
        other = env.new(Company, name="Other", currency=first.currency)
        env.session.flush()
        env.new(Contact, name="Shared")
        env.new(Contact, name="Ours", company=first)
        env.new(Contact, name="Theirs", company=other)

    def names(env: Env) -> set[str]:
        return set(env.session.scalars(sa.select(env[Contact].name)))

    base.run(prepare)
    first_id = base.run(lambda env: env.session.scalar(sa.select(sa.func.min(env[Company].id))))
    with base.rolled_back(("base.user",)) as env:
        identity = env.user
    from dataclasses import replace

    seen = base.run(names, replace(identity, company_ids=(first_id,), company_id=first_id), write=False)
    assert "Shared" in seen and "Ours" in seen and "Theirs" not in seen


Steps = list[tuple[int, int | None, bool]]
steps = st.lists(
    st.tuples(st.integers(0, 5), st.one_of(st.none(), st.integers(0, 5)), st.booleans()), min_size=1, max_size=12
)


@given(steps=steps)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_commercial_entity_is_always_what_the_tree_says(base: Acting, steps: Steps) -> None:
    with base.rolled_back(("base.user",)) as env:
        people = [env.new(Contact, name=f"Contact {n}") for n in range(6)]
        env.session.flush()
        above: dict[int, int | None] = dict.fromkeys(range(6))
        for who, parent, company in steps:
            if parent is not None and who in _line(above, parent):
                continue
            above[who] = parent
            people[who].parent, people[who].is_company = None if parent is None else people[parent], company
            env.session.flush()
            for n, one in enumerate(people):
                top = next((m for m in _line(above, n) if people[m].is_company), _line(above, n)[-1])
                assert one.commercial_id == people[top].id


def _line(above: dict[int, int | None], start: int) -> list[int]:
    line = [start]
    while (parent := above[line[-1]]) is not None:
        line.append(parent)
    return line
