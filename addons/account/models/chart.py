"""The accounts and journals that a company begins with."""

from __future__ import annotations

import sqlalchemy as sa

from addons.account.models.accounts import Account
from addons.account.models.journals import Journal
from core import Env

ACCOUNTS = (
    ("1000", "Cash", "bank"),
    ("1010", "Bank", "bank"),
    ("1200", "Accounts Receivable", "receivable"),
    ("1400", "Inventory", "asset"),
    ("2000", "Accounts Payable", "payable"),
    ("2200", "Taxes Owed", "tax"),
    ("2900", "Other Liabilities", "liability"),
    ("3000", "Equity", "equity"),
    ("4000", "Sales", "income"),
    ("4200", "Services", "income"),
    ("4900", "Sales Reductions", "income"),
    ("5000", "Cost of Goods", "expense"),
    ("6000", "Other Expenses", "expense"),
)
"""(code, name, type): enough to sell, buy, pay and be paid; companies add what their law asks for."""
JOURNALS = (
    ("INV", "Customer Invoices", "sale", "4000"),
    ("BILL", "Vendor Bills", "purchase", "5000"),
    ("BNK", "Bank", "bank", "1010"),
    ("CSH", "Cash", "cash", "1000"),
    ("MISC", "Miscellaneous", "general", None),
)
"""(code, name, type, code of the default account)."""


def open_books(env: Env, company_id: int) -> None:
    """Gives a company its accounts and journals unless it has some. System work."""
    account = env[Account]
    if env.session.scalar(sa.select(sa.exists().where(account.company_id == company_id))):
        return
    accounts = {
        code: env.new(Account, code=code, name=name, type=type_, company_id=company_id)
        for code, name, type_ in ACCOUNTS
    }
    env.session.flush()
    for number, (code, name, type_, default) in enumerate(JOURNALS, start=1):
        env.new(
            Journal, code=code, name=name, type=type_, sequence=10 * number, company_id=company_id,
            default_account=accounts[default] if default else None,
        )  # fmt: skip
    env.session.flush()
