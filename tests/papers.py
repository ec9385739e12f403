"""Makes sure that PDFs can be made: the libraries that WeasyPrint loads, and a font. Run as a module."""

from __future__ import annotations

from core.ui.paper.setting import CannotSet, set_sheets
from core.ui.paper.sheets import Sheet
from tests.debian import install

LIBRARIES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")


def provide() -> None:
    """Installs what is missing. Raises CannotSet, with what to install, where that cannot be done."""
    try:
        set_sheets([Sheet("trial", "<p>A")], {})
    except CannotSet:
        if not install(*LIBRARIES, what_for="tests of PDFs"):
            raise
        set_sheets([Sheet("trial", "<p>A")], {})


if __name__ == "__main__":
    provide()
