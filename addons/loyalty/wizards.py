"""Pop-ups of programs and coupons."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from addons.loyalty.models import Coupon, Program
from addons.loyalty.models.coupons import issue, wrong_end
from core import Refused, Wizard, button, calendar, number, shows

MOST = 10_000
"""Codes that are made at once (SPEC LY-13)."""


class GenerateCoupons(Wizard, title="Generate Coupons", on=Program):
    """Makes many codes at once, for nobody in particular (SPEC LY-13)."""

    record: Program
    quantity = number("Quantity", digits=0, required="Say how many.")
    valid_until = calendar("Valid Until", help="Empty: the codes never expire.")

    def opened(self) -> None:
        """One at least."""
        self.quantity = Decimal(1)

    def check(self) -> Iterator[tuple[object, str] | Refused]:
        """A sensible number, and days of the program."""
        if not 1 <= self.quantity <= MOST:
            yield Refused("Generate between 1 and {most} codes.", about="quantity", most=Decimal(MOST))
        yield from wrong_end(self.record, self.valid_until, self.record.today)

    @button("Generate", primary=True)
    def confirm(self) -> str:
        """The codes as a list, to be exported."""
        issue(self.env, self.record, int(self.quantity), valid_until=self.valid_until)
        return f"/loyalty/coupons?f=&is.program={self.record.id}"


class ShareCoupons(Wizard, title="Share Coupons", on=Coupon, needs="read"):
    """The link of a coupon, to be put into any message (SPEC CP-14)."""

    record: Coupon
    share_link = shows("Share Link", copied=True)

    def opened(self) -> None:
        """The same link every time."""
        self.share_link = self.record.share_link

    def note(self) -> str:
        """What the customer sees there."""
        refusal = self.record.refusal()
        return (
            refusal.message
            if refusal is not None
            else "Whoever opens the link sees the code. Opening it uses nothing up."
        )


__all__: list[Any] = ["GenerateCoupons", "ShareCoupons"]
