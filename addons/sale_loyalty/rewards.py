"""The lines that rewards make on an order, kept as the rest of it changes."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import sqlalchemy as sa

from addons.loyalty.rewarding import lacking, rewarded
from addons.loyalty.summary import reward_in_words
from addons.product.models import Product
from addons.sale.models import Line
from addons.sale_loyalty.cart import cart_of
from core import Env, translated

ONE, ALL = Decimal(1), Decimal(100)
LAST = 1000
"""Rewards stand below what they are for."""


@dataclass
class Wanted:
    """A line that a reward makes: `amount` off of what is taxed by `taxes`, or `quantity` of a product for nothing."""

    applied: Any
    reward: Any
    amount: Decimal = Decimal(0)
    taxes: tuple[Any, ...] = ()
    product: Any = None
    quantity: Decimal = ONE


def keep_reward_lines(order: Any) -> None:
    """Makes, changes and removes the lines of rewards, so that they are what the codes give to the order as it is."""
    wanted = _wanted(order)
    kept: dict[Hashable, Any] = {}
    for line in [one for one in order.lines if one.applied is not None or one.applied_id is not None]:
        key = (line.applied, line.reward, line.taxed_by if line.price < 0 else ())
        if key in wanted and key not in kept:
            kept[key] = line
        else:
            order.lines.remove(line)
    for place, one in wanted.items():
        line = kept.get(place) or _new_line(order, one)
        if one.product is None:
            line.price = -one.amount
        else:
            line.quantity = one.quantity


def _wanted(order: Any) -> dict[Hashable, Wanted]:
    """By code, reward and taxes."""
    cart, digits = cart_of(order), order.currency.digits
    rewards: dict[Hashable, Any] = {}
    giving: dict[Hashable, Any] = {}
    offers = []
    for applied in order.codes:
        program = applied.program
        holds = applied.taken or order.refusal_of(applied.found) is None
        if holds and lacking(program.conditions, cart) is None:
            for reward in program.rewards:
                rewards[reward.id], giving[reward.id] = reward, applied
                offers.append(reward.offer)
    cuts, gifts = rewarded(offers, cart, digits)
    found: dict[Hashable, Wanted] = {}
    for cut in cuts:
        reward, applied, taxes = rewards[cut.offer], giving[cut.offer], cast("tuple[Any, ...]", cut.taxes)
        found[applied, reward, taxes] = Wanted(applied, reward, cut.amount, taxes)
    for gift in gifts:
        reward, applied = rewards[gift.offer], giving[gift.offer]
        found[applied, reward, ()] = Wanted(applied, reward, product=reward.product, quantity=gift.quantity)
    return found


def _new_line(order: Any, wanted: Wanted) -> Any:
    env: Env = order.env
    product = wanted.product or discount_product(env)
    line: Any = env[Line](
        product=product, unit=product.unit, label=str(translated(env, reward_in_words(wanted.reward)))[:200],
        quantity=wanted.quantity, sequence=LAST, price=product.price if wanted.product is not None else -wanted.amount,
        discount=ALL if wanted.product is not None else Decimal(0), applied=wanted.applied, reward=wanted.reward,
    )  # fmt: skip
    order.lines.append(line)
    if wanted.product is None:
        line.be_taxed_by(wanted.taxes)
    return line


def discount_product(env: Env) -> Product:
    """The product of lines that take something off; made anew where somebody deleted it."""
    product: Any = env[Product]
    with env.session.no_autoflush:
        found = env.session.scalars(sa.select(product).where(product.is_discount).order_by(product.id).limit(1)).first()
        if found is None:
            with env.system("the product of discounts") as system:
                made = system.new(Product, name="Discount", kind="service", is_discount=True)
                system.session.flush()
            found = env.see(made)
    return found
