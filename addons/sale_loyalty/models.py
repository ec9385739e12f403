"""Codes on orders, and the lines that their rewards make (SPEC SO-7, LY-9 to LY-11)."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from addons.loyalty.finding import Found, guessed
from addons.loyalty.models import Coupon, Program, Reward
from addons.loyalty.models.programs import NOT_RUNNING
from addons.loyalty.rewarding import lacking
from addons.product.models import Product
from addons.sale.models import Line, Order
from addons.sale_loyalty.cart import cart_of, what_is_missing, what_lacks
from addons.sale_loyalty.rewards import keep_reward_lines
from core import (
    Env,
    Mapped,
    Model,
    Refused,
    Text,
    boolean,
    computed,
    foreign_key,
    many2one,
    one2many,
    unique,
)

if TYPE_CHECKING:
    from addons.loyalty.models.products import ProductShipping

ON_ORDER = "This promotion is already on this order."
OPEN = ("quotation", "sent")


class ProgramSale(Program):
    """A program may be for Sales (SPEC LY-2)."""

    on_sales: Mapped[bool] = boolean("Sales", default=True, tracked=True)


class ProductDiscount(Product):
    """The product of lines that take something off."""

    is_discount: Mapped[bool] = boolean("Discount", copied=False, read_only=True)


class Applied(Model, model="sale_loyalty.applied", title="Code", titles="Codes"):
    """A code that was entered on an order: a coupon, or the code of a program."""

    display = "{id}"

    order_id: Mapped[int] = foreign_key("sale.order", required=True, on_delete="CASCADE", index=False)
    order: Mapped[OrderRewards] = many2one("Order", "order_id")
    program_id: Mapped[int] = foreign_key("loyalty.program", required=True)
    program: Mapped[Program] = many2one("Program", "program_id", read_only=True)
    coupon_id: Mapped[int | None] = foreign_key("loyalty.coupon")
    coupon: Mapped[Coupon | None] = many2one("Coupon", "coupon_id", read_only=True)
    taken: Mapped[bool] = boolean("Used", read_only=True)

    constraints = (unique("order_id", "program_id"),)

    @property
    def found(self) -> Found:
        """What its code names."""
        return Found(self.program, self.coupon)

    @computed("Why")
    def standing(self) -> str:
        """Why it applies, or what the order lacks: "Add 12.50 EUR more." """
        if self.order is None or self.program is None:
            return ""
        if self.taken:
            return Text("Used by this order")
        if self.order.state in OPEN and (why := self.order.refusal_of(self.found)) is not None:
            return why.message
        if (lack := lacking(self.program.conditions, cart_of(self.order))) is not None:
            return what_is_missing(self.program, lack)
        off = -sum((line.asked for line in self.order.lines if line.applied_id == self.id), Decimal(0))
        return Text("Applies: {amount} off", amount=self.order.currency.shown(off)) if off else Text("Applies")


class LineReward(Line):
    """A line may be what a reward takes off or gives; nobody changes it by hand."""

    if TYPE_CHECKING:
        order: Mapped[OrderRewards]
        product: Mapped[ProductShipping]

    applied_id: Mapped[int | None] = foreign_key("sale_loyalty.applied", on_delete="SET NULL", copied=False)
    applied: Mapped[Applied | None] = many2one("From Code", "applied_id", read_only=True, copied=False)
    reward_id: Mapped[int | None] = foreign_key("loyalty.reward", on_delete="SET NULL", copied=False)
    reward: Mapped[Reward | None] = many2one("Reward", "reward_id", read_only=True, copied=False)

    @property
    def is_settled(self) -> bool:
        """Lines of rewards follow from the others."""
        return super().is_settled or self.applied_id is not None


class OrderRewards(Order):
    """An order with codes, whose rewards are lines of it."""

    if TYPE_CHECKING:
        lines: Mapped[list[LineReward]]  # type: ignore[assignment]

    codes: Mapped[list[Applied]] = one2many("Codes", "sale_loyalty.applied", by="order_id", cascade=True, copied=False)

    def settle(self) -> None:
        """The lines of rewards follow from the others, and the total is never below zero (SPEC LY-11)."""
        rewarded = self._is_rewarded()
        if rewarded:
            keep_reward_lines(self)
        super().settle()
        if rewarded:
            self._give_cents_back()

    def _is_rewarded(self) -> bool:
        """Whether codes have something to say: while it is open, and there are any or there were."""
        if self.id is None or self.state not in OPEN:
            return False
        return bool(self.codes) or any(one.applied is not None for one in self.lines)

    def _give_cents_back(self) -> None:
        """Where taxes are rounded line by line, a discount of everything may take a cent more than there is."""
        unit = Decimal(1).scaleb(-self.currency.digits)
        while self.total < 0 and (off := [one for one in self.lines if one.applied is not None and one.price < 0]):
            off[-1].price += unit
            super().settle()

    # --- entering codes -----------------------------------------------------------------------------------------------

    def refusal_of(self, found: Found) -> Refused | None:
        """Why a code is of no use on this order, its rules left aside (SPEC LY-8)."""
        program = found.program
        assert isinstance(program, ProgramSale)
        mine = program.company_id in (None, self.company_id) and program.currency_id == self.currency_id
        return found.refusal(here=bool(program.on_sales and mine), customer=self.customer)

    def apply_code(self, typed: str) -> Applied:
        """Enters a code. Raises Refused with the first thing that is wrong with it (SPEC LY-8, SO-7)."""
        self._must_be(*OPEN)
        env = self.env
        with env.system("look a code up") as system:
            order, found = system.get(self), guessed(env, system, typed, f"user {env.user.id}")
            assert isinstance(order, OrderRewards)
            if any(one.program_id == found.program.id for one in order.codes):
                raise Refused(ON_ORDER, about="code")
            if (why := order.refusal_of(found)) is not None:
                raise why
            if (lack := lacking(found.program.conditions, cart_of(order))) is not None:
                text = what_lacks(found.program, lack)
                raise Refused(text.template, about="code", **text.values)
            program_id, coupon_id = found.program.id, found.coupon.id if found.coupon is not None else None
        with env.session.no_autoflush:
            made = env[Applied](program=env.session.get_one(env[Program], program_id))
            made.coupon = env.session.get_one(env[Coupon], coupon_id) if coupon_id is not None else None
            self.codes.append(made)
        env.session.flush()
        return made

    def drop_code(self, applied: Applied) -> None:
        """Takes a code off, with the lines of its rewards."""
        for line in [line for line in self.lines if line.applied_id == applied.id]:
            self.lines.remove(line)
        self.codes.remove(applied)

    def copied(self, copy: Any) -> None:
        """A duplicate begins without codes and what they gave."""
        super().copied(copy)
        for line, twin in zip(self.lines, list(copy.lines), strict=True):
            if line.applied_id is not None:
                copy.lines.remove(twin)

    # --- using and giving back ----------------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Whoever confirms first uses the code; the others are told, and their order loses the reward (SPEC LY-9)."""
        self._must_be(*OPEN)
        self.env.session.flush()
        with self.env.system("use the codes of an order") as system:
            use_codes(system, system.get(self))
        super().confirm()

    def cancel(self) -> None:
        """The codes can be used again (SPEC LY-10)."""
        super().cancel()
        with self.env.system("free the codes of an order") as system:
            free_codes(system.get(self))


