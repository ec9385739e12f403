"""Repair orders as form, list and board; what lots, orders and returns show of them; and places for other addons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from addons.base.models import Contact, Role, User
from addons.mail.pages import chatter
from addons.product.models import Product
from addons.repair.models import OrderRepair, Part, RepairOrder, RepairTransfer, Tag
from addons.repair.models.orders import STATES, TONES
from addons.repair.printouts import BENCH, report, ticket
from addons.repair.wizards import EndRepair
from addons.sale.models import Order
from addons.sale.pages import order_smart_buttons
from addons.stock.models import Location, Lot, Transfer
from addons.stock.pages import lot_smart_buttons, transfer_smart_buttons
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
    Show,
    Slot,
    SmartButton,
    SmartButtons,
    State,
    StatusBar,
    Tab,
)

# --- places for other addons ------------------------------------------------------------------------------------------

repair_actions = Slot("repair_actions", takes=Action)
repair_smart_buttons = Slot("repair_smart_buttons", takes=SmartButton)
repair_details = Slot("repair_details", takes=Show)
what_is_repaired = "what can be repaired for a customer"
"""Why lots, returns and places are read as system work: names for whoever makes a repair from a ticket (SPEC AR-4)."""

# --- conditions and choices -------------------------------------------------------------------------------------------


def is_new(order: RepairOrder) -> bool:
    """Whether it can be confirmed, stored or not."""
    return order.state in (None, "new")


def is_confirmed(order: RepairOrder) -> bool:
    """Whether the work can begin."""
    return order.state == "confirmed"


def is_done_as_planned(order: RepairOrder) -> bool:
    """Whether it can end, and everything that was planned was used."""
    return order.state == "under_repair" and not order.has_unused_parts


def is_done_with_less(order: RepairOrder) -> bool:
    """Whether it can end, and less was used than planned."""
    return order.state == "under_repair" and order.has_unused_parts


def is_short(order: RepairOrder) -> bool:
    """Whether parts are missing that may have come in meanwhile."""
    return order.state in ("confirmed", "under_repair") and any(part.missing for part in order.parts)


def can_be_quoted(order: RepairOrder) -> bool:
    """Whether there is something to offer."""
    return order.state != "cancelled"


def can_be_cancelled(order: RepairOrder) -> bool:
    """Whether it is stored and not over."""
    return order.id is not None and not order.is_over


def is_cancelled(order: RepairOrder) -> bool:
    """Whether it can be taken up again."""
    return order.state == "cancelled"


def is_over(order: RepairOrder) -> bool:
    """Whether nothing of it can change any more."""
    return order.is_over


def has_product(order: RepairOrder) -> bool:
    """Whether it is known what is repaired (SPEC RP-3)."""
    return order.linked_id("product") is not None


def is_tracked(order: RepairOrder) -> bool:
    """Whether the product has lots or serial numbers (SPEC RP-4)."""
    return order.product is not None and order.product.tracking != "none"


def is_one_piece(order: RepairOrder) -> bool:
    """Whether there can be only one of it."""
    return is_over(order) or (order.product is not None and order.product.tracking == "serial")


def part_is_settled(part: Part) -> bool:
    """Whether the part's repair is over."""
    return part.order is not None and part.order.is_over


def part_is_numbered(part: Part) -> bool:
    """Whether the part has lots or serial numbers."""
    return part.product is not None and part.product.tracking != "none"


def price_is_settled(part: Part) -> bool:
    """Whether the warranty pays for the part, or nobody does any more (SPEC RP-6)."""
    return part_is_settled(part) or (part.order is not None and part.order.under_warranty)


def repairable_products(order: RepairOrder) -> sa.Select[Product]:
    """Things of the order's company and shared ones (SPEC RP-3)."""
    product = order.env[Product]
    shared = product.company_id.is_(None) | (product.company_id == order.company_id)
    return sa.select(product).where(product.kind != "service", product.active, shared).order_by(product.name)


def products_for_parts(part: Part) -> sa.Select[Product]:
    """Active products: things, and work that is charged."""
    product = part.env[Product]
    return sa.select(product).where(product.active).order_by(product.name)


def lots_of_product(order: RepairOrder) -> sa.Select[Lot]:
    """Numbers of the product in the order's company."""
    lot, product_id = order.env[Lot], order.linked_id("product")
    mine = sa.select(lot).order_by(lot.name)
    if product_id is None:
        return mine.where(sa.false())
    return mine.where(lot.product_id == product_id, lot.company_id == order.company_id)


