"""Programs: what is given to whom, for what, and until when (SPEC LY-2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from addons.base.models import Company
from addons.loyalty.codes import key_of
from addons.loyalty.rewarding import Condition
from addons.loyalty.summary import in_words
from addons.mail.models import Thread
from core import (
    Env,
    Mapped,
    Refused,
    boolean,
    check,
    choice,
    computed,
    day,
    foreign_key,
    index,
    integer,
    many2one,
    one2many,
    text,
)

if TYPE_CHECKING:
    from addons.base.models import Currency
    from addons.loyalty.models.coupons import Coupon
    from addons.loyalty.models.terms import Reward, Rule

TYPES = {"coupons": "Coupons", "code": "Discount Code"}
SHORTEST_CODE = 4
NOT_RUNNING = "This promotion is not running."


class Program(Thread, model="loyalty.program", title="Program", titles="Discount & Loyalty"):
    """What takes something off orders, under which rules. A coupon is a code for one, a discount code is for all."""

    search_by = ("name", "code")
    order_by = ("name", "id")

    name: Mapped[str] = text("Name", required=True, tracked=True, help="For who works here; customers do not read it.")
    type: Mapped[str] = choice("Program Type", TYPES, default="coupons", required=True, tracked=True)
    code: Mapped[str | None] = text("Code", size=40, tracked=True, copied=False, help="Any customer may enter it.")
    code_key: Mapped[str | None] = text("Code as it is compared", size=40, read_only=True, copied=False)
    starts_on: Mapped[date | None] = day("Start Date", tracked=True, help="Empty: at once.")
    ends_on: Mapped[date | None] = day("End Date", tracked=True, help="The last day. Empty: no end.")
    company_id: Mapped[int | None] = foreign_key("base.company")
    company: Mapped[Company | None] = many2one("Company", "company_id", help="Empty: for all companies.")
    currency_id: Mapped[int] = foreign_key("base.currency", required=True)
    currency: Mapped[Currency] = many2one("Currency", "currency_id")
    most_uses: Mapped[int] = integer("Limit Usage", default=0, tracked=True, help="Orders that may use it; 0: any.")
    uses: Mapped[int] = integer("Uses", default=0, read_only=True, copied=False)
    restrict_to_customer: Mapped[bool] = boolean(
        "Only for the Customer", tracked=True, help="A coupon can be used by the contact that it was issued for."
    )
    active: Mapped[bool] = boolean("Active", default=True, tracked=True)
    rules: Mapped[list[Rule]] = one2many("Rules", "loyalty.rule", by="program_id", cascade=True)
    rewards: Mapped[list[Reward]] = one2many("Rewards", "loyalty.reward", by="program_id", cascade=True)
    coupons: Mapped[list[Coupon]] = one2many("Coupons", "loyalty.coupon", by="program_id", copied=False)

    constraints = (
        check("most_uses >= 0", "most_uses_not_negative"),
        check("uses >= 0", "uses_not_negative"),
        index("code_key", unique=True, where="code_key IS NOT NULL"),
        index("type", "active", "name", "id"),
    )

    def defaults(self) -> None:
        """A program of the current company, in its currency."""
        super().defaults()
        company_id = self.env.user.company_id
        with self.env.system("the currency of a company") as system:
            company = system[Company]
            wanted = sa.select(company).where(company.active).order_by(company.id != (company_id or 0), company.id)
            if (found := system.session.scalars(wanted.limit(1)).first()) is not None:
                self.company_id, self.currency_id = company_id, found.currency_id

    def settle(self) -> None:
        """Codes are compared however they are written."""
        super().settle()
        self.code_key = key_of(self.code) or None if self.type == "code" and self.code else None

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """It ends after it starts, gives something, and stays what it is once it has issued coupons (SPEC LY-12)."""
        yield from super().check()
        if self.starts_on is not None and self.ends_on is not None and self.ends_on < self.starts_on:
            yield "ends_on", "The program ends before it starts."
        if (self.most_uses or 0) < 0:
            yield "most_uses", "The limit cannot be negative."
        if not self.rewards:
            yield "rewards", "Add at least one reward."
        if self.type == "code" and len(key_of(self.code or "")) < SHORTEST_CODE:
            yield Refused("A code has at least {n} letters or figures.", about="code", n=SHORTEST_CODE)
        if self.id is not None and self.stored("type") not in (None, self.type) and self.has_issued:
            yield "type", "The type cannot change: coupons were already issued."
        if self.code_key and self.has_changes("code_key") and self._is_taken(self.code_key):
            yield "code", "Another program has this code."

    def _is_taken(self, key: str) -> bool:
        with self.env.system("codes of all programs") as system:
            program = system[Program]
            other = sa.select(program.id).where(program.code_key == key, program.id != (self.id or 0)).limit(1)
            return system.session.scalar(other) is not None

    def linked_documents(self) -> Iterator[Any]:
        """A program with issued coupons is archived (SPEC LY-12)."""
        yield from super().linked_documents()
        if self.has_issued:
            raise Refused("Archive the program: it has issued coupons.")

    @property
    def has_issued(self) -> bool:
        """Whether there are coupons of it."""
        from addons.loyalty.models.coupons import Coupon

        if self.id is None:
            return False
        with self.env.system("whether a program has issued coupons") as system:
            coupon = system[Coupon]
            return system.session.scalar(sa.select(coupon.id).where(coupon.program_id == self.id).limit(1)) is not None

    @computed("In words")
    def summary(self) -> str:
        """What it gives to whom, for people to read."""
        return in_words(self) if self.rewards else ""

    @property
    def conditions(self) -> list[Condition]:
        """What an order must hold, as arithmetic sees it."""
        return [one.condition for one in self.rules]

    @property
    def today(self) -> date:
        """The day that it is for its company (SPEC CP-3)."""
        return today_of(self.env, self.company)

    def is_running(self) -> bool:
        """Whether it is active and its days are now."""
        day = self.today
        begun, over = self.starts_on is None or self.starts_on <= day, self.ends_on is not None and self.ends_on < day
        return bool(self.active and begun and not over)


def today_of(env: Env, company: Company | None) -> date:
    """A company's day, the user's where there is none."""
    return env.today() if company is None else env.now().astimezone(ZoneInfo(company.zone)).date()


def coupon_programs(env: Env, company: Company | None) -> sa.Select[Program]:
    """Programs that give coupons now, of a company or of none (SPEC CP-2)."""
    program, day = env[Program], today_of(env, company)
    company_id = company.id if company is not None else None
    return (
        sa.select(program)
        .where(program.type == "coupons", program.active)
        .where(program.company_id.is_(None) | (program.company_id == company_id))
        .where(program.starts_on.is_(None) | (program.starts_on <= day))
        .where(program.ends_on.is_(None) | (program.ends_on >= day))
        .order_by(program.name, program.id)
    )
