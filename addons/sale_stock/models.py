"""Orders and their deliveries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, select

from addons.base.models import Contact
from addons.sale.models import Line, Order
from addons.stock.models import ContactStock, Location, Move, MoveLine, Transfer, shared_location, warehouse_of
from addons.stock.models.reversing import Returned
from core import Env, Mapped, Refused, computed, foreign_key, many2one, one2many

if TYPE_CHECKING:
    from sqlalchemy import Select

    from addons.product.models import Product

UNLIMITED = Decimal(10**12)
"""More than was ordered may be delivered; the warehouse says what went."""


class OrderDelivery(Order):
    """An order is delivered by transfers."""

    transfers: Mapped[list[Transfer]] = one2many("Deliveries", "stock.transfer", by="order_id")

    def cancel(self) -> None:
        """Cancels open deliveries with the order; goods that are with the customer come back first (SPEC SO-2)."""
        if self.state == "confirmed":
            with self.env.system("cancel the deliveries of an order") as system:
                own = system.get(self)
                if any(line.delivered > 0 for line in own.lines):
                    raise Refused("Return the delivered products before cancelling.", order=own.number)
                for transfer in own.transfers:
                    if transfer.state not in ("done", "cancelled"):
                        transfer.cancel()
        super().cancel()

    def plan_delivery(self) -> Transfer | None:
        """The delivery of everything of this order that is goods, confirmed and reserved as far as it is there.

        None if there is nothing to deliver. System work.
        """
        env = self.env
        goods = [line for line in self.lines if line.is_delivered]
        if not goods:
            return None
        stock, customers = warehouse_of(env, self.company_id).stock, shared_location(env, "customer")
        with env.session.no_autoflush:
            delivery = env[Transfer](
                type="delivery", contact=self.customer, company=self.company, origin=self.number, order=self,
                source=stock, destination=customers, scheduled_at=env.now(),
            )  # fmt: skip
            for line in goods:
                delivery.moves.append(
                    env[Move](product=line.product, label=line.label, sequence=line.sequence, quantity=line.quantity,
                              order_line=line, source=stock, destination=customers)
                )  # fmt: skip
            env.session.add(delivery)
        env.session.flush()
        delivery.confirm()
        return delivery


class LineDelivery(Line):
    """An order line knows its moves."""

    moves: Mapped[list[Move]] = one2many("Moves", "stock.move", by="order_line_id")

    @property
    def is_delivered(self) -> bool:
        """Whether a transfer brings it to the customer."""
        return self.product.kind != "service"

    @computed("To Be Credited", help="Invoiced beyond what was delivered and kept.")
    def to_credit(self) -> Decimal:
        """What was invoiced and then came back, so that a credit note is due (SPEC RT-18)."""
        if self.product is None or self.product.kind == "service":
            return Decimal(0)
        return max((self.invoiced or Decimal(0)) - (self.delivered or Decimal(0)), Decimal(0))

    @computed("To Deliver")
    def to_deliver(self) -> Decimal:
        """What was ordered and is not with the customer."""
        if self.product is None or self.product.kind == "service":
            return Decimal(0)
        return max((self.quantity or Decimal(0)) - (self.delivered or Decimal(0)), Decimal(0))


class TransferOrder(Transfer):
    """A transfer may belong to an order: its deliveries, their back orders and their returns."""

    order_id: Mapped[int | None] = foreign_key("sale.order", free=True, copied=False)
    order: Mapped[Order | None] = many2one("Sales Order", "order_id", read_only=True, copied=False)

    def new_backorder(self) -> Transfer:
        """The rest belongs to the same order."""
        back = super().new_backorder()
        assert isinstance(back, TransferOrder)
        back.order = self.order
        return back

    def new_return(self, to: Location) -> Transfer:
        """What comes back belongs to the same order."""
        back = super().new_return(to)
        assert isinstance(back, TransferOrder)
        back.order = self.order
        return back

    def reverse(
        self, lines: Iterable[Returned] | Mapping[MoveLine, Decimal], *, to: Location, **links: Any
    ) -> Transfer:
        """The order says what comes back of it (SPEC RT-15)."""
        made = super().reverse(lines, to=to, **links)
        if self.order is not None:
            self.order.post_note("Return {operation} created from {delivery}", operation=made, delivery=self)
        return made


class MoveOrder(Move):
    """A move may deliver an order line, or bring goods of it back."""

    order_line_id: Mapped[int | None] = foreign_key("sale.line", free=True, copied=False)
    order_line: Mapped[Line | None] = many2one("Order Line", "order_line_id", read_only=True, copied=False)

    def moved_back(self) -> Move:
        """Goods that come back lower what was delivered of the same line."""
        move = super().moved_back()
        assert isinstance(move, MoveOrder)
        move.order_line_id = self.order_line_id
        return move

    def split_off(self, quantity: Decimal) -> Move:
        """The rest delivers the same line."""
        move = super().split_off(quantity)
        assert isinstance(move, MoveOrder)
        move.order_line_id = self.order_line_id
        return move


class ContactOrders(ContactStock):
    """A customer's orders, which are those of its whole commercial entity."""

    def done_deliveries(
        self, company_id: int, product: Product | None = None, order: Order | None = None
    ) -> Select[Any]:
        """As the warehouse says, those of one order if it is given."""
        found = super().done_deliveries(company_id, product)
        return found if order is None else found.where(self.env[TransferOrder].order_id == order.id)

    def delivered_orders(self, company_id: int, product: Product | None = None) -> Select[Order]:
        """Confirmed orders of this customer in a company that have a done delivery (with `product`) (SPEC RT-3).

        Select only: it is run by the Env that is to see them.
        """
        order, transfer = self.env[Order], self.env[TransferOrder]
        done = self.done_deliveries(company_id, product).order_by(None).with_only_columns(transfer.order_id)
        contact = self.env[Contact]
        customer = select(contact.id).where(contact.commercial_id == (self.commercial_id or self.id))
        return (
            select(order)
            .where(order.state == "confirmed", order.customer_id.in_(customer), order.id.in_(done))
            .order_by(order.id.desc())
        )


