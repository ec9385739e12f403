"""A seller's books for tests: customers, taxes, invoices, and what must always hold of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from addons.account.models import Invoice, InvoiceLine, Journal, Tax
from addons.base.models import Company, Contact, Currency
from core import Env

CENT = Decimal("0.01")


def company_of(env: Env) -> Company:
    """The company that a new database has."""
    return env.session.scalars(sa.select(env[Company]).order_by(env[Company].id).limit(1)).one()


def a_customer(env: Env, name: str = "Marta Nowak") -> Contact:
    """A private person."""
    made = env.new(Contact, name=name)
    env.session.flush()
    return made


def a_tax(env: Env, percent: str, *, included: bool = False) -> Tax:
    """A tax on sales, made at its first use."""
    name = f"VAT {percent} %{' incl.' if included else ''}"
    tax = env[Tax]
    found = env.session.scalars(sa.select(tax).where(tax.name == name)).first()
    return found or env.new(Tax, name=name, percent=Decimal(percent), included=included, company=company_of(env))


def journal(env: Env, code: str = "INV") -> Journal:
    """A journal of the company that a new database has."""
    found = sa.select(env[Journal]).where(env[Journal].code == code, env[Journal].company_id == company_of(env).id)
    return env.session.scalars(found).one()


def currency(env: Env, code: str) -> Currency:
    """A currency by its code, made if it is not there."""
    digits = {"JPY": 0, "EUR": 2, "KWD": 3}[code]
    found = env.session.scalars(sa.select(env[Currency]).where(env[Currency].code == code)).first()
    return found or env.new(Currency, code=code, name=code, symbol=code, digits=digits)


def an_invoice(
    env: Env,
    *lines: tuple[str, str] | tuple[str, str, Iterable[Tax]],
    customer: Contact | None = None,
    on: date | None = date(2026, 11, 2),
    **values: Any,
) -> Invoice:
    """A draft invoice of (quantity, price[, taxes]) lines."""
    company = company_of(env)
    given = {"company": company, "currency": company.currency, **values}
    if "journal" not in given:
        given["journal"] = journal(env)
    made = env.new(Invoice, customer=customer or a_customer(env), date=on, **given)
    for number, (quantity, price, *taxes) in enumerate(lines, start=1):
        made.lines.append(
            env[InvoiceLine](
                label=f"Line {number}", quantity=Decimal(quantity), price=Decimal(price),
                taxes=list(taxes[0]) if taxes else [],
            )
        )  # fmt: skip
    env.session.flush()
    return made


def posted(env: Env, *lines: Any, **values: Any) -> Invoice:
    """A posted invoice."""
    made = an_invoice(env, *lines, **values)
    made.post()
    return made
