"""When the buttons and fields of documents are there, and whether they may be changed."""

from __future__ import annotations

from addons.account.models import Invoice, InvoiceLine


def is_draft(invoice: Invoice) -> bool:
    """Whether it is stored and not posted."""
    return invoice.id is not None and invoice.state == "draft"


def can_be_posted(invoice: Invoice) -> bool:
    """Whether it is a draft, and the user may post (SPEC RF-21)."""
    return is_draft(invoice) and invoice.may_post


def was_never_posted(invoice: Invoice) -> bool:
    """Whether it is a draft that has no number yet."""
    return is_draft(invoice) and invoice.number is None


def is_posted(invoice: Invoice) -> bool:
    """Whether it counts."""
    return invoice.state == "posted"


def may_be_reset(invoice: Invoice) -> bool:
    """Whether it is posted and the user keeps the books."""
    return is_posted(invoice) and invoice.env.holds("account.manager")


def is_stored(invoice: Invoice) -> bool:
    """Whether it is more than an open form."""
    return invoice.id is not None


def is_cancelled(invoice: Invoice) -> bool:
    """Whether it was given up as a draft."""
    return invoice.state == "cancelled"


def has_credits(invoice: Invoice) -> bool:
    """Whether posted credit notes took something of it."""
    return bool(invoice.credited)


def is_due(invoice: Invoice) -> bool:
    """Whether something is still to be paid, or paid out."""
    return is_posted(invoice) and invoice.residual > 0


def can_be_credited(invoice: Invoice) -> bool:
    """Whether it is a posted invoice of which something is left to credit."""
    return is_posted(invoice) and not invoice.is_credit_note and invoice.creditable > 0


def can_be_settled(invoice: Invoice) -> bool:
    """Whether outstanding credits could settle it."""
    return is_due(invoice) and not invoice.is_credit_note


def has_settlements(invoice: Invoice) -> bool:
    """Whether payments or credits stand against it that can be taken off."""
    return is_posted(invoice) and not invoice.is_credit_note and invoice.residual < invoice.total - invoice.credited


def is_settled(invoice: Invoice) -> bool:
    """Whether its content cannot change any more."""
    return invoice.state in ("posted", "cancelled")


def lines_are_open(invoice: Invoice) -> bool:
    """Whether lines may come and go."""
    return not is_settled(invoice)


def line_is_settled(line: InvoiceLine) -> bool:
    """Whether the document of the line cannot change any more."""
    return line.invoice is not None and is_settled(line.invoice)


def is_measured(line: InvoiceLine) -> bool:
    """Whether it is not counted in pieces, so that its unit says something."""
    return line.unit is not None and line.unit.digits > 0


def may_have_a_discount(line: InvoiceLine) -> bool:
    """Whether it has one, or may still get one."""
    return bool(line.discount) or not line_is_settled(line)


def is_credit(invoice: Invoice) -> bool:
    """Whether there is a reason to show."""
    return invoice.is_credit_note
