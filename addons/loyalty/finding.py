# makegood: allow unread-file because addons that sell import it
"""From a typed code to what it names (SPEC LY-8)."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from addons.base.models import Contact
from addons.loyalty.codes import grouped, key_of
from addons.loyalty.models import Coupon, Program
from addons.loyalty.models.coupons import FOREIGN, INVALID
from addons.loyalty.models.programs import NOT_RUNNING
from core import Env, Refused, refuse_guess

ELSEWHERE = "This code cannot be used here."


@dataclass
class Found:
    """What a code names: a program, and the coupon unless the code is the program's own."""

    program: Program
    coupon: Coupon | None = None

    def refusal(self, *, here: bool, customer: Contact | None) -> Refused | None:
        """Why it is of no use, in the order of SPEC LY-8; `here`: the program is for this place."""
        if self.coupon is not None and (why := self.coupon.refusal()) is not None:
            return why
        if not self.program.is_running():
            return Refused(NOT_RUNNING, about="code")
        if not here:
            return Refused(ELSEWHERE, about="code")
        bound = self.program.restrict_to_customer and self.coupon is not None and self.coupon.contact is not None
        if bound and not self.coupon.contact.same_customer(customer):  # type: ignore[union-attr]
            return Refused(FOREIGN, about="code")
        if self.program.most_uses and self.program.uses >= self.program.most_uses:
            return Refused(NOT_RUNNING, about="code")
        return None


def find_code(system: Env, typed: str) -> Found | None:
    """What a typed code names, however it is written. System work: codes are secrets of those who hold them."""
    key = key_of(typed)
    if not key:
        return None
    coupon, program = system[Coupon], system[Program]
    found = system.session.scalars(sa.select(coupon).where(coupon.code == grouped(key))).first()
    if found is not None:
        return Found(found.program, found)
    general = system.session.scalars(sa.select(program).where(program.code_key == key)).first()
    return Found(general) if general is not None else None


def guessed(env: Env, system: Env, typed: str, who: str) -> Found:
    """What a code names. Raises Refused for one that names nothing; `who` has few wrong guesses (SPEC WS-13)."""
    found = find_code(system, typed)
    refuse_guess(env, "coupon", who, lambda: found is not None, Refused(INVALID, about="code"))
    assert found is not None
    return found
