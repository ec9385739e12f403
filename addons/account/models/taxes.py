"""Taxes on what is sold and bought."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from addons.account.reckoning import Rate
from addons.base.models.companies import refuse_other_companies
from core import (
    Mapped,
    Model,
    Refused,
    boolean,
    check,
    choice,
    decimal,
    foreign_key,
    index,
    integer,
    many2one,
    text,
    unique,
)  # fmt: skip

if TYPE_CHECKING:
    from addons.account.models.accounts import Account
    from addons.base.models import Company

USES = {"sale": "Sales", "purchase": "Purchases"}


class Tax(Model, model="account.tax", title="Tax", titles="Taxes"):
    """A percentage of the net, inside the price or on top of it. Several may stand on one line."""

    display = "{name}"
    order_by = ("use", "sequence", "name")

    name: Mapped[str] = text("Name", required=True, size=60, tracked=True)
    percent: Mapped[Decimal] = decimal("Percent", digits=4, trimmed=True, default=0, tracked=True)
    included: Mapped[bool] = boolean("Included in Price", tracked=True)
    use: Mapped[str] = choice("Used for", USES, default="sale")
    account_id: Mapped[int | None] = foreign_key("account.account")
    account: Mapped[Account | None] = many2one(
        "Account", "account_id", help="Where the tax is booked; empty: the company's account for taxes."
    )
    sequence: Mapped[int] = integer("Sequence", default=10)
    company_id: Mapped[int] = foreign_key("base.company", required=True, index=False)
    company: Mapped[Company] = many2one("Company", "company_id")
    active: Mapped[bool] = boolean("Active", default=True)

    constraints = (
        unique("company_id", "use", "name"),
        check("percent >= 0", "percent_not_negative"),
        index("company_id", "active", "use", "sequence"),
    )

    def defaults(self) -> None:
        """A tax is the current company's."""
        super().defaults()
        if self.env.user.company_id:
            self.company_id = self.env.user.company_id

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Between nothing and everything; its account is its company's."""
        yield from super().check()
        if not 0 <= (self.percent or 0) <= 100:
            yield "percent", "A tax is between 0 and 100 percent."
        if self.has_changes("account_id", "account", "company_id", "company"):
            yield from refuse_other_companies(self, self.linked_id("company"), account=self.account)

    @property
    def rate(self) -> Rate:
        """What arithmetic needs of it."""
        return Rate(self, self.percent, self.included)
