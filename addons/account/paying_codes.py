"""The code that a bank's app reads off an invoice, so that nobody types an account number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

LARGEST = Decimal("999999999.99")
LONGEST_NAME, LONGEST_TEXT = 70, 140


@dataclass(frozen=True)
class Code:
    """A QR code as a drawing: so many modules wide and high, and the SVG path of the dark ones."""

    size: int
    path: str


def payment_code(*, name: str, iban: str, bic: str, amount: Decimal, text: str) -> Code | None:
    """A SEPA credit transfer (EPC069-12, "SCT"); None where the amount cannot be one.

    The amount is in euros: the standard knows no other currency.
    """
    if not Decimal("0.01") <= amount <= LARGEST:
        return None
    from segno.helpers import make_epc_qr

    made = make_epc_qr(
        name=name[:LONGEST_NAME], iban=iban, bic=bic or None, amount=amount, text=text[:LONGEST_TEXT], encoding="utf-8"
    )
    return drawn(made.matrix)


def drawn(matrix: tuple[bytearray, ...]) -> Code:
    """The drawing of a QR code's modules."""
    return Code(len(matrix), "".join(_runs(matrix)))


def _runs(matrix: tuple[bytearray, ...]) -> Iterator[str]:
    """A bar for each run of dark modules."""
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            width = 0
            while x + width < len(row) and row[x + width]:
                width += 1
            if width:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width or 1


def in_groups(iban: str) -> str:
    """An account number as people read it: in groups of four."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))
