"""Icons of the lucide package, drawn into the page: no request, no sprite, the colour of the text around them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

from markupsafe import Markup

UNKNOWN = "package"
"""Drawn for a name that the package does not have: an addon's icon must not break a page."""


@cache
def _archive() -> ZipFile:
    """All icons. The package's own function reads this list of 1,700 files anew for each icon, in 13 ms."""
    return ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes()))


@cache
def icon(name: str) -> Markup:
    """The icon of that name as inline SVG without a text of its own. Its strokes are set by the style sheet."""
    if not exists(name):
        return icon(UNKNOWN)
    drawn = _archive().read(f"{name}.svg").decode()
    inside = re.sub(r"<svg[^>]*>|</svg>|\s+(?=/>)", "", drawn)
    inside = re.sub(r">\s+<", "><", inside.strip())
    return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{inside}</svg>')  # noqa: S704


def exists(name: str) -> bool:
    """Whether the package has an icon of that name."""
    return f"{name}.svg" in _archive().NameToInfo
