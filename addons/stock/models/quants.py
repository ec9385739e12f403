"""What is where: stock on hand and what is reserved of it, as running totals that no concurrency can overdraw."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from core import Mapped, Model, PlainModel, boolean, check, foreign_key, index, many2one, measured

if TYPE_CHECKING:
    from addons.base.models import Company
    from addons.product.models import Product
    from addons.stock.models.lots import Lot
    from addons.stock.models.moves import Move, MoveLine
    from addons.stock.models.places import Location


class Quant(Model, model="stock.quant", title="Stock on Hand", titles="Stock on Hand"):
    """How much of a product, and of which lot, is at a location, and how much of that is spoken for (SPEC ST-5).

    Changed by the ledger and by reservations only, with conditional UPDATEs. Every move takes from one quant what it
    gives to another, so that a product's quants, those at suppliers and customers included, always sum to zero.
    """

    display = "{id}"
    search_by = ("product", "product.code", "product.barcode", "lot", "location")
    order_by = ("product_id", "location_id", "lot_id")

    company_id: Mapped[int] = foreign_key("base.company", required=True)
    company: Mapped[Company] = many2one("Company", "company_id", read_only=True)
    product_id: Mapped[int] = foreign_key("product.product", required=True)
    product: Mapped[Product] = many2one("Product", "product_id", read_only=True)
    location_id: Mapped[int] = foreign_key("stock.location", required=True)
    location: Mapped[Location] = many2one("Location", "location_id", read_only=True)
    lot_id: Mapped[int | None] = foreign_key("stock.lot")
    lot: Mapped[Lot | None] = many2one("Lot/Serial Number", "lot_id", read_only=True)
    quantity: Mapped[Decimal] = measured("On Hand", default=0, read_only=True)
    reserved: Mapped[Decimal] = measured("Reserved", default=0, read_only=True)
    most: Mapped[Decimal | None] = measured("At Most", read_only=True, help="1 for a serial number.")
    own: Mapped[bool] = boolean("Own Stock", read_only=True, help="The location holds stock of the company.")

    constraints = (
        check("reserved >= 0", "reserved_not_negative"),
        check("lot_id IS NULL OR NOT own OR (quantity >= 0 AND reserved <= quantity)", "lots_not_overdrawn"),
        check("most IS NULL OR quantity <= most", "serial_once"),
        index(
            "company_id", "product_id", "location_id", unique=True, where="lot_id IS NULL", name="uq_stock_quant_plain"
        ),
        index("lot_id", "location_id", unique=True, where="lot_id IS NOT NULL", name="uq_stock_quant_lot"),
        index(
            "lot_id", unique=True, where="most IS NOT NULL AND quantity > 0", name="uq_stock_quant_serial_in_one_place"
        ),
        index("company_id", "product_id", "location_id", "id"),
        index("company_id", "product_id", "id", where="own AND quantity <> 0", name="ix_stock_quant_on_hand"),
    )


# makegood: allow model-without-rights because people read the totals on moves and quants
class Reservation(PlainModel, model="stock.reservation"):
    """What a move has set aside: of stock on hand, or, if it takes goods back, of the delivered line they went out by.

    The total stands on the quant (`reserved`) or the line (`returned`); this row says whose it is.
    """

    display = "{id}"

    move_id: Mapped[int] = foreign_key("stock.move", required=True, on_delete="CASCADE")
    move: Mapped[Move] = many2one("Move", "move_id")
    quant_id: Mapped[int | None] = foreign_key("stock.quant")
    quant: Mapped[Quant | None] = many2one("Stock", "quant_id")
    line_id: Mapped[int | None] = foreign_key("stock.move_line")
    line: Mapped[MoveLine | None] = many2one("Delivered Line", "line_id")
    quantity: Mapped[Decimal] = measured("Quantity", required=True)

    constraints = (
        check("quantity > 0", "quantity_positive"),
        check("(quant_id IS NULL) <> (line_id IS NULL)", "of_stock_or_of_a_line"),
        index("move_id", "quant_id", unique=True, where="quant_id IS NOT NULL", name="uq_stock_reservation_quant"),
        index("move_id", "line_id", unique=True, where="line_id IS NOT NULL", name="uq_stock_reservation_line"),
    )
