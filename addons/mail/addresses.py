"""Email addresses, as far as they must be told apart before a server sees them."""

from __future__ import annotations

import re

LONGEST = 254
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]+")


def is_address(text: str) -> bool:
    """Whether this looks like one address that mail can be sent to."""
    return len(text) <= LONGEST and bool(_ADDRESS.fullmatch(text))


def same_for_all(address: str) -> str:
    """The address as it is compared: however it is written, one person gets one mail (SPEC CT-7)."""
    return address.strip().lower()


def listed(text: str) -> list[str]:
    """What was typed as addresses, separated by commas, semicolons, spaces or lines."""
    return list(dict.fromkeys(one for one in re.split(r"[\s,;]+", text) if one))
