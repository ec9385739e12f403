"""What amounts, quantities and addresses are given in: currencies, units of measure, countries."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from core import Mapped, Model, Money, PlainModel, Refused, boolean, check, integer, text, unique


class Currency(Model, model="base.currency", title="Currency", titles="Currencies"):
    """A currency by its ISO 4217 code."""

    display = "{code}"
    search_by = ("code", "name")
    order_by = ("code",)

    code: Mapped[str] = text("Code", required=True, size=3, help="Three letters, for example EUR.")
    name: Mapped[str] = text("Name", required=True, size=80)
    symbol: Mapped[str] = text("Symbol", required=True, size=8)
    digits: Mapped[int] = integer("Decimal places", default=2, help="0 for the yen, 2 for most, 3 for the dinar.")
    active: Mapped[bool] = boolean("Active", default=True)

    constraints = (unique("code"), check("digits >= 0 and digits <= 4", "digits_in_range"))

    def rounded(self, amount: Decimal) -> Decimal:
        """`amount` in whole smallest units of the currency, half away from zero (SPEC AM-7)."""
        return amount.quantize(Decimal(1).scaleb(-self.digits), rounding=ROUND_HALF_UP)

    def shown(self, amount: Decimal) -> Money:
        """`amount` as messages write it: "19.90 EUR", "19,90 EUR"."""
        return Money(self.rounded(amount), self.code)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """The code is three capital letters; the places are few."""
        yield from super().check()
        if not (len(self.code or "") == 3 and self.code.isascii() and self.code.isalpha() and self.code.isupper()):
            yield "code", "A currency code is three capital letters."
        if not 0 <= (self.digits or 0) <= 4:
            yield "digits", "A currency has 0 to 4 decimal places."


class Unit(Model, model="base.unit", title="Unit", titles="Units"):
    """A unit of measure. `digits` says how finely it is counted: 0 for whole units only."""

    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, size=40)
    digits: Mapped[int] = integer("Decimal places", default=0, help="0: counted in whole units only.")
    active: Mapped[bool] = boolean("Active", default=True)

    constraints = (unique("name"), check("digits >= 0 and digits <= 3", "digits_in_range"))

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """The places fit the quantities of documents, which have three."""
        yield from super().check()
        if not 0 <= (self.digits or 0) <= 3:
            yield "digits", "A unit has 0 to 3 decimal places."

    def fits(self, quantity: Decimal) -> bool:
        """Whether a quantity is as coarse as this unit demands."""
        return quantity == quantity.quantize(Decimal(1).scaleb(-self.digits))

    def refusal(self, quantity: Decimal, product: object, about: Any = None) -> Refused | None:
        """What to answer to a quantity finer than the unit allows, None if it is not (SPEC RT-13)."""
        if self.fits(quantity):
            return None
        if self.digits == 0:
            return Refused("{product} is counted in whole units.", about=about, product=str(product))
        return Refused(
            "{product} is counted with {digits} decimal places at most.",
            about=about, product=str(product), digits=self.digits,
        )  # fmt: skip


class Country(PlainModel, model="base.country", title="Country", titles="Countries"):
    """A country by its ISO 3166 code."""

    order_by = ("name",)
    search_by = ("name", "code")

    code: Mapped[str] = text("Code", required=True, size=2)
    name: Mapped[str] = text("Name", required=True, size=80)

    constraints = (unique("code"),)