def lots_of_part(part: Part) -> sa.Select[Lot]:
    """Numbers of the part in the repair's company."""
    lot, product_id = part.env[Lot], part.linked_id("product")
    mine = sa.select(lot).order_by(lot.name)
    if product_id is None or part.order is None:
        return mine.where(sa.false())
    return mine.where(lot.product_id == product_id, lot.company_id == part.order.company_id)


def returns_of_customer(order: RepairOrder) -> sa.Select[Transfer]:
    """Returns of the customer, with the product if it is known (SPEC RP-5)."""
    transfer, contact, move = order.env[Transfer], order.env[Contact], order.env.models.models["stock.move"]
    if order.customer is None:
        return sa.select(transfer).where(sa.false())
    everybody = sa.select(contact.id).where(
        contact.commercial_id == (order.customer.commercial_id or order.customer.id)
    )
    found = sa.select(transfer).where(
        transfer.return_of_id.is_not(None), transfer.contact_id.in_(everybody), transfer.state != "cancelled",
        transfer.company_id == order.company_id,
    ).order_by(transfer.id.desc())  # fmt: skip
    if (product_id := order.linked_id("product")) is not None:
        found = found.where(sa.exists().where(move.transfer_id == transfer.id, move.product_id == product_id))
    return found


def own_places(order: RepairOrder) -> sa.Select[Location]:
    """Where a product can be in the house."""
    place = order.env[Location]
    own = place.company_id.is_(None) | (place.company_id == order.company_id)
    return sa.select(place).where(place.active, place.type == "internal", own).order_by(place.name)


def people_who_repair(order: RepairOrder) -> sa.Select[User]:
    """Who can manage a repair: active users with the role Repairs user, by itself or implied."""
    user, role = order.env[User], order.env[Role]
    names = order.env.registry.policy.giving("repair.user")
    return sa.select(user).where(user.active, user.roles.any(role.name.in_(names))).order_by(user.name)


NEXT_STEPS = {"new": "To be confirmed", "confirmed": "To be started", "under_repair": "To be ended by the workshop"}


def real_state(order: RepairOrder) -> State:
    """Where it really stands, for panels of linked documents."""
    what = order.product.name if order.product is not None else ""
    closed = order.state in ("repaired", "cancelled")
    return State(STATES[order.state], TONES[order.state] if closed else "busy", what=what, closed=closed,
                 next_step=NEXT_STEPS.get(order.state, ""))  # fmt: skip


def with_real_state(env: Env) -> Sequence[ORMOption]:
    """What `real_state` looks at, read together with the repairs."""
    return (joinedload(env[RepairOrder].product),)


# --- pages ------------------------------------------------------------------------------------------------------------

confirm = Action("Confirm Repair", on=RepairOrder, does="confirm", shown=is_new, primary=True, icon="check", new=True,
                 order=10)  # fmt: skip
start = Action(
    "Start Repair", on=RepairOrder, does="start_repair", shown=is_confirmed, primary=True, icon="play", order=20
)
end = Action(
    "End Repair",
    on=RepairOrder,
    does="end_repair",
    shown=is_done_as_planned,
    primary=True,
    icon="check-check",
    order=30,
)
end_with_less = Action(
    "End Repair", on=RepairOrder, opens=EndRepair, shown=is_done_with_less, primary=True, icon="check-check", order=31
)
reserve = Action(
    "Check Availability", on=RepairOrder, does="check_availability", shown=is_short, icon="refresh-cw", order=40
)
quotation = Action(
    "Create Quotation",
    on=RepairOrder,
    does="create_quotation",
    shown=can_be_quoted,
    icon="file-text",
    new=True,
    order=50,
)
cancel = Action(
    "Cancel Repair",
    on=RepairOrder,
    does="cancel_repair",
    shown=can_be_cancelled,
    confirm="Cancel this repair?",
    order=90,
)
reopen = Action("Set to New", on=RepairOrder, does="set_to_new", shown=is_cancelled, icon="rotate-ccw", order=95)

