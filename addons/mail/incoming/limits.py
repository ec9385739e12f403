"""How much of a mail is read. Whatever is beyond is kept as it came and said, never dropped in silence (SPEC XC-10).

The standard library's parser follows each part that a mail announces, and holds an object for each. So what is
announced is counted in the bytes first: that takes a pass, whatever the mail is.
"""

from __future__ import annotations

import re

MOST_BYTES = 35_000_000
"""Of one mail: 25 MB of files, which base64 makes a third larger. More is refused, so that its sender hears of it."""
MOST_PARTS = 300
DEEPEST = 30
MOST_HTML = 1_000_000
"""Characters of HTML that are cleaned, and below how deep and with how many attributes a tag (the cleaner's time)."""
DEEPEST_HTML, MOST_ATTRIBUTES = 200, 100
LONGEST_TEXT = 200_000
"""Characters of text that are shown; more is kept as a file."""
MOST_BOUNDARIES = 100
MOST_LINES_OF_BOUNDARIES = 5_000
LONGEST_HEADERS = 1_000_000
_BOUNDARY = re.compile(rb"(?i)boundary\s*=\s*(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))")
_INNER = re.compile(rb"(?im)^content-type:[ \t]*message/")


def too_large(raw: bytes) -> str:
    """Why a mail is refused before it is stored, "" if it is not."""
    if not raw.strip():
        return "The message is empty."
    if len(raw) > MOST_BYTES:
        return f"The message is larger than {MOST_BYTES // 1_000_000} MB."
    return ""


def too_nested(raw: bytes) -> str:
    """Why a mail is not taken apart, "" if it is: it is kept and shown as one file then."""
    named = {one or other for one, other in _BOUNDARY.findall(raw)}
    if len(named) > MOST_BOUNDARIES or len(_INNER.findall(raw)) > MOST_BOUNDARIES:
        return "It is nested too deep to be taken apart."
    lines = sum(raw.count(b"\n--" + one) for one in named)
    if lines > MOST_LINES_OF_BOUNDARIES:
        return "It has too many parts to be taken apart."
    head = raw.find(b"\n\n")
    crlf = raw.find(b"\r\n\r\n")
    ends = [one for one in (head, crlf) if one >= 0]
    if min(ends, default=len(raw)) > LONGEST_HEADERS:
        return "Its headers are too long to be read."
    return ""
