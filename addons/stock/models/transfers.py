"""Transfers: receipts, deliveries and moves inside the warehouse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from addons.mail.models import Thread
from addons.product.models import Product
from addons.stock.models.moves import IN_WORDS, OPEN, STATES, TONES, Move, MoveLine
from addons.stock.models.places import Location, shared_location, warehouse_of
from addons.stock.models.reserving import begin, forget_entered, in_lock_order, release, reserve, serve_waiting
from addons.stock.models.reversing import Returned, reverse
from addons.stock.models.validating import Validation
from core import (
    Mapped,
    Models,
    Numbering,
    Refused,
    Text,
    choice,
    foreign_key,
    index,
    instant,
    many2one,
    one2many,
    reacts_to,
    system_work,
    text,
    unique,
)

if TYPE_CHECKING:
    from addons.base.models import Company, Contact

TYPES = {"receipt": "Receipt", "delivery": "Delivery", "internal": "Internal Transfer", "repair": "Repair"}
FACTS = (
    "number", "type", "state", "source_id", "source", "destination_id", "destination", "company_id", "company",
    "contact_id", "contact",
)  # fmt: skip
"""What is true of a done transfer for ever."""
PREFIXES = {"receipt": "IN/", "delivery": "OUT/", "internal": "INT/", "repair": "REP/"}


class Transfer(Thread, model="stock.transfer", title="Transfer", titles="Transfers"):
    """Goods that go from one location to another (SPEC ST-3): draft, waiting for stock, ready, done or cancelled.

    Stock changes when it is done and at no other moment; from then on nothing about it changes (SPEC ST-5).
    """

    display = "{number}"
    search_by = ("number", "origin", "contact")
    order_by = ("-id",)

    number: Mapped[str] = text("Number", read_only=True, size=20, copied=False, required=True)
    type: Mapped[str] = choice("Type", TYPES, default="delivery")
    contact_id: Mapped[int | None] = foreign_key("base.contact")
    contact: Mapped[Contact | None] = many2one("Contact", "contact_id", tracked=True)
    source_id: Mapped[int] = foreign_key("stock.location", required=True)
    source: Mapped[Location] = many2one("Source Location", "source_id")
    destination_id: Mapped[int] = foreign_key("stock.location", required=True)
    destination: Mapped[Location] = many2one("Destination Location", "destination_id")
    origin: Mapped[str | None] = text("Source Document")
    scheduled_at: Mapped[datetime | None] = instant("Scheduled Date")
    done_at: Mapped[datetime | None] = instant("Effective Date", read_only=True, copied=False)
    company_id: Mapped[int] = foreign_key("base.company", required=True)
    company: Mapped[Company] = many2one("Company", "company_id")
    state: Mapped[str] = choice(
        "State", STATES, tones=TONES, default="draft", read_only=True, tracked=True, copied=False
    )
    return_of_id: Mapped[int | None] = foreign_key("stock.transfer", read_only=True, copied=False)
    return_of: Mapped[Transfer | None] = many2one("Return of", "return_of_id", read_only=True, copied=False)
    backorder_of_id: Mapped[int | None] = foreign_key("stock.transfer", read_only=True, copied=False)
    backorder_of: Mapped[Transfer | None] = many2one("Back Order of", "backorder_of_id", read_only=True, copied=False)
    moves: Mapped[list[Move]] = one2many("Products", "stock.move", by="transfer_id", order_by="sequence", cascade=True)
    lines: Mapped[list[MoveLine]] = one2many(
        "Detailed Operations", "stock.move_line", by="transfer_id", cascade=True, copied=False
    )

    constraints = (
        unique("company_id", "number"),
        index("company_id", "state", "type", "id"),
        index("contact_id", "type", "state", "id"),
    )

    def defaults(self) -> None:
        """A delivery out of the current company's warehouse, planned for now."""
        super().defaults()
        self.scheduled_at = self.env.now()
        self.type = "delivery"
        if self.env.user.company_id:
            self.company_id = self.env.user.company_id
            self.go_where_its_type_goes()

    @reacts_to("type", "company")
    def go_where_its_type_goes(self) -> None:
        """Receipts come from suppliers, deliveries go to customers, parts into repairs; the rest is stock."""
        if not self.company_id and self.company is None:
            return
        with self.env.system("the locations of a new transfer") as system:
            stock = warehouse_of(system, self.company_id or self.company.id).stock.id
            ends = {
                "receipt": (shared_location(system, "supplier").id, stock),
                "delivery": (stock, shared_location(system, "customer").id),
                "repair": (stock, shared_location(system, "production").id),
            }
        source, destination = ends.get(self.type, (stock, stock))
        self.source, self.destination = self._location(source), self._location(destination)

    def _location(self, id_: int) -> Location:
        return self.env.session.get_one(self.env[Location], id_)

    def numbering(self) -> Numbering:
        """A sequence for each type."""
        return Numbering(f"stock.{self.type}", PREFIXES[self.type])

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """What left a draft keeps its ends; goods come from and go to places, not to views."""
        yield from super().check()
        state = sa.inspect(self)
        was = state.attrs.state.history
        before = was.deleted[0] if was.deleted else self.state
        if state.persistent and before in ("done", "cancelled"):
            changed = [name for name in FACTS if state.attrs[name].history.has_changes()]
            if changed:
                yield Refused("{transfer} is {state}: it cannot be changed.", about=changed[0].removesuffix("_id"),
                              transfer=self.number, state=Text(IN_WORDS[before]))  # fmt: skip
        for name in ("source", "destination"):
            place = getattr(self, name)
            if place is not None and place.type == "view":
                yield name, "Goods cannot be kept in a location of type View."

    def linked_documents(self) -> Iterator[Any]:
        """A transfer that was more than a draft stays, as its own witness (SPEC ST-5)."""
        yield from super().linked_documents()
        if self.state not in ("draft", "cancelled"):
            yield self

    # --- what is done with it -----------------------------------------------------------------------------------------

    @system_work("confirm a transfer")
    def confirm(self) -> None:
        """Makes a draft's demand known and reserves what is there for it."""
        self._must_be("draft")
        if not self.moves:
            raise Refused("Add at least one product.", about="moves")
        for move in self.moves:
            move.source, move.destination, move.state = self.source, self.destination, "waiting"
        self.begin()

    def begin(self) -> None:
        """Reserves what is there for the moves, and enters what is expected to go."""
        for move in in_lock_order(self.open_moves):
            begin(move)
        self.settle_state()

    @system_work("reserve stock")
    def check_availability(self) -> None:
        """Reserves what is still missing, as far as it is there (SPEC ST-10)."""
        self._must_be("waiting", "ready")
        for move in in_lock_order(self.open_moves):
            reserve(move)
        self.settle_state()

    @system_work("release reserved stock")
    def unreserve(self) -> None:
        """Leaves to others what was reserved for this transfer, and forgets what was entered of it."""
        self._must_be("waiting", "ready")
        if self.return_of is not None:
            raise Refused("The goods of a return cannot be released. Cancel the return instead.")
        for move in in_lock_order(self.open_moves):
            if move.needs_reservation:
                release(move)
                forget_entered(move)
        self.settle_state()

    @system_work("validate a transfer")
    def validate(self, *, backorder: bool = True) -> Transfer:
        """Moves what was entered; the rest of the demand goes into a back order, or is given up (SPEC ST-4).

        Returns the transfer. Raises Refused, with all reasons, if something entered cannot be moved.
        """
        self.read_whole()
        self._must_be("waiting", "ready", locked=True)
        Validation(self).run(backorder=backorder)
        return self

    @system_work("cancel a transfer")
    def cancel(self) -> None:
        """Frees what was reserved, and what a return had claimed of its delivery (SPEC RT-14)."""
        self._must_be(*OPEN)
        for move in in_lock_order(self.open_moves):
            release(move)
            forget_entered(move)
            move.state = "cancelled"
        self.state = "cancelled"
        self.env.session.flush()
        self.env.hook.transfer_cancelled(env=self.env, transfer=self)
        serve_waiting(self.env, self.company_id, {(move.product_id, move.source_id) for move in self.moves})

    def reverse(
        self, lines: Iterable[Returned] | Mapping[MoveLine, Decimal], *, to: Location, **links: Any
    ) -> Transfer:
        """A new transfer that takes goods of this one back to `to` (SPEC RT-11): ready, linked move by move.

        `lines` are the wizard's, with `key` a line of this transfer and `quantity`, or a mapping of the two. `links`
        are fields of the new transfer, `ticket=…` for one. Stock changes when it is validated (SPEC RT-12). System
        work. Raises Refused, with all reasons, for what cannot come back.
        """
        return reverse(self, lines, to=to, links=links)

    # --- what is known of it ------------------------------------------------------------------------------------------

    @property
    def open_moves(self) -> list[Move]:
        """Moves that are not done or cancelled."""
        return [move for move in self.moves if move.state in OPEN]

    @property
    def is_delivery_to_customer(self) -> bool:
        """Whether it brings, or brought, goods to a customer."""
        return self.type == "delivery" and self.destination.type == "customer"

    @property
    def is_partial(self) -> bool:
        """Whether less was entered than is demanded, so that validating offers a back order (SPEC ST-4)."""
        return any(move.entered < move.quantity for move in self.open_moves)

    def settle_state(self) -> None:
        """Ready once nothing is missing, waiting before."""
        for move in self.open_moves:
            move.state = "waiting" if move.missing else "ready"
        self.state = "waiting" if any(move.missing for move in self.open_moves) else "ready"
        self.env.session.flush()

    def read_whole(self) -> None:
        """Locks it and reads moves, lines, reservations and products at once instead of one by one."""
        self.env.session.flush()
        whole, options = self.env.once(_whole), {"populate_existing": True}
        self.env.session.scalars(whole, {"transfer": self.id}, execution_options=options).one()

    def lock(self, *states: str) -> bool:
        """Whoever works on the same transfer waits; then says whether it still is in one of these states."""
        self.env.lock(self)
        return self.state in states

    def new_backorder(self) -> Transfer:
        """A transfer for the rest of this one, without moves, not stored yet; extended by addons with links."""
        return self.env[Transfer](
            type=self.type, contact=self.contact, source=self.source, destination=self.destination, origin=self.origin,
            scheduled_at=self.env.now(), company=self.company, state="ready", return_of=self.return_of,
            backorder_of=self,
        )  # fmt: skip

    def new_return(self, to: Location) -> Transfer:
        """A transfer that brings goods of this one to `to`, without moves, not stored yet; extended likewise."""
        incoming, outgoing = to.holds_stock, self.destination.holds_stock
        return self.env[Transfer](
            type="internal" if incoming and outgoing else "receipt" if incoming else "delivery", contact=self.contact,
            company_id=self.company_id, source=self.destination, destination=to, origin=f"Return of {self.number}",
            scheduled_at=self.env.now(), state="ready", return_of=self,
        )  # fmt: skip

    def _must_be(self, *states: str, locked: bool = False) -> None:
        if not locked:
            self.env.lock(self)
        if self.state not in states:
            state = Text(IN_WORDS[self.state])
            raise Refused("{transfer} is {state}: this is not possible any more.", transfer=self.number, state=state)


def _whole(models: Models) -> sa.Select[Any]:
    transfer, move, line, product = models[Transfer], models[Move], models[MoveLine], models[Product]
    wanted = sa.select(transfer).where(transfer.id == sa.bindparam("transfer")).with_for_update(of=transfer)
    return wanted.options(
        joinedload(transfer.company),
        selectinload(transfer.moves).options(
            selectinload(move.lines).joinedload(line.return_of), selectinload(move.reservations),
            joinedload(move.product).joinedload(product.unit), joinedload(move.source), joinedload(move.destination),
        ),
    )  # fmt: skip
