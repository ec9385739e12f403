"""Transfers, stock on hand, lots and places, and where other addons put something on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from addons.base.pages import company_form
from addons.mail.pages import chatter
from addons.product.models import Product
from addons.product.pages import product_list, product_smart_buttons
from addons.stock.models import CompanyStock, Location, Lot, Move, MoveLine, Quant, Transfer, Warehouse
from addons.stock.passports import warranty_of
from addons.stock.printouts import label, slip
from addons.stock.routes import PASSPORT
from addons.stock.wizards import IncompleteTransfer, ReverseTransfer
from core import (
    Action,
    Actions,
    Column,
    Env,
    Filter,
    Form,
    Group,
    Into,
    Lines,
    List,
    Menu,
    Panel,
    QrCode,
    Show,
    Slot,
    SmartButton,
    SmartButtons,
    State,
    StatusBar,
    Tab,
)

# --- places for other addons ------------------------------------------------------------------------------------------

transfer_actions = Slot("transfer_actions", takes=Action)
transfer_smart_buttons = Slot("transfer_smart_buttons", takes=SmartButton)
transfer_details = Slot("transfer_details", takes=Show)
transfer_panels = Slot("transfer_panels", takes=Panel)
lot_smart_buttons = Slot("lot_smart_buttons", takes=SmartButton)

# --- conditions and choices -------------------------------------------------------------------------------------------


def is_draft(transfer: Transfer) -> bool:
    """Whether it is stored and nothing was reserved for it yet."""
    return transfer.id is not None and transfer.state == "draft"


def is_waiting(transfer: Transfer) -> bool:
    """Whether something is still missing."""
    return transfer.state == "waiting"


def is_open(transfer: Transfer) -> bool:
    """Whether quantities can be entered."""
    return transfer.state in ("waiting", "ready")


def is_complete(transfer: Transfer) -> bool:
    """Whether everything that is demanded was entered."""
    return is_open(transfer) and not transfer.is_partial


def is_incomplete(transfer: Transfer) -> bool:
    """Whether less was entered than is demanded, but something."""
    return is_open(transfer) and transfer.is_partial


def can_be_released(transfer: Transfer) -> bool:
    """Whether it holds stock that somebody else might need more."""
    return is_open(transfer) and transfer.return_of_id is None and any(move.reserved for move in transfer.open_moves)


def can_be_cancelled(transfer: Transfer) -> bool:
    """Whether it is stored and not done."""
    return transfer.id is not None and transfer.state not in ("done", "cancelled")


def can_be_returned(transfer: Transfer) -> bool:
    """Whether it is done and something of it can still come back (SPEC ST-8)."""
    return (
        transfer.state == "done" and transfer.type != "repair" and any(line.returnable > 0 for line in transfer.lines)
    )


NOT_RECEIVED = {
    "ready": "Ready, not received", "waiting": "Waiting for stock, not received", "draft": "Draft, not received"
}  # fmt: skip
NOT_SENT = {"ready": "Ready, not sent", "waiting": "Waiting for stock, not sent", "draft": "Draft, not sent"}


def real_state(transfer: Transfer) -> State:
    """Where it really stands, for panels of linked documents: one that is only ready is not received (SPEC RT-12)."""
    what = ", ".join(f"{move.quantity.normalize():f} {move.product.name}" for move in transfer.moves)
    comes_in = transfer.destination.holds_stock
    if transfer.state == "done":
        return State("Received" if comes_in else "Sent", "good", what=what, closed=True)
    if transfer.state == "cancelled":
        return State("Cancelled", "idle", what=what, closed=True)
    return State(
        (NOT_RECEIVED if comes_in else NOT_SENT)[transfer.state],
        "busy",
        what=what,
        next_step="To be validated by the warehouse",
    )


def with_real_state(env: Env) -> Sequence[ORMOption]:
    """What `real_state` looks at, read together with the transfers."""
    transfer, move = env[Transfer], env[Move]
    return joinedload(transfer.destination), joinedload(transfer.moves).joinedload(move.product)


def is_settled(transfer: Transfer) -> bool:
    """Whether its ends cannot change any more."""
    return transfer.state not in (None, "draft")


def is_unfinished(transfer: Transfer) -> bool:
    """Whether lines can still come and go."""
    return transfer.state not in ("done", "cancelled")


def move_is_settled(move: Move) -> bool:
    """Whether what is demanded cannot change any more."""
    return move.state not in (None, "draft")


def line_is_settled(line: MoveLine) -> bool:
    """Whether nothing can be entered here any more."""
    return line.transfer is None or not is_open(line.transfer)


def is_numbered(line: MoveLine) -> bool:
    """Whether the product of the line is tracked by lot or serial number."""
    return line.move is not None and line.move.product.tracking != "none"


def takes_new_numbers(line: MoveLine) -> bool:
    """Whether numbers that nobody knows yet may arrive with this line."""
    return is_numbered(line) and line.transfer is not None and line.transfer.source.type in ("supplier", "production")


def movable_products(move: Move) -> sa.Select[Product]:
    """Active products that are things."""
    product = move.env[Product]
    return sa.select(product).where(product.active, product.kind != "service").order_by(product.name)


def places(transfer: Transfer) -> sa.Select[Location]:
    """Where goods can come from and go to: not views."""
    place = transfer.env[Location]
    return sa.select(place).where(place.active, place.type != "view").order_by(place.name)


def moves_of_transfer(line: MoveLine) -> sa.Select[Move]:
    """What the transfer moves."""
    move = line.env[Move]
    return sa.select(move).where(move.transfer_id == line.transfer_id).order_by(move.sequence, move.id)


def lots_of_product(line: MoveLine) -> sa.Select[Lot]:
    """Numbers of the product in the transfer's company."""
    lot = line.env[Lot]
    found = sa.select(lot).order_by(lot.name)
    if line.move is None or line.transfer is None:
        return found.where(sa.false())
    return found.where(lot.product_id == line.move.product_id, lot.company_id == line.transfer.company_id)


