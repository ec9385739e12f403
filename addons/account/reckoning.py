"""What a document comes to: nets, taxes and total, exact to the smallest unit of its currency (SPEC AM-7).

Pure arithmetic on Decimals, without records. Every rounding of money in Makegood's books is here.

Price-included taxes are taken out of the price, the others come on top. A company rounds the taxes of every line, or
of the whole document. Either way the total is the sum of the nets and the taxes that are kept.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Rate:
    """A tax as arithmetic sees it. `key` tells it from others; `percent` is of the net."""

    key: Hashable
    percent: Decimal
    included: bool = False


@dataclass(frozen=True)
class Priced:
    """A line: what `quantity` of something costs at `price` less `discount` percent, and the taxes on it."""

    quantity: Decimal
    price: Decimal
    discount: Decimal = ZERO
    rates: tuple[Rate, ...] = ()

    @property
    def amount(self) -> Decimal:
        """What is asked for it before taxes that come on top, not rounded."""
        return self.quantity * self.price * (HUNDRED - self.discount) / HUNDRED


@dataclass
class TaxSum:
    """What one tax comes to on a document: the net it is reckoned from, and the tax."""

    rate: Rate
    base: Decimal = ZERO
    amount: Decimal = ZERO


@dataclass
class Reckoned:
    """The outcome: the net of each line, in their order, the taxes by key, in the order they first appear."""

    nets: list[Decimal]
    taxes: dict[Hashable, TaxSum] = field(default_factory=dict)

    @property
    def net(self) -> Decimal:
        """The sum of the lines."""
        return sum(self.nets, ZERO)

    @property
    def tax(self) -> Decimal:
        """The sum of the taxes."""
        return sum((one.amount for one in self.taxes.values()), ZERO)

    @property
    def total(self) -> Decimal:
        """What is to be paid."""
        return self.net + self.tax


def rounded(amount: Decimal, digits: int) -> Decimal:
    """`amount` with `digits` places, half away from zero."""
    return amount.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def allocate(amount: Decimal, weights: Sequence[Decimal], digits: int) -> list[Decimal]:
    """Splits `amount`, which has at most `digits` places, in proportion to `weights`; the parts sum to it exactly.

    What rounding down leaves goes, unit by unit, to the parts that lost most. Weights that sum to zero give everything
    to the largest. Raises ValueError if there is nothing to give it to.
    """
    if not weights:
        raise ValueError("nothing to allocate to")
    unit = Decimal(1).scaleb(-digits)
    whole = sum(weights, ZERO)
    if whole == 0:
        largest = max(range(len(weights)), key=lambda at: abs(weights[at]))
        return [amount if at == largest else amount * 0 for at in range(len(weights))]
    shares = [amount * weight / whole for weight in weights]
    parts = [share.quantize(unit, rounding=ROUND_FLOOR) for share in shares]
    left = int((amount - sum(parts, ZERO)) / unit)
    losers = sorted(range(len(parts)), key=lambda at: (parts[at] - shares[at], at))
    for at in losers[:left]:
        parts[at] += unit
    return parts


def reckon(lines: Iterable[Priced], digits: int, *, per_line: bool) -> Reckoned:
    """What a document of these lines comes to in a currency of `digits` places."""
    lines = list(lines)
    asked = [rounded(line.amount, digits) for line in lines]
    bases = [gross / (1 + _included(line) / HUNDRED) for gross, line in zip(asked, lines, strict=True)]
    taxes = _taxes(lines, bases, digits, per_line=per_line)
    nets = _nets(lines, asked, bases, taxes, digits, per_line=per_line)
    for line, net in zip(lines, nets, strict=True):
        for rate in line.rates:
            taxes[rate.key].base += net
    return Reckoned(nets, taxes)


def _included(line: Priced) -> Decimal:
    return sum((rate.percent for rate in line.rates if rate.included), ZERO)


def _taxes(lines: Sequence[Priced], bases: Sequence[Decimal], digits: int, *, per_line: bool) -> dict[Hashable, TaxSum]:
    taxes: dict[Hashable, TaxSum] = {}
    for line, base in zip(lines, bases, strict=True):
        for rate in line.rates:
            amount = base * rate.percent / HUNDRED
            taxes.setdefault(rate.key, TaxSum(rate)).amount += rounded(amount, digits) if per_line else amount
    for one in taxes.values():
        one.amount = rounded(one.amount, digits)
    return taxes


def _nets(
    lines: Sequence[Priced],
    asked: Sequence[Decimal],
    bases: Sequence[Decimal],
    taxes: dict[Hashable, TaxSum],
    digits: int,
    *,
    per_line: bool,
) -> list[Decimal]:
    """Nets such that a price that includes its taxes is asked for to the cent."""
    if per_line:
        return [
            gross - sum((rounded(base * rate.percent / HUNDRED, digits) for rate in line.rates if rate.included), ZERO)
            for line, gross, base in zip(lines, asked, bases, strict=True)
        ]
    nets = list(asked)
    inside = [at for at, line in enumerate(lines) if any(rate.included for rate in line.rates)]
    if inside:
        included = sum((one.amount for one in taxes.values() if one.rate.included), ZERO)
        net = sum((asked[at] for at in inside), ZERO) - included
        for at, part in zip(inside, allocate(net, [bases[at] for at in inside], digits), strict=True):
            nets[at] = part
    return nets
