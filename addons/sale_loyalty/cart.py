"""An order as rewards see it, and what it lacks in words (SPEC LY-5, LY-8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from addons.loyalty.rewarding import Item, Lack
from addons.loyalty.summary import named, without_zeros
from core import Text

if TYPE_CHECKING:
    from addons.loyalty.models import Program

DEPTH = 20
"""Categories above one another that are looked at."""


def cart_of(order: Any) -> list[Item]:
    """What stands on an order, without what rewards made."""
    return [_item(line) for line in order.lines if line.applied is None and line.product is not None]


def _item(line: Any) -> Item:
    product = line.product
    return Item(
        product.id, line.quantity or line.asked * 0, line.asked, line.asked_with_taxes, line.taxed_by,
        frozenset(_categories(product)), frozenset(tag.id for tag in product.tags), product.is_shipping,
    )  # fmt: skip


def _categories(product: Any) -> Iterator[int]:
    """A product's category and those above it."""
    category, steps = product.category, 0
    while category is not None and steps < DEPTH:
        yield category.id
        category, steps = category.parent, steps + 1


def what_lacks(program: Program, lack: Lack) -> Text:
    """What a program asks for and an order has not (SPEC LY-8)."""
    if lack.amount:
        return Text("Add products for at least {amount}.", amount=program.currency.shown(lack.needed))
    return Text("Add {n} of {products}.", n=without_zeros(lack.quantity), products=_products(program, lack))


def what_is_missing(program: Program, lack: Lack) -> Text:
    """How much more of it the order needs."""
    if lack.amount:
        return Text("Add {amount} more.", amount=program.currency.shown(lack.amount))
    return Text("Add {n} of {products}.", n=without_zeros(lack.quantity), products=_products(program, lack))


def _products(program: Program, lack: Lack) -> str:
    rule = next(one for one in program.rules if one.condition == lack.condition)
    return named([*rule.products, *rule.categories, *rule.tags]) or Text("any product")
