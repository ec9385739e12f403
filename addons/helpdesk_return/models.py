"""What returns add to teams, tickets and transfers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from addons.helpdesk.models import Team, Ticket
from addons.helpdesk_sale.models import TicketSale
from addons.stock.models import Location, Lot, MoveLine, Transfer
from core import Env, Mapped, Refused, boolean, foreign_key, many2one, one2many, reacts_to

if TYPE_CHECKING:
    from addons.helpdesk_sale.models import ContactDocuments
    from addons.sale_stock.models import ContactOrders
    from addons.stock.wizards import ReturnLine

    class Customer(ContactDocuments, ContactOrders):
        """A contact as the addons below this one make it."""


class TeamReturns(Team):
    """A team may offer returns (SPEC AS-3)."""

    use_returns: Mapped[bool] = boolean("Returns", tracked=True)


class TicketReturns(TicketSale):
    """A ticket knows the lot that it is about, and the returns that came from it."""

    if TYPE_CHECKING:
        customer: Mapped[Customer | None]

    lot_id: Mapped[int | None] = foreign_key("stock.lot", free=True)
    lot: Mapped[Lot | None] = many2one("Lot/Serial Number", "lot_id", tracked=True)
    transfers: Mapped[list[Transfer]] = one2many("Returns", "stock.transfer", by="ticket_id")

    @reacts_to("product")
    def forget_lot_of_another_product(self) -> None:
        """A lot stays only with its product (SPEC HD-11)."""
        self.lot_id, self.lot = None, None

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """The lot is one of the ticket's product."""
        yield from super().check()
        if (lot_id := self.linked_id("lot")) is None or not self.has_changes("lot_id", "lot", "product_id", "product"):
            return
        with self.env.system("the product of a ticket's lot") as system:
            lot = system.session.get_one(system[Lot], lot_id)
        if lot.product_id != self.linked_id("product"):
            product = self.product.name if self.product is not None else "nothing"
            yield Refused("{lot} does not belong to {product}.", about="lot", lot=lot.name, product=product)

    @classmethod
    def document_links(cls, env: Env) -> Iterator[Any]:
        """Returns name their ticket."""
        yield from super().document_links(env)
        yield env[TransferTicket].ticket_id

    @property
    def has_delivery(self) -> bool:
        """Whether something was delivered to the customer that could come back (SPEC RT-2)."""
        return self.id is not None and self.customer is not None and self.customer.has_deliveries(self.company_id)

    def take_back(
        self, delivery: Transfer, lines: Iterable[ReturnLine] | Mapping[MoveLine, Decimal], to: Location
    ) -> Transfer:
        """The return of goods of a delivery, told of on all documents (SPEC RT-11, RT-15). System work."""
        made = delivery.reverse(lines, to=to, ticket=self)
        self.post_note("Return {operation} created from {delivery}", operation=made, delivery=delivery)
        return made


class TransferTicket(Transfer):
    """A transfer may have come from a ticket (SPEC SB-6)."""

    ticket_id: Mapped[int | None] = foreign_key("helpdesk.ticket", free=True, copied=False, read_only=True)
    ticket: Mapped[Ticket | None] = many2one("Ticket", "ticket_id", read_only=True, copied=False)

    def new_backorder(self) -> Transfer:
        """The rest of a return came from the same ticket."""
        back = super().new_backorder()
        assert isinstance(back, TransferTicket)
        back.ticket_id = self.ticket_id
        return back
