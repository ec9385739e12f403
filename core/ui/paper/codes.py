"""QR codes as drawings, for paper and screens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class QrCode:
    """So many modules wide and high, and the SVG path of the dark ones.

    A template draws it: `<svg viewBox="0 0 {{ code.size }} {{ code.size }}"><path d="{{ code.path }}"/></svg>`, with
    white around it, four modules wide.
    """

    size: int
    path: str

    @classmethod
    def of(cls, text: str) -> QrCode:
        """The code of a text, readable with a seventh of it lost: labels get scratched."""
        import segno

        return cls.drawn(segno.make(text, error="m", micro=False).matrix)

    @classmethod
    def drawn(cls, matrix: Iterable[bytes | bytearray]) -> QrCode:
        """The drawing of a code's modules."""
        rows = tuple(matrix)
        return cls(len(rows), "".join(_runs(rows)))


def _runs(rows: tuple[bytes | bytearray, ...]) -> Iterator[str]:
    """A bar for each run of dark modules."""
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            width = 0
            while x + width < len(row) and row[x + width]:
                width += 1
            if width:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width or 1
