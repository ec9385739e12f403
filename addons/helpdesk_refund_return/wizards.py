"""What returns add to the pop-up "Refund": the lot, and how much of what is credited came back (SPEC RF-4, RT-18)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from addons.account.models import InvoiceLine
from addons.helpdesk_refund.wizards import Refund
from addons.helpdesk_return.models import TicketReturns
from addons.sale_account.models import InvoiceLineOrder, InvoiceOrder
from addons.sale_stock.models import LineDelivery, MoveOrder
from addons.stock.models import Lot, MoveLine
from core import Text, joined, pick, reacts_to

if TYPE_CHECKING:
    from addons.helpdesk_return.models import Customer

ZERO = Decimal(0)
GAP = "{product}: {credited} credited, {returned} returned."


def lots_of_customer(form: RefundReturns) -> sa.Select[Lot]:
    """Lots of the product that were delivered to the customer (SPEC RF-4)."""
    if form.product is None:
        return sa.select(form.env[Lot]).where(sa.false())
    customer = cast("Customer", form.customer)
    return customer.delivered_lots(form.record.company_id, form.product)


def is_tracked(form: RefundReturns) -> bool:
    """Whether the chosen product has lots or serial numbers."""
    return form.product is not None and form.product.tracking != "none"


class RefundReturns(Refund):
    """Narrows invoices by lot, and says where more is credited than came back."""

    lot = pick("Lot/Serial Number", among=lots_of_customer, shown=is_tracked, after=Refund.product)

    def opened(self) -> None:
        """Starts from the ticket's lot too."""
        super().opened()
        ticket = self.record
        if isinstance(ticket, TicketReturns):
            self.lot = ticket.lot

    @reacts_to(Refund.product)
    def forget_lot_of_another_product(self) -> None:
        """A lot stays only with its product (SPEC RF-4)."""
        if self.lot is not None and (self.product is None or self.lot.product_id != self.product.id):
            self.lot = None

    def narrowed(self, found: sa.Select[InvoiceOrder]) -> sa.Select[InvoiceOrder]:
        """Invoices of what was delivered with the lot (SPEC RF-6)."""
        found = super().narrowed(found)
        if self.lot is None:
            return found
        invoice, line = self.env[InvoiceOrder], self.env[InvoiceLineOrder]
        moved, part = self.env[MoveOrder], self.env[MoveLine]
        delivered = (
            sa.select(line.id)
            .join(moved, moved.order_line_id == line.order_line_id)
            .join(part, part.move_id == moved.id)
            .where(line.invoice_id == invoice.id, part.lot_id == self.lot.id)
        )
        return found.where(delivered.exists())

    def note(self) -> str:
        """Crediting goods that did not come back is allowed, and said."""
        said = [super().note()]
        for invoice in self.invoices or ():
            for line in invoice.lines:
                back = _returned(line)
                if back is not None and line.quantity > back:
                    said.append(
                        Text(GAP, product=line.label, credited=line.quantity.normalize(), returned=back.normalize())
                    )
        return joined(one for one in said if one)


def _returned(line: InvoiceLine) -> Decimal | None:
    """How much of what a line invoices came back; None for what cannot."""
    ordered: Any = line.order_line if isinstance(line, InvoiceLineOrder) else None
    if not isinstance(ordered, LineDelivery) or ordered.product.kind == "service":
        return None
    back = [move.done for move in ordered.moves if move.state == "done" and move.source.type == "customer"]
    return sum(back, ZERO)