class CouponSale(Coupon):
    """A coupon knows the order that used it (SPEC LY-7)."""

    order_id: Mapped[int | None] = foreign_key("sale.order", free=True, copied=False)
    order: Mapped[Order | None] = many2one("Used on", "order_id", read_only=True, tracked=True, copied=False)


def use_codes(system: Env, order: Any) -> None:
    """Takes the codes whose rewards stand on an order, in one order for all, so that nobody waits in a circle.

    Raises Refused for the first that cannot be had; it is then taken off the order, which stays to be looked at.
    """
    giving = {line.applied_id for line in order.lines if line.applied_id is not None}
    for one in sorted((one for one in order.codes if one.id in giving), key=lambda one: (one.program_id, one.id)):
        try:
            _use(system, order, one)
        except Refused:
            system.after_rollback(partial(_take_off, applied_id=one.id))
            raise


def _use(system: Env, order: Any, applied: Applied) -> None:
    if (why := order.refusal_of(applied.found)) is not None:
        raise why
    program, coupon = applied.program, applied.coupon
    applied.taken = True  # before anything is written: its reward stays, though nobody else gets one any more
    if program.most_uses and not system.take(Program, program.id, "uses", 1, at_most="most_uses"):
        raise Refused(NOT_RUNNING, about="codes")
    if coupon is not None:
        assert isinstance(coupon, CouponSale)
        coupon.use()
        coupon.order_id = order.id
    system.session.flush()


def _take_off(system: Env, applied_id: int) -> None:
    applied = system.session.get(system[Applied], applied_id)
    if applied is not None and applied.order.state in OPEN and not applied.taken:
        applied.order.drop_code(applied)


def free_codes(order: Any) -> None:
    """Gives the codes of a cancelled order back. System work."""
    for one in order.codes:
        if not one.taken:
            continue
        one.taken = False
        if one.program.most_uses:
            order.env.take(Program, one.program_id, "uses", -1, at_most=0)
        if isinstance(one.coupon, CouponSale) and one.coupon.order_id == order.id:
            one.coupon.free()
            one.coupon.order_id = None
    order.env.session.flush()
