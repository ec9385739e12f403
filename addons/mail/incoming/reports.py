"""Reports that a mail was not delivered (RFC 3464), and those in the words of a server that keeps to no standard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as Part

from addons.mail.addresses import is_address, same_for_all
from addons.mail.incoming import words

MOST = 50
"""Recipients of one report that are looked at."""
_PREFIX = re.compile(r"^\s*[\w-]+\s*;\s*")
_ANGLED = re.compile(r"<[^<>\s]{1,240}>")


@dataclass(frozen=True)
class Returned:
    """That mail to an address failed for good, or is late. `reason` is what the server said."""

    address: str
    failed: bool
    reason: str


@dataclass(frozen=True)
class Report:
    """What a report is about: the mail, by its Message-ID, and its recipients. Several ids where it is not clear."""

    references: tuple[str, ...]
    returned: tuple[Returned, ...]
    text: str
    """What it says to people."""


def report_of(part: Part, text: str) -> Report:
    """The report that a mail is. Without a machine's part it has no `returned`, and ids from anywhere in the text."""
    references: dict[str, None] = {}
    returned: list[Returned] = []
    for inner in _walked(part):
        kind = inner.get_content_type()
        if kind == "message/delivery-status":
            returned += [one for group in _groups(inner) if (one := _returned(group)) is not None]
        elif kind in ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers"):
            for mail in _mails_in(inner):
                references |= dict.fromkeys(words.references(mail, "Message-ID"))
    if not references:
        references |= dict.fromkeys(words.references(part, "In-Reply-To", "References"))
        references |= dict.fromkeys(_ANGLED.findall(text)[:MOST])
    return Report(tuple(references), tuple(returned[:MOST]), text)


def _walked(part: Part) -> Iterator[Part]:
    waiting, seen = [part], 0
    while waiting and seen < MOST * 4:
        one = waiting.pop(0)
        seen += 1
        yield one
        inside = one.get_payload()
        if isinstance(inside, list) and one.get_content_maintype() == "multipart":
            waiting += inside


def _groups(part: Part) -> list[Part]:
    inside = part.get_payload()
    if isinstance(inside, list):
        return inside
    text = words.asked(lambda: part.get_payload(decode=True), b"") or b""
    blocks = re.split(rb"\r?\n\r?\n", text if isinstance(text, bytes) else b"")
    return [words.parsed(block) for block in blocks]


def _mails_in(part: Part) -> list[Part]:
    inside = part.get_payload()
    if isinstance(inside, list):
        return inside
    content = words.asked(lambda: part.get_payload(decode=True), None)
    return [words.parsed(content)] if isinstance(content, bytes) else []


def _returned(group: Part) -> Returned | None:
    action = words.header(group, "Action").lower()
    named = words.header(group, "Original-Recipient") or words.header(group, "Final-Recipient")
    if not action and not named:
        return None
    address = same_for_all(_PREFIX.sub("", named).strip("<> "))
    status, said = words.header(group, "Status"), words.header(group, "Diagnostic-Code")
    reason = _PREFIX.sub("", said).strip() or status
    failed = action == "failed" or (not action and status.startswith("5"))
    return Returned(address if is_address(address) else "", failed, reason[:1000])
