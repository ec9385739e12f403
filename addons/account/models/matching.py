"""Reconciling: payments and credit notes settle what is due, and never more than there is (SPEC AM-10).

System work. Both sides are taken by conditional updates, documents in the order of their ids: two that settle the same
invoice at once wait for each other, and what is not there any more is not taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from addons.account.models.matches import Match
from addons.account.models.payments import Payment
from core import Refused

if TYPE_CHECKING:
    from addons.account.models.invoices import Invoice

NOT_ANY_MORE = "The amount due has changed meanwhile. Look at it again."


def settle(invoice: Invoice, by: Invoice | Payment, amount: Decimal) -> Match | None:
    """Puts `amount` of a payment or credit note on a document, nothing if it is zero.

    Raises Refused if either has less than that left, or they do not belong together.
    """
    if not amount:
        return None
    refuse_strangers(invoice, by)
    env = invoice.env
    for record in sorted((invoice, by), key=_lock_order):
        if not env.take(type(record), record.id, "residual", -amount, at_most=0):
            raise Refused(NOT_ANY_MORE)
    made = env.new(Match, invoice=invoice, amount=amount, **{_side(by): by})
    _keep_both(invoice, by)
    return made


def settle_what_is_due(invoice: Invoice, by: Invoice | Payment) -> None:
    """Puts as much of a payment or credit note on a document as is due.

    Raises Refused if either document was opened again meanwhile: that is known once they are locked.
    """
    documents: list[Any] = [one for one in (invoice, by) if not isinstance(one, Payment)]
    for document in sorted(documents, key=_lock_order):
        document.lock()
        if document.state != "posted":
            raise Refused(NOT_ANY_MORE)
    settle(invoice, by, min(by.residual, invoice.residual))


def unmatch(match: Match) -> None:
    """Gives both sides back what a match had taken."""
    env, invoice, by = match.env, match.invoice, match.credit or match.payment
    assert by is not None
    for record in sorted((invoice, by), key=_lock_order):
        limit = "amount" if isinstance(record, Payment) else "total"
        if not env.take(type(record), record.id, "residual", match.amount, at_most=limit):
            raise RuntimeError(f"{record!r} would have more left than it is worth")
    env.session.delete(match)
    env.session.flush()
    _keep_both(invoice, by)


def applied_to(invoice: Invoice) -> Sequence[Match]:
    """What settles a document."""
    match = invoice.env[Match]
    return invoice.env.session.scalars(sa.select(match).where(match.invoice_id == invoice.id).order_by(match.id)).all()


def taken_from(credit: Invoice) -> Sequence[Match]:
    """What a credit note settles."""
    match = credit.env[Match]
    return credit.env.session.scalars(sa.select(match).where(match.credit_id == credit.id).order_by(match.id)).all()


def refuse_strangers(invoice: Invoice, by: Invoice | Payment) -> None:
    """Raises Refused unless company, currency and commercial entity are the same and one side owes the other."""
    customer = by.contact if isinstance(by, Payment) else by.customer
    assert invoice.customer is not None and customer is not None
    if invoice.company_id != by.company_id:
        raise Refused("{a} and {b} belong to different companies.", a=invoice.number, b=by.number)
    if invoice.currency_id != by.currency_id:
        raise Refused("{a} and {b} differ in currency.", a=invoice.number, b=by.number)
    if not invoice.customer.same_customer(customer):
        raise Refused("{a} and {b} belong to different customers.", a=invoice.number, b=by.number)
    if by.sign == invoice.sign:
        raise Refused("{b} does not settle {a}.", a=invoice.number, b=by.number)


def keep_payment(invoice: Invoice) -> None:
    """Its payment status follows from what is due and credited. Its row is locked (SPEC AM-10)."""
    if invoice.total > 0 and invoice.credited == invoice.total:
        status = "reversed"
    elif invoice.residual == 0:
        status = "paid"
    else:
        status = "partly_paid" if invoice.residual < invoice.total else "not_paid"
    invoice.keep(payment=status)


def _keep_both(*sides: Invoice | Payment) -> None:
    for one in sides:
        if not isinstance(one, Payment):
            keep_payment(one)


def _side(by: Invoice | Payment) -> str:
    return "payment" if isinstance(by, Payment) else "credit"


def _lock_order(record: Any) -> tuple[str, int]:
    return record.__model__, record.id
