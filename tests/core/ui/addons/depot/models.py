"""Orders, deliveries and what is in them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from addons.counter.models import Contact, Ticket
from core import (
    Mapped,
    Model,
    Refused,
    boolean,
    check,
    choice,
    decimal,
    foreign_key,
    integer,
    many2one,
    one2many,
    text,
)


class Product(Model, model="depot.product"):
    """Something that is sold."""

    name: Mapped[str] = text("Name", required=True)
    unit: Mapped[str] = text("Unit", required=True)
    digits: Mapped[int] = integer("Decimal places", default=0)


class Order(Model, model="depot.order"):
    """What a customer ordered."""

    name: Mapped[str] = text("Name", required=True)
    contact_id: Mapped[int] = foreign_key("counter.contact", required=True)
    contact: Mapped[Contact] = many2one("Customer", "contact_id")


class Location(Model, model="depot.location"):
    """Where goods are."""

    name: Mapped[str] = text("Name", required=True)
    for_returns: Mapped[bool] = boolean("Usable for returns")


class Transfer(Model, model="depot.transfer", title="Transfer"):
    """Goods that move."""

    name: Mapped[str] = text("Name", required=True)
    kind: Mapped[str] = choice("Type", {"delivery": "Delivery", "return": "Return"}, default="delivery")
    state: Mapped[str] = choice("State", {"ready": "Ready", "done": "Done", "cancelled": "Cancelled"}, default="ready")
    order_id: Mapped[int | None] = foreign_key("depot.order")
    order: Mapped[Order | None] = many2one("Order", "order_id")
    contact_id: Mapped[int] = foreign_key("counter.contact", required=True)
    contact: Mapped[Contact] = many2one("Customer", "contact_id")
    ticket_id: Mapped[int | None] = foreign_key("counter.ticket")
    ticket: Mapped[Ticket | None] = many2one("Ticket", "ticket_id")
    origin: Mapped[str | None] = text("Origin")
    moves: Mapped[list[Move]] = one2many("Moves", "depot.move", by="transfer_id", cascade=True)

    def reverse(self, quantities: dict[Any, Decimal], *, to: Location, ticket: Ticket) -> Transfer:
        """A transfer back. Refuses more than was delivered."""
        for move, quantity in quantities.items():
            if not self.env.take(Move, move.id, "returned", quantity, at_most="quantity"):
                raise Refused("You can return at most {n:f} {unit} of {product}.", about=move, n=move.left,
                              unit=move.product.unit, product=move.product.name)  # fmt: skip
        made = self.env.new(Transfer, name=f"RET{self.id}", kind="return", contact=self.contact, order=self.order,
                            ticket=ticket, origin=f"Return of {self.name}")  # fmt: skip
        for move, quantity in quantities.items():
            made.moves.append(self.env.new(Move, product=move.product, quantity=quantity))
        return made


class Move(Model, model="depot.move"):
    """One product of a transfer."""

    display = "{id}"
    transfer_id: Mapped[int] = foreign_key("depot.transfer", required=True, on_delete="CASCADE")
    transfer: Mapped[Transfer] = many2one("Transfer", "transfer_id")
    product_id: Mapped[int] = foreign_key("depot.product", required=True)
    product: Mapped[Product] = many2one("Product", "product_id")
    quantity: Mapped[Decimal] = decimal("Quantity", digits=2, default=0)
    returned: Mapped[Decimal] = decimal("Returned", digits=2, default=0)
    constraints = (check("returned <= quantity", "returned_at_most_all"),)

    @property
    def left(self) -> Decimal:
        """What may still come back."""
        return self.quantity - self.returned