def keep_delivered(env: Env, transfer: Transfer) -> None:
    """What went to the customer raises `delivered` of its order lines, what came back lowers it (SPEC RT-18, SO-3)."""
    changes: dict[int, Decimal] = {}
    for move in transfer.moves:
        if not isinstance(move, MoveOrder) or move.state != "done" or move.order_line_id is None:
            continue
        went, came = move.destination.type == "customer", move.source.type == "customer"
        change = (int(went) - int(came)) * move.done
        changes[move.order_line_id] = changes.get(move.order_line_id, Decimal(0)) + change
    changes = {line_id: change for line_id, change in changes.items() if change}
    if not env.take_each(Line, changes, "delivered", at_most=UNLIMITED):
        raise RuntimeError(f"{transfer!r} brings back more than was delivered of a line of its order")


def deliver_earlier_orders(env: Env, after: int = 0, most: int | None = None) -> int | None:
    """Plans deliveries of orders that were confirmed before there was a warehouse, in the order of their ids.

    `after` is the id to go on after; `most` of them are looked at. Returns the id of the last of those, None if there
    are no more. System work.
    """
    order, transfer = env[OrderDelivery], env[TransferOrder]
    has_one = exists().where(transfer.order_id == order.id)
    without = select(order).where(order.state == "confirmed", order.id > after, ~has_one).order_by(order.id)
    found = env.session.scalars(without.limit(most)).all()
    for one in found:
        env.lock(one)  # it may be cancelled this very moment
        if one.state == "confirmed":
            one.plan_delivery()
    return found[-1].id if most is not None and len(found) == most else None
