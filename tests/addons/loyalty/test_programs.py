"""Programs say in words what they do, and stay what they are once coupons were issued."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from addons.loyalty.jobs import expire_coupons
from addons.loyalty.models import Coupon, Program
from addons.loyalty.models.coupons import issue
from addons.loyalty.wizards import GenerateCoupons
from addons.product.models import Product
from core import Env, Refused
from core.testing import press, the
from tests.addons.loyalty.programs import a_program
from tests.kernels import Acting

ADMIN = ("base.settings",)


@pytest.mark.req("LY-1", "LY-2", "LY-5", "LY-6")
def test_a_program_is_readable(loyalty: Acting) -> None:
    def work(env: Env) -> list[str]:
        bell = env.new(Product, name="Bell")
        env.session.flush()
        until = a_program(env, ends_on=date(2027, 3, 31), rule={"minimum_amount": 100})
        free = a_program(
            env, reward={"kind": "product", "product": bell}, rule={"minimum_quantity": 3, "products": [bell]}
        )
        both = a_program(
            env, type="code", code="winter", most_uses=50,
            rewards=[{"kind": "amount", "amount": 5, "scope": "cheapest"}, {"kind": "shipping"}],
        )  # fmt: skip
        capped = a_program(env, reward={"kind": "percent", "percent": Decimal("12.5"), "most": 20})
        return [str(one.summary) for one in (until, free, both, capped)]

    assert loyalty.run(work) == [
        "10 % off orders over 100.00 EUR, once, until 2027-03-31",
        "1 Bell for free, with 3 of Bell, once",
        "5.00 EUR off the cheapest product, free shipping, 50 times in all",
        "12.5 % off the order (at most 20.00 EUR), once",
    ]


@pytest.mark.req("LY-12", "LY-3")
def test_a_program_with_issued_coupons_is_archived_and_keeps_its_type(loyalty: Acting) -> None:
    loyalty.run(lambda env: issue(env, a_program(env)) and None)

    def retype(env: Env) -> None:
        program = the(env, Program)
        program.type, program.code = "code", "SUMMER"

    with pytest.raises(Refused, match="The type cannot change: coupons were already issued."):
        loyalty.run(retype)
    with pytest.raises(Refused, match="Archive the program: it has issued coupons."):
        loyalty.run(lambda env: list(the(env, Program).linked_documents()))

    def archive(env: Env) -> None:
        the(env, Program).active = False

    loyalty.run(archive)
    refusal = loyalty.run(lambda env: the(env, Coupon).refusal().message)
    assert refusal == "This promotion is not running."


@pytest.mark.req("LY-13")
def test_many_codes_are_made_at_once_all_different(loyalty: Acting) -> None:
    program_id = loyalty.run(lambda env: a_program(env).id)

    def generate(env: Env, quantity: int) -> Any:
        return press(env, GenerateCoupons, env.session.get_one(env[Program], program_id), "confirm", quantity=quantity)

    for wrong in (0, 10_001):
        errors = loyalty.run(lambda env, n=wrong: generate(env, n), ADMIN).errors
        assert errors == {"quantity": "Generate between 1 and 10000 codes."}
    assert loyalty.run(lambda env: generate(env, 300), ADMIN).errors == {}
    codes = loyalty.run(lambda env: env.session.scalars(sa.select(env[Coupon].code)).all())
    assert len(set(codes)) == 300


@pytest.mark.req("LY-2")
@pytest.mark.parametrize(
    ("values", "about"),
    [
        ({"starts_on": date(2027, 2, 1), "ends_on": date(2027, 1, 1)}, "ends_on"),
        ({"type": "code", "code": "a-b"}, "code"),
        ({"reward": {"kind": "percent", "percent": 0}}, "percent"),
        ({"reward": {"kind": "percent", "percent": 101}}, "percent"),
        ({"reward": {"kind": "product"}}, "product"),
        ({"reward": {"kind": "amount", "amount": 1, "scope": "products"}}, "products"),
        ({"rule": {"minimum_amount": -1}}, "minimum_amount"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(loyalty: Acting, values: dict[str, Any], about: str) -> None:
    with pytest.raises(Refused) as refused:
        loyalty.run(lambda env: a_program(env, **values))
    assert [one.about for one in refused.value.problems] == [about]


@pytest.mark.req("LY-2")
def test_one_program_has_a_code(loyalty: Acting) -> None:
    loyalty.run(lambda env: a_program(env, type="code", code="Winter 26").id)
    with pytest.raises(Refused, match="Another program has this code."):
        loyalty.run(lambda env: a_program(env, type="code", code="WINTER-26").id)


@pytest.mark.req("LY-7")
def test_coupons_expire_by_themselves_and_come_back_when_their_time_is_made_longer(loyalty: Acting) -> None:
    def prepare(env: Env) -> None:
        [one] = issue(env, a_program(env))
        table = sa.update(env[Coupon]).values(valid_until=date(2021, 1, 1))
        env.session.execute(table)
        env.session.refresh(one)
        assert str(one.refusal()) == "This code expired on 2021-01-01."

    loyalty.run(prepare)
    loyalty.run(lambda env: expire_coupons(env))
    assert loyalty.run(lambda env: the(env, Coupon).state) == "expired"

    def extend(env: Env) -> None:
        the(env, Coupon).valid_until = date(2099, 1, 1)

    loyalty.run(extend)
    assert loyalty.run(lambda env: the(env, Coupon).state) == "valid"