def has_company_stock(quant: Any, env: Any) -> Any:
    """Stock that is there, at locations of the company's own."""
    return sa.and_(quant.own, quant.quantity != 0)


# --- transfers --------------------------------------------------------------------------------------------------------

confirm = Action("Confirm", on=Transfer, does="confirm", shown=is_draft, primary=True, icon="check", order=10)
check = Action(
    "Check Availability", on=Transfer, does="check_availability", shown=is_waiting, icon="refresh-cw", order=20
)
validate = Action(
    "Validate", on=Transfer, does="validate", shown=is_complete, primary=True, icon="check-check", order=30
)
validate_part = Action(
    "Validate", on=Transfer, opens=IncompleteTransfer, shown=is_incomplete, primary=True, icon="check-check", order=31
)
return_goods = Action("Return", on=Transfer, opens=ReverseTransfer, shown=can_be_returned, icon="undo-2", order=40)
release = Action("Unreserve", on=Transfer, does="unreserve", shown=can_be_released, order=80)
cancel = Action("Cancel", on=Transfer, does="cancel", shown=can_be_cancelled, confirm="Cancel this transfer?", order=90)

transfer_products = Lines(
    Transfer.moves,
    Show(Move.product, among=movable_products, read_only=move_is_settled),
    Show(Move.quantity, read_only=move_is_settled),
    Move.reserved,
    Move.done,
    Move.state,
    adding=is_unfinished,
    removing=is_unfinished,
)
transfer_operations = Lines(
    Transfer.lines,
    Show(MoveLine.move, among=moves_of_transfer, read_only=line_is_settled),
    Show(MoveLine.lot, among=lots_of_product, shown=is_numbered, read_only=line_is_settled),
    Show(MoveLine.lot_name, shown=takes_new_numbers, read_only=line_is_settled),
    Show(MoveLine.quantity, read_only=line_is_settled),
    MoveLine.returned,
    adding=is_unfinished,
    removing=is_unfinished,
)
transfer_form = Form(
    Transfer,
    "transfer",
    StatusBar(Transfer.state),
    Actions(confirm, check, validate, validate_part, return_goods, transfer_actions, release, cancel),
    SmartButtons(transfer_smart_buttons),
    Group(
        "",
        Show(Transfer.type, read_only=is_settled),
        Show(Transfer.contact, read_only=is_settled),
        Show(Transfer.source, among=places, read_only=is_settled),
        Show(Transfer.destination, among=places, read_only=is_settled),
    ),
    Group(
        "Details",
        Transfer.number,
        Transfer.origin,
        Transfer.scheduled_at,
        Transfer.done_at,
        Transfer.return_of,
        Transfer.backorder_of,
        Show(Transfer.company, read_only=is_settled),
        transfer_details,
    ),
    transfer_panels,
    Tab("Products", transfer_products),
    Tab("Detailed Operations", transfer_operations),
    chatter,
    slip,
)
columns = (
    Transfer.number, Transfer.contact, Transfer.origin, Column(Transfer.source, optional=True),
    Column(Transfer.destination, optional=True), Transfer.scheduled_at, Transfer.state,
)  # fmt: skip
filters = (
    Filter("To do", on=Transfer, keeps=lambda t, env: t.state.in_(("draft", "waiting", "ready")), default=True),
    Filter("Ready", on=Transfer, keeps=lambda t, env: t.state == "ready"),
    Filter("Waiting", on=Transfer, keeps=lambda t, env: t.state == "waiting"),
    Filter("Done", on=Transfer, keeps=lambda t, env: t.state == "done"),
    Filter("Returns", on=Transfer, keeps=lambda t, env: t.return_of_id.is_not(None)),
)
grouping = (Transfer.type, Transfer.state, Transfer.contact)
transfer_list = List(Transfer, "transfers", *columns, filters=filters, group_by=grouping)