repair_parts = Lines(
    RepairOrder.parts,
    Show(Part.product, among=products_for_parts, read_only=part_is_settled, searched=True),
    Show(Part.type, read_only=part_is_settled),
    Show(Part.demand, read_only=part_is_settled),
    Show(Part.done, read_only=part_is_settled),
    Show(Part.lot, among=lots_of_part, shown=part_is_numbered, read_only=part_is_settled, system=what_is_repaired),
    Show(Part.used, read_only=part_is_settled),
    Show(Part.price, read_only=price_is_settled),
    Part.availability,
    adding=True,
    removing=True,
)
repair_form = Form(
    RepairOrder,
    "order",
    StatusBar(RepairOrder.state),
    Actions(confirm, start, end, end_with_less, reserve, quotation, repair_actions, cancel, reopen),
    SmartButtons(repair_smart_buttons),
    Group(
        "",
        Show(RepairOrder.customer, read_only=is_over, searched=True),
        Show(RepairOrder.product, among=repairable_products, read_only=is_over, searched=True),
        Show(RepairOrder.quantity, shown=has_product, read_only=is_one_piece),
        Show(RepairOrder.unit, shown=has_product),
        Show(RepairOrder.lot, among=lots_of_product, shown=is_tracked, read_only=is_over, system=what_is_repaired,
             searched=True),
        Show(RepairOrder.return_transfer, among=returns_of_customer, read_only=is_over, system=what_is_repaired),
        Show(RepairOrder.under_warranty, read_only=is_over),
    ),
    Group(
        "Work",
        Show(RepairOrder.scheduled_at, read_only=is_over),
        Show(RepairOrder.responsible, among=people_who_repair),
        Show(RepairOrder.tags, makes=True),
        Show(RepairOrder.location, among=own_places, read_only=is_over),
        Show(RepairOrder.company, read_only=is_over),
        repair_details,
    ),
    Tab("Parts", repair_parts),
    Tab("Repair Notes", RepairOrder.notes),
    Tab("Report", RepairOrder.findings, RepairOrder.work, RepairOrder.ended_at),
    chatter,
    ticket,
    report,
    title="Repair Reference",
)  # fmt: skip
columns = (
    RepairOrder.number, RepairOrder.scheduled_at, RepairOrder.customer, RepairOrder.product,
    Column(RepairOrder.lot, optional=True), RepairOrder.responsible, RepairOrder.state,
)  # fmt: skip
filters = (
    Filter(
        "To do", on=RepairOrder, keeps=lambda r, env: r.state.in_(("new", "confirmed", "under_repair")), default=True
    ),
    Filter("Mine", on=RepairOrder, keeps=lambda r, env: r.responsible_id == env.user.id),
    Filter("Under repair", on=RepairOrder, keeps=lambda r, env: r.state == "under_repair"),
    Filter("Repaired", on=RepairOrder, keeps=lambda r, env: r.state == "repaired"),
)
repair_list = List(
    RepairOrder, "orders", *columns, filters=filters,
    group_by=(RepairOrder.state, RepairOrder.responsible, RepairOrder.customer, RepairOrder.product),
)  # fmt: skip
tag_form = Form(Tag, "tag", Group("", Tag.name))
tag_list = List(Tag, "tags", Tag.name)

# --- on other addons' pages -------------------------------------------------------------------------------------------

quotations = SmartButton("Quotation", on=RepairOrder, to=Order, by=OrderRepair.repair_id,
                         only=lambda o: o.state != "cancelled", icon="file-text", order=10)  # fmt: skip
moves = SmartButton("Stock Moves", on=RepairOrder, to=Transfer, by=RepairTransfer.repair_id,
                    only=lambda t: t.state != "cancelled", icon="warehouse", order=20)  # fmt: skip
of_order = SmartButton("Repairs", on=Order, to=RepairOrder, by=OrderRepair.repair_id, icon="wrench", order=40)
of_lot = SmartButton("Repairs", on=Lot, to=RepairOrder, by=RepairOrder.lot_id, icon="wrench", order=40)
of_return = SmartButton("Repairs", on=Transfer, to=RepairOrder, by=RepairOrder.return_transfer_id,
                        only=lambda r: r.state != "cancelled", icon="wrench", order=40)  # fmt: skip
of_transfer = SmartButton("Repair", on=Transfer, to=RepairOrder, by=RepairTransfer.repair_id, icon="wrench", order=41)

menu = Menu(
    "Repairs", icon="wrench", order=45, roles=("repair.user",),
    children=(
        Menu("Repair Orders", page=repair_list),
        Menu("Bench", address=BENCH),
        Menu("Configuration", roles=("repair.manager",), children=(Menu("Tags", page=tag_list),)),
    ),
)  # fmt: skip

parts: list[Any] = [
    repair_form, repair_list, tag_form, tag_list, menu,
    Into(repair_smart_buttons, quotations, moves),
    Into(order_smart_buttons, of_order),
    Into(lot_smart_buttons, of_lot),
    Into(transfer_smart_buttons, of_return, of_transfer),
]  # fmt: skip
