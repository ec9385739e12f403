"""Accounts: what entries are written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from core import Env, Mapped, Model, boolean, choice, foreign_key, index, many2one, text, unique

if TYPE_CHECKING:
    from addons.base.models import Company

TYPES = {
    "bank": "Bank and Cash", "receivable": "Receivable", "asset": "Other Assets", "payable": "Payable",
    "tax": "Taxes Owed", "liability": "Other Liabilities", "equity": "Equity", "income": "Income",
    "expense": "Expenses",
}  # fmt: skip


class Account(Model, model="account.account", title="Account", titles="Accounts"):
    """An account of a company's chart. Its type says where it stands in the reports."""

    display = "{code} {name}"
    search_by = ("code", "name")
    order_by = ("code", "id")

    code: Mapped[str] = text("Code", required=True, size=16)
    name: Mapped[str] = text("Name", required=True, size=120)
    type: Mapped[str] = choice("Type", TYPES, default="income")
    company_id: Mapped[int] = foreign_key("base.company", required=True, index=False)
    company: Mapped[Company] = many2one("Company", "company_id")
    active: Mapped[bool] = boolean("Active", default=True)

    constraints = (unique("company_id", "code"), index("company_id", "type", "code"))

    def defaults(self) -> None:
        """An account is the current company's."""
        super().defaults()
        if self.env.user.company_id:
            self.company_id = self.env.user.company_id


def account_of(env: Env, company_id: int, type_: str, *, with_: tuple[str, ...] = ()) -> Account:
    """The account that a company uses for a purpose: the first of its type by code. System work.

    `with_` are purposes for which accounts will be asked for, too: they are read together, once a transaction. Raises
    LookupError if the company has none.
    """

    def find() -> dict[str, Account]:
        account = env[Account]
        mine = sa.select(account).where(account.company_id == company_id, account.type.in_(types), account.active)
        found: dict[str, Account] = {}
        for one in env.session.scalars(mine.order_by(account.code)):
            found.setdefault(one.type, one)
        return found

    types = tuple(sorted({type_, *with_}))
    first = env.remember(f"accounts of company {company_id}: {types}", find, of=[Account])
    if type_ not in first:
        raise LookupError(f"company {company_id} has no account of type {type_}")
    return first[type_]
