"""The demonstration's books: who keeps them, the taxes of the country, an invoice of each kind, a closed period."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import sqlalchemy as sa

from addons.account.models import Invoice, InvoiceLine, Journal, ProductTaxes, Tax
from addons.base.demonstration import give_roles
from addons.base.models import Company, Contact
from core import Env


def load(env: Env) -> None:
    """Makes taxes, a second journal for sales and invoices without orders. `env` is a system Env."""
    give_roles(env, "admin@example.com", "account.manager")
    give_roles(env, "sales@example.com", "account.user")
    company = env.session.scalars(sa.select(env[Company]).order_by(env[Company].id).limit(1)).one()
    bank = env.session.scalars(sa.select(env[Journal]).where(env[Journal].code == "BNK")).one()
    bank.iban, bank.bic = "DE89 3704 0044 0532 0130 00", "COBADEFFXXX"  # the IBAN that its standard is explained with
    standard = env.new(Tax, name="VAT 19 %", percent=Decimal(19), company=company, sequence=10)
    env.new(Tax, name="VAT 7 %", percent=Decimal(7), company=company, sequence=20)
    env.session.flush()
    for product in env.session.scalars(sa.select(env[ProductTaxes])):
        product.taxes = [standard]
    workshop = env.new(
        Journal, name="Workshop Invoices", code="WORK", type="sale", sequence=15, company=company,
        default_account=_sales(env, company).default_account,
    )  # fmt: skip
    env.session.flush()
    posted = _invoice(env, company, "Henrike Scholz", 20, workshop, ("Brake service", "2", "45.00", standard))
    posted.post()
    _invoice(env, company, "Tobias Lenz", 1, _sales(env, company), ("Inspection", "1", "80.00", standard))
    _for_the_reports(env, company, workshop, standard)
    env.session.flush()
    posted.terms.locked_until = env.today() - timedelta(days=60)
    env.session.flush()


def _for_the_reports(env: Env, company: Company, workshop: Journal, tax: Tax) -> None:
    """An invoice that is long overdue, and what vendors have sent."""
    _invoice(env, company, "Karl Weber", 95, workshop, ("Wheel truing", "2", "38.00", tax)).post()
    bills = env.session.scalars(
        sa.select(env[Journal]).where(env[Journal].company_id == company.id, env[Journal].type == "purchase")
    ).first()
    assert bills is not None
    paid = env.new(Tax, name="VAT 19 % on purchases", percent=Decimal(19), use="purchase", company=company)
    env.session.flush()
    for days, label, price in ((70, "Rims and spokes", "640.00"), (12, "Bearings", "212.50")):
        bill = _invoice(env, company, "Northwheel Cycles Ltd", days, bills, (label, "1", price, paid), type="bill")
        bill.post()


def _sales(env: Env, company: Company) -> Journal:
    journal = env[Journal]
    return env.session.scalars(sa.select(journal).where(journal.company_id == company.id, journal.code == "INV")).one()


def _invoice(
    env: Env, company: Company, customer: str, days: int, journal: Journal, *lines: tuple[str, str, str, Tax],
    **values: object,
) -> Invoice:  # fmt: skip
    contact = env.session.scalars(sa.select(env[Contact]).where(env[Contact].name == customer)).one()
    made = env.new(
        Invoice, customer=contact, company=company, currency=company.currency, journal=journal,
        date=env.today() - timedelta(days=days), **values,
    )  # fmt: skip
    for label, quantity, price, tax in lines:
        made.lines.append(env[InvoiceLine](label=label, quantity=Decimal(quantity), price=Decimal(price), taxes=[tax]))
    env.session.flush()
    return made
