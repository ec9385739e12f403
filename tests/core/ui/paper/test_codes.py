"""QR codes as drawings."""

from __future__ import annotations

import segno

from core import QrCode


def test_a_code_is_drawn_module_by_module() -> None:
    drawn = QrCode.drawn((bytearray([1, 1, 0]), bytearray([0, 0, 0]), bytearray([0, 1, 0])))
    assert drawn == QrCode(3, "M0 0h2v1h-2zM1 2h1v1h-1z")


def test_a_code_says_its_text() -> None:
    address = "https://repairs.example.com/stock/serial/9vB1uV0lqzR6s2vD3xKQ9w"
    expected = segno.make(address, error="m")
    assert QrCode.of(address) == QrCode.drawn(expected.matrix)
