"""Programs in words: "10 % off orders over 100.00 EUR, once, until Mar 31, 2027"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from core import Text, joined

if TYPE_CHECKING:
    from addons.loyalty.models import Program, Reward, Rule

FEW = 3
"""Products that are named; of more it is said how many there are."""


def in_words(program: Program, *, use: bool = True) -> str:
    """What a program gives and asks for; with `use` also how often and how long."""
    said = [joined([reward_in_words(one) for one in program.rewards], ", ")]
    said += [text for text in (_condition(one, program) for one in program.rules) if text]
    if use and program.type == "coupons":
        said.append(Text("once"))
    elif use and program.most_uses:
        said.append(Text("{n} times in all", n=program.most_uses))
    if use and program.ends_on is not None:
        said.append(Text("until {date}", date=program.ends_on))
    return joined([one for one in said if one], ", ")


def reward_in_words(reward: Reward) -> str:
    """What a reward gives, and over which amount where nothing else is asked for."""
    rules = list(reward.program.rules)
    if reward.kind == "shipping":
        return Text("free shipping")
    if reward.kind == "product":
        name = reward.product.name if reward.product is not None else ""
        return Text("{n} {product} for free", n=without_zeros(reward.quantity), product=name)
    off: dict[str, Any] = {"off": _off(reward)}
    if reward.scope == "products":
        said = Text("{off} off {products}", products=named(reward.products), **off)
    elif reward.scope == "cheapest":
        said = Text("{off} off the cheapest product", **off)
    elif len(rules) == 1 and _is_minimum(rules[0]):
        least = rules[0].program.currency.shown(rules[0].minimum_amount)
        said = Text("{off} off orders over {amount}", amount=least, **off)
    else:
        said = Text("{off} off the order", **off)
    if reward.most:
        said = Text("{reward} (at most {amount})", reward=said, amount=reward.program.currency.shown(reward.most))
    return said


def _off(reward: Reward) -> Text:
    if reward.kind == "percent":
        return Text("{n} %", n=without_zeros(reward.percent))
    return reward.program.currency.shown(reward.amount)


def _is_minimum(rule: Rule) -> bool:
    """Whether a rule asks for an amount and nothing else."""
    return bool(rule.minimum_amount) and not (rule.minimum_quantity or rule.products or rule.categories or rule.tags)


def _condition(rule: Rule, program: Program) -> str:
    on_order = [one for one in program.rewards if one.kind in ("percent", "amount") and one.scope == "order"]
    if _is_minimum(rule) and on_order and len(program.rules) == 1:
        return ""
    of = named([*rule.products, *rule.categories, *rule.tags])
    if rule.minimum_amount:
        amount = program.currency.shown(rule.minimum_amount)
        return Text("with {products} for at least {amount}", products=of or Text("products"), amount=amount)
    if rule.minimum_quantity:
        least = without_zeros(rule.minimum_quantity)
        return Text("with {n} of {products}", n=least, products=of or Text("any product"))
    return Text("with {products}", products=of) if of else ""


def named(records: Any) -> str:
    """Names of products and the like: the first few, and that there are more."""
    names = [str(one) for one in records]
    if len(names) <= FEW:
        return ", ".join(names)
    return Text("{names} and {n} more", names=", ".join(names[:FEW]), n=len(names) - FEW)


def without_zeros(value: Decimal) -> Decimal:
    """Without zeros behind the point."""
    value = Decimal(value)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
