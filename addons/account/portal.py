"""Invoices and credit notes as their customers see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from addons.account.models import Invoice
from addons.account.models.kinds import PAYMENT, PAYMENT_TONES
from addons.account.printouts import invoice_printout
from core import PortalDocument, PortalFact, PortalPage, PortalRow, PortalTable

CREDITS = {"not_paid": "Open credit", "partly_paid": "Partly used", "paid": "Used", "reversed": "Reversed"}
CREDIT_TONES = {"not_paid": "good", "partly_paid": "busy", "paid": "idle", "reversed": "idle"}


def _state(invoice: Invoice) -> tuple[str, str]:
    """Where it stands and in which tone: what is to be paid, or what is still to be used."""
    if invoice.is_credit_note:
        return CREDITS[invoice.payment], CREDIT_TONES[invoice.payment]
    return PAYMENT[invoice.payment], PAYMENT_TONES[invoice.payment]


def row(invoice: Invoice) -> PortalRow:
    """An invoice or credit note in a list."""
    state, tone = _state(invoice)
    return PortalRow(
        invoice.number or "", invoice.reference or "", invoice.date, state, tone, invoice.currency.shown(invoice.total)
    )  # fmt: skip


def page(invoice: Invoice) -> PortalPage:
    """What is asked for or given back, line by line."""
    shown, (state, tone) = invoice.currency.shown, _state(invoice)
    return PortalPage(
        invoice.number or "", invoice.number or "", state, tone, facts=tuple(_facts(invoice)),
        table=PortalTable(
            "Lines", ("Product", "Quantity", "Amount"),
            [(line.label, line.quantity, shown(line.subtotal)) for line in invoice.lines],
            [
                PortalFact("Untaxed Amount", shown(invoice.untaxed)), PortalFact("Taxes", shown(invoice.tax)),
                PortalFact("Total", shown(invoice.total)),
            ],
        ),
    )  # fmt: skip


def _facts(invoice: Invoice) -> Iterator[PortalFact]:
    yield PortalFact("Date", invoice.date)
    left = invoice.currency.shown(invoice.residual)
    if not invoice.is_credit_note:
        yield PortalFact("Due Date", invoice.due_date)
        yield PortalFact("Amount Due", left)
        return
    if invoice.reversed is not None:
        yield PortalFact("Credits Invoice", invoice.reversed.number)
    yield PortalFact("Reason", invoice.reason)
    yield PortalFact("Still to be used", left)


def _documents(name: str, title: str, kind: str, icon: str, empty: str, order: int) -> PortalDocument:
    return PortalDocument(
        Invoice, name, title, icon, row, page, search=("number", "reference"), empty=empty,
        only=lambda invoice: invoice.type == kind, open=lambda invoice: invoice.residual > 0,
        papers=(invoice_printout.key,), order=order,
    )  # fmt: skip


INVOICES, CREDIT_NOTES = "You have no invoices yet.", "You have no credit notes yet."
parts: list[Any] = [
    _documents("invoices", "Invoices", "invoice", "receipt", INVOICES, 30),
    _documents("credit-notes", "Credit Notes", "credit_note", "banknote", CREDIT_NOTES, 40),
]
