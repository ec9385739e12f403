"""Repair orders and the states they go through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from addons.base.models import Company
from addons.mail.models import Thread
from addons.product.models import Product
from addons.repair.models.moving import free_parts, move_parts, plan_parts, reserve_parts
from addons.repair.models.quoting import note_delivered_parts, quote
from addons.sale.models import Order
from addons.stock.models import Lot, Transfer
from core import (
    Mapped,
    Numbering,
    Refused,
    Text,
    boolean,
    check,
    choice,
    computed,
    foreign_key,
    index,
    instant,
    long_text,
    many2many,
    many2one,
    measured,
    one2many,
    reacts_to,
    system_work,
    text,
    unique,
)

if TYPE_CHECKING:
    from addons.base.models import Contact, Currency, User
    from addons.repair.models.parts import Part
    from addons.repair.models.tags import Tag
    from addons.stock.models import Location

STATES = {
    "new": "New", "confirmed": "Confirmed", "under_repair": "Under Repair", "repaired": "Repaired",
    "cancelled": "Cancelled",
}  # fmt: skip
IN_WORDS = {
    "new": "new", "confirmed": "confirmed", "under_repair": "under repair", "repaired": "repaired",
    "cancelled": "cancelled",
}  # fmt: skip
"""The same in the middle of a sentence: "RO/00002 is repaired."."""
TONES = {"new": "idle", "confirmed": "ready", "under_repair": "busy", "repaired": "good", "cancelled": "idle"}
FACTS = ("customer_id", "product_id", "quantity", "lot_id", "under_warranty", "company_id")
"""What is true of a repair for ever once it is over."""
UNDER_WAY = ("confirmed", "under_repair")


class RepairOrder(Thread, model="repair.order", title="Repair Order", titles="Repair Orders"):
    """A customer's product that is mended: New, Confirmed, Under Repair, Repaired or Cancelled (SPEC RP-15).

    From confirming to the end its parts are on a transfer of their own, which follows every change of them.
    """

    display = "{number}"
    unnamed = "New"
    unseen = "You have no access to this repair order."
    search_by = ("number", "customer", "product", "lot")
    order_by = ("-id",)

    number: Mapped[str] = text("Repair Reference", read_only=True, size=20, copied=False, required=True)
    customer_id: Mapped[int | None] = foreign_key("base.contact")
    customer: Mapped[Contact | None] = many2one("Customer", "customer_id", tracked=True)
    product_id: Mapped[int | None] = foreign_key("product.product")
    product: Mapped[Product | None] = many2one("Product to Repair", "product_id", tracked=True)
    quantity: Mapped[Decimal] = measured("Quantity", default=1, tracked=True)
    lot_id: Mapped[int | None] = foreign_key("stock.lot", free=True, copied=False)
    lot: Mapped[Lot | None] = many2one("Lot/Serial", "lot_id", tracked=True, copied=False)
    return_transfer_id: Mapped[int | None] = foreign_key("stock.transfer", free=True, copied=False)
    return_transfer: Mapped[Transfer | None] = many2one(
        "Return", "return_transfer_id", tracked=True, copied=False, help="The return by which the product came in."
    )
    location_id: Mapped[int | None] = foreign_key("stock.location", free=True)
    location: Mapped[Location | None] = many2one("Location", "location_id", help="Where the product is.")
    under_warranty: Mapped[bool] = boolean(
        "Under Warranty", tracked=True, copied=False, help="Parts cost the customer nothing."
    )
    scheduled_at: Mapped[datetime] = instant("Scheduled Date", required=True, tracked=True, copied=False)
    responsible_id: Mapped[int | None] = foreign_key("base.user", index=False)
    responsible: Mapped[User | None] = many2one("Responsible", "responsible_id", tracked=True)
    tags: Mapped[list[Tag]] = many2many("Tags", "repair.tag")
    parts: Mapped[list[Part]] = one2many("Parts", "repair.part", by="order_id", order_by="sequence", cascade=True)
    notes: Mapped[str | None] = long_text("Repair Notes", copied=False, roles=("base.user",))
    findings: Mapped[str | None] = long_text(
        "What Was Found", copied=False, help="The customer reads this on the repair report."
    )
    work: Mapped[str | None] = long_text(
        "What Was Done", copied=False, help="The customer reads this on the repair report."
    )
    ended_at: Mapped[datetime | None] = instant("Repaired on", read_only=True, copied=False)
    state: Mapped[str] = choice("State", STATES, tones=TONES, default="new", read_only=True, tracked=True, copied=False)
    company_id: Mapped[int] = foreign_key("base.company", required=True, index=False)
    company: Mapped[Company] = many2one("Company", "company_id")
    currency_id: Mapped[int] = foreign_key("base.currency", required=True)
    currency: Mapped[Currency] = many2one("Currency", "currency_id", read_only=True)
    transfers: Mapped[list[Transfer]] = one2many("Stock Operations", "stock.transfer", by="repair_id")
    quotations: Mapped[list[Order]] = one2many("Quotations", "sale.order", by="repair_id")

    constraints = (
        unique("company_id", "number"),
        check("quantity > 0", "quantity_positive"),
        index("company_id", "state", "scheduled_at", "id"),
        index("company_id", "scheduled_at", "id"),
        index("responsible_id", "state", "id"),
    )

    def defaults(self) -> None:
        """A repair for now, of the current company, by whoever repairs and enters it (SPEC RP-7, RP-8)."""
        super().defaults()
        self.scheduled_at = self.env.now()
        if self.env.user.company_id:
            self.company_id = self.env.user.company_id
            self.take_the_companys_currency()
        if not self.env.is_system and self.env.holds("repair.user"):
            self.responsible_id = self.env.user.id

    def numbering(self) -> Numbering:
        """One sequence for all companies (SPEC RP-12)."""
        return Numbering("repair.order", "RO/")

    # --- what follows from what ---------------------------------------------------------------------------------------

    @reacts_to("company")
    def take_the_companys_currency(self) -> None:
        """Prices are in the company's currency."""
        with self.env.system("the currency of a company") as system:
            company_id = self.company_id or self.company.id
            self.currency_id = system.session.get_one(system[Company], company_id).currency_id

    @reacts_to("product")
    def forget_what_is_of_another_product(self) -> None:
        """A lot stays only with its product, and a serial number is one piece (SPEC RP-3)."""
        product = self.product
        if product is not None and product.tracking == "serial":
            self.quantity = Decimal(1)
        if (lot := self._linked_lot()) is not None and lot.product_id != self.linked_id("product"):
            self.lot_id, self.lot = None, None

    @reacts_to("lot")
    def propose_warranty(self) -> None:
        """The lot knows until when there is a warranty (SPEC RP-6)."""
        lot = self._linked_lot()
        end = lot.warranty_end if lot is not None else None
        self.under_warranty = end is not None and end >= self.env.today()

    @reacts_to("return_transfer")
    def take_from_the_return(self) -> None:
        """A return says what came back and where it is now, as far as nobody has said so (SPEC RP-5)."""
        if (return_id := self.linked_id("return_transfer")) is None:
            return
        with self.env.system("what came back with a return") as system:
            came = system.session.get_one(system[Transfer], return_id)
            line = next((one for one in came.lines if self.product_id in (None, one.product_id)), None)
            found = (line.product_id, line.lot_id) if line is not None else (None, None)
            place = came.destination_id
        if self.location_id is None:
            self.location_id = place
        if found[0] is not None and self.linked_id("product") is None:
            self.product_id, self.product = found[0], self.env.session.get(self.env[Product], found[0])
        if found[1] is not None and self.linked_id("lot") is None:
            self.lot_id = found[1]
            self.propose_warranty()

    def settle(self) -> None:
        """Switching the warranty on or off changes the price of every part (SPEC RP-6)."""
        super().settle()
        if self.has_changes("under_warranty"):
            for part in self.parts:
                part.settle()

    def _linked_lot(self) -> Lot | None:
        """The lot, whoever may see it."""
        if (lot_id := self.linked_id("lot")) is None:
            return None
        with self.env.system("the lot of a repair") as system:
            return system.session.get(system[Lot], lot_id)

    # --- what must be true --------------------------------------------------------------------------------------------

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """A thing is repaired, its lot is one of it, and what is over stays as it was (SPEC RP-3, RP-13)."""
        yield from super().check()
        product_id = self.linked_id("product")
        product = self.env.session.get(self.env[Product], product_id) if product_id is not None else None
        if (self.quantity if self.quantity is not None else 1) <= 0:
            yield "quantity", "The quantity must be greater than zero."
        elif product is not None:
            if product.kind == "service":
                yield Refused("{product} is a service: it cannot be repaired.", about="product", product=product.name)
            if product.tracking == "serial" and self.quantity != 1:
                text = "A serial number stands for exactly one {product}."
                yield Refused(text, about="quantity", product=product.name)
            elif (refusal := product.unit.refusal(self.quantity, product.name, "quantity")) is not None:
                yield refusal
        if self.has_changes("lot_id", "lot", "product_id", "product") and (lot := self._linked_lot()) is not None:
            name = product.name if product is not None else "nothing"
            if product is None or lot.product_id != product.id:
                yield Refused("{lot} does not belong to {product}.", about="lot", lot=lot.name, product=name)
        if self.stored("state") in ("repaired", "cancelled") and self.is_over and self.has_changes(*FACTS):
            yield self.refuse_changes()

    def refuse_changes(self) -> Refused:
        """What is said of a change of something that is over."""
        return Refused("{repair} is {state}: it cannot be changed.", repair=self.number,
                       state=Text(IN_WORDS[self.state]))  # fmt: skip

    @property
    def is_over(self) -> bool:
        """Whether nothing is to be done any more."""
        return self.state in ("repaired", "cancelled")

    @computed("Unit")
    def unit(self) -> str:
        """What the quantity is counted in."""
        return self.product.unit.name if self.product is not None else ""

    def linked_documents(self) -> Iterator[Any]:
        """Deleting is possible in New and Cancelled only (SPEC RP-15)."""
        yield from super().linked_documents()
        if self.state not in ("new", "cancelled"):
            raise Refused("Cancel the repair order before deleting it.")

    # --- what is done with it -----------------------------------------------------------------------------------------

    @system_work("confirm a repair")
    def confirm(self) -> None:
        """The repair will be made: its parts are set aside as far as they are there (SPEC RP-12)."""
        self._must_be("new")
        if self.product is None:
            raise Refused("Select the product to repair.", about="product")
        self.state = "confirmed"
        plan_parts(self)

    @system_work("start a repair")
    def start_repair(self) -> None:
        """Somebody works on it."""
        self._must_be("confirmed")
        self.state = "under_repair"
        reserve_parts(self)

    @system_work("reserve parts of a repair")
    def check_availability(self) -> None:
        """Sets aside what was short and came in meanwhile."""
        self._must_be(*UNDER_WAY)
        reserve_parts(self)

    @system_work("end a repair")
    def end_repair(self) -> None:
        """What was used leaves the stock, what was taken out goes where it belongs, and nothing changes any more.

        Raises Refused, with all reasons, for a number that is missing and a part that is not there (SPEC RP-16).
        """
        self._must_be("under_repair")
        self._check_numbers()
        self.state, self.ended_at = "repaired", self.env.now()
        move_parts(self)
        note_delivered_parts(self)
        self.env.hook.repair_ended(env=self.env, order=self)

    @system_work("cancel a repair")
    def cancel_repair(self) -> None:
        """Nothing comes of it: what was set aside is free again (SPEC RP-15)."""
        self._must_be("new", *UNDER_WAY)
        self.state = "cancelled"
        free_parts(self)
        self.env.hook.repair_cancelled(env=self.env, order=self)

    @system_work("reopen a repair")
    def set_to_new(self) -> None:
        """A cancelled repair may be worked on again."""
        self._must_be("cancelled")
        self.state = "new"

    def create_quotation(self) -> Order | None:
        """What the repair costs, to be edited and sent (SPEC RP-14). None for who may not see quotations."""
        order_id = self._quote()
        return self.env.session.get(self.env[Order], order_id) if self.env.may("read", Order) else None

    @system_work("quote a repair")
    def _quote(self) -> int:
        self._must_be("new", *UNDER_WAY, "repaired")
        return quote(self).id

    def use_all_parts(self) -> None:
        """Everything was used as planned."""
        for part in self.parts:
            if not part.done:
                part.used, part.done = True, part.demand
        self.env.session.flush()

    @property
    def has_unused_parts(self) -> bool:
        """Whether less was used than planned, which is asked about before the end (SPEC RP-16)."""
        return any(part.done < part.demand for part in self.parts)

    def _check_numbers(self) -> None:
        problems = []
        if self.product is not None and self.product.tracking != "none" and self.lot is None:
            problems.append(_lacks_number(self.product.name, "lot"))
        for part in self.parts:
            if part.done and part.product.tracking != "none" and part.lot is None:
                problems.append(_lacks_number(part.product.name, part))
            if part.done and part.product.tracking == "serial" and part.done != 1:
                name = part.product.name
                problems.append(Refused("A serial number stands for exactly one {part}.", about=part, part=name))
        if problems:
            raise Refused.several(problems)

    def _must_be(self, *states: str) -> None:
        """Whoever works on the same repair waits; then it must still be in one of these states."""
        self.env.lock(self)
        if self.state not in states:
            state = Text(IN_WORDS[self.state])
            raise Refused("{repair} is {state}: this is not possible any more.", repair=self.number, state=state)


def _lacks_number(product: str, about: object) -> Refused:
    return Refused("Set a lot/serial number for {product}.", about=about, product=product)
