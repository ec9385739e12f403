"""Credit notes: how they come from an invoice, and how they take from it at posting (SPEC RF-12, RF-18, AM-6 to AM-9).

System work. The invoice's row is locked while a credit note of it is posted, so that what is read of its lines holds;
CHECK constraints on the running totals are the last line of defence.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from addons.account.models.kinds import IN_WORDS, REVERSES
from addons.account.reckoning import rounded
from core import Refused, Text

if TYPE_CHECKING:
    from addons.account.models.invoices import Invoice
    from addons.account.models.journals import Journal
    from addons.account.models.lines import InvoiceLine

ZERO = Decimal(0)


def new_credit_note(
    invoice: Invoice, *, on: date, reason: str | None = None, journal: Journal | None = None, **links: Any
) -> Invoice:
    """A draft credit note of everything that is left to credit of a posted invoice (SPEC RF-12).

    `links` are fields of the credit note, `ticket=…` for one. Raises Refused for what cannot be credited.
    """
    refuse_uncreditable(invoice)
    env = invoice.env
    with env.session.no_autoflush:
        made = env[type(invoice)](
            type=REVERSES[invoice.type], customer=invoice.customer, company=invoice.company,
            currency=invoice.currency, journal=journal or invoice.journal, date=on, reversed=invoice, reason=reason,
            reference=invoice.reference, **links,
        )  # fmt: skip
        env.session.add(made)
        for line in invoice.lines:
            left = line.quantity - line.credited_quantity
            if left > 0:
                made.lines.append(copy_of(line, quantity=left, credits=line))
        invoice.copied(made)
    env.session.flush()
    return made


def new_copy(invoice: Invoice, **links: Any) -> Invoice:
    """A new draft with the content of an invoice, to be altered (SPEC RF-13)."""
    env = invoice.env
    with env.session.no_autoflush:
        made = env[type(invoice)](
            type=invoice.type, customer=invoice.customer, company=invoice.company, currency=invoice.currency,
            journal=invoice.journal, reference=invoice.reference, **links,
        )  # fmt: skip
        env.session.add(made)
        made.lines.extend(copy_of(line) for line in invoice.lines)
        invoice.copied(made)
    env.session.flush()
    return made


def copy_of(line: InvoiceLine, **values: Any) -> InvoiceLine:
    """A line with the content of another, not stored yet; addons with links on lines extend `InvoiceLine.copied`."""
    copy = line.env[type(line)](
        **{
            "product": line.product, "label": line.label, "quantity": line.quantity, "unit": line.unit,
            "price": line.price, "discount": line.discount, "account": line.account, "sequence": line.sequence,
            "taxes": list(line.taxes), **values,
        }
    )  # fmt: skip
    line.copied(copy)
    return copy


def refuse_uncreditable(invoice: Invoice) -> None:
    """Raises Refused unless something of the document can be credited (SPEC RF-14, RF-16, RF-18)."""
    if invoice.type not in REVERSES:
        raise Refused("{number} cannot be refunded.", number=str(invoice))
    if invoice.state != "posted":
        raise not_posted(invoice)
    if invoice.creditable <= 0:
        raise too_much(invoice)


def not_posted(invoice: Invoice) -> Refused:
    """What is said of crediting a document that is not posted, or not any more (SPEC RF-14)."""
    return Refused("Only posted invoices can be refunded. {number} is {state}.",
                   number=invoice.number or "", state=Text(IN_WORDS[invoice.state]))  # fmt: skip


def too_much(invoice: Invoice) -> Refused:
    """What is said where more would be credited than is left (SPEC RF-18)."""
    return Refused("{number} can still be credited for {amount} at most.", about="lines",
                   number=invoice.number, amount=invoice.currency.shown(invoice.creditable))  # fmt: skip


def round_off(note: Invoice) -> None:
    """Rounds a credit note so that those of its invoice together come to exactly its total (SPEC AM-6).

    What is credited of a line, after each of them, is the part of its amount that its quantity is of the whole, rounded
    once. So nothing of rounding is lost or gained on the way, whatever the parts are.
    """
    digits = note.currency.digits
    for original, lines in _by_original(note).items():
        before = original.credited_quantity
        for line in lines:
            share = _up_to(original, before + line.quantity, digits) - _up_to(original, before, digits)
            before += line.quantity
            same_price = (line.price, line.discount) == (original.price, original.discount)
            if same_price or _exceeds(share - line.subtotal, original.subtotal):
                line.keep(subtotal=share)
    _round_off_taxes(note, digits)
    net, tax = sum((one.subtotal for one in note.lines), ZERO), sum((one.amount for one in note.taxes), ZERO)
    note.keep(untaxed=net, tax=tax, total=net + tax)


def _up_to(original: InvoiceLine, quantity: Decimal, digits: int) -> Decimal:
    """What the first `quantity` of an invoiced line come to."""
    return rounded(original.subtotal * quantity / original.quantity, digits)


def take_from_original(note: Invoice) -> None:
    """Takes what a credit note credits from its invoice, line by line. Raises Refused beyond what is left (RF-18)."""
    invoice = note.reversed
    assert invoice is not None
    for original, lines in _by_original(note).items():
        quantity = original.credited_quantity + sum((one.quantity for one in lines), ZERO)
        left = original.subtotal - original.credited - sum((one.subtotal for one in lines), ZERO)
        if quantity > original.quantity or _exceeds(left, original.subtotal):
            raise too_much(invoice)
    if note.total > invoice.creditable:
        raise too_much(invoice)
    _move(note, 1)


def give_back(note: Invoice) -> None:
    """Gives the invoice back what a credit note took of it."""
    _move(note, -1)


def _move(note: Invoice, sign: int) -> None:
    env, invoice = note.env, note.reversed
    assert invoice is not None
    for original, lines in _by_original(note).items():
        original.credited_quantity += sign * sum((one.quantity for one in lines), ZERO)
        original.credited += sign * sum((one.subtotal for one in lines), ZERO)
    kept = {one.tax_id: one for one in invoice.taxes}
    for one in note.taxes:
        if (of_invoice := kept.get(one.tax_id)) is not None:
            of_invoice.credited += sign * one.amount
    env.session.flush()
    if not env.take(type(invoice), invoice.id, "credited", sign * note.total, at_most="total"):
        raise too_much(invoice)


def _by_original(note: Invoice) -> dict[InvoiceLine, list[InvoiceLine]]:
    found: dict[InvoiceLine, list[InvoiceLine]] = defaultdict(list)
    for line in note.lines:
        if line.credits is not None:
            found[line.credits].append(line)
    return found


def _round_off_taxes(note: Invoice, digits: int) -> None:
    """The same for taxes: the part of a tax that the credited net is of what it was reckoned from, rounded once."""
    invoice = note.reversed
    assert invoice is not None
    taking = {original: sum((one.subtotal for one in lines), ZERO) for original, lines in _by_original(note).items()}
    kept = {one.tax: one for one in invoice.taxes}
    for one in note.taxes:
        one.keep(base=sum((line.subtotal for line in note.lines if one.tax in line.taxes), ZERO))
        if (of_invoice := kept.get(one.tax)) is None:
            continue
        taxed = [line for line in invoice.lines if one.tax in line.taxes]
        after = sum((line.credited + taking.get(line, ZERO) for line in taxed), ZERO)
        whole = sum((line.subtotal for line in taxed), ZERO)
        left = of_invoice.amount - of_invoice.credited
        if all(line.credited + taking.get(line, ZERO) == line.subtotal for line in taxed):
            one.keep(amount=left)
        elif whole:
            share = rounded(of_invoice.amount * after / whole, digits) - of_invoice.credited
            one.keep(amount=left if _exceeds(left - share, of_invoice.amount) else share)


def _exceeds(left: Decimal, of: Decimal) -> bool:
    """Whether what is left of an amount, which may be negative, is less than nothing."""
    return left * (-1 if of < 0 else 1) < 0
