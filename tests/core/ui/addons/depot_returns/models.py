"""Returns on teams and tickets."""

from __future__ import annotations

from addons.counter.models import Team, Ticket
from addons.depot.models import Order, Product
from core import Mapped, boolean, foreign_key, many2one


class TeamReturns(Team):
    """Teams may take goods back."""

    use_returns: Mapped[bool] = boolean("Returns")


class TicketReturns(Ticket):
    """What a ticket is about."""

    sales_order_id: Mapped[int | None] = foreign_key("depot.order", free=True)
    sales_order: Mapped[Order | None] = many2one("Sales Order", "sales_order_id")
    product_id: Mapped[int | None] = foreign_key("depot.product", free=True)
    product: Mapped[Product | None] = many2one("Product", "product_id")
