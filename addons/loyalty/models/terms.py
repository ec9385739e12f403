"""What a program asks for, and what it gives."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from addons.loyalty.rewarding import Choice, Condition, Offer
from core import (
    Mapped,
    Model,
    Refused,
    boolean,
    check,
    choice,
    decimal,
    foreign_key,
    many2many,
    many2one,
    measured,
    money,
)

if TYPE_CHECKING:
    from addons.loyalty.models.programs import Program
    from addons.product.models import Category, Product, Tag

KINDS = {
    "percent": "Discount in percent",
    "amount": "Discount of an amount",
    "product": "Free product",
    "shipping": "Free shipping",
}
SCOPES = {"order": "The order", "cheapest": "The cheapest product", "products": "Given products"}
HUNDRED = Decimal(100)


def ids(records: Iterable[Any]) -> frozenset[int]:
    """The ids of records."""
    return frozenset(one.id for one in records)


class Rule(Model, model="loyalty.rule", title="Rule", titles="Rules"):
    """What an order must hold: all that is given here (SPEC LY-5). Of several rules of a program all must hold."""

    display = "{id}"

    program_id: Mapped[int] = foreign_key("loyalty.program", required=True, on_delete="CASCADE")
    program: Mapped[Program] = many2one("Program", "program_id")
    minimum_quantity: Mapped[Decimal] = measured("Minimum Quantity", default=0)
    minimum_amount: Mapped[Decimal] = money("Minimum Amount", currency="program.currency", default=0)
    with_tax: Mapped[bool] = boolean("Taxes Included", help="The minimum amount is with taxes.")
    products: Mapped[list[Product]] = many2many("Products", "product.product")
    categories: Mapped[list[Category]] = many2many("Categories", "product.category")
    tags: Mapped[list[Tag]] = many2many("Product Tags", "product.tag")

    constraints = (
        check("minimum_quantity >= 0", "quantity_not_negative"),
        check("minimum_amount >= 0", "amount_not_negative"),
    )

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Minimums are not negative."""
        yield from super().check()
        if (self.minimum_quantity or 0) < 0:
            yield "minimum_quantity", "The minimum cannot be negative."
        if (self.minimum_amount or 0) < 0:
            yield "minimum_amount", "The minimum cannot be negative."

    @property
    def condition(self) -> Condition:
        """As arithmetic sees it."""
        chosen = Choice(ids(self.products), ids(self.categories), ids(self.tags))
        return Condition(self.minimum_quantity, self.minimum_amount, self.with_tax, chosen)


class Reward(Model, model="loyalty.reward", title="Reward", titles="Rewards"):
    """What a program gives (SPEC LY-6)."""

    display = "{kind}"

    program_id: Mapped[int] = foreign_key("loyalty.program", required=True, on_delete="CASCADE")
    program: Mapped[Program] = many2one("Program", "program_id")
    kind: Mapped[str] = choice("Reward", KINDS, default="percent", required=True)
    percent: Mapped[Decimal] = decimal("Percent", digits=2, trimmed=True, default=0)
    amount: Mapped[Decimal] = money("Amount", currency="program.currency", default=0)
    scope: Mapped[str] = choice("On", SCOPES, default="order")
    products: Mapped[list[Product]] = many2many("Discounted Products", "product.product")
    most: Mapped[Decimal] = money("At Most", currency="program.currency", default=0, help="0: no limit.")
    product_id: Mapped[int | None] = foreign_key("product.product")
    product: Mapped[Product | None] = many2one("Free Product", "product_id")
    quantity: Mapped[Decimal] = measured("Quantity", default=1)

    constraints = (
        check("percent >= 0", "percent_not_negative"),
        check("amount >= 0", "amount_not_negative"),
        check("most >= 0", "most_not_negative"),
        check("quantity > 0", "quantity_positive"),
    )

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """A reward gives something."""
        yield from super().check()
        if self.kind == "percent" and not 0 < (self.percent or 0) <= HUNDRED:
            yield "percent", "A discount is more than 0 and at most 100 percent."
        if not 0 <= (self.percent or 0) <= HUNDRED and self.kind != "percent":
            yield "percent", "A discount is more than 0 and at most 100 percent."
        if (self.amount or 0) < 0 or self.kind == "amount" and not self.amount:
            yield "amount", "Enter an amount above zero."
        if (self.most or 0) < 0:
            yield "most", "The limit cannot be negative."
        if (self.quantity or 0) <= 0:
            yield "quantity", "The quantity must be greater than zero."
        if self.kind == "product" and self.linked_id("product") is None:
            yield "product", "Select the free product."
        given = self.product if self.kind == "product" and self.quantity else None
        refusal = given.unit.refusal(self.quantity, given.name, "quantity") if given is not None else None
        if refusal is not None:
            yield refusal
        if self.kind in ("percent", "amount") and self.scope == "products" and not self.products:
            yield "products", "Select the discounted products."

    @property
    def offer(self) -> Offer:
        """As arithmetic sees it."""
        value = self.percent if self.kind == "percent" else self.amount
        return Offer(
            self.id, self.kind, value, self.scope, Choice(ids(self.products)), self.most, self.product_id or 0,
            self.quantity,
        )  # fmt: skip
