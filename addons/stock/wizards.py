"""Pop-ups of the warehouse: a delivery that is not complete, and goods that come back.

The rows of a return and what can be chosen in it are shared: an addon that starts returns from its own documents makes
a wizard with a `delivery` of its own and uses `ReturnLine`, `lines_to_return` and `locations_for_returns`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from addons.product.models import Product
from addons.stock.models import Location, Lot, Move, MoveLine, Transfer, warehouse_of
from core import Env, Refused, Row, Wizard, button, number, pick, rows, shows

# --- returns ----------------------------------------------------------------------------------------------------------


FINER_THAN_ANY_UNIT = Decimal("0.00001")


def digits_of_unit(line: ReturnLine) -> int:
    """How finely the product of a row is counted."""
    return line.key.product.unit.digits


def too_fine(line: ReturnLine) -> str:
    """What is said of a quantity that is finer (SPEC RT-13)."""
    refusal = line.key.product.unit.refusal(FINER_THAN_ANY_UNIT, line.key.product.name)
    return refusal.message if refusal is not None else ""


class ReturnLine(Row):
    """A delivered product, or lot of it, of which something can still come back (SPEC RT-5)."""

    key: MoveLine
    product: Product = shows("Product")
    lot: Lot | None = shows("Lot/Serial Number")
    delivered: Decimal = shows("Delivered")
    returned: Decimal = shows("Already Returned")
    quantity: Decimal = number(
        "Quantity",
        digits=digits_of_unit,
        trimmed=True,
        inexact=too_fine,
        required="The quantity must be greater than zero.",
    )
    unit: str = shows("Unit")

    def check(self) -> Iterator[tuple[object, str] | Refused]:
        """The limits as they are now; `Transfer.reverse` holds them against everybody else (SPEC RT-13, RT-14)."""
        if self.quantity <= 0:
            yield ReturnLine.quantity, "The quantity must be greater than zero."
        elif self.quantity > self.key.returnable:
            left = f"{self.key.returnable.normalize():f}"
            text = "You can return at most {left} {unit} of {product}."
            yield Refused(text, about=ReturnLine.quantity, left=left, unit=self.unit, product=self.product)


def lines_to_return(delivery: Transfer, product: Product | None = None, lot: Lot | None = None) -> list[ReturnLine]:
    """What of a delivery can still come back, all of it entered (SPEC RT-6); only of one product or lot if given."""
    return [
        ReturnLine(
            key=line, product=line.product, lot=line.lot, delivered=line.quantity, returned=line.returned,
            quantity=line.returnable, unit=line.product.unit.name,
        )
        for line in delivery.lines
        if line.returnable > 0
        and (product is None or line.product_id == product.id)
        and (lot is None or line.lot_id == lot.id)
    ]  # fmt: skip


def locations_for_returns(env: Env, company_id: int | None) -> sa.Select[Location]:
    """Internal locations of a company that take returns (SPEC RT-9)."""
    place = env[Location]
    own = place.company_id.is_(None) | (place.company_id == company_id)
    found = sa.select(place).where(place.type == "internal", place.usable_for_returns, place.active, own)
    return found.order_by(place.name)


def default_return_location(delivery: Transfer) -> Location:
    """The warehouse's return location, otherwise where the goods came from (SPEC RT-9)."""
    place = warehouse_of(delivery.env, delivery.company_id).returns
    return place if place.usable_for_returns and place.active else delivery.source


def ways_back(form: ReverseTransfer) -> sa.Select[Any]:
    """Goods from customers come in to return locations; goods that came in go back to where they came from."""
    done, place = form.record, form.env[Location]
    if done.destination.holds_stock:
        return sa.select(place).where(place.id == done.source_id)
    return locations_for_returns(form.env, done.company_id)


class ReverseTransfer(Wizard, title="Reverse Transfer", on=Transfer, system="return goods of a transfer"):
    """Takes goods of a done transfer back (SPEC ST-8, RT-19); the same as from a ticket, without the ticket."""

    record: Transfer
    lines: list[ReturnLine] = rows(ReturnLine, "Products", required="Add at least one product to return.")
    location: Location = pick("Return Location", among=ways_back, required="Select a return location.")

    def opened(self) -> None:
        """Offers everything that is left to return."""
        self.lines = lines_to_return(self.record)
        incoming = not self.record.destination.holds_stock
        self.location = default_return_location(self.record) if incoming else self.record.source

    @button("Return", primary=True)
    def confirm(self) -> Transfer:
        """Makes the return and opens it (SPEC RT-10, RT-11)."""
        return self.record.reverse(self.lines, to=self.location)


# --- incomplete transfers ---------------------------------------------------------------------------------------------


class MissingLine(Row):
    """A product of which less was entered than is demanded."""

    key: Move
    product: Product = shows("Product")
    demand: Decimal = shows("Demand")
    entered: Decimal = shows("Entered")


class IncompleteTransfer(Wizard, title="Incomplete Transfer", on=Transfer, system="validate a part of a transfer"):
    """Less was entered than is demanded: the rest comes later or not at all (SPEC ST-4)."""

    record: Transfer
    lines: list[MissingLine] = rows(MissingLine, "Less than demanded", removing=False)

    def opened(self) -> None:
        """Lists what is missing."""
        self.lines = [
            MissingLine(key=move, product=move.product, demand=move.quantity, entered=move.entered)
            for move in self.record.open_moves
            if move.entered < move.quantity
        ]

    @button("Create Back Order", primary=True)
    def create_back_order(self) -> Transfer:
        """Moves what was entered; a new transfer waits for the rest."""
        return self.record.validate(backorder=True)

    @button("No Back Order")
    def give_up_the_rest(self) -> Transfer:
        """Moves what was entered and forgets the rest."""
        return self.record.validate(backorder=False)
