"""Where a redirect may lead: to own pages only (fault 57)."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from core.web.asked import Asked

LONGEST = 2_000


def own_page(target: str | None, fallback: str = "/") -> str:
    """`target` if it is an address on this site, else `fallback`.

    Browsers drop tabs and line ends inside an address, trim control characters around it and read a backslash as a
    slash. Nothing of that stands in an address of ours, so whatever has it is refused rather than understood.
    """
    if not target or len(target) > LONGEST or target[0] != "/" or target[1:2] == "/":
        return fallback
    if any(character == "\\" or ord(character) <= 0x20 or ord(character) == 0x7F for character in target):
        return fallback
    return target


def go_to(asked: Asked, target: str) -> Response:
    """Leads on to a page of ours. A script is told in a header: following a redirect it would load the page twice."""
    # Non-ASCII must be escaped in a header; what is escaped already stays as it is.
    address = quote(own_page(target), safe="/?&=#%:;,+@!$'()*~[]-._")
    if asked.swaps:
        return Response(headers={"X-Go": address})
    return RedirectResponse(address, 303)
