"""The code that a bank's app reads off an invoice, so that nobody types an account number."""

from __future__ import annotations

from decimal import Decimal

from core import QrCode

LARGEST = Decimal("999999999.99")
LONGEST_NAME, LONGEST_TEXT = 70, 140


def payment_code(*, name: str, iban: str, bic: str, amount: Decimal, text: str) -> QrCode | None:
    """A SEPA credit transfer (EPC069-12, "SCT"); None where the amount cannot be one.

    The amount is in euros: the standard knows no other currency.
    """
    if not Decimal("0.01") <= amount <= LARGEST:
        return None
    from segno.helpers import make_epc_qr

    made = make_epc_qr(
        name=name[:LONGEST_NAME], iban=iban, bic=bic or None, amount=amount, text=text[:LONGEST_TEXT], encoding="utf-8"
    )
    return QrCode.drawn(made.matrix)


def in_groups(iban: str) -> str:
    """An account number as people read it: in groups of four."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))
