"""The demonstration's programs, and coupons that somebody may ask about: an expired and a void one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from addons.base.models import Company, Contact
from addons.loyalty.models import Coupon, Program, Reward, Rule
from addons.loyalty.models.coupons import issue
from addons.product.models import Product
from core import Decimal, Env

GOODWILL, BELL, WINTER = "Goodwill 10 %", "A lock for the wait", "Winter sale"


def load(env: Env) -> None:
    """Makes programs and coupons. `env` is a system Env."""
    next_march = date(env.today().year + 1, 3, 31)
    company = env.session.scalars(sa.select(env[Company]).order_by(env[Company].id).limit(1)).one()
    products = {one.code: one for one in env.session.scalars(sa.select(env[Product]))}
    common: dict[str, Any] = {"company": company, "currency": company.currency}
    goodwill = _program(
        env, GOODWILL, [{"kind": "percent", "percent": Decimal(10)}], rule={"minimum_amount": Decimal(100)},
        ends_on=next_march, **common,
    )  # fmt: skip
    if (lock := products.get("AC-FL90")) is not None:
        _program(env, BELL, [{"kind": "product", "product": lock, "quantity": Decimal(1)}], **common)
    _program(
        env, WINTER, [{"kind": "percent", "percent": Decimal(15), "most": Decimal(150)}], type="code", code="WINTER15",
        most_uses=500, ends_on=next_march, **common,
    )  # fmt: skip
    customer = env.session.scalars(sa.select(env[Contact]).where(env[Contact].name == "Sofia Rinaldi")).first()
    expired, void = issue(env, goodwill, 2, contact=customer, company=company)
    void.void()
    env.session.flush()
    yesterday, coupon = env.today() - timedelta(days=1), env[Coupon]
    over = sa.update(coupon).where(coupon.id == expired.id).values(valid_until=yesterday, state="expired")
    env.session.execute(over)
    env.session.refresh(expired)


def _program(
    env: Env, name: str, rewards: list[dict[str, Any]], *, rule: dict[str, Any] | None = None, **values: Any
) -> Program:
    made = env.new(Program, name=name, **values)
    with env.session.no_autoflush:
        made.rewards = [env[Reward](**one) for one in rewards]
        made.rules = [env[Rule](**rule)] if rule else []
    env.session.flush()
    return made


def program_named(env: Env, name: str) -> Program:
    """A program of the demonstration. Raises NoResultFound if there is none."""
    return env.session.scalars(sa.select(env[Program]).where(env[Program].name == name)).one()
