"""Companies and their colour."""

from __future__ import annotations

from collections.abc import Iterable

from addons.base.models import Company
from addons.portal.brand import COLOUR, is_readable
from core import Mapped, Refused, text


class BrandedCompany(Company):
    """A company's pages for customers have its own colour, beside its logo."""

    portal_colour: Mapped[str | None] = text(
        "Colour for Customers", size=7, tracked=True, help="Of links and buttons in the portal, for example #0a5c85."
    )

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """It is a colour, and white text can be read on it."""
        yield from super().check()
        if not self.portal_colour:
            return
        if not COLOUR.fullmatch(self.portal_colour):
            yield "portal_colour", "Write a colour as # and six figures, for example #0a5c85."
        elif not is_readable(self.portal_colour):
            yield "portal_colour", "White text cannot be read on this colour. Choose a darker one."
