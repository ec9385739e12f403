"""Posting: a draft gets its number and its entry, and counts from then on (SPEC AM-4). System work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from addons.account.models.accounts import Account, account_of
from addons.account.models.crediting import give_back, not_posted, take_from_original
from addons.account.models.entries import Entry, EntryLine
from addons.account.models.kinds import BOUGHT, IN_WORDS
from addons.account.models.lines import InvoiceLine
from addons.account.models.matching import applied_to, keep_payment, settle, taken_from, unmatch
from addons.account.models.seals import seal_of
from core import Env, Models, Refused, Text

if TYPE_CHECKING:
    from addons.account.models.invoices import Invoice

ZERO = Decimal(0)


def post(invoice: Invoice) -> None:
    """Posts a draft. The number is taken last: until then nobody else who posts has to wait for this.

    Raises Refused with everything that is missing.
    """
    env = invoice.env
    lock_whole(env, invoice.reversed_id, invoice.id)
    original = invoice.reversed
    if invoice.state != "draft":
        raise Refused("{number} is {state}.", number=invoice.number or "", state=Text(IN_WORDS[invoice.state]))
    if problems := list(_missing(invoice)):
        raise Refused.several(problems)
    day = invoice.date or env.today()
    invoice.keep(date=day)
    invoice.terms.refuse_closed(day, "date")
    if not invoice.is_credit_note and invoice.due_date is None:
        invoice.due_date = day + timedelta(days=invoice.terms.payment_days)
    invoice.settle()
    env.session.flush()  # while it is a draft: what is posted is not written any more
    invoice.state = "posted"
    if original is not None:
        take_from_original(invoice)
        if settle(original, invoice, min(original.residual, invoice.residual)) is None:
            keep_payment(original)
            keep_payment(invoice)
    elif invoice.payment != ("not_paid" if invoice.total else "paid"):
        keep_payment(invoice)
    with env.session.no_autoflush:
        entry = _entry(invoice, day)
    if invoice.number is None:
        invoice.number = invoice.journal.next_name(day, credit=invoice.is_credit_note)
    _write(invoice, entry, invoice.number)
    invoice.seal = seal_of(invoice, invoice.lines, invoice.taxes)
    env.session.flush()
    env.hook.invoice_posted(env=env, invoice=invoice)


def _missing(invoice: Invoice) -> Iterator[Refused]:
    if not invoice.lines:
        yield Refused("Add at least one line.", about="lines")
    if invoice.customer is None:
        yield Refused("Set a customer.", about="customer")
    if invoice.reversed is not None and invoice.reversed.state != "posted":
        yield not_posted(invoice.reversed)
    elif invoice.reversed is not None and invoice.date is not None and invoice.reversed.date is not None:
        yield from _too_early(invoice.reversed.date, invoice.date)


def _too_early(original: date, day: date) -> Iterator[Refused]:
    if day < original:
        yield Refused("The reversal date cannot be before the invoice date ({date}).", about="date", date=original)


def take_back(invoice: Invoice) -> None:
    """Opens a posted document again; an entry that takes the old one back is written (SPEC AM-3)."""
    env = invoice.env
    assert invoice.date is not None
    invoice.terms.refuse_closed(invoice.date)
    if invoice.credited or _is_being_credited(invoice) or applied_to(invoice):
        raise Refused("{number} has payments or credit notes. Take them off first.", number=invoice.number)
    original = invoice.reversed
    if original is not None:
        lock_whole(env, original.id)
        for match in taken_from(invoice):
            if match.invoice_id != original.id:
                raise Refused("{number} has payments or credit notes. Take them off first.", number=invoice.number)
            unmatch(match)
        give_back(invoice)
        keep_payment(original)
    elif taken_from(invoice) or invoice.residual != invoice.total:
        raise Refused("{number} has payments or credit notes. Take them off first.", number=invoice.number)
    _write(invoice, _entry(invoice, invoice.date, back=True), f"{invoice.number} (taken back)")
    invoice.state, invoice.seal = "draft", None
    env.session.flush()
    keep_payment(invoice)
    env.hook.invoice_taken_back(env=env, invoice=invoice)


def _is_being_credited(invoice: Invoice) -> bool:
    """Whether a credit note of this document is prepared, which relies on it as it is."""
    cls = type(invoice)
    drafts = sa.select(cls.id).where(cls.reversed_id == invoice.id, cls.state == "draft").limit(1)
    return invoice.env.session.scalar(drafts) is not None


def lock_whole(env: Env, *ids: int | None) -> None:
    """Locks documents in the order of their ids and reads them anew, with their lines and taxes and all that posting
    looks at: four statements, however many and long they are."""
    env.session.flush()
    wanted = {"ids": [id_ for id_ in ids if id_ is not None]}
    env.session.scalars(env.once(_whole), wanted, execution_options={"populate_existing": True}).all()


def _whole(models: Models) -> sa.Select[Any]:
    invoice, line, journal = (models.models[f"account.{name}"] for name in ("invoice", "invoice_line", "journal"))
    wanted = sa.select(invoice).where(invoice.id.in_(sa.bindparam("ids", expanding=True))).order_by(invoice.id)
    return wanted.with_for_update(of=invoice).options(
        selectinload(invoice.lines).options(selectinload(line.taxes), joinedload(line.unit)),
        selectinload(invoice.taxes),
        joinedload(invoice.journal).joinedload(journal.default_account),
        *(joinedload(link) for link in (invoice.customer, invoice.company, invoice.currency)),
    )  # fmt: skip


def _write(invoice: Invoice, entry: Entry, name: str) -> None:
    """Writes an entry under its document's number; the line of what is owed is called so, too."""
    entry.name = name
    for line in entry.lines:
        line.label = line.label or name
    invoice.env.session.add(entry)


def _entry(invoice: Invoice, day: date, *, back: bool = False) -> Entry:
    """Receivable (or payable) against income (or expenses) and taxes; `back` turns every line round. Not stored yet."""
    env, sign = invoice.env, invoice.sign * (-1 if back else 1)
    side = "payable" if invoice.type in BOUGHT else "receivable"
    account_for = partial(account_of, env, invoice.company_id, with_=(side, "tax"))
    entry = env[Entry](
        name="", date=day, journal=invoice.journal, company=invoice.company, currency=invoice.currency, invoice=invoice
    )

    def write(account: Account, label: str, amount: Decimal, **more: object) -> None:
        if amount:
            entry.lines.append(
                env[EntryLine](
                    account=account, label=label[:240], debit=max(amount, ZERO), credit=max(-amount, ZERO),
                    contact=invoice.customer, date=day, company=invoice.company, **more,
                )
            )  # fmt: skip

    write(account_for(side), "", sign * invoice.total)
    for line in invoice.lines:
        write(_account_of_line(line), line.label, -sign * line.subtotal)
    for one in invoice.taxes:
        account = one.tax.account or account_for("tax")
        write(account, one.tax.name, -sign * one.amount, tax=one.tax)
    return entry


def _account_of_line(line: InvoiceLine) -> Account:
    invoice = line.invoice
    if (chosen := line.account or invoice.journal.default_account) is not None:
        return chosen
    return account_of(line.env, invoice.company_id, "expense" if invoice.type in BOUGHT else "income")
