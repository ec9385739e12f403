"""Programs and coupons, and the places where other addons put something on them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from addons.loyalty.models import Coupon, ProductShipping, Program, Reward, Rule
from addons.loyalty.models.coupons import STATES, TONES
from addons.loyalty.wizards import GenerateCoupons, ShareCoupons
from addons.mail.pages import chatter
from addons.product.models import Product
from addons.product.pages import product_form
from core import (
    Action,
    Actions,
    Env,
    Filter,
    Form,
    Group,
    Into,
    Lines,
    List,
    Show,
    Slot,
    SmartButton,
    SmartButtons,
    State,
    StatusBar,
    Tab,
    Text,
)

# --- places for other addons ------------------------------------------------------------------------------------------

available_on = Slot("available_on", takes=Show)
"""Where a program's codes can be used: a tick of each addon that sells (SPEC LY-2)."""
coupon_actions = Slot("coupon_actions", takes=Action)
coupon_details = Slot("coupon_details", takes=Show)
coupon_smart_buttons = Slot("coupon_smart_buttons", takes=SmartButton)

# --- conditions -------------------------------------------------------------------------------------------------------


def is_for_all(program: Program) -> bool:
    """Whether it has one code that any customer may enter."""
    return program.type == "code"


def gives_coupons(program: Program) -> bool:
    """Whether coupons can be made of it."""
    return program.id is not None and program.type == "coupons" and program.active


def for_coupons(program: Program) -> bool:
    """Whether its codes are single coupons."""
    return program.type == "coupons"


def is_settled(program: Program) -> bool:
    """Whether its type cannot change any more (SPEC LY-12)."""
    return program.id is not None and program.has_issued


def can_be_voided(coupon: Coupon) -> bool:
    """Whether somebody could still use it."""
    return coupon.id is not None and coupon.state in ("valid", "expired")


def is_not_settled(coupon: Coupon) -> bool:
    """Whether its last day still means something."""
    return coupon.state in ("used", "void")


def was_used(coupon: Coupon) -> bool:
    """Whether there is something to say of its use."""
    return coupon.used_at is not None


def is_given(reward: Reward) -> bool:
    """Whether a reward gives a product."""
    return reward.kind == "product"


def is_share(reward: Reward) -> bool:
    """Whether it takes a percentage off."""
    return reward.kind == "percent"


def is_amount(reward: Reward) -> bool:
    """Whether it takes an amount off."""
    return reward.kind == "amount"


def is_discount(reward: Reward) -> bool:
    """Whether it takes something off of products."""
    return reward.kind in ("percent", "amount")


def is_on_products(reward: Reward) -> bool:
    """Whether it takes something off of products that are named."""
    return is_discount(reward) and reward.scope == "products"


def is_limited(reward: Reward) -> bool:
    """Whether it could be worth any amount."""
    return reward.kind in ("percent", "shipping")


def with_program(env: Env) -> list[Any]:
    """What the state of a coupon looks at, for many coupons at once."""
    return [joinedload(env[Coupon].program), joinedload(env[Coupon].company)]


def products_in_use(line: Any) -> sa.Select[Product]:
    """What is sold."""
    product = line.env[Product]
    return sa.select(product).where(product.active).order_by(product.name)


def real_state(coupon: Coupon) -> State:
    """Where a coupon stands, its last day counted (SPEC CP-18)."""
    state = "expired" if coupon.state == "valid" and coupon.is_over else coupon.state
    until = Text("Until {date}", date=coupon.valid_until) if coupon.valid_until is not None else ""
    return State(STATES[state], TONES[state], what=coupon.program.name, next_step=until, closed=state != "valid")


# --- programs ---------------------------------------------------------------------------------------------------------

generate = Action(
    "Generate Coupons", on=Program, opens=GenerateCoupons, shown=gives_coupons, icon="ticket-plus", primary=True
)
coupons_of_program = SmartButton("Coupons", on=Program, to=Coupon, by=Coupon.program_id, icon="ticket-percent")
rules_table = Lines(
    Program.rules, Rule.minimum_quantity, Rule.minimum_amount, Rule.with_tax,
    Show(Rule.products, among=products_in_use, searched=True), Rule.categories, Rule.tags,
)  # fmt: skip
rewards_table = Lines(
    Program.rewards, Reward.kind, Show(Reward.percent, shown=is_share), Show(Reward.amount, shown=is_amount),
    Show(Reward.scope, shown=is_discount),
    Show(Reward.products, among=products_in_use, searched=True, shown=is_on_products),
    Show(Reward.most, shown=is_limited), Show(Reward.product, among=products_in_use, searched=True, shown=is_given),
    Show(Reward.quantity, shown=is_given),
)  # fmt: skip
program_form = Form(
    Program,
    "program",
    Actions(generate),
    SmartButtons(coupons_of_program),
    Group("", Program.name, Program.summary),
    Group(
        "Use",
        Show(Program.type, read_only=is_settled),
        Show(Program.code, shown=is_for_all, required=is_for_all),
        Show(Program.restrict_to_customer, shown=for_coupons),
        Program.most_uses,
        Program.uses,
    ),
    Group("When and where", Program.starts_on, Program.ends_on, Program.company, Program.currency, Program.active),
    Group("Available on", available_on),
    Tab("Rewards", rewards_table),
    Tab("Rules", rules_table),
    chatter,
)
program_list = List(
    Program, "programs", Program.name, Program.type, Program.starts_on, Program.ends_on, Program.company,
    filters=(
        Filter("Coupons", on=Program, keeps=lambda p, env: p.type == "coupons"),
        Filter("Discount codes", on=Program, keeps=lambda p, env: p.type == "code"),
    ),
    group_by=(Program.type,),
    empty=("No program yet", "A program takes something off orders: make one, then give its codes to customers."),
)  # fmt: skip

# --- coupons ----------------------------------------------------------------------------------------------------------

share = Action("Get Share Link", on=Coupon, opens=ShareCoupons, needs="read", icon="link", order=10)
void = Action(
    "Void", on=Coupon, does="void", shown=can_be_voided, icon="ban", danger=True, bulk=True, order=90,
    confirm="Nobody can use this code any more.",
)  # fmt: skip
coupon_form = Form(
    Coupon,
    "coupon",
    StatusBar(Coupon.state),
    Actions(coupon_actions, share, void),
    SmartButtons(coupon_smart_buttons),
    Group("", Coupon.code, Coupon.program, Coupon.reward, Show(Coupon.valid_until, read_only=is_not_settled)),
    Group(
        "Customer",
        Coupon.contact,
        Coupon.sent_to,
        Coupon.issued_by,
        coupon_details,
        Show(Coupon.used_at, shown=was_used),
    ),
    chatter,
    create=False,
    delete=False,
)
coupon_list = List(
    Coupon, "coupons", Coupon.code, Coupon.program, Coupon.valid_until, Coupon.state, Coupon.contact,
    filters=(
        Filter("Valid", on=Coupon, keeps=lambda c, env: c.state == "valid"),
        Filter("Used", on=Coupon, keeps=lambda c, env: c.state == "used"),
        Filter("Expired", on=Coupon, keeps=lambda c, env: c.state == "expired"),
    ),
    group_by=(Coupon.program, Coupon.state),
    empty=("No coupons", "Coupons are generated from a program, or from a ticket."),
)  # fmt: skip

parts: list[Any] = [
    program_form,
    program_list,
    coupon_form,
    coupon_list,
    Into(product_form, ProductShipping.is_shipping, after=Product.published),
]