def list_of(type_: str, name: str, title: str) -> List:
    """The transfers of one type."""
    return List(
        Transfer, name, *columns, title=title, filters=filters, group_by=grouping, where=lambda t, env: t.type == type_
    )


receipts = list_of("receipt", "receipts", "Receipts")
deliveries = list_of("delivery", "deliveries", "Deliveries")
internal_transfers = list_of("internal", "internal-transfers", "Internal Transfers")
returns = SmartButton("Returns", on=Transfer, to=Transfer, by=Transfer.return_of_id, icon="undo-2", order=10)
back_orders = SmartButton("Back Orders", on=Transfer, to=Transfer, by=Transfer.backorder_of_id, icon="clock", order=20)

# --- stock, lots, places ----------------------------------------------------------------------------------------------

quant_list = List(
    Quant, "stock", Quant.product, Quant.location, Quant.lot, Quant.quantity, Quant.reserved,
    title="Stock on Hand",
    order_by=("product", "location", "lot"),
    filters=(Filter("On hand", on=Quant, keeps=has_company_stock, default=True),),
    group_by=(Quant.product, Quant.location),
)  # fmt: skip


def has_a_passport(lot: Lot) -> bool:
    """Whether it is stored, so that there is something to tell."""
    return lot.id is not None


def passport_of(lot: Lot) -> dict[str, Any]:
    """What the panel "Passport" shows."""
    said, tone = warranty_of(lot)
    return {"address": f"{PASSPORT}/{lot.id}", "code": QrCode.of(lot.public_address), "warranty": said, "tone": tone}


lot_panels = Slot("lot_panels", takes=Panel)
lot_form = Form(
    Lot,
    "lot",
    SmartButtons(lot_smart_buttons),
    Group("", Lot.name, Lot.product, Lot.company),
    Group("Delivery", Lot.delivered_to, Lot.delivered_on, Lot.warranty_end),
    Tab("Moves", Lines(Lot.lines, MoveLine.transfer, MoveLine.quantity, MoveLine.returned, read_only=True)),
    Tab("Notes", Lot.note),
    Panel("Passport", template="stock/passport_panel.html", gives=passport_of, shown=has_a_passport, place="below"),
    lot_panels,
    chatter,
    label,
)
lot_list = List(
    Lot, "lots", Lot.name, Lot.product, Lot.delivered_to, Lot.delivered_on, Lot.warranty_end,
    filters=(Filter("Delivered", on=Lot, keeps=lambda lot, env: lot.delivered_on.is_not(None)),),
    group_by=(Lot.product, Lot.delivered_to),
)  # fmt: skip
location_form = Form(
    Location,
    "location",
    Group("", Location.name, Location.parent, Location.type, Location.usable_for_returns),
    Group("", Location.company, Location.active),
)
location_list = List(
    Location, "locations", Location.name, Location.type, Location.usable_for_returns, Location.company,
    group_by=(Location.type,),
)  # fmt: skip
warehouse_form = Form(
    Warehouse,
    "warehouse",
    Group("", Warehouse.name, Warehouse.code, Warehouse.company, Warehouse.active),
    Group("Locations", Warehouse.stock, Warehouse.input, Warehouse.output, Warehouse.returns),
    duplicate=False,
)
warehouse_list = List(Warehouse, "warehouses", Warehouse.name, Warehouse.code, Warehouse.company)
on_hand = SmartButton(
    "On Hand", on=Product, to=Quant, by=Quant.product_id, only=lambda q: sa.and_(q.own, q.quantity != 0), icon="boxes"
)

menu = Menu(
    "Inventory", icon="warehouse", order=40, roles=("stock.user",),
    children=(
        Menu("Receipts", page=receipts),
        Menu("Deliveries", page=deliveries),
        Menu("Internal Transfers", page=internal_transfers),
        Menu("All Transfers", page=transfer_list),
        Menu("Products", children=(
            Menu("Stock on Hand", page=quant_list),
            Menu("Lots/Serial Numbers", page=lot_list),
            Menu("Products", page=product_list),
        )),
        Menu("Configuration", roles=("stock.manager",), children=(
            Menu("Locations", page=location_list),
            Menu("Warehouses", page=warehouse_list),
        )),
    ),
)  # fmt: skip

parts: list[Any] = [
    transfer_form, transfer_list, receipts, deliveries, internal_transfers, quant_list, lot_form, lot_list,
    location_form, location_list, warehouse_form, warehouse_list, menu,
    Into(transfer_smart_buttons, returns, back_orders),
    Into(product_smart_buttons, on_hand),
    Into(company_form, Group("Inventory", CompanyStock.negative_stock)),
]  # fmt: skip
