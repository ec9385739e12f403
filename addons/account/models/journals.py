"""Journals: the books that documents are written into, each with its own numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa

from addons.base.models.companies import refuse_other_companies
from core import (
    Env,
    Mapped,
    Model,
    Refused,
    boolean,
    choice,
    computed,
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

TYPES = {"sale": "Sales", "purchase": "Purchases", "bank": "Bank", "cash": "Cash", "general": "Miscellaneous"}
IBAN, BIC = re.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}"), re.compile("[A-Z0-9]{8}([A-Z0-9]{3})?")
CREDIT = "R"
"""What the numbers of credit notes begin with: a series of their own, recognisable as such (SPEC AM-4)."""


class Journal(Model, model="account.journal", title="Journal", titles="Journals"):
    """A book of one company (SPEC AM-1). Its numbers are gapless within a year: INV/2026/00001."""

    display = "{name}"
    search_by = ("name", "code")
    order_by = ("sequence", "id")

    name: Mapped[str] = text("Name", required=True, size=80, tracked=True)
    code: Mapped[str] = text("Code", required=True, size=8, tracked=True, help="What its numbers begin with.")
    type: Mapped[str] = choice("Type", TYPES, default="general")
    sequence: Mapped[int] = integer("Sequence", default=10)
    default_account_id: Mapped[int | None] = foreign_key("account.account")
    default_account: Mapped[Account | None] = many2one(
        "Default Account", "default_account_id", help="Income, expenses or money, whichever the journal is for."
    )
    iban: Mapped[str | None] = text(
        "IBAN", size=42, copied=False, tracked=True, help="Of a bank's journal: printed on invoices, to be paid to."
    )
    bic: Mapped[str | None] = text("BIC", size=11, copied=False, help="Of the bank, where the IBAN does not do.")
    company_id: Mapped[int] = foreign_key("base.company", required=True, index=False)
    company: Mapped[Company] = many2one("Company", "company_id")
    active: Mapped[bool] = boolean("Active", default=True)

    constraints = (unique("company_id", "code"), index("company_id", "type", "sequence"))

    def defaults(self) -> None:
        """A journal is the current company's."""
        super().defaults()
        if self.env.user.company_id:
            self.company_id = self.env.user.company_id

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Codes are short words that numbers can begin with, and stay once numbers were given."""
        yield from super().check()
        if not (self.code or "").isalnum() or self.code != self.code.upper():
            yield "code", "A code is made of capital letters and figures."
        if self.iban and not is_iban(self.iban):
            yield "iban", "This is not an IBAN: a figure may be wrong."
        if self.bic and not BIC.fullmatch(self.bic):
            yield "bic", "A BIC has 8 or 11 letters and figures."
        if self.id is not None and self.has_changes("code", "company_id", "company") and self.was_used():
            yield "code", "This journal has posted documents: its code stays."
        if self.has_changes("default_account_id", "default_account", "company_id", "company"):
            yield from refuse_other_companies(self, self.linked_id("company"), default_account=self.default_account)

    def settle(self) -> None:
        """Account numbers are kept as they are transmitted: in capitals and without spaces."""
        super().settle()
        for name in ("iban", "bic"):
            if (given := getattr(self, name)) and given != (tidy := "".join(given.split()).upper()):
                setattr(self, name, tidy)

    def series(self, day: date, *, credit: bool = False) -> str:
        """The series that a document of this day belongs to: what its number begins with."""
        return f"{CREDIT if credit else ''}{self.code}/{day.year}"

    def next_name(self, day: date, *, credit: bool = False) -> str:
        """Takes the next number of a series. Whoever posts here next waits until this transaction ends."""
        series = self.series(day, credit=credit)
        return f"{series}/{self.env.next_without_gap(f'account.{self.company_id}.{series}'):05d}"

    @computed("Next Number")
    def next_number(self) -> str:
        """What the next document of this year will be called (SPEC AM-1)."""
        if self.id is None:
            return ""
        series = self.series(self.env.today())
        with self.env.system("the next number of a journal") as system:
            return f"{series}/{system.last_without_gap(f'account.{self.company_id}.{series}') + 1:05d}"

    def was_used(self) -> bool:
        """Whether anything was posted here."""
        entry = self.env.models.models["account.entry"]
        with self.env.system("whether a journal was used") as system:
            return bool(system.session.scalar(sa.select(sa.exists().where(entry.journal_id == self.id))))


def is_iban(number: str) -> bool:
    """Whether an account number is one by ISO 13616: its two check figures are right."""
    if not IBAN.fullmatch(number):
        return False
    return int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1


def journals_of(env: Env, company_id: int | None, *types: str) -> sa.Select[Journal]:
    """The journals of a company for some purposes, in their order."""
    journal = env[Journal]
    return (
        sa.select(journal)
        .where(journal.company_id == company_id, journal.type.in_(types), journal.active)
        .order_by(journal.sequence, journal.id)
    )
