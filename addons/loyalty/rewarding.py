"""What rewards take off a cart: one place for quotations, carts and tills (SPEC LY-5, LY-6, LY-11).

Pure functions on plain values. A cart is a list of `Item`: what is asked for it, rounded to the currency, and how it is
taxed, which is only compared. A `Cut` is what a reward takes off of all that is taxed alike, so that taxes fall in
proportion; a `Gift` is what it adds. Nothing is ever cut below zero, however many rewards there are.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Item:
    """What stands in a cart: `amount` is asked for `quantity` of a product, in whole smallest units of the currency.

    `with_tax` is the same with all taxes in it. `taxes` is equal for what is taxed alike. `is_shipping` is what
    delivering costs.
    """

    product: int
    quantity: Decimal
    amount: Decimal
    with_tax: Decimal = ZERO
    taxes: Hashable = ()
    categories: frozenset[int] = frozenset()
    tags: frozenset[int] = frozenset()
    is_shipping: bool = False


@dataclass(frozen=True)
class Choice:
    """Which products are meant: of each given set one, of an empty one any."""

    products: frozenset[int] = frozenset()
    categories: frozenset[int] = frozenset()
    tags: frozenset[int] = frozenset()

    def fits(self, item: Item) -> bool:
        """Whether an item is meant. Shipping is only where it is named."""
        if item.is_shipping and item.product not in self.products:
            return False
        by_product = not self.products or item.product in self.products
        by_category = not self.categories or bool(self.categories & item.categories)
        return by_product and by_category and (not self.tags or bool(self.tags & item.tags))


@dataclass(frozen=True)
class Condition:
    """What a cart must hold of what is chosen: so many, and for so much, with or without taxes."""

    quantity: Decimal = ZERO
    amount: Decimal = ZERO
    with_tax: bool = False
    choice: Choice = Choice()


@dataclass(frozen=True)
class Lack:
    """What a cart lacks of a condition: an amount of money or a quantity. `needed` is all that it asks for."""

    condition: Condition
    amount: Decimal = ZERO
    quantity: Decimal = ZERO

    @property
    def needed(self) -> Decimal:
        """The amount or quantity of the condition."""
        return self.condition.amount if self.amount else self.condition.quantity


@dataclass(frozen=True)
class Offer:
    """A reward. `kind`: percent, amount, product, shipping; a discount is on: order, cheapest, products.

    `most` limits what it takes off, 0 does not.
    """

    key: Hashable
    kind: str
    value: Decimal = ZERO
    scope: str = "order"
    choice: Choice = Choice()
    most: Decimal = ZERO
    product: int = 0
    quantity: Decimal = ZERO


@dataclass(frozen=True)
class Cut:
    """What an offer takes off of what is taxed alike; `amount` is above zero."""

    offer: Hashable
    taxes: Hashable
    amount: Decimal


@dataclass(frozen=True)
class Gift:
    """What an offer adds for nothing."""

    offer: Hashable
    product: int
    quantity: Decimal


def lacking(conditions: Iterable[Condition], items: Sequence[Item]) -> Lack | None:
    """What a cart lacks first of conditions that must all hold; None if they do."""
    for one in conditions:
        meant = [item for item in items if one.choice.fits(item)]
        amount = sum((item.with_tax if one.with_tax else item.amount for item in meant), ZERO)
        quantity = sum((item.quantity for item in meant), ZERO)
        if quantity < one.quantity:
            return Lack(one, quantity=one.quantity - quantity)
        if amount < one.amount:
            return Lack(one, amount=one.amount - amount)
        if not meant:
            return Lack(one, quantity=Decimal(1))
    return None


def rewarded(offers: Iterable[Offer], items: Sequence[Item], digits: int) -> tuple[list[Cut], list[Gift]]:
    """What offers take off a cart, each of what the ones before it left, and what they give."""
    cuts, gifts, left = [], [], [max(item.amount, ZERO) for item in items]
    for offer in offers:
        if offer.kind == "product":
            gifts.append(Gift(offer.key, offer.product, offer.quantity))
            continue
        parts = _parts(offer, items, left, digits)
        left = [rest - part for rest, part in zip(left, parts, strict=True)]
        by_taxes: dict[Hashable, Decimal] = {}
        for item, part in zip(items, parts, strict=True):
            by_taxes[item.taxes] = by_taxes.get(item.taxes, ZERO) + part
        cuts += [Cut(offer.key, taxes, amount) for taxes, amount in by_taxes.items() if amount]
    return cuts, gifts


def _parts(offer: Offer, items: Sequence[Item], left: Sequence[Decimal], digits: int) -> list[Decimal]:
    """What an offer takes off of each item."""
    base = _base(offer, items, left, digits)
    whole = sum(base, ZERO)
    if offer.kind == "shipping":
        wanted = whole
    else:
        wanted = whole * offer.value / HUNDRED if offer.kind == "percent" else offer.value
    if offer.most:
        wanted = min(wanted, offer.most)
    wanted = min(_rounded(max(wanted, ZERO), digits), whole)
    return _shared(wanted, base, digits)


def _base(offer: Offer, items: Sequence[Item], left: Sequence[Decimal], digits: int) -> list[Decimal]:
    """Of each item, what an offer may take from."""
    if offer.kind == "shipping":
        return [rest if item.is_shipping else ZERO for item, rest in zip(items, left, strict=True)]
    choice = offer.choice if offer.scope == "products" else Choice()
    base = [rest if choice.fits(item) else ZERO for item, rest in zip(items, left, strict=True)]
    if offer.scope != "cheapest":
        return base
    prices = {at: items[at].amount / items[at].quantity for at, rest in enumerate(base) if rest and items[at].quantity}
    if not prices:
        return [ZERO for _ in items]
    cheapest = min(prices, key=lambda at: (prices[at], at))
    one = min(base[cheapest], _rounded(prices[cheapest], digits))
    return [one if at == cheapest else ZERO for at in range(len(items))]


def _shared(amount: Decimal, base: Sequence[Decimal], digits: int) -> list[Decimal]:
    """Splits `amount` in proportion to `base`; the parts sum to it, and none is larger than its base.

    Each part is what is due up to there, rounded, less what was given before: a whole base more never rounds to more
    than that.
    """
    whole, upto, given = sum(base, ZERO), ZERO, ZERO
    parts = []
    for one in base:
        upto += one
        due = _rounded(amount * upto / whole, digits) if whole else ZERO
        parts.append(due - given)
        given = due
    return parts


def _rounded(amount: Decimal, digits: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
